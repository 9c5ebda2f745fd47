"""The times that run in an incident, and how each was counted."""

from dataclasses import dataclass, replace

from msgspec import structs

from incidentkit.incidents.first_known import FIRST_KNOWN
from incidentkit.incidents.run import Run
from incidentkit.playbooks.due import DueTime, again_after
from incidentkit.playbooks.model import Due, DueKind, Named, Origin, Step, Unit
from incidentkit.playbooks.walk import Position
from incidentkit.records.timeline import Line
from incidentkit.vault.kinds import Digest
from incidentkit.words.incidents import FIRST_KNOWN as WHEN_WE_KNEW


@dataclass(frozen=True, slots=True)
class Counted:
    """What a time was counted from, and in what.

    `what` is the question that asks for a moment or a deadline, or the title of a step.
    `assumed`: nobody recorded the moment, so it counts from the start.
    """

    amount: int
    unit: Unit
    origin: Origin
    what: str
    from_ms: int
    setting: str = ""
    assumed: bool = False
    holidays_known: bool = True
    repeats: bool = False
    promised: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """A time that runs. Not certain: an open question decides if it is wanted."""

    slug: str
    title: str
    kind: DueKind
    at_ms: int
    is_late: bool
    is_certain: bool
    counted: Counted
    law: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was written down: what, by whom, when, and why."""

    text: str
    when_ms: int
    who: str
    at_ms: int
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment that clocks count from, or a deadline that others set.

    More than one of `said`: people said different things.
    """

    name: str
    question: str
    is_deadline: bool
    said: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Clocks:
    """All times of an incident, soonest first, and what they count from."""

    running: tuple[Running, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def pressing(self) -> tuple[Running, ...]:
        """What the law or a promise asks for, and certainly."""
        return tuple(
            c for c in self.running if c.kind is not DueKind.TARGET and c.is_certain
        )


def read_clocks(run: Run, log: tuple[Line, ...], now_ms: int) -> Clocks:
    """Return the times that run; a closed incident has none."""
    if not run.incident.is_open:
        return Clocks()
    found = (_running(run, p, now_ms) for p in run.walk.positions if not p.is_over)
    times = sorted((c for c in found if c is not None), key=lambda c: c.at_ms)
    lines = {line.digest: line for line in log}
    return Clocks(
        tuple(times),
        (
            *(_moment(run, m, lines, is_deadline=True) for m in run.playbook.deadlines),
            _first_known(run, lines),
            *(_moment(run, m, lines, is_deadline=False) for m in run.playbook.moments),
        ),
    )


def _running(run: Run, position: Position, now_ms: int) -> Running | None:
    step = position.step
    time = run.due(step)
    if time is None:
        return None
    return Running(
        slug=step.slug,
        title=step.title,
        kind=time.kind,
        at_ms=time.at_ms,
        is_late=time.is_overdue(now_ms),
        is_certain=not position.asks_first,
        counted=_counted(run, step, time),
        law=step.law,
        basis=step.basis,
    )


def _counted(run: Run, step: Step, time: DueTime) -> Counted:
    due = _due_of(run, step, time)
    last_ms = run.progress.times.get(step.slug)
    promised = time.kind is DueKind.PROMISE and step.slug in run.progress.promised
    if promised:
        return Counted(
            0, Unit.MINUTES, Origin.START, step.title, time.at_ms, promised=True
        )
    if step.repeat_minutes and last_ms is not None:
        return Counted(
            again_after(step, run.progress),
            Unit.MINUTES,
            Origin.STEP,
            step.title,
            last_ms,
            repeats=True,
        )
    unsaid = due.origin is Origin.MOMENT and due.of not in run.progress.moments
    return Counted(
        _amount(run, due),
        due.unit,
        Origin.START if unsaid else due.origin,
        _origin(run, due),
        time.from_ms,
        due.setting,
        time.assumed,
        time.holidays_known,
    )


def _due_of(run: Run, step: Step, time: DueTime) -> Due:
    """Return which of a step's times by severity is the one that counts."""
    for due in step.dues:
        alone = run.due(structs.replace(step, due=due, due_by=()))
        if alone is not None and alone.at_ms == time.at_ms:
            return due
    return step.dues[0] if step.dues else Due(step.repeat_minutes)


def _amount(run: Run, due: Due) -> int:
    said = run.progress.facts.get(f"setting {due.setting}", "") if due.setting else ""
    return due.amount * int(said) if said.isascii() and said.isdigit() else due.amount


def _origin(run: Run, due: Due) -> str:
    if due.origin is Origin.STEP:
        step = run.playbook.step(due.of)
        return step.title if step else due.of
    named = (*run.playbook.moments, *run.playbook.deadlines)
    return next((n.text for n in named if n.name == due.of), due.of)


def _first_known(run: Run, lines: dict[Digest, Line]) -> Moment:
    """Return when we first knew: as it was put right, or as the start has it."""
    named = Named(FIRST_KNOWN, WHEN_WE_KNEW, line=0)
    found = _moment(run, named, lines, is_deadline=False)
    if found.said:
        return found
    line = lines.get(run.incident.started)
    who, at_ms = (line.who, line.at_ms) if line else ("", 0)
    return replace(found, said=(Said("", run.incident.known_ms, who, at_ms),))


def _moment(
    run: Run, named: Named, lines: dict[Digest, Line], *, is_deadline: bool
) -> Moment:
    register = run.incident.moments.get(named.name)
    said = []
    for version in register.versions if register is not None else ():
        line = lines.get(version.digest)
        who, at_ms, told = (
            (line.who, line.at_ms, line.sentence) if line else ("", 0, "")
        )
        said.append(Said("", version.value, who, at_ms, told))
    return Moment(named.name, named.text, is_deadline, tuple(said))
