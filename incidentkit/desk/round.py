"""The monthly account check as pages: the list of a round, and what it came to.

What one account is asked is read by `round_line`, one account at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.council.day_to_day import ROTATION
from incidentkit.desk.round_terms import (
    accounts_in_use,
    every_account,
    is_off,
    newcomers,
    this_month,
    today,
)
from incidentkit.desk.services import Desk
from incidentkit.errors import SeatRemovedError
from incidentkit.rounds.model import Answer, Ask, Found, Line, Policy
from incidentkit.rounds.round import Round, due_day
from incidentkit.rounds.score import Score, score_of
from incidentkit.vault.kinds import PersonId, Role, SubjectId
from incidentkit.words import rounds as words


class Stage(StrEnum):
    """What there is to do about a month's check."""

    OFF = "off"
    NONE = "none"
    OPEN = "open"
    CLOSED = "closed"


class When(StrEnum):
    """How soon an account is to be looked at."""

    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "this-week"
    LATER = "later"


class Whose(StrEnum):
    """Whose account it is in this round, as the person who reads sees it."""

    MINE = "mine"
    DEPUTY = "deputy"
    NOBODY = "nobody"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LineRow:
    """One account in the list. `worst` is the least good of its answers, if any.

    `is_owed`: something happened after which its secret has to be changed today,
    whatever the round asks. `left_out` counts what was skipped or not checked. `in_use` is false for one that was closed meanwhile,
    `is_known` for one of which this machine has not heard: there is nothing to look at.
    """

    account: SubjectId
    label: str
    due: date
    when: When
    whose: Whose
    owner: str
    deputy: str
    open_asks: int
    worst: Found | None
    is_owed: bool
    in_use: bool
    is_known: bool = True
    left_out: int = 0

    @property
    def is_done(self) -> bool:
        """Whether everything that is asked was answered."""
        return not self.open_asks

    @property
    def is_looked_at(self) -> bool:
        """Whether somebody looked at everything; a skipped question is an answer only."""
        return not self.open_asks and not self.left_out


@dataclass(frozen=True, slots=True)
class Closed:
    """That somebody closed the check, and in which entry."""

    name: str
    wall: int
    note: str
    digest: str


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A month's check as the person who opens it sees it, their own accounts first.

    `arrived` are accounts of which whoever closed it had not heard.
    """

    stage: Stage
    month: str
    policy: Policy | None = None
    every_months: int = 0
    rows: tuple[LineRow, ...] = ()
    closings: tuple[Closed, ...] = ()
    newcomers: int = 0
    in_use: int = 0
    earlier: tuple[str, ...] = ()
    may_write: bool = True
    arrived: tuple[LineRow, ...] = ()

    @property
    def done(self) -> int:
        """How many accounts have an answer to everything."""
        return sum(row.is_done for row in self.rows)

    @property
    def looked_at(self) -> int:
        """How many accounts were looked at: nothing of them was left out."""
        return sum(row.is_looked_at for row in self.rows)

    @property
    def left_out(self) -> int:
        """How many accounts were answered for with something left out."""
        return sum(row.is_done and not row.is_looked_at for row in self.rows)

    @property
    def late(self) -> int:
        """How many accounts are late."""
        return sum(row.when is When.LATE and not row.is_done for row in self.rows)

    @property
    def next(self) -> LineRow | None:
        """The account to go on with: the first that is not done."""
        return next((row for row in self.rows if _is_left(row)), None)

    def after(self, account: SubjectId) -> LineRow | None:
        """Return the next that is not done after an account, from the top at the end."""
        at = next((n for n, r in enumerate(self.rows) if r.account == account), -1)
        turned = (*self.rows[at + 1 :], *self.rows[: at + 1])
        return next((row for row in turned if _is_left(row)), None)


def _is_left(row: LineRow) -> bool:
    return row.is_known and not row.is_done


def read_round(desk: Desk, month: str = "") -> RoundPage:
    """Return a month's check; without a month, the one to work on or to begin.

    Raises:
        UnknownNameError: No check of that month was begun.
    """
    rounds = desk.rounds.rounds()
    found = desk.rounds.round(month) if month else desk.rounds.open_round()
    now = this_month(desk)
    if found is None:
        found = next((one for one in rounds if one.month == now), None)
    earlier = tuple(one.month for one in rounds if found is None or one != found)
    if found is None:
        stage = Stage.OFF if is_off(desk) else Stage.NONE
        return RoundPage(
            stage,
            now,
            policy=None
            if stage is Stage.OFF
            else Policy(desk.council.choice(ROTATION)),
            every_months=desk.council.upkeep().rotation.every_months,
            in_use=len(accounts_in_use(desk)),
            earlier=earlier,
            may_write=_may_write(desk),
        )
    every = every_account(desk)
    return RoundPage(
        stage=Stage.OPEN if found.is_open else Stage.CLOSED,
        month=found.month,
        policy=found.policy,
        every_months=found.every_months,
        rows=rows_of(desk, found, every),
        closings=tuple(_closings(desk, found)),
        newcomers=len(newcomers(desk, found, every)) if found.is_open else 0,
        earlier=earlier,
        may_write=_may_write(desk),
        arrived=rows_of(desk, found, every, found.late_with_owners()),
    )


def rows_of(
    desk: Desk,
    found: Round,
    every: Mapping[SubjectId, AccountState] | None = None,
    lines: Iterable[Line] | None = None,
) -> tuple[LineRow, ...]:
    """Return a round's accounts: one's own first, then by the day they are due.

    `every` are all accounts, for whoever has read them already; `lines` others than
    those that the round counts.
    """
    naming, me, day = _Naming(desk, every or {}), _me(desk), today(desk)
    lines = found.with_owners() if lines is None else lines
    rows = [_row(naming, me, day, found, line) for line in lines]
    order = list(Whose)
    rows.sort(key=lambda row: (order.index(row.whose), row.due, row.label.casefold()))
    return tuple(rows)


def _row(
    naming: "_Naming", me: PersonId | None, day: date, found: Round, line: Line
) -> LineRow:
    state, due = naming.account(line.account), due_day(line)
    given = [found.answer(line.account, ask) for ask in line.asks]
    return LineRow(
        account=line.account,
        label=state.label or words.FORMER_ACCOUNT,
        due=due,
        when=_when(found, line, day),
        whose=_whose(me, line),
        owner=naming.person(line.owner),
        deputy=naming.person(line.deputy),
        open_asks=sum(answer is None for answer in given),
        worst=_worst(given),
        is_owed=bool(state.owed),
        in_use=state.status.is_open,
        is_known=bool(state.scope),
        left_out=sum(a is not None and a.found in _LEFT_OUT for a in given),
    )


def _when(found: Round, line: Line, day: date) -> When:
    if found.is_overdue(line, day):
        return When.LATE
    days = (due_day(line) - day).days
    if days <= 0:
        return When.TODAY
    same_week = due_day(line).isocalendar()[:2] == day.isocalendar()[:2]
    return When.THIS_WEEK if same_week else When.LATER


def _whose(me: PersonId | None, line: Line) -> Whose:
    if me is not None and line.owner == me:
        return Whose.MINE
    if me is not None and line.deputy == me:
        return Whose.DEPUTY
    return Whose.OTHER if line.owner else Whose.NOBODY


_LEFT_OUT = frozenset({Found.NOT_CHECKED, Found.SKIPPED})
_WORST = (
    Found.WRONG,
    Found.NOT_CHECKED,
    Found.SKIPPED,
    Found.PUT_RIGHT,
    Found.RIGHT,
)


def _worst(given: list[Answer | None]) -> Found | None:
    found = [answer.found for answer in given if answer is not None]
    return min(found, key=_WORST.index, default=None)


def _closings(desk: Desk, found: Round) -> Iterator[Closed]:
    for one in found.closings:
        name = desk.officers.name_of(one.person)
        yield Closed(name, one.wall, one.note, one.digest.hex())


def _me(desk: Desk) -> PersonId | None:
    try:
        return desk.session.me.person
    except SeatRemovedError:
        return None


def _may_write(desk: Desk) -> bool:
    try:
        return desk.session.me.role >= Role.OFFICER
    except SeatRemovedError:
        return False


_NONE: Mapping[SubjectId, AccountState] = {}


class _Naming:
    """Names of accounts and people, each looked up once for a whole list."""

    def __init__(
        self, desk: Desk, accounts: Mapping[SubjectId, AccountState] = _NONE
    ) -> None:
        self._desk = desk
        self._accounts = accounts
        self._people: dict[bytes, str] = {}

    def account(self, account: SubjectId) -> AccountState:
        """Return what is known of an account; of one not known here, nothing."""
        if account in self._accounts:
            return self._accounts[account]
        state = self._desk.session.state(ACCOUNT_FOLD, account)
        return state if isinstance(state, AccountState) else AccountState()

    def person(self, person: bytes) -> str:
        """Return somebody's name, empty for nobody."""
        if person and person not in self._people:
            self._people[person] = self._desk.officers.name_of(PersonId(person))
        return self._people.get(person, "")


