"""Going through a playbook by every answer, in every context that opens a step.

A full search of all runs would never end. But what a step is wanted for hangs on
a few answers alone, so each set of those is tried, and every move is made at
every step; whatever is left after that is a state that was gone on from once.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

import msgspec

from incidentkit.playbooks.model import DONT_KNOW, Playbook
from incidentkit.playbooks.paths import (
    Path,
    Solver,
    brackets_of,
    paths_of,
    variable,
)
from incidentkit.playbooks.progress import NO_STEP, Progress
from incidentkit.playbooks.walk import Position, Status, Walk, walk
from tests.playbooks.runs import moves, what_is_left, with_failed

MOST_CONTEXTS = 6
MOST_ROUNDS = 200


class Explorer:
    """One playbook, and the states of it that are known to lead to an end."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.paths = paths_of(playbook)
        self._solver = Solver((*self.paths, *brackets_of(playbook)))
        self._leads_on: set[object] = set()

    def contexts(self, path: Path) -> Iterator[Progress]:
        """Every state, of a few dozen at most, in which a step should be wanted."""
        for known in islice(self._solver.ways(path.conditions), MOST_CONTEXTS):
            yield self._reaching(path, self._answered(path, known))

    def _answered(self, path: Path, known: Mapping[str, str]) -> Progress:
        answers = {}
        for step in self.playbook.steps():
            name = variable(step)
            if step.asks and name in known and step is not path.step:
                fits = (lb for lb in step.labels if step.meaning(lb) == known[name])
                answers[step.slug] = next(fits, DONT_KNOW)
        asked_by_nobody = {
            name: said
            for name, said in known.items()
            if name[0] not in "!?" and not self._solver.asks(name)
        }
        failed = frozenset(name[1:] for name in known if name[0] == "!")
        return Progress(answers=answers, facts=asked_by_nobody, failed=failed)

    def _reaching(self, path: Path, progress: Progress) -> Progress:
        """Have something gone wrong, for the steps that are there for that."""
        if not any(path.step.slug == step.slug for step in self.playbook.exceptions):
            return progress
        plain = (p.step for p in self.paths if not p.conditions and not p.step.fails)
        return with_failed(progress, next(plain).slug)

    def position(self, path: Path, progress: Progress) -> Position:
        found = walk(self.playbook, progress).position(path.step.slug)
        assert found is not None
        return found

    def moves(self, path: Path, progress: Progress) -> Iterator[Progress]:
        """Everything that may be recorded at a step once all before it is over."""
        slugs = [p.step.slug for p in self.paths]
        before = frozenset(slugs[: slugs.index(path.step.slug)])
        here = msgspec.structs.replace(progress, done=before, evidence={NO_STEP: 1})
        yield from moves(here, self.position(path, here))

    def finish(self, progress: Progress) -> None:
        """Take all that is open, round after round, until the run has ended."""
        passed = []
        for _ in range(MOST_ROUNDS):
            here = walk(self.playbook, progress)
            assert_leads_on(here)
            passed.append(left := what_is_left(here))
            if here.next is None or left in self._leads_on:
                self._leads_on.update(passed)
                return
            for position in here.open or (here.next,):
                progress = usual(progress, position)
        raise AssertionError(f"It does not end: {here.next}")


def usual(progress: Progress, at: Position) -> Progress:
    """Return a run after the usual move: the capture, the first answer, or done."""
    choices = list(moves(progress, at))
    return choices[min(1, len(choices) - 1)]


def assert_leads_on(here: Walk) -> None:
    now = here.next
    assert (now is None) == here.ended
    if now is not None:
        can_be_taken = now.status in {Status.OPEN, Status.RESTING}
        assert can_be_taken or now.captures_first, now.step.title
