"""Where a run stands: every step's status, which comes next, and what it waits for.

A step only ever waits for earlier ones, so one pass in the order written
settles all of them, and there is always a way on until every step is over.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Final

import msgspec

from incidentkit.errors import CaptureFirstError, StepNotOpenError, UnknownNameError
from incidentkit.playbooks.conditions import NO, YES, Truth, holds
from incidentkit.playbooks.known import Facts
from incidentkit.playbooks.model import (
    DONT_KNOW,
    Condition,
    Playbook,
    Step,
    Verb,
    joined_to,
    plain,
)
from incidentkit.playbooks.progress import NO_STEP, Progress
from incidentkit.words.playbooks import EXCEPTIONS


class Status(StrEnum):
    """How a step stands. One that rests was done and is to be done again."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"
    NOT_NEEDED = "not needed"
    FAILED = "could not be done"
    RESTING = "to be done again"


_OVER: Final = frozenset(
    {Status.DONE, Status.SKIPPED, Status.NOT_NEEDED, Status.FAILED}
)


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
        is_exception: It is there for when something went wrong, and comes first.
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
    is_exception: bool = False

    @property
    def is_over(self) -> bool:
        """Whether nothing more has to happen here."""
        return self.status in _OVER


class Walk(msgspec.Struct, frozen=True, dict=True):
    """A run's steps, in the order to take them, and the facts that are settled."""

    positions: tuple[Position, ...]
    facts: Mapping[str, str] = {}

    @property
    def next(self) -> Position | None:
        """The step to take now; None when the run has ended.

        It is open, or, when nothing else is left, a removal that waits for a
        capture: filing one, an override or skipping it leads on. When nothing but
        steps that are done again is left, it is the first of those: what it is
        repeated for, or somebody who ends it, leads on.
        """
        waiting = (p for p in self.positions if p.captures_first and not p.is_over)
        resting = (p for p in self.positions if p.status is Status.RESTING)
        return next(chain(self.open, waiting, resting), None)

    @property
    def open(self) -> tuple[Position, ...]:
        """Every step that may be taken now, first things first: what went wrong."""
        found = (p for p in self.positions if p.status is Status.OPEN)
        return tuple(sorted(found, key=lambda p: not p.is_exception))

    @property
    def ended(self) -> bool:
        """Whether every step is done, skipped, not needed or could not be done."""
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
        unrecorded = (Status.OPEN, Status.WAITING)
        return tuple(
            p for p in self.positions if p.step.tickable and p.status in unrecorded
        )

    def next_for(self, role: str) -> Position | None:
        """Return the first open step that a role takes, or None."""
        wanted = plain(role)
        return next(
            (p for p in self.open if wanted in {plain(who) for who in p.step.who}), None
        )

    def position(self, slug: str) -> Position | None:
        """Return how one step stands, or None when there is no such step."""
        return self._by_slug.get(slug)

    @cached_property
    def _by_slug(self) -> Mapping[str, Position]:
        return {p.step.slug: p for p in reversed(self.positions)}

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """What was answered to the first question that was answered of each fact."""
        return {p.step.fact: p.answer for p in reversed(self.positions) if p.answer}

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
    walker = _Pass(progress, Facts(playbook, progress))
    walker.whole(playbook)
    facts = walker.facts
    if any(_is_reached(position, facts) for position in walker.positions):
        # What ends a repeating step was settled further down: go once more.
        walker = _Pass(progress, Facts(playbook, progress), facts)
        walker.whole(playbook)
    contain_first = progress.alone or progress.danger
    found = tuple(walker.positions)
    positions = _harm_stopped_first(found) if contain_first else found
    return Walk(positions, walker.facts.settled)


def is_captured(step: Step, progress: Progress) -> bool:
    """Whether something is kept of what a step takes away.

    What was filed for no step counts in the playbook that the incident began with:
    it may have been filed at the front door, before there was any step.
    """
    places = step.needs if joined_to(step.slug) else (*step.needs, NO_STEP)
    return any(progress.evidence.get(slug, 0) > 0 for slug in places)


def _is_reached(position: Position, facts: Facts) -> bool:
    """Whether what a step is repeated for has come about."""
    step = position.step
    repeats = step.repeat_minutes and not position.is_over
    return bool(repeats and holds(step.until, facts.value).holds)


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


