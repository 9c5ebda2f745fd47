"""Settings that matter on an ordinary day: who we are, accounts, people, records."""

from typing import Final

from incidentkit.council.calendar import DEFAULT_NATION, NATIONS
from incidentkit.council.kinds import (
    Careful,
    Choice,
    Domains,
    Items,
    Line,
    Number,
    Several,
    WebPage,
)
from incidentkit.council.setting import Group, Setting
from incidentkit.council.tables import Length, Table, WeekHours

# What makes a password change due the same day, by the reasons accounts know.
EVENTS: Final = (
    "leaver",
    "role-change",
    "lost-device",
    "agency-ended",
    "compromise",
    "reused",
    "seen-outside",
    "tool-incident",
    "break-glass",
)
CLASSES: Final = (
    "Incident",
    "Personal data breach",
    "Moderation",
    "Press",
    "Exercise",
)

# --- who we are ---------------------------------------------------------------

NATION: Final = Setting(
    "nation",
    DEFAULT_NATION,
    Choice(NATIONS, ("Wales", "Scotland", "Northern Ireland", "England")),
    Group.WHO,
    asked=True,
)
LANGUAGES: Final = Setting("languages", "English", Items(), Group.WHO)
WELSH_NAME: Final = Setting("welsh_name", "", Line(), Group.WHO)
WELSH_PEOPLE: Final = Setting("welsh_people", "", Items(), Group.WHO)
PUBLIC_CONTACT: Final = Setting("public_contact", "", Line(), Group.WHO)
OFFICIAL_ACCOUNTS_PAGE: Final = Setting(
    "official_accounts_page", "", WebPage(), Group.WHO
)
OWN_EMAIL_DOMAINS: Final = Setting("own_email_domains", "", Domains(), Group.WHO)
MONITORING_HOURS: Final = Setting(
    "monitoring_hours", "Mon-Fri 09:00-17:00", WeekHours(), Group.WHO, asked=True
)
OUT_OF_HOURS_COVER: Final = Setting("out_of_hours_cover", "", Line(), Group.WHO)
SCHOOL_ACCOUNTS: Final = Setting(
    "school_accounts", "no", Choice(("no", "yes")), Group.WHO
)
POLICIES: Final = Setting("policies", "", Items(), Group.WHO)
POLICY_REVIEW_MONTHS: Final = Setting(
    "policy_review_months", "12", Number("months", 1, 36), Group.WHO
)

# --- accounts and rotation ------------------------------------------------------

KEYRING_DAYS: Final = Setting(
    "keyring_days", "45", Number("days", 0, 45), Group.ACCOUNTS
)
LOCK_MINUTES: Final = Setting(
    "lock_minutes", "10", Number("minutes", 1, 60), Group.ACCOUNTS
)
ROTATION: Final = Setting(
    "rotation",
    "monthly",
    Choice(("monthly", "other interval", "review only", "off")),
    Group.ACCOUNTS,
    asked=True,
)
ROTATION_MONTHS: Final = Setting(
    "rotation_months", "3", Number("months", 1, 24), Group.ACCOUNTS
)
ROTATION_DAY: Final = Setting(
    "rotation_day", "1", Number("working days", 1, 20), Group.ACCOUNTS
)
ROUND_DAYS: Final = Setting(
    "round_days", "spread", Choice(("spread", "one day")), Group.ACCOUNTS
)
ROTATION_GRACE_DAYS: Final = Setting(
    "rotation_grace_days", "5", Number("days", 0, 31), Group.ACCOUNTS
)
EVENT_TRIGGERS: Final = Setting(
    "event_triggers", "\n".join(EVENTS), Several(EVENTS), Group.ACCOUNTS
)
MINIMUM_HOLDERS: Final = Setting(
    "minimum_holders", "2", Number("people", 1, 9, Careful.MOST), Group.ACCOUNTS
)
BREAK_GLASS: Final = Setting(
    "break_glass", "reason", Choice(("reason and change", "reason")), Group.ACCOUNTS
)
SECOND_PERSON: Final = Setting(
    "emergency_second_person",
    "afterwards",
    Choice(("afterwards", "first")),
    Group.ACCOUNTS,
)
PASSWORD_LENGTH: Final = Setting(
    "password_length", "20", Number("characters", 15, 128, Careful.MOST), Group.ACCOUNTS
)
PASSWORD_STYLE: Final = Setting(
    "password_style", "characters", Choice(("characters", "words")), Group.ACCOUNTS
)
# A key beside its password makes two steps one for whoever opens both.
CODE_KEYS: Final = Setting(
    "code_keys",
    "kept",
    Choice(("kept", "not kept"), ("not kept", "kept")),
    Group.ACCOUNTS,
)
PAPER_DAYS: Final = Setting("paper_days", "0", Number("days", 0, 366), Group.ACCOUNTS)
REVIEW_MONTHS: Final = Setting(
    "review_months", "6", Number("months", 1, 24), Group.ACCOUNTS
)
DORMANT_DAYS: Final = Setting(
    "dormant_days", "60", Number("days", 7, 730), Group.ACCOUNTS
)
EXTERNAL_USERS: Final = Setting(
    "external_users", "dated", Choice(("dated", "no"), ("no", "dated")), Group.ACCOUNTS
)
PERSONAL_DEVICES: Final = Setting(
    "personal_devices", "no", Choice(("no", "managed", "yes")), Group.ACCOUNTS
)
SHARED_LOGIN: Final = Setting(
    "shared_login_on_role_platforms",
    "forbid",
    Choice(("forbid", "warn")),
    Group.ACCOUNTS,
)

