"""What has to be true for a step to be wanted, and whether it ever can be."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

import msgspec

from incidentkit.playbooks.conditions import Value, every, facts_in, holds
from incidentkit.playbooks.model import AllOf, Condition, Is, Playbook, Step, Verb

_MOST_COMBINATIONS: Final = 20_000


class Path(msgspec.Struct, frozen=True):
    """A step with everything that must hold for it, and the question it is under."""

    step: Step
    conditions: tuple[Condition, ...]
    parent: Step | None = None


def paths_of(playbook: Playbook) -> tuple[Path, ...]:
    """Return the path to every step, in the order written."""
    return tuple(
        path
        for phase in playbook.phases
        for path in _paths(phase.steps, _joined((), phase.when), None)
    )


def _joined(
    conditions: tuple[Condition, ...], more: Condition | None
) -> tuple[Condition, ...]:
    if more is None:
        return conditions
    parts = more.parts if isinstance(more, AllOf) else (more,)
    return (*conditions, *parts)


def _paths(
    steps: tuple[Step, ...], conditions: tuple[Condition, ...], parent: Step | None
) -> Iterator[Path]:
    for step in steps:
        here = _joined(conditions, step.when)
        if step.verb is not Verb.TOGETHER:
            yield Path(step, here, parent)
        for strand in step.strands:
            yield from _paths(strand.steps, here, parent)
        for answer in step.answers:
            chosen = (*here, answered(step, answer.label))
            yield from _paths(answer.steps, chosen, step)


def answered(step: Step, label: str) -> Is:
    """Return the condition that a question has this answer."""
    return Is(variable(step), label)


def variable(step: Step) -> str:
    """Return what an answer settles: a fact, or the question's own outcome."""
    return step.fact or f"?{step.slug}"


class Solver:
    """Tries every combination of answers that a set of conditions asks about."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._answers: dict[str, dict[str, None]] = {}
        self._asked: dict[str, list[Path]] = {}
        for path in paths:
            if path.step.asks:
                name = variable(path.step)
                meanings = (path.step.meaning(label) for label in path.step.labels)
                self._answers.setdefault(name, {}).update(dict.fromkeys(meanings))
                self._asked.setdefault(name, []).append(path)

    def can_hold(self, conditions: tuple[Condition, ...]) -> bool:
        """Whether some answers make all conditions true.

        With more combinations than can be tried the answer is yes: a finding
        must be certain.
        """
        wanted = self._with_origins(conditions)
        names = sorted(frozenset[str]().union(*(facts_in(c) for c in wanted)))
        choices = [tuple(self._answers.get(name, ())) for name in names]
        if prod(map(len, choices)) > _MOST_COMBINATIONS:
            return True
        return any(
            _all_hold(wanted, dict(zip(names, chosen, strict=True)))
            for chosen in product(*choices)
        )

    def _with_origins(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """Add what must hold for a wanted answer to be asked for at all."""
        found = list(conditions)
        for condition in found:  # grows while it is read
            if isinstance(condition, Is) and not condition.negated:
                asked = self._asked.get(condition.fact, ())
                if len(asked) == 1 and condition.answer != asked[0].step.if_unknown:
                    found += [c for c in asked[0].conditions if c not in found]
        return tuple(found)


def _all_hold(conditions: tuple[Condition, ...], known: Mapping[str, str]) -> bool:
    return (
        every(holds(c, lambda fact: Value(known[fact])) for c in conditions).holds
        is True
    )
