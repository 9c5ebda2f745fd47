"""An incident as its entries add up to it, and the fold that adds them."""

from typing import Any

from msgspec import Struct, field, structs

from incidentkit.incidents.claims import Claim, Joined, Link, joined, standing
from incidentkit.incidents.course import Course, take_in
from incidentkit.incidents.entries import (
    Answered,
    AsShown,
    CaptureOverridden,
    CauseSet,
    Closed,
    EvidenceFiled,
    Flagged,
    HeldElsewhere,
    LockedNoteFiled,
    MomentSet,
    Promised,
    Reopened,
    RoundEnded,
    Situation,
    Started,
    StepAgreed,
    StepDone,
    StepFailed,
    StepSkipped,
    TextFiled,
    Undone,
)
from incidentkit.incidents.first_known import first_known_ms
from incidentkit.vault.kinds import Digest, Fact, State
from incidentkit.vault.register import Register

_OVER = frozenset({"done", "already", "skipped", "failed", "ended"})


class StepRecord(Struct, frozen=True):
    """Something recorded of a step, in one word.

    `what` is answer, done, already, skipped, override, failed, agreed or ended;
    `follows` the deadline that answered, where nobody was asked.
    """

    digest: Digest
    step: str
    what: str
    value: str
    at_ms: int
    replaces: tuple[bytes, ...] = ()
    person: bytes = b""
    follows: str = ""


class EvidenceItem(Struct, frozen=True):
    """Evidence, without what opens it. `sha256` is empty while it is held elsewhere."""

    digest: Digest
    step: str
    name: str
    what: str
    address: str
    sha256: bytes
    size: int
    at_ms: int
    holder: str = ""
    settles: bytes = b""
    settled_by: bytes = b""
    shown: AsShown = AsShown()

    @property
    def is_owed(self) -> bool:
        """Whether somebody still has to file it."""
        return bool(self.holder) and not self.settled_by


class Cause(Struct, frozen=True):
    """What is known of the cause, and on what grounds."""

    status: str = "unexplained"
    cause: str = ""
    basis: str = ""


