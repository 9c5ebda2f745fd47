"""What a round is made of: its lines, what is asked of each account, and the answers."""

from enum import StrEnum

import msgspec

from incidentkit.vault.kinds import PersonId, SubjectId


class Ask(StrEnum):
    """One thing that is looked at on an account, in the order of looking."""

    HOLDERS = "holders"
    ROLES = "roles"
    SEATS = "seats"
    SIM = "sim"
    KEEPER = "keeper"
    ICT = "ict"
    SESSIONS = "sessions"
    APPS = "apps"
    SECOND_STEP = "second-step"
    MAILBOX = "mailbox"
    CODES = "codes"
    PASSWORD = "password"  # noqa: S105  the name of a question


class Found(StrEnum):
    """What somebody found.

    `RIGHT` as it stood; `PUT_RIGHT` after they changed something; `WRONG` and still
    so; `NOT_CHECKED` is an honest answer that leaves the line open for nobody; `SKIPPED`
    needs a reason.
    """

    RIGHT = "right"
    PUT_RIGHT = "put-right"
    WRONG = "wrong"
    NOT_CHECKED = "not-checked"
    SKIPPED = "skipped"


# What needs a word about it.
NEEDS_NOTE = frozenset({Found.PUT_RIGHT, Found.WRONG, Found.SKIPPED})
GOOD = frozenset({Found.RIGHT, Found.PUT_RIGHT})


class Policy(StrEnum):
    """What the council asked of passwords when the round was opened."""

    MONTHLY = "monthly"
    INTERVAL = "other interval"
    REVIEW_ONLY = "review only"


class Line(msgspec.Struct, frozen=True):
    """One account of a round: who looks, by which day, and at what.

    `due` is a date as YYYY-MM-DD. `owner` is empty when nobody looks after it.
    """

    account: SubjectId
    due: str
    asks: tuple[Ask, ...]
    owner: bytes = b""
    deputy: bytes = b""


class Answer(msgspec.Struct, frozen=True):
    """What somebody said about one thing of one account. `late`: after the closing."""

    found: Found
    person: PersonId
    wall: int
    note: str = ""
    late: bool = False
