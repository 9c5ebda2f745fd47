"""Settings for when something is wrong, and for what we say in public."""

from typing import Final

from incidentkit.council.kinds import (
    YES_NO,
    Careful,
    Choice,
    Domains,
    Items,
    Line,
    Number,
    Text,
    WebPage,
)
from incidentkit.council.setting import Group, Setting
from incidentkit.council.tables import SEVERITIES, Names, Periods, Table, Targets

_NO_YES: Final = Choice(("no", "yes"))
_REMOVED: Final = Choice(("allowed", "removed"), ("removed", "allowed"))

# --- when something is wrong ------------------------------------------------------

SEVERITY_DEFINITIONS: Final = Setting(
    "severity_definitions", "", Table(SEVERITIES, Line()), Group.WRONG
)
SIGN_OFF: Final = Setting(
    "sign_off",
    "Minor: Second\nEmbarrassing: Lead\n"
    "Serious: Head of communications, Legal or HR or Data protection officer\n"
    "Critical: Chief executive or duty director",
    Table(SEVERITIES, Names()),
    Group.WRONG,
)
APOLOGY_AUTHORITY: Final = Setting(
    "apology_authority", "Head of communications", Items(), Group.WRONG
)
PREAPPROVED_NOTICE: Final = Setting("preapproved_notice", "yes", _NO_YES, Group.WRONG)
TIME_TARGETS: Final = Setting("time_targets", "", Targets(), Group.WRONG)
OWN_BAD_POST: Final = Setting(
    "own_bad_post",
    "case by case",
    Choice(
        ("leave and correct", "hide", "delete", "case by case"),
        ("case by case", "leave and correct", "hide", "delete"),
    ),
    Group.WRONG,
    asked=True,
)
STAFF_MISTAKE: Final = Setting(
    "staff_mistake_first_told",
    "comms and manager",
    Choice(
        ("manager", "director", "comms", "comms and manager"),
        ("comms and manager", "comms", "manager", "director"),
    ),
    Group.WRONG,
    asked=True,
)
SUSPEND_POSTING: Final = Setting(
    "suspend_posting", "serious", Choice(("always", "serious", "never")), Group.WRONG
)
EVIDENCE_BEFORE_REMOVAL: Final = Setting(
    "evidence_before_removal",
    "except danger",
    Choice(("always", "except danger")),
    Group.WRONG,
)
NEXT_UPDATE_MINUTES: Final = Setting(
    "next_update_minutes", "60", Number("minutes", 5, 1440), Group.WRONG
)
REVIEW_HOURS: Final = Setting(
    "review_hours", "24", Number("hours", 1, 168), Group.WRONG
)
FALLBACK_CHANNELS: Final = Setting(
    "fallback_channels", "website", Items(), Group.WRONG, asked=True
)
BREACH_CLOCK: Final = Setting(
    "breach_clock",
    "ask at the start",
    Choice(
        ("ask at the start", "at the start", "at the decision"),
        ("at the start", "ask at the start", "at the decision"),
    ),
    Group.WRONG,
)
BREACH_QUESTIONS: Final = Setting("breach_questions", "", Items(), Group.WRONG)
EXTERNAL_NOTIFICATIONS: Final = Setting(
    "external_notifications", "", Items(), Group.WRONG
)
EMERGENCY_MODE: Final = Setting(
    "emergency_mode", "on", Choice(("on", "off")), Group.WRONG
)
LEAD_AGENCY: Final = Setting("lead_agency", "", Line(), Group.WRONG)
LOOKBACK_MONTHS: Final = Setting(
    "lookback_months", "24", Number("months", 1, 120, Careful.MOST), Group.WRONG
)

# --- comments from the public -------------------------------------------------------

