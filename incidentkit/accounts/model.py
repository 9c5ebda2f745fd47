"""What an account is: how people come to post with it, and what is kept of it."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from incidentkit.accounts.secret import Secret

# Pages on these are run through people's own profiles, so that a password here
# could only be somebody's own. It is in code because it is a refusal: a mended
# or mistaken platform file must not lift it. A test compares the shipped files.
ROLE_RUN = frozenset({"facebook", "linkedin", "youtube"})


class Access(StrEnum):
    """How people come to post as the council, which decides what changing it means."""

    OWN_LOGIN = "own-login"
    ROLES = "roles"
    MAILBOX = "mailbox"
    TOOL = "tool"
    NUMBER = "number"
    ELSEWHERE = "held-elsewhere"


class Status(StrEnum):
    """Where an account is on its way from being asked for to being closed."""

    ASKED_FOR = "asked-for"
    PLANNED = "planned"
    LIVE = "live"
    DORMANT = "dormant"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        """Whether somebody could post with it today."""
        return self in (Status.LIVE, Status.DORMANT)


class Field(StrEnum):
    """A text of an account that everybody in the kit can read."""

    PLATFORM = "platform"
    HANDLE = "handle"
    ACCESS = "access"
    STATUS = "status"
    URL = "url"
    PURPOSE = "purpose"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    SERVICE_OWNER = "service_owner"
    BUSINESS_CASE = "business_case"
    APPROVAL = "approval"
    VERIFICATION = "verification"
    ADVERTS = "adverts"
    FALLBACK = "fallback"
    HOURS = "hours"
    ARCHIVING = "archiving"
    RISK = "risk"
    CODES_PLACE = "codes_place"
    NOTES = "notes"
    RECOVERY_MAILBOX = "recovery_mailbox"
    RECOVERY_PHONE = "recovery_phone"
    ELSEWHERE = "elsewhere"
    PORTFOLIO = "portfolio"


# Free text, where the later of two writers may simply be shown first. What the
# other wrote stays in the journal.
DESCRIPTIVE = frozenset(
    {Field.PURPOSE, Field.AUDIENCE, Field.BUSINESS_CASE, Field.RISK, Field.NOTES}
)


class Item(StrEnum):
    """Something of an account that only its holders can open."""

    LOGIN = "login"
    SECRET = "secret"  # noqa: S105  the name of an item
    TOTP = "totp"
    NOTE = "note"
    CODES = "codes"


# Whoever knows one of these can sign in, or is part of the way to it.
OPENING_ITEMS = frozenset({Item.SECRET, Item.TOTP, Item.CODES})


class Reason(StrEnum):
    """Why a secret is changed."""

    COMPROMISE = "compromise"
    LEAVER = "leaver"
    ROLE_CHANGE = "role-change"
    LOST_DEVICE = "lost-device"
    AGENCY_ENDED = "agency-ended"
    SEEN_OUTSIDE = "seen-outside"
    BREAK_GLASS = "break-glass"
    TOOL_INCIDENT = "tool-incident"
    REUSED = "reused"
    POLICY = "policy"
    OTHER = "other"


class Portfolio(StrEnum):
    """Who owns the business account that a page belongs to."""

    UNKNOWN = ""
    US = "us"
    AGENCY = "agency"


class May(StrEnum):
    """What somebody may do with an account."""

    READ = "read"
    POST = "post"
    REPLY = "reply"
    MODERATE = "moderate"
    ADMINISTER = "administer"


class SecondStep(StrEnum):
    """The second step at sign-in. NONE is known not to be there."""

    NONE = "none"
    APP = "app"
    KEY = "key"
    TEXT_MESSAGE = "text-message"
    EMAIL = "email"
    PROMPT = "prompt"
    PIN = "pin"


class Tie(StrEnum):
    """How one account hangs on another.

    `SAME_LOGIN`: one login opens both. `MAILBOX`: whoever reads that mailbox can
    take this account. `SCHEDULER`: that tool posts to this account. `CROSS_POST`:
    what is posted there is repeated here.
    """

    SAME_LOGIN = "same-login"
    MAILBOX = "mailbox"
    SCHEDULER = "scheduler"
    CROSS_POST = "cross-post"


class Link(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="what_it_is"
):
    """The base of everybody and everything that an account names beside holders."""


class PlatformRole(Link, frozen=True, tag="role"):
    """A role that somebody holds on the platform, through their own profile.

    `person` is empty for somebody who is not in the kit. `removes` says whether
    the role lets them take other people off. `second_step` is that of their own
    profile, empty when nobody asked.
    """

    name: str
    role: str
    mobile: str = ""
    removes: bool = False
    person: bytes = b""
    second_step: SecondStep | None = None


class ToolSeat(Link, frozen=True, tag="tool"):
    """Somebody's seat in a tool that posts to the account.

    `account` is the tool's own account in the kit, if it has one. `ring_name`
    and `ring_number` are who can take the seat away.
    """

    tool: str
    name: str
    mobile: str = ""
    person: bytes = b""
    account: bytes = b""
    ring_name: str = ""
    ring_number: str = ""


class Phone(Link, frozen=True, tag="phone"):
    """A telephone that gets sign-in codes or runs the account, and who carries it."""

    number: str
    name: str
    person: bytes = b""
    what: str = ""


class Agency(Link, frozen=True, tag="agency"):
    """An outside firm that can post. `until` is the contract's end, as a date."""

    name: str
    contact: str = ""
    number: str = ""
    until: str = ""


