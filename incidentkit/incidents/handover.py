"""What somebody needs to know who takes over: made from the run, nothing added. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from incidentkit.incidents import entries as e
from incidentkit.incidents.run import Run
from incidentkit.incidents.seats import USUAL_ROLES
from incidentkit.playbooks.model import Verb
from incidentkit.playbooks.walk import Status
from incidentkit.vault.kinds import Body, Digest, Fact, PersonId

_MOST = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, what of it, and by when or since when; 0 for no time."""

    what: str
    said: str = ""
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class HandOver:
    """The parts of a hand-over, each in the order to read it."""

    title: str
    known_ms: int
    situation: e.Situation | None
    known: tuple[Line, ...]
    decided: tuple[Line, ...]
    open: tuple[Line, ...]
    failed: tuple[Line, ...]
    promised: tuple[Line, ...]
    due: tuple[Line, ...]
    owed: tuple[str, ...]
    differing: tuple[str, ...]
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    is_exercise: bool = False


def hand_over(
    run: Run, facts: Iterable[Fact], now_ms: int, name_of: Callable[[PersonId], str]
) -> HandOver:
    """Return what is known, decided, open, promised and due next."""
    bodies = {fact.digest: fact.body for fact in facts}
    situation = bodies.get(Digest(run.incident.situation))
    return HandOver(
        title=run.incident.title,
        known_ms=run.incident.known_ms,
        situation=situation if isinstance(situation, e.Situation) else None,
        known=_answers(run, bodies, Verb.ASK),
        decided=_answers(run, bodies, Verb.DECIDE),
        open=_open(run),
        failed=_failed(run),
        promised=_promised(run, bodies, now_ms),
        due=_due(run),
        owed=run.owed_evidence,
        differing=tuple(_title(run, slug) for slug in run.incident.conflicts),
        roles=tuple(
            (seat.role, tuple(name_of(p) for p in seat.holders))
            for seat in run.seats
            if seat.holders or seat.role in USUAL_ROLES
        ),
        is_exercise=bool(run.incident.exercise),
    )


def _answers(run: Run, bodies: Mapping[Digest, Body], verb: Verb) -> tuple[Line, ...]:
    """Return what was answered, the last first; a hand-over is one page."""
    verbs = {s.slug: s.verb for s in run.playbook.steps()}
    found = [
        Line(_title(run, r.step), _with_reason(r.value, bodies.get(r.digest)), r.at_ms)
        for r in run.incident.records
        if r.what == "answer" and verbs.get(r.step) is verb
    ]
    return tuple(sorted(found, key=lambda line: -line.at_ms)[:_MOST])


def _with_reason(label: str, body: object) -> str:
    reason = body.reason.strip() if isinstance(body, e.Answered) else ""
    return f"{label} ({reason})" if reason else label


def _open(run: Run) -> tuple[Line, ...]:
    lines = (Line(p.step.title, ", ".join(p.step.who)) for p in run.walk.open)
    return tuple(dict.fromkeys(lines))[:_MOST]  # two playbooks may ask for the same


def _failed(run: Run) -> tuple[Line, ...]:
    return tuple(
        Line(_title(run, r.step), r.value, r.at_ms)
        for r in run.incident.records
        if r.what == "failed" and r.step in run.progress.failed
    )


def _promised(run: Run, bodies: Mapping[Digest, Body], now_ms: int) -> tuple[Line, ...]:
    found = []
    for slug, register in run.incident.promises.items():
        position = run.walk.position(slug)
        for version in register.versions:
            body = bodies.get(version.digest)
            to = body.to if isinstance(body, e.Promised) else ""
            if version.value > now_ms or (position and not position.is_over):
                found.append(Line(_title(run, slug), to, version.value))
    return tuple(sorted(found, key=lambda line: line.at_ms))


def _due(run: Run) -> tuple[Line, ...]:
    waiting = (
        p
        for p in run.walk.positions
        if p.status in {Status.OPEN, Status.WAITING, Status.RESTING}
        and not p.asks_first
    )
    timed = [(p.step.title, run.due(p.step)) for p in waiting]
    found = [Line(title, str(due.kind), due.at_ms) for title, due in timed if due]
    return tuple(dict.fromkeys(sorted(found, key=lambda line: line.at_ms)))[:_MOST]


def _title(run: Run, slug: str) -> str:
    step = run.playbook.step(slug)
    return step.title if step else slug
