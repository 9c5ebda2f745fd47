"""A playbook in the order and the words in which it is read aloud.

The reading view, the plain text to print and the command line all say the same.
"""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from incidentkit.playbooks.model import (
    AllOf,
    Condition,
    Due,
    Is,
    Origin,
    Playbook,
    Step,
    Strand,
    Unit,
    Verb,
)
from incidentkit.playbooks.sources import sources
from incidentkit.words import playbook_copies as words


class Part(StrEnum):
    """What a line is, for whoever lays it out."""

    PHASE = "phase"
    STEP = "step"
    HOW = "how"
    MORE = "more"
    BRANCH = "branch"


class Spoken(msgspec.Struct, frozen=True):
    """One line. `depth` counts the questions it stands under; `slug` is its step's."""

    part: Part
    text: str
    depth: int = 0
    slug: str = ""


def spoken(playbook: Playbook) -> tuple[Spoken, ...]:
    """Return a whole playbook as lines to read aloud."""
    return tuple(_Speaker(playbook).lines())


def as_text(playbook: Playbook) -> str:
    """Return a whole playbook as plain text, to print anywhere."""
    found = [playbook.name, words.version(playbook.version, str(playbook.reviewed))]
    found += [playbook.handling, "", playbook.goal]
    for line in spoken(playbook):
        indent = "  " * line.depth
        if line.part is Part.PHASE:
            found += ["", "", line.text.upper(), ""]
        elif line.part is Part.STEP:
            found += ["", f"{indent}[ ] {line.text}"]
        elif line.part is Part.HOW:
            found.append(f"{indent}      - {line.text}")
        elif line.part is Part.BRANCH:
            found += ["", f"{indent}{line.text}"]
        else:
            found.append(f"{indent}    {line.text}")
    return "\n".join(found) + "\n"


def due_words(playbook: Playbook, step: Step) -> str:
    """Return when a step is due, empty when nobody says."""
    if step.due_by:
        return words.by_severity([(s, _due(playbook, d)) for s, d in step.due_by])
    return _due(playbook, step.due) if step.due else ""


def _due(playbook: Playbook, due: Due) -> str:
    of = due.of
    if due.origin is Origin.STEP:
        step = playbook.step(due.of)
        of = step.title if step else due.of
    return words.due_time(due.amount, due.unit, due.origin, of, due.setting)


def _because(step: Step) -> Iterator[str]:
    if step.why:
        yield words.why(step.why)
    if step.template:
        yield words.message(step.template)
    if step.law or step.basis:
        yield words.law(step.law or step.basis)


def _key(playbook: Playbook) -> Iterator[Spoken]:
    """Yield what the short codes stand for that the steps rest on."""
    lines = sources().of(playbook)
    if lines:
        yield Spoken(Part.PHASE, words.SOURCES)
        yield from (Spoken(Part.MORE, line) for line in lines)


class _Speaker:
    """Goes through one playbook from the top."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook

    def lines(self) -> Iterator[Spoken]:
        """Yield everything, phase by phase; what to do when it goes wrong comes last."""
        for phase in self._playbook.phases:
            yield Spoken(Part.PHASE, phase.title)
            if phase.when is not None:
                yield Spoken(Part.MORE, words.only_when(self._condition(phase.when)))
            yield from self._steps(phase.steps, 0)
        if self._playbook.exceptions:
            yield Spoken(Part.PHASE, words.EXCEPTIONS)
            yield from self._steps(self._playbook.exceptions, 0)
        yield from _key(self._playbook)

    def _steps(self, steps: tuple[Step, ...], depth: int) -> Iterator[Spoken]:
        for step in steps:
            if step.is_bracket:
                yield from self._bracket(step, depth)
            else:
                yield from self._step(step, depth)

    def _bracket(self, step: Step, depth: int) -> Iterator[Spoken]:
        is_part = step.verb is Verb.USE
        said = words.part(step.title) if is_part else step.title
        yield Spoken(Part.BRANCH, said, depth)
        if step.when is not None:
            yield self._more(words.only_when(self._condition(step.when)), depth)
        for strand in step.strands:
            yield from self._strand(strand, depth + 1, is_part=is_part)

    def _strand(self, strand: Strand, depth: int, *, is_part: bool) -> Iterator[Spoken]:
        name = strand.name if is_part else words.strand(strand.name)
        yield Spoken(Part.BRANCH, name, depth)
        yield from self._steps(strand.steps, depth)

    def _step(self, step: Step, depth: int) -> Iterator[Spoken]:
        title = words.begin(step.title) if step.begins else step.title
        yield Spoken(Part.STEP, title, depth, step.slug)
        for said in self._about(step):
            yield self._more(said, depth)
        for how in step.how:
            yield Spoken(Part.HOW, how, depth)
        if step.alone:
            yield self._more(words.alone(step.alone), depth)
        for answer in step.answers:
            if answer.steps or answer.means:
                yield Spoken(Part.BRANCH, words.answer(answer.label), depth + 1)
            if answer.means:
                yield self._more(answer.means, depth + 1)
            yield from self._steps(answer.steps, depth + 1)
        if step.fails:
            yield Spoken(Part.BRANCH, words.FAILS, depth + 1)
            yield from self._steps(step.fails, depth + 1)

    def _about(self, step: Step) -> Iterator[str]:
        if step.when is not None:
            yield words.only_when(self._condition(step.when))
        if step.who:
            yield words.who_does(", ".join(step.who))
        if step.whom:
            yield words.tell_whom(", ".join(step.whom))
        due = due_words(self._playbook, step)
        if due:
            yield words.due(due)
        if step.until is not None:
            every = words.again(step.repeat_minutes, Unit.MINUTES, step.repeat_setting)
            yield words.until(every, self._condition(step.until))
        yield from _because(step)

    def _more(self, text: str, depth: int) -> Spoken:
        return Spoken(Part.MORE, text, depth)

    def _condition(self, condition: Condition) -> str:
        if isinstance(condition, Is):
            verb = words.IS_NOT if condition.negated else words.IS
            return f"{condition.fact} {verb} {condition.answer}"
        between = words.ALL_OF if isinstance(condition, AllOf) else words.ANY_OF
        return between.join(map(self._condition, condition.parts))
