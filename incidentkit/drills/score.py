"""What a drill showed. Pure, over the run and what was written in it.

There is no mark: minutes stand beside targets, and what went well comes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from incidentkit.drills.scenario import Inject, Scenario, Target
from incidentkit.incidents.entries import Answered
from incidentkit.incidents.run import ALONE, Run
from incidentkit.playbooks.model import DONT_KNOW, Step, Verb
from incidentkit.playbooks.walk import Position, Status, is_captured
from incidentkit.vault.kinds import Fact, PersonId

MINUTE_MS = 60_000


class Standing(StrEnum):
    """How something stands against its target."""

    MET = "met"
    LATE = "late"
    NOT_DONE = "not done"
    NOT_ASKED = "not asked for"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Measured:
    """One target: how many minutes it was to take, and took; None while not done."""

    what: str
    within: int
    minutes: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Met:
    """One inject: after how many minutes it was shown and answered."""

    inject: Inject
    shown: int | None
    minutes: int | None
    standing: Standing
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of the drill, and the reason that was written down for it."""

    question: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a drill showed.

    Attributes:
        minutes: How long it took, to its end or until now.
        removed: How many steps took something away.
        removed_first: Those of them that went before a capture, by title.
        causes: How often a text of the drill stated a cause that was not confirmed;
            None when there is no text.
        people: Who wrote in it, in the order they first did.
    """

    scenario: Scenario
    started_ms: int
    minutes: int
    alone: bool
    is_open: bool
    targets: tuple[Measured, ...]
    injects: tuple[Met, ...]
    removed: int
    removed_first: tuple[str, ...]
    causes: int | None
    decisions: tuple[Decided, ...]
    people: tuple[PersonId, ...]

    def with_standing(self, standing: Standing) -> tuple[Measured, ...]:
        """Return the targets that stand like this."""
        return tuple(t for t in self.targets if t.standing is standing)

    def answered(self, standing: Standing) -> tuple[Met, ...]:
        """Return the injects that stand like this."""
        return tuple(i for i in self.injects if i.standing is standing)

    @property
    def without_reason(self) -> tuple[Decided, ...]:
        """The decisions for which nobody wrote down why."""
        return tuple(d for d in self.decisions if not d.reason.strip())


def outcome(
    scenario: Scenario,
    run: Run,
    facts: Iterable[Fact],
    now_ms: int,
    causes: int | None = None,
) -> Outcome:
    """Return what a drill showed until now, or until it was closed.

    `facts` are its entries in order; `causes` how often a text of it states a cause
    that the log has not confirmed, None when there is no text.
    """
    facts = tuple(facts)
    state = run.incident
    end_ms = _closed_ms(facts, state.closed) or now_ms
    alone, taken = state.flag(ALONE), _removals(run)
    passed = _minutes(state.started_ms, end_ms)
    return Outcome(
        scenario=scenario,
        started_ms=state.started_ms,
        minutes=passed,
        alone=alone,
        is_open=state.is_open,
        targets=tuple(_measured(run, target, passed) for target in scenario.targets),
        injects=_injects(scenario, run, facts, alone=alone),
        removed=len(taken),
        removed_first=_unkept(run, taken),
        causes=causes,
        decisions=tuple(_decisions(run, facts)),
        people=tuple(dict.fromkeys(fact.person for fact in facts)),
    )


def _minutes(start_ms: int, at_ms: int) -> int:
    return max(0, at_ms - start_ms) // MINUTE_MS


def _closed_ms(facts: tuple[Fact, ...], closed: bytes) -> int:
    return next((f.wall for f in facts if closed and f.digest == closed), 0)


# --- targets ------------------------------------------------------------------


def _measured(run: Run, target: Target, passed: int) -> Measured:
    wanted = [p for p in run.walk.positions if _is_meant(target, p.step)]
    times = [run.done_ms[p.step.slug] for p in wanted if p.step.slug in run.done_ms]
    if times:
        minutes = _minutes(run.incident.started_ms, min(times))
        standing = Standing.MET if minutes <= target.within else Standing.LATE
        return Measured(target.what, target.within, minutes, standing)
    if not any(_was_asked(p) for p in wanted):
        standing = Standing.NOT_ASKED
    elif run.incident.is_open and passed <= target.within:
        standing = Standing.NOT_YET
    else:
        standing = Standing.NOT_DONE
    return Measured(target.what, target.within, None, standing)


def _is_meant(target: Target, step: Step) -> bool:
    if target.steps:
        return step.slug.rpartition(":")[2] in target.steps
    return target.verb in (None, step.verb) and (
        step.stops_harm or not target.stops_harm
    )


def _was_asked(position: Position) -> bool:
    """Whether a step is wanted, or may be: it is only off when it is not needed."""
    return position.status is not Status.NOT_NEEDED


# --- injects ------------------------------------------------------------------


def _notes(facts: tuple[Fact, ...]) -> dict[str, str]:
    notes: dict[str, str] = {}
    for fact in facts:
        name = getattr(fact.body, "inject", "")
        note = getattr(fact.body, "note", "")
        if name and note:
            notes.setdefault(name, note)
    return notes


def _injects(
    scenario: Scenario, run: Run, facts: tuple[Fact, ...], *, alone: bool
) -> tuple[Met, ...]:
    known = {i.name: i for i in run.incident.course.injects}
    notes, started_ms = _notes(facts), run.incident.started_ms
    found = []
    for inject in scenario.injects_for(alone=alone):
        record = known.get(inject.title)
        shown_ms = record.shown_ms if record else 0
        answered_ms = record.answered_ms if record else 0
        shown = _minutes(started_ms, shown_ms) if shown_ms else None
        took = _minutes(shown_ms, answered_ms) if shown_ms and answered_ms else None
        standing = _standing(inject, shown, took)
        note = notes.get(inject.title, "")
        found.append(Met(inject, shown, took, standing, note))
    return tuple(found)


def _standing(inject: Inject, shown: int | None, took: int | None) -> Standing:
    if shown is None:
        return Standing.NOT_ASKED
    if took is None:
        return Standing.NOT_DONE
    return Standing.MET if took <= inject.within else Standing.LATE


# --- what was kept ------------------------------------------------------------


def _removals(run: Run) -> tuple[Step, ...]:
    steps = run.playbook.steps()
    return tuple(s for s in steps if s.needs and s.slug in run.done_ms)


def _unkept(run: Run, removals: tuple[Step, ...]) -> tuple[str, ...]:
    """Return the removals without anything kept of what they took away."""
    return tuple(s.title for s in removals if not is_captured(s, run.progress))


def _decisions(run: Run, facts: tuple[Fact, ...]) -> Iterable[Decided]:
    """Yield each decision that stands; that nobody knows yet decides nothing."""
    standing = {r.digest for r in run.incident.records}
    steps = {s.slug: s for s in run.playbook.steps() if s.verb is Verb.DECIDE}
    for fact in facts:
        body = fact.body
        if not isinstance(body, Answered) or fact.digest not in standing:
            continue
        step = steps.get(body.step)
        if step is not None and body.label != DONT_KNOW:
            yield Decided(step.title, body.label, body.reason)
