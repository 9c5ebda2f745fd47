"""Beginning a month's account check as the council has decided that it goes."""

from collections.abc import Callable, Mapping
from datetime import date

from incidentkit.accounts.marks import Age
from incidentkit.accounts.model import Item
from incidentkit.accounts.public import AccountState
from incidentkit.council.calendar import CouncilCalendar, day_of
from incidentkit.council.day_to_day import ROTATION, ROUND_DAYS
from incidentkit.council.rules import RotationRule
from incidentkit.desk.services import Desk
from incidentkit.desk.upkeep import month_after, rotation_due_ms, turn_of
from incidentkit.errors import RoundsOffError
from incidentkit.rounds.model import Policy
from incidentkit.rounds.planning import Terms, days_for, has_own_password
from incidentkit.rounds.round import Round
from incidentkit.vault.kinds import SubjectId

OFF = "off"


def is_off(desk: Desk) -> bool:
    """Whether the council has decided that nothing is due on a date."""
    return desk.council.choice(ROTATION) == OFF


def this_month(desk: Desk) -> str:
    """Return the month it is, as YYYY-MM."""
    return f"{today(desk):%Y-%m}"


def today(desk: Desk) -> date:
    """Return the day it is."""
    return day_of(desk.session.clock.now_ms())


def terms_of(desk: Desk, month: str) -> Terms:
    """Return how a round of this month goes by the council's settings.

    Raises:
        RoundsOffError: The council has decided that nothing is due on a date.
    """
    if is_off(desk):
        raise RoundsOffError
    rule = desk.council.upkeep().rotation
    falls = _Falls(rule, desk.council.calendar())
    due = (
        account
        for account, state in accounts_in_use(desk)
        if rule.every_months and is_password_due(falls, account, state, month)
    )
    return Terms(
        policy=Policy(desk.council.choice(ROTATION)),
        spreads=desk.council.choice(ROUND_DAYS) == "spread",
        working_day=rule.working_day,
        due_passwords=frozenset(due),
        every_months=rule.every_months,
        grace_days=rule.grace_days,
        today=today(desk),
    )


def is_password_due(
    falls_in: Callable[[SubjectId, Age], str],
    account: SubjectId,
    state: AccountState,
    month: str,
) -> bool:
    """Whether an account's password falls due in a month, or did before it.

    `falls_in` gives the month in which a password that is so old falls due.
    """
    age = state.age(Item.SECRET)
    if age.at_least_since is None or not has_own_password(state):
        return False
    return falls_in(account, age) <= month


class _Falls:
    """Says in which month a password is due; worked out once for each day of change.

    One of which nobody knows when it changed has its turn within the interval.
    """

    def __init__(self, rule: RotationRule, calendar: CouncilCalendar) -> None:
        self._rule, self._calendar = rule, calendar
        self._known: dict[date, str] = {}

    def __call__(self, account: SubjectId, age: Age) -> str:
        """Return the month as YYYY-MM."""
        if age.changed is None:
            turn = turn_of(self._rule, account)
            return f"{month_after(age.written or 0, turn):%Y-%m}"
        return self._known_change(age.changed)

    def _known_change(self, changed_ms: int) -> str:
        day = day_of(changed_ms)
        if day not in self._known:
            due_ms = rotation_due_ms(self._rule, changed_ms, self._calendar)
            self._known[day] = f"{day_of(due_ms):%Y-%m}"
        return self._known[day]


def every_account(desk: Desk) -> dict[SubjectId, AccountState]:
    """Return every account as everybody knows it."""
    every = desk.accounts.every().items()
    return {account: state for account, state in every if state.scope}


def accounts_in_use(desk: Desk) -> tuple[tuple[SubjectId, AccountState], ...]:
    """Return every account that somebody could post with today."""
    every = every_account(desk).items()
    return tuple((account, state) for account, state in every if state.status.is_open)


def begin(desk: Desk, month: str = "") -> Round:
    """Begin the check of a month, this one by default.

    Raises:
        RoundsOffError: The council has switched them off.
        InvalidValueError: That is no month.
        RoundOpenError: An earlier one has not been closed.
        RoundClosedError: That month's was closed already.
    """
    month = month or this_month(desk)
    calendar = desk.council.calendar()
    return desk.rounds.open(month, terms_of(desk, month), calendar)


def newcomers(
    desk: Desk, found: Round, every: Mapping[SubjectId, AccountState] | None = None
) -> tuple[SubjectId, ...]:
    """Return the accounts in use that a round has no line for.

    `every` are all accounts, for whoever has read them already.
    """
    lined = {line.account for line in found.lines}
    known = every_account(desk) if every is None else every
    return tuple(
        account
        for account, state in known.items()
        if account not in lined and state.status.is_open
    )


def take_in(desk: Desk, found: Round) -> Round:
    """Take every account that came since into an open round, all in one change.

    Raises:
        RoundClosedError: It is closed.
        RoundsOffError: The council has switched them off.
    """
    terms = terms_of(desk, found.month)
    calendar = desk.council.calendar()
    due = days_for(found.month, terms, calendar)[-1]
    return desk.rounds.add_lines(found.month, newcomers(desk, found), terms, due)
