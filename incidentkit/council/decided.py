"""Every setting as what it means, so that nobody above handles texts."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date, datetime

from incidentkit.council import day_to_day as day
from incidentkit.council import in_public as public
from incidentkit.council.calendar import (
    LONDON,
    CouncilCalendar,
    OfficeHours,
    calendar_for,
)
from incidentkit.council.kinds import Choice, Number
from incidentkit.council.rules import (
    AddingRule,
    KeepingRule,
    PasswordRule,
    RotationRule,
    SignOffRule,
    UpkeepRule,
    WritingRule,
)
from incidentkit.council.setting import Setting
from incidentkit.council.settings import SETTINGS
from incidentkit.council.tables import (
    Period,
    cells_of,
    office_hours,
    periods_of,
    targets_of,
    week_of,
)

WELSH = "Welsh"


class Decided(ABC):
    """Reads settings. Whoever has them says what the text of each is."""

    def __init__(self) -> None:
        self._calendars: dict[tuple[str, OfficeHours], CouncilCalendar] = {}

    @abstractmethod
    def setting(self, key: str) -> str:
        """Return a setting as text."""

    def choice(self, setting: Setting) -> str:
        """Return which of its choices, or which line, a setting is."""
        return self.setting(setting.key)

    def number(self, setting: Setting) -> int:
        """Return the number that a setting is."""
        return int(self.setting(setting.key))

    def is_on(self, setting: Setting) -> bool:
        """Whether a setting with yes and no is yes."""
        return self.setting(setting.key) == "yes"

    def lines(self, setting: Setting) -> tuple[str, ...]:
        """Return the lines of a setting that is a list or a text."""
        return tuple(line for line in self.setting(setting.key).split("\n") if line)

    # --- who we are ----------------------------------------------------------

    def calendar(self) -> CouncilCalendar:
        """Return the council's bank holidays and working hours."""
        hours = office_hours(self.hours_watched())
        nation = self.choice(day.NATION)
        key = (nation, hours)
        if key not in self._calendars:
            self._calendars[key] = calendar_for(nation, hours)
        return self._calendars[key]

    def hours_watched(self) -> Mapping[int, OfficeHours]:
        """Return when somebody watches the channels, by the number of the day."""
        return week_of(self.setting(day.MONITORING_HOURS.key))

    def is_watched(self, at_ms: int) -> bool:
        """Whether somebody watches the channels at a time."""
        at = datetime.fromtimestamp(at_ms // 1000, LONDON)
        hours = self.hours_watched().get(at.weekday(), OfficeHours(0, 0))
        return hours.opens <= at.hour * 60 + at.minute < hours.closes

    def languages(self) -> tuple[str, ...]:
        """Return the languages that the public is written to in; in Wales both."""
        found = self.lines(day.LANGUAGES)
        both = (WELSH,) if self.choice(day.NATION) == "Wales" else ()
        return tuple(dict.fromkeys((*found, *both)))

    def official_accounts_page(self) -> str | None:
        """Return the address of the page that lists the council's accounts."""
        return self.choice(day.OFFICIAL_ACCOUNTS_PAGE) or None

    def public_contact(self) -> str | None:
        """Return how the public reach the council other than by a social network."""
        return self.choice(day.PUBLIC_CONTACT) or None

    def own_email_domains(self) -> tuple[str, ...]:
        """Return the domains of the council's own mailboxes."""
        return tuple(self.setting(day.OWN_EMAIL_DOMAINS.key).split())

    def is_own_email(self, address: str) -> bool:
        """Whether an address is at one of the council's own domains."""
        _, _, domain = address.strip().lower().rpartition("@")
        return domain in self.own_email_domains()

    # --- what is looked after -----------------------------------------------

    def keyring_days(self) -> int:
        """Return for how many days a machine may remember the way in, 0 for never."""
        return self.number(day.KEYRING_DAYS)

    def lock_minutes(self) -> int:
        """Return after how many minutes an unused kit locks itself."""
        return self.number(day.LOCK_MINUTES)

    def upkeep(self) -> UpkeepRule:
        """Return what is looked after month by month."""
        return UpkeepRule(
            rotation=RotationRule(
                every_months=self._rotation_months(),
                working_day=self.number(day.ROTATION_DAY),
                grace_days=self.number(day.ROTATION_GRACE_DAYS),
            ),
            review_months=self.number(day.REVIEW_MONTHS),
            dormant_days=self.number(day.DORMANT_DAYS),
            minimum_holders=self.number(day.MINIMUM_HOLDERS),
            training_months=self.number(day.TRAINING_MONTHS),
            exercise_months=self.number(day.EXERCISE_MONTHS),
            policy_review_months=self.number(day.POLICY_REVIEW_MONTHS),
            policies=self.lines(day.POLICIES),
            acknowledgements=self.lines(day.ACKNOWLEDGEMENTS),
            events=frozenset(self.lines(day.EVENT_TRIGGERS)),
        )

    def _rotation_months(self) -> int:
        mode = self.choice(day.ROTATION)
        if mode == "monthly":
            return 1
        return self.number(day.ROTATION_MONTHS) if mode == "other interval" else 0

    def reviews_accounts(self) -> bool:
        """Whether access is reviewed at intervals; only `off` leaves it out."""
        return self.choice(day.ROTATION) != "off"

    def passwords(self) -> PasswordRule:
        """Return how new passwords are made."""
        of_words = self.choice(day.PASSWORD_STYLE) == "words"
        return PasswordRule(self.number(day.PASSWORD_LENGTH), of_words)

    def adding(self) -> AddingRule:
        """Return what is looked at when an account or a way in is written down."""
        return AddingRule(
            outsiders=self.choice(day.EXTERNAL_USERS) == "dated",
            schools=self.is_on(day.SCHOOL_ACCOUNTS),
            shared_login=self.choice(day.SHARED_LOGIN) == "warn",
            personal_devices=self.choice(day.PERSONAL_DEVICES),
        )

    def keeps_codes(self) -> bool:
        """Whether keys for sign-in codes may be kept beside the passwords."""
        return self.choice(day.CODE_KEYS) == "kept"

    def second_person_first(self) -> bool:
        """Whether a second person agrees before somebody is let in in an emergency."""
        return self.choice(day.SECOND_PERSON) == "first"

    def paper_days(self) -> int:
        """Return for how many days the nightly paper stays; 0 where none is written."""
        return self.number(day.PAPER_DAYS)

    def keeping(self) -> KeepingRule:
        """Return how long papers are kept."""
        lengths = cells_of(self.setting(day.RETENTION.key))
        return KeepingRule(lengths, self.lines(day.LEGAL_HOLD_ROLES))

    # --- when something is wrong ----------------------------------------------

    def for_playbooks(self) -> dict[str, str]:
        """Return every choice and number under the name that playbooks use."""
        return {
            f"setting {setting.name}": self.setting(key)
            for key, setting in SETTINGS.items()
            if isinstance(setting.kind, Choice | Number)
        }

    def next_update_minutes(self) -> int:
        """Return how long after one public update the next is due."""
        return self.number(public.NEXT_UPDATE_MINUTES)

    def sign_off(self) -> SignOffRule:
        """Return who signs what the public reads."""
        table = cells_of(self.setting(public.SIGN_OFF.key))
        return SignOffRule(
            {level: tuple(names.split(", ")) for level, names in table.items()},
            self.lines(public.APOLOGY_AUTHORITY),
            self.is_on(public.PREAPPROVED_NOTICE),
        )

    def severity_meanings(self) -> dict[str, str]:
        """Return what the council itself says each severity means, where it does."""
        return cells_of(self.setting(public.SEVERITY_DEFINITIONS.key))

    def time_targets(self) -> dict[tuple[str, str, str], int]:
        """Return the council's own minutes, by playbook, step and severity."""
        return targets_of(self.setting(public.TIME_TARGETS.key))

    def evidence_always_first(self) -> bool:
        """Whether not even danger lets something be removed without more ado."""
        return self.choice(public.EVIDENCE_BEFORE_REMOVAL) == "always"

    def blocks_take_two(self) -> bool:
        """Whether a second person agrees before somebody is blocked."""
        return self.is_on(public.BLOCK_SECOND_PERSON)

    # --- what we say ------------------------------------------------------------

    def writing(self) -> WritingRule:
        """Return what holds for every word that goes out."""
        return WritingRule(
            signature=self.choice(public.SIGNATURE),
            naming_of_staff=self.choice(public.NAMING_OF_STAFF),
            humour=self.choice(public.HUMOUR),
            link_policy=self.choice(public.LINK_POLICY),
            link_domains=self._link_domains(),
            phone_format=self.choice(public.PHONE_FORMAT),
            apology=self.lines(public.APOLOGY_AUTHORITY),
        )

    def _link_domains(self) -> tuple[str, ...]:
        policy = self.choice(public.LINK_POLICY)
        approved = self.setting(public.APPROVED_LINKS.key).split()
        listed = approved if policy == "approved list" else []
        return tuple(dict.fromkeys((*self.own_email_domains(), *listed)))

    def elections(self) -> tuple[Period, ...]:
        """Return the periods before elections."""
        return periods_of(self.setting(public.ELECTIONS.key))

    def election_on(self, today: date) -> Period | None:
        """Return the period before an election that a day is in."""
        return next((p for p in self.elections() if p.holds(today)), None)