# --- people ---------------------------------------------------------------------

TRAINING_MONTHS: Final = Setting(
    "training_months", "12", Number("months", 1, 60), Group.PEOPLE
)
ACKNOWLEDGEMENTS: Final = Setting("acknowledgements", "", Items(), Group.PEOPLE)
EXERCISE_MONTHS: Final = Setting(
    "exercise_months", "6", Number("months", 1, 36), Group.PEOPLE
)
SENSITIVE_EVIDENCE_ROLES: Final = Setting(
    "sensitive_evidence_roles",
    "Head of communications\nHR adviser\nData protection officer",
    Items(),
    Group.PEOPLE,
)
MODERATOR_SAFETY: Final = Setting(
    "moderator_safety", "rotate", Choice(("rotate", "own choice")), Group.PEOPLE
)
MODERATOR_RULES: Final = Setting("moderator_rules", "", Items(), Group.PEOPLE)

# --- records ----------------------------------------------------------------------

RETENTION: Final = Setting(
    "retention",
    "Incident: 6 years\nPersonal data breach: 6 years\nModeration: 2 years\n"
    "Press: 3 years\nExercise: 3 years",
    Table(CLASSES, Length()),
    Group.RECORDS,
)
LEGAL_HOLD_ROLES: Final = Setting(
    "legal_hold_roles",
    "Monitoring officer\nData protection officer\nFOI and records officer",
    Items(),
    Group.RECORDS,
)

SETTINGS: Final = (
    NATION,
    LANGUAGES,
    WELSH_NAME,
    WELSH_PEOPLE,
    PUBLIC_CONTACT,
    OFFICIAL_ACCOUNTS_PAGE,
    OWN_EMAIL_DOMAINS,
    MONITORING_HOURS,
    OUT_OF_HOURS_COVER,
    SCHOOL_ACCOUNTS,
    POLICIES,
    POLICY_REVIEW_MONTHS,
    ROTATION,
    ROTATION_MONTHS,
    ROTATION_DAY,
    ROUND_DAYS,
    ROTATION_GRACE_DAYS,
    EVENT_TRIGGERS,
    MINIMUM_HOLDERS,
    BREAK_GLASS,
    SECOND_PERSON,
    PASSWORD_LENGTH,
    PASSWORD_STYLE,
    CODE_KEYS,
    PAPER_DAYS,
    REVIEW_MONTHS,
    DORMANT_DAYS,
    EXTERNAL_USERS,
    PERSONAL_DEVICES,
    SHARED_LOGIN,
    KEYRING_DAYS,
    LOCK_MINUTES,
    TRAINING_MONTHS,
    ACKNOWLEDGEMENTS,
    EXERCISE_MONTHS,
    SENSITIVE_EVIDENCE_ROLES,
    MODERATOR_SAFETY,
    MODERATOR_RULES,
    RETENTION,
    LEGAL_HOLD_ROLES,
)
