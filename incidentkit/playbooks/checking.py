"""What a check is given to look at, and what it says."""

from collections.abc import Collection, Iterator, Mapping

import msgspec

from incidentkit.playbooks.model import Playbook, Step
from incidentkit.playbooks.paths import Path, Solver


class Finding(msgspec.Struct, frozen=True):
    """One thing to put right. `rule` is a key of `incidentkit.words.playbooks`."""

    line: int
    rule: str
    detail: str
    hint: str = ""


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the kit and the council; what is empty is not checked.

    Attributes:
        fields: What each template asks to have filled in, by the template's name.
        kit_fields: Those that the kit fills in by itself.
        settings: The choices of each setting of the council, by its key in words;
            none for a setting that is a number.
        without_recovery: Platforms in the register whose account nobody can get back.
    """

    fields: Mapping[str, Collection[str]] = {}
    kit_fields: frozenset[str] = frozenset()
    settings: Mapping[str, tuple[str, ...]] = {}
    without_recovery: tuple[str, ...] = ()


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A playbook laid out for checking, and the names it may use."""

    playbook: Playbook
    paths: tuple[Path, ...]
    solver: Solver
    templates: Collection[str]
    playbooks: Collection[str]
    around: Around

    def own_steps(self) -> Iterator[Step]:
        """Yield the steps that stand in the file itself."""
        return (step for step in self.playbook.steps() if is_own(step))


def is_own(step: Step) -> bool:
    """Whether a step stands in the file itself, and not in a part that it uses."""
    return "/" not in step.slug


def own_paths(checked: Checked) -> Iterator[Path]:
    """Yield the paths to the steps that stand in the file itself."""
    return (path for path in checked.paths if is_own(path.step))
