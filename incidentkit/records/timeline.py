"""What happened, in order, one line for each thing that somebody did.

Pure. What was taken back, or replaced, says so and stays. Only where one act
wrote two entries, for holders and for everybody, there is one line for both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from incidentkit.accounts import entries as a
from incidentkit.drafting.entries import DraftPublished
from incidentkit.incidents import entries as e
from incidentkit.records import telling, telling_register
from incidentkit.records.telling import Naming
from incidentkit.vault.kinds import Body, Digest, Fact
from incidentkit.words import incidents as words
from incidentkit.words.locked_notes import SOMEBODY

_MINUTE_MS = 60_000
_LARGE_SKEW_MS = 5 * _MINUTE_MS
_ONE_CHANGE_MS = 1_000
_RECORDS = (
    e.Answered,
    e.StepDone,
    e.StepSkipped,
    e.CaptureOverridden,
    e.StepFailed,
    e.StepAgreed,
    e.RoundEnded,
    e.Detailed,
    e.Linked,
)
_REPLACING = (e.Answered, e.StepDone, e.StepFailed)
_HOLDERS = (a.CredentialsSet, a.RotationConfirmed, a.RotationRolledBack)
_MARKS = (a.SecretChanged, a.SecretDropped)


class Standing(StrEnum):
    """Whether what an entry says still counts."""

    STANDS = "stands"
    UNDONE = "undone"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened.

    `at_ms` is when it happened, as wall time of whoever recorded it. `who` did
    it and `recorder` wrote it down; they are the same when nobody said else.
    """

    at_ms: int
    who: str
    recorder: str
    sentence: str
    kind: str
    digest: Digest
    standing: Standing = Standing.STANDS


def timeline(facts: Iterable[Fact], naming: Naming) -> tuple[Line, ...]:
    """Return what happened, in the order in which it happened."""
    facts = sorted(_without_doubles(tuple(facts)), key=lambda fact: fact.at)
    marks = standings(facts)
    timed = [(_order(fact), _line(fact, marks, naming)) for fact in facts]
    timed.sort(key=lambda pair: pair[0])
    return tuple(line for _, line in timed)


def happened_ms(fact: Fact) -> int:
    """Return when what an entry tells happened, as far as anybody said."""
    if isinstance(fact.body, DraftPublished):
        return fact.body.when_ms or fact.wall
    if isinstance(fact.body, e.HeldElsewhere):
        return fact.wall  # its time is that of the capture
    if isinstance(fact.body, e.LockedNoteFiled):
        return min(fact.body.left_ms, fact.wall)  # no clock makes it later
    said: int = getattr(fact.body, "at_ms", 0)
    return said or fact.wall


def who_did(fact: Fact, naming: Naming) -> str:
    """Return who did what an entry tells, in the words of whoever recorded it."""
    if isinstance(fact.body, e.LockedNoteFiled):
        return SOMEBODY
    said: str = getattr(fact.body, "by", "")
    return said.strip() or naming.person(fact.person)


def _order(fact: Fact) -> tuple[int, int]:
    """Entries that name no time of their own go by the journal's order."""
    happened = happened_ms(fact)
    return (fact.at if happened == fact.wall else happened, fact.at)


def _line(fact: Fact, marks: Mapping[bytes, Standing], naming: Naming) -> Line:
    standing = marks.get(fact.digest, Standing.STANDS)
    return Line(
        at_ms=happened_ms(fact),
        who=who_did(fact, naming),
        recorder=naming.person(fact.person),
        sentence=_marked(told(fact, naming), fact, standing),
        kind=fact.kind,
        digest=fact.digest,
        standing=standing,
    )


def told(fact: Fact, naming: Naming) -> str:
    """Return the sentence that tells one entry."""
    kind: type[Body] = type(fact.body)
    tell = telling.TOLD.get(kind) or telling_register.TOLD.get(kind)
    return tell(fact.body, fact, naming) if tell else words.unreadable(fact.kind)


def _marked(text: str, fact: Fact, standing: Standing) -> str:
    late = abs(happened_ms(fact) - fact.wall) >= _MINUTE_MS
    skew = fact.at - fact.wall
    parts = (
        text,
        words.written_down(fact.wall) if late else "",
        words.clock_differs(skew // _MINUTE_MS) if skew >= _LARGE_SKEW_MS else "",
    )
    said = words.sentence(*parts)
    if standing is Standing.UNDONE:
        return words.taken_back(said)
    return words.changed_later(said) if standing is Standing.REPLACED else said


def standings(facts: Iterable[Fact]) -> Mapping[bytes, Standing]:
    """Return what no longer counts, by entry, and how that came about.

    Only what the fold takes back is marked: a stray undoing marks nothing.
    """
    facts = tuple(facts)
    records = {f.digest: f for f in facts if isinstance(f.body, _RECORDS)}
    undone = {
        f.body.target
        for f in facts
        if isinstance(f.body, e.Undone)
        and f.body.target in records
        and records[Digest(f.body.target)].subject == f.subject
    }
    replaced = {
        digest
        for f in records.values()
        if isinstance(f.body, _REPLACING) and f.digest not in undone
        for digest in f.body.replaces
        if digest in records
    }
    found = dict.fromkeys(replaced, Standing.REPLACED)
    return found | dict.fromkeys(undone, Standing.UNDONE)


def _without_doubles(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Leave out the mark for everybody where what holders wrote with it is here."""
    holders = [f for f in facts if isinstance(f.body, _HOLDERS)]
    return tuple(
        f
        for f in facts
        if not isinstance(f.body, _MARKS)
        or not any(_is_one_change(holder, f) for holder in holders)
    )


def _is_one_change(one: Fact, other: Fact) -> bool:
    is_near = abs(one.at - other.at) <= _ONE_CHANGE_MS
    return is_near and (one.seat, one.subject) == (other.seat, other.subject)
