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
    """Whether the council still uses the account."""

    LIVE = "live"
    RETIRED = "retired"


class Field(StrEnum):
    """A text of an account that everybody in the kit can read."""

    PLATFORM = "platform"
    HANDLE = "handle"
    ACCESS = "access"
    STATUS = "status"
    URL = "url"
    PURPOSE = "purpose"
    NOTES = "notes"
    RECOVERY_MAILBOX = "recovery_mailbox"
    RECOVERY_PHONE = "recovery_phone"
    ELSEWHERE = "elsewhere"
    PORTFOLIO = "portfolio"


# Free text, where the later of two writers may simply be shown first. What the
# other wrote stays in the journal.
DESCRIPTIVE = frozenset({Field.PURPOSE, Field.NOTES})


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


class Link(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of everybody and everything that an account names beside holders."""


class PlatformRole(Link, frozen=True):
    """A role that somebody holds on the platform, through their own profile.

    `person` is empty for somebody who is not in the kit. `removes` says whether
    the role lets them take other people off.
    """

    name: str
    role: str
    mobile: str = ""
    removes: bool = False
    person: bytes = b""


class ToolSeat(Link, frozen=True):
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


class Phone(Link, frozen=True):
    """A telephone that gets sign-in codes or runs the account, and who carries it."""

    number: str
    name: str
    person: bytes = b""
    what: str = ""


class Agency(Link, frozen=True):
    """An outside firm that can post. `until` is the contract's end, as a date."""

    name: str
    contact: str = ""
    number: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as somebody describes it, before it is checked and written.

    `notes` are for everybody in the kit; `note` is for holders only.
    """

    platform: str
    handle: str
    access: Access = Access.OWN_LOGIN
    url: str = ""
    purpose: str = ""
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
    links: tuple[Link, ...] = ()


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
