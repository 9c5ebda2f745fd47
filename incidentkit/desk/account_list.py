"""The list of accounts: what it shows, which are sifted out, and changing many at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from incidentkit.accounts.exposure import WhoCanPost
from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.listing import AccountRow
from incidentkit.accounts.model import Edits, Field, Status
from incidentkit.accounts.views import (
    VIEWS,
    VIEWS_FOLD,
    SavedView,
    Sieve,
    Views,
    planned_dropping,
    planned_saving,
)
from incidentkit.desk.register import platform_name
from incidentkit.desk.services import Desk
from incidentkit.errors import InvalidValueError
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import PersonId, SubjectId

# What many accounts can be given at once: nothing that is each one's own.
SHARED_FIELDS = (
    Field.SERVICE_OWNER,
    Field.LANGUAGE,
    Field.AUDIENCE,
    Field.HOURS,
    Field.FALLBACK,
    Field.ARCHIVING,
    Field.CODES_PLACE,
)
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One account in the list: its platform's name, who can post, who looks after it."""

    account: AccountRow
    platform: str
    holders: tuple[str, ...]
    owner: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Every account as the list shows it, the saved views, and the people to choose."""

    rows: tuple[RegisterRow, ...]
    views: tuple[SavedView, ...] = ()
    people: tuple[tuple[PersonId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ForMany:
    """What many accounts are given at once. What is None stays as each has it.

    `owner` and `deputy` are empty for nobody.
    """

    texts: tuple[tuple[Field, str], ...] = ()
    owner: bytes | None = None
    deputy: bytes | None = None
    status: Status | None = None


def read_register(desk: Desk) -> RegisterPage:
    """Return the list."""
    posting = {who.subject: who for who in desk.who_can_post()}
    names = desk.officers.names()
    me = desk.session.me.person
    rows = tuple(
        RegisterRow(
            row,
            platform_name(desk, row.platform),
            _names(posting[row.subject]),
            names.get(PersonId(row.owner), "") if row.owner else "",
            is_mine=row.owner == me,
        )
        for row in desk.accounts.rows()
    )
    people = tuple((p.person, p.name) for p in desk.people() if p.seats)
    return RegisterPage(rows, _views(desk).named(), people)


def _names(who: WhoCanPost) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way.name for way in who.ways if way.name))


def _needs_somebody(row: RegisterRow) -> bool:
    """Whether the list names something to do about an account."""
    account = row.account
    asked_for = account.status is Status.ASKED_FOR
    return bool(account.waiting or account.to_settle or account.is_owed or asked_for)


def passes(row: RegisterRow, sieve: Sieve) -> bool:
    """Whether a sieve lets an account through."""
    return _SIEVES[sieve](row)


_SIEVES: Mapping[Sieve, Callable[[RegisterRow], bool]] = MappingProxyType(
    {
        Sieve.ALL: lambda _: True,
        Sieve.OPEN: lambda row: row.account.status.is_open,
        Sieve.MINE: lambda row: row.is_mine,
        Sieve.UNCARED: lambda row: row.account.status.is_open and not row.account.owner,
        Sieve.TO_DO: lambda row: _needs_somebody(row),
        Sieve.OWED: lambda row: row.account.is_owed,
        Sieve.REQUESTS: lambda row: row.account.status is Status.ASKED_FOR,
        Sieve.DORMANT: lambda row: row.account.status is Status.DORMANT,
        Sieve.CLOSED: lambda row: row.account.status is Status.CLOSED,
    }
)


# --- saved views ------------------------------------------------------------------


def save_view(desk: Desk, view: SavedView) -> RegisterPage:
    """Keep a view for everybody under its name; returns the list.

    Raises:
        InvalidValueError: It has no name, or there are too many.
    """
    desk.session.commit(planned_saving(_views(desk), view))
    return read_register(desk)


def drop_view(desk: Desk, name: str) -> RegisterPage:
    """Take a saved view away; returns the list."""
    change = planned_dropping(_views(desk), name)
    if change.parts:
        desk.session.commit(change)
    return read_register(desk)


def _views(desk: Desk) -> Views:
    state = desk.session.state(VIEWS_FOLD, VIEWS)
    return state if isinstance(state, Views) else Views()


# --- many at once -----------------------------------------------------------------


def change_many(desk: Desk, accounts: Sequence[SubjectId], given: ForMany) -> int:
    """Give many accounts the same, all of them or none; returns how many changed.

    Raises:
        InvalidValueError: A value is not acceptable, or there are too many accounts.
        ClosedAccountError: One of them is closed.
        UnknownNameError: One of them is not there.
    """
    if len(accounts) > MOST_AT_ONCE:
        raise InvalidValueError("accounts", "too-many")
    changes = [_change_one(desk, account, given) for account in accounts]
    parts = tuple(part for change in changes for part in change.parts)
    if parts:
        desk.session.commit(Change(parts))
    return sum(bool(change.parts) for change in changes)


def _change_one(desk: Desk, account: SubjectId, given: ForMany) -> Change:
    plan = desk.accounts.plan
    change = Change()
    if given.texts:
        change += plan.edit(account, Edits(given.texts))
    if given.owner is not None or given.deputy is not None:
        now = desk.accounts.known(account).account.looked_after
        care = Care(_either(given.owner, now.owner), _either(given.deputy, now.deputy))
        change += plan.give_care(account, care)
    if given.status is not None:
        change += plan.set_status(account, given.status)
    return change


def _either(given: bytes | None, now: PersonId | None) -> PersonId | None:
    if given is None:
        return now
    return PersonId(given) if given else None
