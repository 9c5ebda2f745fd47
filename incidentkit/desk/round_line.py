"""One account of a monthly check: what is asked, and what to look at for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from incidentkit.accounts.exposure import WayKind, WhoCanPost
from incidentkit.accounts.known import Known
from incidentkit.accounts.model import Field, Hangs, Item, Reason, Tie, ToolSeat
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState
from incidentkit.council.day_to_day import OUT_OF_HOURS_COVER
from incidentkit.desk.register import may_keep_secret
from incidentkit.desk.round import LineRow, rows_of
from incidentkit.desk.services import Desk
from incidentkit.errors import UnknownNameError
from incidentkit.platforms.platform import Place, Task
from incidentkit.rounds.model import Answer, Ask, Found
from incidentkit.rounds.round import Round
from incidentkit.rounds.score import changed_in
from incidentkit.rounds.service import Said
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import rounds as words
from incidentkit.words.accounts import REASONS, SECOND_STEPS, TIES
from incidentkit.words.ages import last_changed


class Part(StrEnum):
    """What is asked together: each month, each quarter, and the password."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    PASSWORD = "password"  # noqa: S105  the name of a part


_MONTHLY = frozenset({Ask.HOLDERS, Ask.ROLES, Ask.SEATS, Ask.SIM, Ask.KEEPER, Ask.ICT})
# Where each is looked up on the platform.
_TASKS: Mapping[Ask, Task] = MappingProxyType(
    {
        Ask.ROLES: Task.ROLES,
        Ask.SESSIONS: Task.SESSIONS,
        Ask.APPS: Task.APPS,
        Ask.SECOND_STEP: Task.TWO_FACTOR,
        Ask.PASSWORD: Task.PASSWORD,
    }
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody or something to look at beside a question."""

    name: str
    detail: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as it is shown: in words, and with what it was."""

    answer: Answer
    line: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about one account.

    `told` is what counts of what was said, `several` that people said different
    things, `before` what was said in the last check that asked it.
    """

    ask: Ask
    part: Part
    question: str
    seen: tuple[Seen, ...]
    place: Place | None
    told: Told | None
    several: bool
    before: str

    @property
    def name(self) -> str:
        """What the question is called."""
        return words.ASKS[self.ask.value]


@dataclass(frozen=True, slots=True)
class LinePage:
    """One account of a round. `changed` says that its new password is in force.

    `owed` are the reasons, in words, for which its secret has to be changed today
    whatever the round asks. `owes` is the first of them that is about a password that
    can be changed here, asked for this month or not; `reference` names the account in a
    command.
    """

    month: str
    row: LineRow
    platform: str
    url: str
    asked: tuple[Asked, ...]
    changed: str
    owed: tuple[str, ...]
    owes: Reason | None = None
    reference: str = ""

    def part(self, part: Part) -> tuple[Asked, ...]:
        """Return what is asked together."""
        return tuple(one for one in self.asked if one.part is part)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What there is to ask, in the order of asking."""
        return tuple(part for part in Part if self.part(part))

    @property
    def open_part(self) -> Part | None:
        """The first part in which something is not answered."""
        parts = (
            part for part in self.parts if any(not a.told for a in self.part(part))
        )
        return next(parts, None)


def read_line(desk: Desk, month: str, account: SubjectId) -> LinePage:
    """Return one account of a round, with all there is to look at for it.

    Raises:
        UnknownNameError: There is no such round, or it has no such account.
    """
    found = desk.rounds.round(month)
    line = found.line(account)
    if line is None:
        raise UnknownNameError("account", account.hex())
    only = Round(
        month=found.month,
        lines=(line,),
        answers=found.answers,
        late_answers=found.late_answers,
        grace_days=found.grace_days,
    )
    (row,) = rows_of(desk, only)
    looker = _Looker(desk, found, account)
    return LinePage(
        month=month,
        row=row,
        platform=looker.platform_name,
        url=looker.state.text(Field.URL),
        asked=tuple(map(looker.asked, line.asks)),
        changed=looker.changed(),
        owed=tuple(REASONS[one.reason.value] for one in looker.state.owed),
        owes=looker.owes(),
        reference=looker.state.reference,
    )


class _Looker:
    """Finds what stands beside each question about one account."""

    def __init__(self, desk: Desk, found: Round, account: SubjectId) -> None:
        self._desk, self._found, self._account = desk, found, account
        self.known: Known = desk.accounts.known(account)
        self.state: AccountState = self.known.account
        self._platform = desk.platforms.get(self.state.text(Field.PLATFORM))
        self._who: WhoCanPost | None = None
        self._before = [
            one
            for one in desk.rounds.rounds()
            if one.month < found.month and one.line(account) is not None
        ]

    @property
    def platform_name(self) -> str:
        """What the platform is called."""
        slug = self.state.text(Field.PLATFORM)
        return self._platform.name if self._platform else slug

    def asked(self, ask: Ask) -> Asked:
        """Return one question with everything beside it."""
        answer = self._found.answer(self._account, ask)
        return Asked(
            ask=ask,
            part=_part(ask),
            question=words.QUESTIONS[ask.value],
            seen=tuple(_SEEN[ask](self)),
            place=self._place(ask),
            told=Told(answer, self._line(answer)) if answer else None,
            several=self._found.said(self._account, ask).in_conflict,
            before=self._last_time(ask),
        )

    def changed(self) -> str:
        """Say who changed the password since the round began, empty when nobody did."""
        mark = changed_in(self._found, self.state)
        if mark is None:
            return ""
        name = self._desk.officers.name_of(mark.person)
        return words.changed_by(name, mark.wall, tried=mark.tried)

    def owes(self) -> Reason | None:
        """Return why the password has to be changed today, if it can be changed here."""
        state = self.state
        is_here = may_keep_secret(state.text(Field.PLATFORM), state.access)
        if not is_here or not state.status.is_open:
            return None
        owed = (one.reason for one in state.owed if one.item is Item.SECRET)
        return next(owed, None)

    def _line(self, answer: Answer) -> str:
        name = self._desk.officers.name_of(answer.person)
        return words.said(name, answer.found.value, answer.wall, answer.note)

    def _place(self, ask: Ask) -> Place | None:
        task = _TASKS.get(ask)
        if self._platform is None or task is None:
            return None
        return next(iter(self._platform.where(task)), None)

    def _last_time(self, ask: Ask) -> str:
        for one in self._before:
            answer = one.answer(self._account, ask)
            if answer is not None:
                return words.last_time(one.month, self._line(answer))
        return ""

    def ways(self, *kinds: WayKind) -> Iterator[Seen]:
        """Yield everybody who can post in one of these ways."""
        if self._who is None:
            (self._who,) = self._desk.who_can_post(self._account)
        for way in self._who.ways:
            if way.kind in kinds:
                yield Seen(way.name, way.detail, way.number)

    def seats(self) -> Iterator[Seen]:
        """Yield who has a seat: in this tool anywhere in the kit, or named here."""
        yield from self.ways(WayKind.HOLDER, WayKind.TOOL)
        for account, state in self._desk.accounts.every().items():
            if account != self._account:
                for link in state.of(ToolSeat):
                    if link.value.account == self._account:
                        seat = link.value
                        yield Seen(seat.name, state.label, seat.mobile)

    def texts(self, *fields: Field) -> Iterator[Seen]:
        """Yield texts of the account that are not empty."""
        yield from (Seen(t) for field in fields if (t := self.state.text(field)))

    def sim(self) -> Iterator[Seen]:
        """Yield who carries the telephone, and the number the platform knows."""
        yield from self.ways(WayKind.PHONE)
        yield from self.texts(Field.RECOVERY_PHONE)

    def ict(self) -> Iterator[Seen]:
        """Yield whom to ring about a mailbox."""
        number = self._desk.council.choice(OUT_OF_HOURS_COVER)
        if number:
            yield Seen(words.OUT_OF_HOURS, number)

    def apps(self) -> Iterator[Seen]:
        """Yield what is connected, seats in tools among it."""
        yield from (Seen(x.value.name, x.value.what) for x in self.state.apps)
        yield from self.ways(WayKind.TOOL)

    def second_steps(self) -> Iterator[Seen]:
        """Yield the second steps, and those of people's own profiles."""
        for factor in self.state.factors:
            one = factor.value
            holder = ", ".join(t for t in (one.name, one.device) if t)
            yield Seen(SECOND_STEPS[one.step.value], holder)
        for role in self.state.roles:
            step = role.value.second_step
            if step is not None:
                yield Seen(role.value.name, SECOND_STEPS[step.value], role.value.mobile)

    def mailbox(self) -> Iterator[Seen]:
        """Yield the recovery mailbox, and the accounts through which it can be taken."""
        yield from self.texts(Field.RECOVERY_MAILBOX)
        for link in self.state.of(Hangs):
            if link.value.tie is Tie.MAILBOX:
                state = self._desk.session.state(ACCOUNT_FOLD, link.value.account)
                if isinstance(state, AccountState):
                    yield Seen(state.label, TIES[Tie.MAILBOX.value])

    def codes(self) -> Iterator[Seen]:
        """Yield how many recovery codes are left, as far as this person may know."""
        if self.known.credentials is not None:
            codes = self.known.codes()
            if codes:
                left = sum(not code.used for code in codes)
                yield Seen(words.codes_left(left, len(codes)))
        place = self.state.text(Field.CODES_PLACE)
        if place:
            yield Seen(words.kept_at(place))

    def password(self) -> Iterator[Seen]:
        """Yield when the password was changed last."""
        said = last_changed(Item.SECRET, self.state.age(Item.SECRET))
        if said:
            yield Seen(said)


def _part(ask: Ask) -> Part:
    if ask is Ask.PASSWORD:
        return Part.PASSWORD
    return Part.MONTHLY if ask in _MONTHLY else Part.QUARTERLY


def _nothing(_looker: _Looker) -> Iterator[Seen]:
    return iter(())


_SEEN: Mapping[Ask, Callable[[_Looker], Iterator[Seen]]] = MappingProxyType(
    {
        Ask.HOLDERS: lambda it: it.ways(WayKind.HOLDER),
        Ask.ROLES: lambda it: it.ways(WayKind.ROLE, WayKind.AGENCY),
        Ask.SEATS: _Looker.seats,
        Ask.SIM: _Looker.sim,
        Ask.KEEPER: lambda it: it.texts(Field.ELSEWHERE),
        Ask.ICT: _Looker.ict,
        Ask.SESSIONS: _nothing,
        Ask.APPS: _Looker.apps,
        Ask.SECOND_STEP: _Looker.second_steps,
        Ask.MAILBOX: _Looker.mailbox,
        Ask.CODES: _Looker.codes,
        Ask.PASSWORD: _Looker.password,
    }
)


def still_right(page: LinePage, part: Part | None = None) -> tuple[Said, ...]:
    """Return the answers that everything not answered yet is as it stood.

    A new password is never said to be there without one: it is left out until a
    change was confirmed.
    """
    return tuple(
        Said(one.ask, Found.RIGHT)
        for one in page.asked
        if one.told is None
        and part in (None, one.part)
        and (one.ask is not Ask.PASSWORD or page.changed)
    )
