"""Several playbooks of one incident as one, so that one walk covers all of them."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TypeVar

import msgspec

from incidentkit.playbooks.model import (
    Due,
    Named,
    Origin,
    Playbook,
    Role,
    Step,
    changed,
)

_Declared = TypeVar("_Declared", bound=Role | Named)


def combined(playbooks: Sequence[Playbook]) -> Playbook:
    """Return one playbook that has everything of several, the first one leading.

    First phases come first, in the order given; then second ones, and so on.
    Steps of all but the first are called `playbook:step`. What is declared by the
    same name is one, as the first to declare it has it. Within each playbook the
    order stays as written, so a step still waits for earlier ones only.

    Args:
        playbooks: At least one, no two with the same slug.
    """
    first, *later = playbooks
    if not later:
        return first
    joined = (first, *(_renamed(playbook) for playbook in later))
    rounds = zip_longest(*(playbook.phases for playbook in joined))
    return msgspec.structs.replace(
        first,
        phases=tuple(phase for each in rounds for phase in each if phase is not None),
        exceptions=tuple(step for p in joined for step in p.exceptions),
        roles=_merged(p.roles for p in joined),
        contacts=_merged(p.contacts for p in joined),
        facts=_merged(p.facts for p in joined),
        moments=_merged(p.moments for p in joined),
        deadlines=_merged(p.deadlines for p in joined),
        parts=tuple(dict.fromkeys(part for p in joined for part in p.parts)),
    )


def _merged(all_of_them: Iterable[tuple[_Declared, ...]]) -> tuple[_Declared, ...]:
    found: dict[str, _Declared] = {}
    for declared in all_of_them:
        for one in declared:
            found.setdefault(one.name, one)
    return tuple(found.values())


def _renamed(playbook: Playbook) -> Playbook:
    rename = _Renaming(f"{playbook.slug}:")
    return msgspec.structs.replace(
        playbook,
        phases=tuple(
            msgspec.structs.replace(phase, steps=changed(phase.steps, rename))
            for phase in playbook.phases
        ),
        exceptions=changed(playbook.exceptions, rename),
    )


class _Renaming:
    """Puts a prefix before a step's slug and every slug that it names."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def __call__(self, step: Step) -> Step:
        return msgspec.structs.replace(
            step,
            slug=self._prefix + step.slug,
            after=tuple(self._prefix + slug for slug in step.after),
            needs=tuple(self._prefix + slug for slug in step.needs),
            due=self._due(step.due) if step.due else None,
            due_by=tuple((severity, self._due(due)) for severity, due in step.due_by),
        )

    def _due(self, due: Due) -> Due:
        if due.origin is not Origin.STEP:
            return due
        return msgspec.structs.replace(due, of=self._prefix + due.of)
