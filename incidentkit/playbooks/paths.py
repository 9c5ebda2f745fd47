"""What has to be true for a step to be wanted, and whether it ever can be."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Final

import msgspec

from incidentkit.playbooks.conditions import Value, every, facts_in, holds
from incidentkit.playbooks.model import (
    DONT_KNOW,
    AllOf,
    AnyOf,
    Condition,
    Is,
    Playbook,
    Step,
)

_MOST_COMBINATIONS: Final = 20_000
# Of one check as a whole; what is shipped needs less than a thousand.
_MOST_TRIED: Final = 100_000
_FAILED: Final = "could not be done"


class Path(msgspec.Struct, frozen=True):
    """A step with everything that must hold for it, and the question it is under.

    The step may be a bracket: then nobody takes it, but it can be out of reach.
    """

    step: Step
    conditions: tuple[Condition, ...]
    parent: Step | None = None


def paths_of(playbook: Playbook) -> tuple[Path, ...]:
    """Return the path to every step, in the order of the walk."""
    return tuple(path for path in _every_path(playbook) if not path.step.is_bracket)


def brackets_of(playbook: Playbook) -> tuple[Path, ...]:
    """Return the path to every bracket: steps that go together, and parts."""
    return tuple(path for path in _every_path(playbook) if path.step.is_bracket)


def _every_path(playbook: Playbook) -> Iterator[Path]:
    for phase in playbook.phases:
        yield from _paths(phase.steps, _joined((), phase.when), None)
    yield from _paths(playbook.exceptions, (), None)


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
        yield Path(step, here, parent)
        for strand in step.strands:
            yield from _paths(strand.steps, _joined(here, strand.when), parent)
        for answer in step.answers:
            chosen = (*here, answered(step, answer.label))
            yield from _paths(answer.steps, chosen, step)
        yield from _paths(step.fails, (*here, failed(step)), parent)


def answered(step: Step, label: str) -> Is:
    """Return the condition that a question has this answer."""
    return Is(variable(step), label)


def failed(step: Step) -> Is:
    """Return the condition that a step could not be done."""
    return Is(f"!{step.slug}", _FAILED)


def variable(step: Step) -> str:
    """Return what an answer settles: a fact, or the question's own outcome."""
    return step.fact or f"?{step.slug}"


class Solver:
    """Tries every combination of answers that a set of conditions asks about.

    What no question settles (a setting of the council, a fact that the playbook
    which uses a part asks for) may be anything that a condition names.
    """

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.choices: dict[str, dict[str, None]] = {}
        self._asked: dict[str, list[Path]] = {}
        self._left = _MOST_TRIED
        for path in paths:
            if path.step.asks:
                name = variable(path.step)
                meanings = (path.step.meaning(label) for label in path.step.labels)
                self.choices.setdefault(name, {}).update(dict.fromkeys(meanings))
                self._asked.setdefault(name, []).append(path)
        for path in paths:
            for test in tests_in((*path.conditions, path.step.until)):
                if test.fact not in self._asked:
                    others = self.choices.setdefault(test.fact, {DONT_KNOW: None})
                    others[test.answer] = None

    def asks(self, name: str) -> bool:
        """Whether a question settles this."""
        return name in self._asked

    def can_hold(self, conditions: tuple[Condition, ...]) -> bool:
        """Whether some answers make all conditions true.

        With more combinations than can be tried, here or in all that was asked
        before, the answer is yes: a finding must be certain.
        """
        wanted = self.with_origins(conditions)
        combinations = self._combinations(wanted)
        if combinations > min(_MOST_COMBINATIONS, self._left):
            return True
        self._left -= combinations
        return any(True for _ in self.ways(conditions))

    def ways(self, conditions: tuple[Condition, ...]) -> Iterator[dict[str, str]]:
        """Yield every set of answers that makes all conditions true."""
        wanted = self.with_origins(conditions)
        names = _names(wanted)
        # A fact that must have one answer needs no others tried.
        fixed = {
            c.fact: c.answer for c in wanted if isinstance(c, Is) and not c.negated
        }
        choices = [
            tuple(c for c in self.choices.get(n, ()) if fixed.get(n, c) == c)
            for n in names
        ]
        for chosen in product(*choices):
            known = dict(zip(names, chosen, strict=True))
            if _all_hold(wanted, known):
                yield known

    def _combinations(self, wanted: tuple[Condition, ...]) -> int:
        fixed = {c.fact for c in wanted if isinstance(c, Is) and not c.negated}
        free = (n for n in _names(wanted) if n not in fixed)
        return prod(len(self.choices.get(name, ())) for name in free)

    def with_origins(self, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """Add what must hold for a wanted answer to be asked for at all."""
        found = list(conditions)
        for condition in found:  # grows while it is read
            if isinstance(condition, Is) and not condition.negated:
                asked = self._asked.get(condition.fact, ())
                if len(asked) == 1 and condition.answer != asked[0].step.if_unknown:
                    found += [c for c in asked[0].conditions if c not in found]
        return tuple(found)


def _names(conditions: tuple[Condition, ...]) -> list[str]:
    return sorted(frozenset[str]().union(*(facts_in(c) for c in conditions)))


def tests_in(conditions: tuple[Condition | None, ...]) -> Iterator[Is]:
    """Yield every single test that conditions are made of."""
    for condition in conditions:
        if isinstance(condition, Is):
            yield condition
        elif isinstance(condition, AllOf | AnyOf):
            yield from tests_in(condition.parts)


def _all_hold(conditions: tuple[Condition, ...], known: Mapping[str, str]) -> bool:
    return (
        every(holds(c, lambda fact: Value(known[fact])) for c in conditions).holds
        is True
    )