class Incident(State, frozen=True, kw_only=True):
    """One run of one playbook or several."""

    started: Digest
    reference: str
    title: str
    known_ms: int
    started_ms: int
    account: bytes = b""
    seen: str = ""
    every_record: tuple[StepRecord, ...] = ()
    evidence: tuple[EvidenceItem, ...] = ()
    flags: dict[str, Register[bool]] = field(default_factory=dict)
    moments: dict[str, Register[int]] = field(default_factory=dict)
    promises: dict[str, Register[int]] = field(default_factory=dict)
    cause: Register[Cause] = Register()
    situation: bytes = b""
    closings: tuple[bytes, ...] = ()
    reopened: tuple[bytes, ...] = ()
    undone: tuple[bytes, ...] = ()
    outdated: tuple[bytes, ...] = ()
    locked_notes: tuple[bytes, ...] = ()
    exercise: str = ""
    course: Course = Course()

    @property
    def closed(self) -> bytes:
        """The first closing that holds, empty while the incident goes on."""
        return next((c for c in self.closings if c not in self.reopened), b"")

    @property
    def is_open(self) -> bool:
        """Whether the incident goes on."""
        return not self.closed

    def flag(self, name: str) -> bool:
        """Whether a flag is up; when people differ, it is."""
        found = self.flags.get(name)
        return any(v.value for v in found.versions) if found else False

    @property
    def records(self) -> tuple[StepRecord, ...]:
        """What stands recorded: neither undone, nor replaced by what stands."""
        meant = [r for r in self.every_record if r.digest not in self.undone]
        replaced = {digest for record in meant for digest in record.replaces}
        return tuple(r for r in meant if r.digest not in replaced)

    def records_of(self, step: str) -> tuple[StepRecord, ...]:
        """Return what stands recorded of a step, oldest first."""
        return tuple(r for r in self.records if r.step == step)

    def all_of(self, step: str) -> tuple[StepRecord, ...]:
        """Return what was recorded of a step and not undone, also what was replaced."""
        return tuple(
            r
            for r in self.every_record
            if r.step == step and r.digest not in self.undone
        )

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The steps of which people said different things, not knowing of each other.

        They answered differently, or one did what another could not do.
        """
        found: dict[str, set[str]] = {}
        for record in self.records:
            if record.what == "answer":
                found.setdefault(record.step, set()).add(record.value)
            elif record.what in {"done", "failed"}:
                found.setdefault(record.step, set()).add(f" {record.what}")
        return tuple(step for step, values in found.items() if len(values) > 1)

    # --- beside the steps --------------------------------------------------

    @property
    def playbooks(self) -> tuple[Joined, ...]:
        """Every playbook that ever was part of it, the first one first."""
        return joined(self.course.joinings, self.course.leavings, self.started)

    @property
    def links(self) -> tuple[Link, ...]:
        """The incidents that this one has to do with, that nobody took back."""
        return standing(self.course.links, self.undone)

    def said_of(self, about: str, field: str) -> tuple[Claim, ...]:
        """Return what stands written under a name; several where people differ.

        `about` is a step, or empty for the record that every incident has.
        """
        of = (c for c in self.course.claims if (c.about, c.field) == (about, field))
        return standing(of, self.undone)

    def details(self, step: str) -> dict[str, tuple[str, ...]]:
        """Return what was written down for a step, by field, each current text."""
        names = (c.field for c in self.course.claims if c.about == step)
        found = {
            name: tuple(dict.fromkeys(c.text for c in self.said_of(step, name)))
            for name in dict.fromkeys(names)
        }
        return {name: texts for name, texts in found.items() if texts}


def apply(state: Incident | None, fact: Fact) -> Incident:
    """Fold one entry into an incident.

    An entry that comes before the incident is known to have started makes an
    empty one, so that no order of arrival can lose anything.
    """
    if state is None:
        state = Incident(
            started=Digest(b""), reference="", title="", known_ms=0, started_ms=0
        )
    match fact.body:
        case Started() as body:
            return _start(state, fact, body)
        case (
            Answered()
            | StepDone()
            | StepSkipped()
            | CaptureOverridden()
            | StepFailed()
            | StepAgreed()
            | RoundEnded()
        ):
            return _record(state, fact)
        case EvidenceFiled() | TextFiled() | HeldElsewhere():
            return _evidence(state, fact)
        case Undone(target=target):
            return _undo(state, target)
        case Closed() | Reopened():
            return _closing(state, fact)
        case _:
            return _value(state, fact)


def _closing(state: Incident, fact: Fact) -> Incident:
    match fact.body:
        case Reopened(replaces=replaces):
            gone = dict.fromkeys((*state.reopened, *replaces))
            return structs.replace(state, reopened=tuple(gone))
        case _:
            return structs.replace(state, closings=(*state.closings, fact.digest))


def _start(state: Incident, fact: Fact, body: Started) -> Incident:
    if state.started:
        return state
    started = structs.replace(
        state,
        started=fact.digest,
        reference=body.reference,
        title=body.title,
        known_ms=first_known_ms(state.moments, body.known_ms),
        started_ms=fact.wall,
        account=body.account,
        seen=body.seen,
        exercise=body.exercise,
        course=take_in(state.course, fact),
    )
    alone = Register[bool]().put(fact.digest, body.alone, ())
    return structs.replace(started, flags={**started.flags, "alone": alone})


def _record(state: Incident, fact: Fact) -> Incident:
    what, value, at_ms, replaces = _recorded(fact)
    step = fact.body.step  # type: ignore[attr-defined]
    who, follows = fact.person, getattr(fact.body, "follows", "")
    said = (fact.digest, step, what, value, at_ms or fact.wall, replaces, who, follows)
    return structs.replace(state, every_record=(*state.every_record, StepRecord(*said)))


def _recorded(fact: Fact) -> tuple[str, str, int, tuple[bytes, ...]]:
    match fact.body:
        case Answered(label=label, at_ms=at_ms, replaces=replaces):
            return "answer", label, at_ms, replaces
        case StepDone(before_kit=before, at_ms=at_ms, replaces=replaces):
            return "already" if before else "done", "", at_ms, replaces
        case StepFailed(reason=reason, at_ms=at_ms, replaces=replaces):
            return "failed", reason, at_ms, replaces
        case _:
            what, value = _said(fact)
            return what, value, 0, ()


def _said(fact: Fact) -> tuple[str, str]:
    match fact.body:
        case StepSkipped(reason=reason):
            return "skipped", reason
        case StepAgreed(note=note):
            return "agreed", note
        case RoundEnded(reason=reason):
            return "ended", reason
        case CaptureOverridden(reason=reason):
            return "override", reason
        case _:
            raise AssertionError(fact.kind)


def _evidence(state: Incident, fact: Fact) -> Incident:
    items = (*state.evidence, _item(fact))
    # The first filing settles what was owed; a second one is more evidence.
    filed = {i.settles: i.digest for i in reversed(items) if i.settles}
    settled = (
        structs.replace(i, settled_by=filed.get(i.digest, b"")) if i.holder else i
        for i in items
    )
    return structs.replace(state, evidence=tuple(settled))


def _item(fact: Fact) -> EvidenceItem:
    match fact.body:
        case EvidenceFiled() as b:
            return _filed(fact, b, b.name, b.size)
        case TextFiled() as b:
            return _filed(fact, b, "", len(b.text.encode()))
        case HeldElsewhere() as b:
            holder = f"{b.person} ({b.device})"
            return EvidenceItem(
                digest=fact.digest,
                step=b.step,
                name="",
                what=b.what,
                address=b.address,
                sha256=b"",
                size=0,
                at_ms=b.at_ms,
                holder=holder,
                shown=b.shown,
            )
        case _:
            raise AssertionError(fact.kind)


def _filed(
    fact: Fact, body: EvidenceFiled | TextFiled, name: str, size: int
) -> EvidenceItem:
    return EvidenceItem(
        fact.digest,
        body.step,
        name,
        body.what,
        body.address,
        body.sha256,
        size,
        body.at_ms or fact.wall,
        settles=body.settles,
        shown=body.shown,
    )


def _undo(state: Incident, target: bytes) -> Incident:
    """Take an entry out of account; repeating it changes nothing.

    The start, a closing and evidence cannot be undone: closing is answered by
    reopening, and evidence stays evidence.
    """
    if target in state.undone:
        return state
    return structs.replace(state, undone=(*state.undone, target))


def _value(state: Incident, fact: Fact) -> Incident:
    match fact.body:
        case Flagged(flag=flag, on=on, replaces=replaces):
            return structs.replace(
                state, flags=_put(state.flags, flag, fact, on, replaces)
            )
        case MomentSet(moment=name, when_ms=when, replaces=replaces):
            moments = _put(state.moments, name, fact, when, replaces)
            known_ms = first_known_ms(moments, state.known_ms)
            return structs.replace(state, moments=moments, known_ms=known_ms)
        case Promised(step=step, when_ms=when, replaces=replaces):
            return _promised(
                state, step, _put(state.promises, step, fact, when, replaces)
            )
        case CauseSet() as b:
            cause = state.cause.put(
                fact.digest, Cause(b.status, b.cause, b.basis), b.replaces
            )
            return structs.replace(state, cause=cause)
        case _:
            return _kept(state, fact)


def _kept(state: Incident, fact: Fact) -> Incident:
    match fact.body:
        case Situation():
            return structs.replace(state, situation=fact.digest)
        case LockedNoteFiled(note=note):
            return structs.replace(state, locked_notes=(*state.locked_notes, note))
        case _:
            return structs.replace(state, course=take_in(state.course, fact))


def _promised(
    state: Incident, step: str, promises: dict[str, Register[int]]
) -> Incident:
    """Take in a promise. A step that kept an earlier one is to be done once more."""
    kept = (r.digest for r in state.every_record if r.step == step and r.what in _OVER)
    outdated = tuple(dict.fromkeys((*state.outdated, *kept)))
    return structs.replace(state, promises=promises, outdated=outdated)


def _put(
    values: dict[str, Register[Any]],
    name: str,
    fact: Fact,
    value: object,
    replaces: tuple[bytes, ...],
) -> dict[str, Register[Any]]:
    return {
        **values,
        name: values.get(name, Register()).put(fact.digest, value, replaces),
    }
