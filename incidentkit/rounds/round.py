"""What the entries of a round add up to. Pure.

The round of a month has one subject, worked out from the kit and the month: two
people who open it on two machines, unknown to each other, open the same one.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import msgspec

from incidentkit.rounds.entries import (
    Answered,
    CertificateWritten,
    LineAdded,
    LineGiven,
    RoundClosed,
    RoundOpened,
)
from incidentkit.rounds.model import GOOD, Answer, Ask, Found, Line, Policy
from incidentkit.vault.kinds import (
    Body,
    Digest,
    Fact,
    Fold,
    Kind,
    PersonId,
    ScopeId,
    State,
    SubjectId,
)
from incidentkit.vault.register import Register


class Closing(msgspec.Struct, frozen=True):
    """That somebody closed a round: by the entry `digest`, at hybrid time `at`."""

    digest: Digest
    person: PersonId
    wall: int
    note: str = ""
    at: int = 0


class Round(State, frozen=True):
    """One month's check. `openings` are whoever opened it, the first of them first.

    `opened_at` is hybrid time, which no clock puts back: what comes after the opening
    for whoever knew of it comes after it there too.

    `answers` are those given before it was closed. What came in afterwards, from a
    machine that had not heard of the closing, is kept apart in `late_answers`: it is
    shown, and takes nothing back that was found in time. So are the accounts that whoever
    closed it first had not heard of, in `late_lines`: they count apart.
    """

    month: str = ""
    policy: Policy = Policy.MONTHLY
    every_months: int = 0
    grace_days: int = 0
    opened: int = 0
    opened_at: int = 0
    openings: tuple[PersonId, ...] = ()
    lines: tuple[Line, ...] = ()
    late_lines: tuple[Line, ...] = ()
    answers: dict[bytes, Register[Answer]] = {}  # noqa: RUF012  never changed in place
    late_answers: dict[bytes, Register[Answer]] = {}  # noqa: RUF012  likewise
    given: dict[bytes, Register[bytes]] = {}  # noqa: RUF012  never changed in place
    closings: tuple[Closing, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether answers are still asked for."""
        return bool(self.month) and not self.closings

    @property
    def closed_at(self) -> int | None:
        """When it was closed first, in hybrid time; None while it is open."""
        return min((one.at for one in self.closings), default=None)

    def line(self, account: bytes) -> Line | None:
        """Return an account's line, a late one too, with whoever looks at it now."""
        every = (*self.lines, *self.late_lines)
        found = next((one for one in every if one.account == account), None)
        if found is None:
            return None
        owner = self.owner_register(account).value
        return found if owner is None else msgspec.structs.replace(found, owner=owner)

    def owner_register(self, account: bytes) -> Register[bytes]:
        """Return who was given an account, with every version that is current."""
        return self.given.get(account, Register())

    def said(self, account: bytes, ask: Ask) -> Register[Answer]:
        """Return what was said of one thing, with every version that is current."""
        return self.answers.get(_place(account, ask), Register())

    def answer(self, account: bytes, ask: Ask) -> Answer | None:
        """Return what counts of several answers: the least good one.

        Two people may have looked on two machines; what one found wrong is not
        made good by what the other did not see. What was said late counts only where
        nothing was said in time.
        """
        said = self.said(account, ask).versions or self.said_late(account, ask).versions
        return min((one.value for one in said), key=_goodness, default=None)

    def said_late(self, account: bytes, ask: Ask) -> Register[Answer]:
        """Return what was said of one thing after the round was closed."""
        return self.late_answers.get(_place(account, ask), Register())

    def unanswered(self, line: Line) -> tuple[Ask, ...]:
        """Return what nobody has said anything about."""
        return tuple(a for a in line.asks if self.answer(line.account, a) is None)

    def is_kept(self, line: Line) -> bool:
        """Whether everything that was asked was found or put right, in time."""
        found = [self.answer(line.account, ask) for ask in line.asks]
        good = (a is not None and a.found in GOOD and not a.late for a in found)
        return bool(found) and all(good)

    def is_overdue(self, line: Line, today: date) -> bool:
        """Whether a line's day has gone by, with its days of grace."""
        return today > due_day(line) + timedelta(days=self.grace_days)

    def with_owners(self) -> Iterator[Line]:
        """Yield every line with whoever looks at it now."""
        return self._owned(self.lines)

    def late_with_owners(self) -> Iterator[Line]:
        """Yield every line that arrived after the closing, in the same way."""
        return self._owned(self.late_lines)

    def _owned(self, lines: tuple[Line, ...]) -> Iterator[Line]:
        for line in lines:
            owner = self.owner_register(line.account).value
            yield line if owner is None else msgspec.structs.replace(line, owner=owner)


def due_day(line: Line) -> date:
    """Return the day by which somebody should have looked.

    Another program may have written something that is no day: that is never late.
    """
    try:
        return min(date.fromisoformat(line.due), _LAST_DAY)
    except ValueError:
        return _LAST_DAY


