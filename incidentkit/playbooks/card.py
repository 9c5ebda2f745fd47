"""The first steps of a playbook on one card, for when there is no time or no kit."""

from collections.abc import Iterator
from dataclasses import dataclass

from incidentkit.playbooks.model import Playbook, Step


@dataclass(frozen=True, slots=True)
class CardLine:
    """One step on the card.

    `only_if` is the question and the answer it stands under, empty when it is
    for everybody. `how` is in the order to do it.
    """

    phase: str
    title: str
    how: tuple[str, ...]
    only_if: tuple[str, str] = ("", "")


def card_of(playbook: Playbook) -> tuple[CardLine, ...]:
    """Return the steps up to the last phase in which a step stops harm."""
    last = max(
        (n for n, p in enumerate(playbook.phases) if _stops_harm(p.steps)), default=0
    )
    return tuple(
        line
        for phase in playbook.phases[: last + 1]
        for line in _lines(phase.title, phase.steps, ("", ""))
    )


def _stops_harm(steps: tuple[Step, ...]) -> bool:
    return any(
        step.stops_harm
        or any(_stops_harm(answer.steps) for answer in step.answers)
        or any(_stops_harm(strand.steps) for strand in step.strands)
        for step in steps
    )


def _lines(
    phase: str, steps: tuple[Step, ...], only_if: tuple[str, str]
) -> Iterator[CardLine]:
    for step in steps:
        if not step.is_bracket:
            yield CardLine(phase, step.title, step.how, only_if)
        for answer in step.answers:
            yield from _lines(phase, answer.steps, (step.title, answer.label))
        for strand in step.strands:
            yield from _lines(phase, strand.steps, only_if)
