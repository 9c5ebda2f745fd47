"""Where a run stands: every step's status, which comes next, and what it waits for.

A step only ever waits for earlier ones, so one pass in the order written
settles all of them, and there is always a way on until every step is over.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from incidentkit.errors import CaptureFirstError, StepNotOpenError, UnknownNameError
from incidentkit.playbooks.conditions import NO, YES, Truth, Value, holds
from incidentkit.playbooks.model import (
    DONT_KNOW,
    Condition,
    Phase,
    Playbook,
    Step,
    Verb,
    plain,
)
from incidentkit.playbooks.progress import NO_STEP, Progress


class Status(StrEnum):
    """How a step stands."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"
    NOT_NEEDED = "not needed"


_OVER = frozenset({Status.DONE, Status.SKIPPED, Status.NOT_NEEDED})


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A step and how it stands.

    Attributes:
        step: The step.
        status: How it stands.
        phase: The phase it is in.
        within: The answers and strands it stands under, outermost first.
        answer: What was answered, as written in the log.
        given: The answer was not asked: the kit knew it.
        before_kit: It was ticked as done before the kit was opened.
        asks_first: Questions to be answered before anyone knows if it is wanted.
        steps_first: Steps to be over before it may be taken.
        captures_first: Capture steps of which one needs evidence before it.
    """

    step: Step
    status: Status
    phase: str
    within: tuple[str, ...] = ()
    answer: str = ""
    given: bool = False
    before_kit: bool = False
    asks_first: tuple[str, ...] = ()
    steps_first: tuple[str, ...] = ()
    captures_first: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more has to happen here."""
        return self.status in _OVER


class Walk(msgspec.Struct, frozen=True):
    """A run's steps, in the order to take them."""

    positions: tuple[Position, ...]

    @property
    def next(self) -> Position | None:
        """The step to take now; None when the run has ended.

        It is open, or, when nothing else is left, a removal that waits for a
        capture: filing one, an override or skipping it leads on.
        """
        waiting = (p for p in self.positions if p.captures_first and not p.is_over)
        return next(iter(self.open), None) or next(waiting, None)

    @property
    def open(self) -> tuple[Position, ...]:
        """Every step that may be taken now, first things first."""
        return tuple(p for p in self.positions if p.status is Status.OPEN)

    @property
    def ended(self) -> bool:
        """Whether every step is done, skipped or not needed."""
        return all(p.is_over for p in self.positions)

    @property
    def upcoming(self) -> tuple[Position, ...]:
        """What comes after the next step and is already known to be wanted."""
        now = self.next
        return tuple(
            p
            for p in self.positions
            if not p.is_over and not p.asks_first and p is not now
        )

    @property
    def to_tick(self) -> tuple[Position, ...]:
        """Steps that somebody may have done already, before the kit was opened."""
        return tuple(p for p in self.positions if not p.is_over and p.step.tickable)

    def next_for(self, role: str) -> Position | None:
        """Return the first open step that a role takes, or None."""
        wanted = plain(role)
        return next(
            (p for p in self.open if wanted in {plain(who) for who in p.step.who}), None
        )

    def position(self, slug: str) -> Position | None:
        """Return how one step stands, or None when there is no such step."""
        return next((p for p in self.positions if p.step.slug == slug), None)

    def require(self, slug: str) -> Position:
        """Return how a step stands, if it need not wait for anything.

        Raises:
            UnknownNameError: The playbook has no such step.
            CaptureFirstError: It removes something that was not captured.
            StepNotOpenError: Something else has to come first.
        """
        position = self.position(slug)
        if position is None:
            raise UnknownNameError("step", slug)
        if position.status is not Status.WAITING:
            return position
        blocking = (*position.asks_first, *position.steps_first)
        if not blocking:
            raise CaptureFirstError(position.step.title)
        raise StepNotOpenError(position.step.title, self._title(blocking[0]))

    def _title(self, slug: str) -> str:
        found = self.position(slug)
        return found.step.title if found else slug


def walk(playbook: Playbook, progress: Progress) -> Walk:
    """Return where a run stands, given everything that was recorded of it."""
    walker = _Pass(progress, _Facts(playbook, progress))
    for phase in playbook.phases:
        walker.phase(phase)
    contain_first = progress.alone or progress.danger
    found = tuple(walker.positions)
    return Walk(_harm_stopped_first(found) if contain_first else found)


def _harm_stopped_first(positions: tuple[Position, ...]) -> tuple[Position, ...]:
    """Move captures behind the last wanted step that stops harm."""
    stops = [
        place
        for place, p in enumerate(positions)
        if p.step.stops_harm and p.status is not Status.NOT_NEEDED
    ]
    cut = stops[-1] + 1 if stops else 0
    before, after = positions[:cut], positions[cut:]
    captures = tuple(p for p in before if p.step.verb is Verb.CAPTURE)
    others = tuple(p for p in before if p.step.verb is not Verb.CAPTURE)
    return others + captures + after