class _Pass:
    """One pass over the steps in the order written.

    `outcome` is what an earlier pass found of every fact. Facts hang on answers
    alone, so a second pass finds the same.
    """

    def __init__(
        self, progress: Progress, facts: Facts, outcome: Facts | None = None
    ) -> None:
        self.positions: list[Position] = []
        self.facts = facts
        self._progress = progress
        self._outcome = outcome
        self._over: dict[str, bool] = {}

    def whole(self, playbook: Playbook) -> None:
        """Walk every phase, and last the steps for when something went wrong."""
        for phase in playbook.phases:
            is_left = phase.playbook in self._progress.left
            wanted = NO if is_left else self._wanted(phase.when)
            self._steps(phase.steps, wanted, (phase.title,))
        went_wrong = {
            joined_to(p.step.slug)
            for p in self.positions
            if p.status is Status.FAILED and not p.step.fails
        }
        done = len(self.positions)
        for step in playbook.exceptions:
            wanted = YES if joined_to(step.slug) in went_wrong else NO
            self._steps((step,), wanted, (EXCEPTIONS,))
        self.positions[done:] = [
            msgspec.structs.replace(p, is_exception=True) for p in self.positions[done:]
        ]

    def _wanted(self, when: Condition | None) -> Truth:
        return holds(when, self.facts.value)

    def _steps(
        self, steps: tuple[Step, ...], wanted: Truth, path: tuple[str, ...]
    ) -> None:
        for step in steps:
            here = wanted.both(self._wanted(step.when))
            if step.is_bracket:
                self._strands(step, here, path)
                continue
            position = self._place(step, here, path)
            self.positions.append(position)
            rests = position.status is Status.RESTING
            self._over[step.slug] = position.is_over or rests
            self._take_in(position)
            for answer in step.answers:
                chosen = here.both(_chosen(position, answer.label))
                self._steps(answer.steps, chosen, (*path, answer.label))
            failed = YES if position.status is Status.FAILED else NO
            self._steps(step.fails, here.both(failed), path)

    def _strands(self, step: Step, here: Truth, path: tuple[str, ...]) -> None:
        for strand in step.strands:
            wanted = here.both(self._wanted(strand.when))
            # The phases of a part stand here as if they were written here.
            within = (*path, strand.name) if step.verb is Verb.TOGETHER else path
            self._steps(strand.steps, wanted, within)

    def _place(self, step: Step, wanted: Truth, path: tuple[str, ...]) -> Position:
        answer, given = self._answer(step, wanted)
        steps_first = tuple(slug for slug in step.after if not self._over[slug])
        captures_first = () if self._captured(step) else step.needs
        free = wanted.holds and not steps_first and not captures_first
        status = self._recorded(step, answer, wanted)
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

    def _recorded(self, step: Step, answer: str, wanted: Truth) -> Status | None:
        progress, slug = self._progress, step.slug
        finished = slug in progress.done or slug in progress.already_done
        if step.repeat_minutes:
            was_done = finished or slug in progress.times
            return self._repeated(step, wanted, was_done=was_done)
        if answer or (finished and not step.asks):
            return Status.DONE
        return self._given_up(slug)

    def _given_up(self, slug: str) -> Status | None:
        if slug in self._progress.failed:
            return Status.FAILED
        return Status.SKIPPED if slug in self._progress.skipped else None

    def _repeated(self, step: Step, wanted: Truth, *, was_done: bool) -> Status | None:
        slug = step.slug
        if not was_done and (given_up := self._given_up(slug)):
            return given_up
        outcome = self._outcome
        reached = wanted.holds is False or (
            outcome is not None and holds(step.until, outcome.value).holds
        )
        ended = slug in self._progress.ended or slug in self._progress.skipped
        if was_done:
            return Status.DONE if reached or ended else Status.RESTING
        if ended:
            return Status.SKIPPED
        return Status.NOT_NEEDED if reached else None

    def _answer(self, step: Step, wanted: Truth) -> tuple[str, bool]:
        if not step.asks:
            return "", False
        label = step.label(self._progress.answers.get(step.slug, ""))
        if label is not None or wanted.holds is False:
            return label or "", False
        known = step.label(self.facts.given(step.fact)) or ""
        return known, bool(known)

    def _captured(self, step: Step) -> bool:
        progress = self._progress
        if not step.needs or progress.danger or step.slug in progress.overrides:
            return True
        return is_captured(step, progress)

    def _take_in(self, position: Position) -> None:
        step = position.step
        if not step.fact:
            return
        gone = position.status in {Status.SKIPPED, Status.FAILED}
        if position.answer or gone:
            self.facts.settle(step, position.answer or DONT_KNOW)
        elif position.status is Status.NOT_NEEDED:
            self.facts.pass_by(step)
        else:
            self.facts.ask(step)


def _chosen(position: Position, label: str) -> Truth:
    if not position.is_over:
        return Truth(holds=None, waits_for=(position.step.slug,))
    meant = position.step.meaning(position.answer or DONT_KNOW)
    return YES if meant == label else NO
