"""Who looks at which account by which day, and at what. Pure.

Each account that is in use has a line. The days are spread over the working days of
the month, so that nobody has fifty accounts on one day. What takes longer is asked of
a third of the accounts each month, so that each has its turn once a quarter.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from incidentkit.accounts.model import ROLE_RUN, Access, Field, Item
from incidentkit.accounts.public import AccountState
from incidentkit.council.calendar import CouncilCalendar
from incidentkit.rounds.model import Ask, Line, Policy
from incidentkit.vault.kinds import SubjectId

_ROTA = 3
_QUARTERLY = {
    Access.OWN_LOGIN: (
        Ask.SESSIONS,
        Ask.APPS,
        Ask.SECOND_STEP,
        Ask.MAILBOX,
        Ask.CODES,
    ),
    Access.ROLES: (Ask.SECOND_STEP, Ask.APPS),
    Access.TOOL: (Ask.APPS, Ask.SECOND_STEP, Ask.MAILBOX),
    Access.NUMBER: (Ask.SESSIONS, Ask.SECOND_STEP),
    Access.MAILBOX: (),
    Access.ELSEWHERE: (),
}
_MONTHLY = {
    Access.OWN_LOGIN: Ask.HOLDERS,
    Access.ROLES: Ask.ROLES,
    Access.TOOL: Ask.SEATS,
    Access.NUMBER: Ask.SIM,
    Access.MAILBOX: Ask.ICT,
    Access.ELSEWHERE: Ask.KEEPER,
}


@dataclass(frozen=True, slots=True)
class Terms:
    """How the council wants its rounds.

    `spreads`: over the month rather than on one day. `working_day` is that day, or
    the first of those that it is spread over; a round that is begun later in its month
    begins `today`, so that nothing is late before anybody could look. `due_passwords`
    are named one by one, because an interval is counted from each one's own last
    change.
    """

    policy: Policy
    spreads: bool
    working_day: int
    due_passwords: frozenset[SubjectId] = frozenset()
    every_months: int = 0
    grace_days: int = 0
    today: date | None = None


def lines_of(
    month: str,
    accounts: Iterable[tuple[SubjectId, AccountState]],
    terms: Terms,
    calendar: CouncilCalendar,
) -> tuple[Line, ...]:
    """Return the lines of a month's round, in the order in which they are due."""
    open_ones = [(a, state) for a, state in accounts if state.status.is_open]
    open_ones.sort(key=lambda one: _turn(month, one[0]))
    days = days_for(month, terms, calendar)
    return tuple(
        _line(month, account, state, terms, day)
        for (account, state), day in zip(
            open_ones, _spread(days, len(open_ones), terms), strict=True
        )
    )


def days_for(month: str, terms: Terms, calendar: CouncilCalendar) -> tuple[date, ...]:
    """Return the working days that a month's accounts fall on; never none.

    A round that is begun on the month's last evening, or after it, has one day: the
    last working day, or today if that is later.
    """
    working = working_days(month, calendar) or (_first_of(month),)
    today = terms.today or working[0]
    found = working[max(terms.working_day - 1, 0) :]
    return tuple(day for day in found if day >= today) or (max(working[-1], today),)


def line_of(
    month: str, account: SubjectId, state: AccountState, terms: Terms, due: date
) -> Line:
    """Return one line more, for an account that came during the month."""
    return _line(month, account, state, terms, due)


def _line(
    month: str, account: SubjectId, state: AccountState, terms: Terms, due: date
) -> Line:
    care = state.looked_after
    return Line(
        account=account,
        due=due.isoformat(),
        asks=tuple(asks_of(month, account, state, terms)),
        owner=care.owner or b"",
        deputy=care.deputy or b"",
    )


def asks_of(
    month: str, account: SubjectId, state: AccountState, terms: Terms
) -> Iterator[Ask]:
    """Yield what is looked at on an account this month, in the order of looking."""
    access = Access.ROLES if _is_role_run(state) else state.access
    yield _MONTHLY[access]
    if is_quarterly_turn(month, account):
        yield from _QUARTERLY[access]
    if account in terms.due_passwords:
        yield Ask.PASSWORD


def has_own_password(state: AccountState) -> bool:
    """Whether the kit keeps a password of the council's own that can be changed."""
    is_ours = state.access in (Access.OWN_LOGIN, Access.TOOL)
    return is_ours and not _is_role_run(state) and _keeps(state, Item.SECRET)


def _keeps(state: AccountState, item: Item) -> bool:
    return bool(state.mark(item).versions)


def _is_role_run(state: AccountState) -> bool:
    return state.text(Field.PLATFORM) in ROLE_RUN


def is_quarterly_turn(month: str, account: SubjectId) -> bool:
    """Whether this is the month of the quarter in which more is asked of an account."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1
    return account[0] % _ROTA == number % _ROTA


def working_days(month: str, calendar: CouncilCalendar) -> tuple[date, ...]:
    """Return the working days of a month written YYYY-MM."""
    day = _first_of(month)
    found = []
    while day.month == int(month[5:7]):
        if calendar.is_working(day):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def _first_of(month: str) -> date:
    return date(int(month[:4]), int(month[5:7]), 1)


def _turn(month: str, account: SubjectId) -> bytes:
    """Another order each month, so that nobody is always last."""
    return hashlib.sha256(month.encode() + account).digest()


def _spread(days: Sequence[date], count: int, terms: Terms) -> Iterator[date]:
    if not terms.spreads:
        return iter([days[0]] * count)
    return (days[place * len(days) // count] for place in range(count))