class _Facts:
    """What is known of each fact, as far as the pass has come.

    A definite answer beats what the kit knew, which beats not knowing.
    """

    def __init__(self, playbook: Playbook, progress: Progress) -> None:
        self._known = dict(_given(playbook, progress))
        self._asked_by: dict[str, str] = {}
        self._default: dict[str, str] = {}

    def given(self, fact: str) -> str:
        """Return what is known of a fact already, empty when nothing is."""
        return self._known.get(fact, "")

    def settle(self, step: Step, label: str) -> None:
        """Take in an answer, or that somebody skipped the question."""
        meaning = step.meaning(label)
        if label != DONT_KNOW:
            self._known[step.fact] = meaning
        else:
            self._default[step.fact] = meaning

    def ask(self, step: Step) -> None:
        """Take in that a question is still to be answered."""
        self._asked_by.setdefault(step.fact, step.slug)

    def pass_by(self, step: Step) -> None:
        """Take in that a question is not asked in this run."""
        self._default.setdefault(step.fact, step.meaning(DONT_KNOW))

    def value(self, fact: str) -> Value:
        """Return what a condition may go by."""
        if fact in self._known:
            return Value(answer=self._known[fact])
        if fact in self._asked_by:
            return Value(asked_by=self._asked_by[fact])
        return Value(answer=self._default.get(fact, DONT_KNOW))


def _given(playbook: Playbook, progress: Progress) -> Iterable[tuple[str, str]]:
    for step in playbook.steps():
        label = (
            step.label(progress.facts[step.fact])
            if step.fact in progress.facts
            else None
        )
        if label is not None and label != DONT_KNOW:
            yield step.fact, label


class _Pass:
    """One pass over the steps in the order written."""

    def __init__(self, progress: Progress, facts: _Facts) -> None:
        self.positions: list[Position] = []
        self._progress = progress
        self._facts = facts
        self._over: dict[str, bool] = {}

    def phase(self, phase: Phase) -> None:
        """Walk a phase."""
        self._steps(phase.steps, self._wanted(phase.when), (phase.title,))

    def _wanted(self, when: Condition | None) -> Truth:
        return holds(when, self._facts.value)

    def _steps(
        self, steps: tuple[Step, ...], wanted: Truth, path: tuple[str, ...]
    ) -> None:
        for step in steps:
            here = wanted.both(self._wanted(step.when))
            if step.verb is Verb.TOGETHER:
                for strand in step.strands:
                    self._steps(strand.steps, here, (*path, strand.name))
                continue
            position = self._place(step, here, path)
            self.positions.append(position)
            self._over[step.slug] = position.is_over
            self._take_in(position)
            self._branches(position, here, path)

    def _branches(self, position: Position, here: Truth, path: tuple[str, ...]) -> None:
        for answer in position.step.answers:
            chosen = here.both(_chosen(position, answer.label))
            self._steps(answer.steps, chosen, (*path, answer.label))

    def _place(self, step: Step, wanted: Truth, path: tuple[str, ...]) -> Position:
        answer, given = self._answer(step, wanted)
        steps_first = tuple(slug for slug in step.after if not self._over[slug])
        captures_first = () if self._captured(step) else step.needs
        free = wanted.holds and not steps_first and not captures_first
        status = self._recorded(step, answer)
        if status is None and wanted.holds is False:
            status = Status.NOT_NEEDED
        waits = status is None and not free
        return Position(
            step=step,
            status=status or (Status.OPEN if free else Status.WAITING),
            phase=path[0],
            within=path[1:],
            answer=answer,
            given=given,
            before_kit=step.slug in self._progress.already_done,
            asks_first=wanted.waits_for if waits else (),
            steps_first=steps_first if waits else (),
            captures_first=captures_first if waits else (),
        )

    def _recorded(self, step: Step, answer: str) -> Status | None:
        progress = self._progress
        finished = step.slug in progress.done or step.slug in progress.already_done
        if answer or (finished and not step.asks):
            return Status.DONE
        return Status.SKIPPED if step.slug in progress.skipped else None

    def _answer(self, step: Step, wanted: Truth) -> tuple[str, bool]:
        if not step.asks:
            return "", False
        label = step.label(self._progress.answers.get(step.slug, ""))
        if label is not None or wanted.holds is False:
            return label or "", False
        known = step.label(self._facts.given(step.fact)) or ""
        return known, bool(known)

    def _captured(self, step: Step) -> bool:
        progress = self._progress
        if not step.needs or progress.danger or step.slug in progress.overrides:
            return True
        return any(progress.evidence.get(s, 0) > 0 for s in (*step.needs, NO_STEP))

    def _take_in(self, position: Position) -> None:
        step = position.step
        if not step.fact:
            return
        if position.answer or position.status is Status.SKIPPED:
            self._facts.settle(step, position.answer or DONT_KNOW)
        elif position.status is Status.NOT_NEEDED:
            self._facts.pass_by(step)
        else:
            self._facts.ask(step)


def _chosen(position: Position, label: str) -> Truth:
    if not position.is_over:
        return Truth(holds=None, waits_for=(position.step.slug,))
    meant = position.step.meaning(position.answer or DONT_KNOW)
    return YES if meant == label else NO