_MONTH = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
_LONGEST_GRACE = 366
_LAST_DAY = date.max - timedelta(days=_LONGEST_GRACE)
_BAD_FIRST = (
    Found.WRONG,
    Found.NOT_CHECKED,
    Found.SKIPPED,
    Found.PUT_RIGHT,
    Found.RIGHT,
)


def _goodness(answer: Answer) -> tuple[int, int]:
    return _BAD_FIRST.index(answer.found), answer.wall


def is_month(text: str) -> bool:
    """Whether that is a month as rounds are called by it."""
    return _MONTH.fullmatch(text) is not None


def round_id(scope: ScopeId, month: str) -> SubjectId:
    """Return the subject of a month's round, told to whoever reads a scope."""
    seed = b"incidentkit round\x00" + scope + month.encode("utf-8", "surrogatepass")
    return SubjectId(hashlib.sha256(seed).digest()[:16])


def apply_round(state: Round | None, fact: Fact) -> Round:
    """Return a round with one more fact."""
    known = state or Round()
    step = _STEPS.get(type(fact.body))
    return step(known, fact, fact.body) if step else known


def _opened(state: Round, fact: Fact, body: RoundOpened) -> Round:
    """A round that is called by another month than its own would stand in the way."""
    if not is_month(body.month) or fact.subject != round_id(fact.scope, body.month):
        return state
    openings = tuple(dict.fromkeys((*state.openings, fact.person)))
    grown = msgspec.structs.replace(_grown(state, body.lines), openings=openings)
    if state.month:
        return grown
    return msgspec.structs.replace(
        grown,
        month=body.month,
        policy=body.policy,
        every_months=body.every_months,
        grace_days=max(0, min(body.grace_days, _LONGEST_GRACE)),
        opened=fact.wall,
        opened_at=fact.at,
    )


def _added(state: Round, _fact: Fact, body: LineAdded) -> Round:
    return _grown(state, (body.line,))


def _grown(state: Round, lines: tuple[Line, ...]) -> Round:
    """Take in lines that are not there yet; those of after the closing stay apart."""
    known = {line.account for line in (*state.lines, *state.late_lines)}
    new = tuple(line for line in lines if line.account not in known)
    if state.closings:
        return msgspec.structs.replace(state, late_lines=(*state.late_lines, *new))
    return msgspec.structs.replace(state, lines=(*state.lines, *new))


def _given(state: Round, fact: Fact, body: LineGiven) -> Round:
    account = SubjectId(body.account)
    put = state.owner_register(account).put(fact.digest, body.owner, body.replaces)
    return msgspec.structs.replace(state, given={**state.given, account: put})


def _answered(state: Round, fact: Fact, body: Answered) -> Round:
    account, place = SubjectId(body.account), _place(body.account, body.ask)
    if state.closings:
        new = Answer(body.found, fact.person, fact.wall, body.note, late=True)
        put = state.said_late(account, body.ask).put(fact.digest, new, body.replaces)
        late = {**state.late_answers, place: put}
        return msgspec.structs.replace(state, late_answers=late)
    new = Answer(body.found, fact.person, fact.wall, body.note)
    put = state.said(account, body.ask).put(fact.digest, new, body.replaces)
    return msgspec.structs.replace(state, answers={**state.answers, place: put})


def _place(account: bytes, ask: Ask) -> bytes:
    """Return where the answers to one thing of one account are kept."""
    return account + ask.value.encode()


def _closed(state: Round, fact: Fact, body: RoundClosed) -> Round:
    is_told = any(one.digest == fact.digest for one in state.closings)
    if is_told or not state.month:
        return state  # nobody closes what nobody has begun
    new = Closing(fact.digest, fact.person, fact.wall, body.note, fact.at)
    if not state.closings and body.lines is not None:
        state = _apart(state, frozenset(body.lines))
    return msgspec.structs.replace(state, closings=(*state.closings, new))


def _apart(state: Round, heard_of: frozenset[bytes]) -> Round:
    """Put apart what whoever closes it has not heard of; the first closing decides."""
    late = tuple(one for one in state.lines if one.account not in heard_of)
    if not late:
        return state
    kept = tuple(one for one in state.lines if one.account in heard_of)
    return msgspec.structs.replace(state, lines=kept, late_lines=late)


_STEPS: Mapping[type[Body], Callable[[Round, Fact, Any], Round]] = MappingProxyType(
    {
        RoundOpened: _opened,
        LineAdded: _added,
        LineGiven: _given,
        Answered: _answered,
        RoundClosed: _closed,
    }
)

ROUND_FOLD = Fold("round", 2, Round, apply_round)
OPENED = Kind("round.opened", 1, RoundOpened, ROUND_FOLD)
ADDED = Kind("round.line_added", 1, LineAdded, ROUND_FOLD)
GIVEN = Kind("round.line_given", 1, LineGiven, ROUND_FOLD)
ANSWERED = Kind("round.answered", 1, Answered, ROUND_FOLD)
CLOSED = Kind("round.closed", 1, RoundClosed, ROUND_FOLD)
WRITTEN = Kind("round.certificate_written", 1, CertificateWritten, ROUND_FOLD)
KINDS = (OPENED, ADDED, GIVEN, ANSWERED, CLOSED, WRITTEN)