# --- what it came to ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Item:
    """One question of one account, and what was said; nothing when nobody did."""

    account: SubjectId
    label: str
    ask: Ask
    answer: Answer | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a round came to, what is not as it should be before all the rest.

    `late` is what was said after the closing, `arrived` what was asked of accounts that
    arrived after it.
    """

    month: str
    policy: Policy
    score: Score
    items: tuple[Item, ...]
    late: tuple[Item, ...]
    arrived: tuple[Item, ...] = ()

    def unanswered(self) -> tuple[Item, ...]:
        """Return what nobody has said anything about."""
        return tuple(item for item in self.items if item.answer is None)

    def found(self, found: Found) -> tuple[Item, ...]:
        """Return what was answered in one way."""
        return tuple(item for item in self.items if _is(item, found))


def _is(item: Item, found: Found) -> bool:
    return item.answer is not None and item.answer.found is found


def read_summary(desk: Desk, month: str) -> Summary:
    """Return what a round came to so far.

    Raises:
        UnknownNameError: No check of that month was begun.
    """
    found, every = desk.rounds.round(month), every_account(desk)
    naming = _Naming(desk, every)

    def item(line: Line, ask: Ask, answer: Answer | None) -> Item:
        label = naming.account(line.account).label or words.FORMER_ACCOUNT
        by = naming.person(answer.person) if answer else ""
        return Item(line.account, label, ask, answer, by)

    return Summary(
        month=month,
        policy=found.policy,
        score=score_of(found, every),
        items=tuple(_items(found, found.lines, item)),
        late=tuple(_late(found, item)),
        arrived=tuple(_items(found, found.late_lines, item)),
    )


_Make = Callable[[Line, Ask, Answer | None], Item]


def _items(found: Round, lines: Iterable[Line], item: _Make) -> Iterator[Item]:
    for line in lines:
        for ask in line.asks:
            yield item(line, ask, found.answer(line.account, ask))


def _late(found: Round, item: _Make) -> Iterator[Item]:
    for line in found.lines:
        for ask in line.asks:
            for version in found.said_late(line.account, ask).versions:
                yield item(line, ask, version.value)