REMOVAL_NOTICE: Final = Setting(
    "removal_notice",
    "poster",
    Choice(("poster", "audience", "rules only")),
    Group.COMMENTS,
    asked=True,
)
HIDE_BEFORE_DELETE: Final = Setting("hide_before_delete", "yes", YES_NO, Group.COMMENTS)
REPLY_POLICY: Final = Setting(
    "reply_policy", "triage", Choice(("all", "triage")), Group.COMMENTS
)
HOUSE_RULES: Final = Setting("house_rules", "", Text(), Group.COMMENTS)
RULES_PAGE: Final = Setting("rules_page", "", WebPage(), Group.COMMENTS)
SWEARING: Final = Setting("swearing", "removed", _REMOVED, Group.COMMENTS)
OFF_TOPIC: Final = Setting("off_topic", "allowed", _REMOVED, Group.COMMENTS)
LINKS_IN_COMMENTS: Final = Setting(
    "links_in_comments", "allowed", _REMOVED, Group.COMMENTS
)
BLOCK_DAYS: Final = Setting("block_days", "30", Number("days", 1, 365), Group.COMMENTS)
BLOCK_SECOND_PERSON: Final = Setting(
    "block_second_person", "yes", YES_NO, Group.COMMENTS
)
APPEAL_WORKING_DAYS: Final = Setting(
    "appeal_working_days", "10", Number("working days", 1, 60), Group.COMMENTS
)
APPEAL_CONTACT: Final = Setting("appeal_contact", "", Line(), Group.COMMENTS)
NAMED_STAFF: Final = Setting(
    "named_staff",
    "junior only",
    Choice(("hide all", "junior only", "case by case")),
    Group.COMMENTS,
)

# --- press --------------------------------------------------------------------------

PRESS_TERMS: Final = Setting(
    "press_terms", "on the record", Choice(("on the record", "background")), Group.PRESS
)
PRESS_TERMS_TEXT: Final = Setting("press_terms_text", "", Items(), Group.PRESS)
PRESS_HOLDING_MINUTES: Final = Setting(
    "press_holding_minutes", "20", Number("minutes", 5, 480), Group.PRESS
)
PRESS_CHASE_MINUTES: Final = Setting(
    "press_chase_minutes", "60", Number("minutes", 5, 1440), Group.PRESS
)
SPOKESPEOPLE: Final = Setting("spokespeople", "", Items(), Group.PRESS)
MEMBER_QUOTES: Final = Setting(
    "member_quotes",
    "officers only before elections",
    Choice(
        ("allowed", "officers only before elections", "never"),
        ("never", "officers only before elections", "allowed"),
    ),
    Group.PRESS,
)

# --- the words of a message -----------------------------------------------------------

SIGNATURE: Final = Setting(
    "signature", "initials", Choice(("none", "initials", "first name")), Group.WORDS
)
NAMING_OF_STAFF: Final = Setting(
    "naming_of_staff", "never", Choice(("never", "with consent")), Group.WORDS
)
HUMOUR: Final = Setting(
    "humour", "minor only", Choice(("never", "minor only")), Group.WORDS
)
LINK_POLICY: Final = Setting(
    "link_policy",
    "own domain",
    Choice(("own domain", "approved list", "any")),
    Group.WORDS,
)
APPROVED_LINKS: Final = Setting("approved_link_domains", "", Domains(), Group.WORDS)
PHONE_FORMAT: Final = Setting(
    "phone_format", "grouped", Choice(("grouped", "plain")), Group.WORDS
)

# --- elections ------------------------------------------------------------------------

ELECTIONS: Final = Setting("elections", "", Periods(), Group.ELECTIONS, asked=True)

SETTINGS: Final = (
    SEVERITY_DEFINITIONS,
    SIGN_OFF,
    APOLOGY_AUTHORITY,
    PREAPPROVED_NOTICE,
    TIME_TARGETS,
    OWN_BAD_POST,
    STAFF_MISTAKE,
    SUSPEND_POSTING,
    EVIDENCE_BEFORE_REMOVAL,
    NEXT_UPDATE_MINUTES,
    REVIEW_HOURS,
    FALLBACK_CHANNELS,
    BREACH_CLOCK,
    BREACH_QUESTIONS,
    EXTERNAL_NOTIFICATIONS,
    EMERGENCY_MODE,
    LEAD_AGENCY,
    LOOKBACK_MONTHS,
    REMOVAL_NOTICE,
    HIDE_BEFORE_DELETE,
    REPLY_POLICY,
    HOUSE_RULES,
    RULES_PAGE,
    SWEARING,
    OFF_TOPIC,
    LINKS_IN_COMMENTS,
    BLOCK_DAYS,
    BLOCK_SECOND_PERSON,
    APPEAL_WORKING_DAYS,
    APPEAL_CONTACT,
    NAMED_STAFF,
    PRESS_TERMS,
    PRESS_TERMS_TEXT,
    PRESS_HOLDING_MINUTES,
    PRESS_CHASE_MINUTES,
    SPOKESPEOPLE,
    MEMBER_QUOTES,
    SIGNATURE,
    NAMING_OF_STAFF,
    HUMOUR,
    LINK_POLICY,
    APPROVED_LINKS,
    PHONE_FORMAT,
    ELECTIONS,
)