class Factor(Link, frozen=True, tag="factor"):
    """A second step of the account's own login, and who holds it.

    `name` is empty where the council holds it and no one person does. `device` says
    where it is: a telephone, a key in the safe.
    """

    step: SecondStep
    name: str = ""
    device: str = ""
    person: bytes = b""


class App(Link, frozen=True, tag="app"):
    """Something connected to the account that can act as it without a password."""

    name: str
    what: str = ""


class Permission(Link, frozen=True, tag="permission"):
    """What somebody may do with the account, by our own rules.

    `until` is a date for somebody from outside, or whose time ends.
    """

    name: str
    may: tuple[May, ...]
    person: bytes = b""
    is_external: bool = False
    until: str = ""


class Hangs(Link, frozen=True, tag="hangs"):
    """That the account hangs on another one in the kit."""

    tie: Tie
    account: bytes


AnyLink = PlatformRole | ToolSeat | Phone | Agency | Factor | App | Permission | Hangs


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as somebody describes it, before it is checked and written.

    `notes` are for everybody in the kit; `note` is for holders only. `is_imported`: a
    table has it, and `said_ms` is when the password changed last by that table, if it
    says so.
    """

    platform: str
    handle: str
    access: Access = Access.OWN_LOGIN
    status: Status = Status.LIVE
    url: str = ""
    purpose: str = ""
    audience: str = ""
    language: str = ""
    service_owner: str = ""
    business_case: str = ""
    approval: str = ""
    verification: str = ""
    adverts: str = ""
    fallback: str = ""
    hours: str = ""
    archiving: str = ""
    risk: str = ""
    codes_place: str = ""
    notes: str = ""
    recovery_mailbox: str = ""
    recovery_phone: str = ""
    elsewhere: str = ""
    portfolio: Portfolio = Portfolio.UNKNOWN
    login: Secret | None = None
    secret: Secret | None = None
    totp: Secret | None = None
    note: Secret | None = None
    codes: tuple[Secret, ...] = ()
    links: tuple[AnyLink, ...] = ()
    is_imported: bool = False
    said_ms: int = 0


@dataclass(frozen=True, slots=True)
class Edits:
    """What to change of an account. What is None stays as it is.

    A secret is not among them: it is changed by a rotation, which keeps the
    old one until the new one is known to work.
    """

    fields: tuple[tuple[Field, str], ...] = ()
    login: Secret | None = None
    totp: Secret | None = None
    note: Secret | None = None
    codes: tuple[Secret, ...] = ()
