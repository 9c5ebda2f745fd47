"""What an incident is begun with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from incidentkit.playbooks.model import Playbook
from incidentkit.vault.kinds import PersonId


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known when an incident begins. `known_ms` 0 means just now.

    Attributes:
        also: Playbooks that run beside the first from the beginning.
        record: Lines of the record that every incident has, by name.
        readers: The only people who may read it, beside whoever begins it;
            None for everybody in the kit.
        recovery: With named readers, whether the recovery sheet opens it too.
        exercise: The name of the scenario, for what does not really happen.
        scenario: Its text, which the exercise keeps.
    """

    title: str
    playbook: Playbook
    account: bytes = b""
    seen: str = ""
    by: str = ""
    known_ms: int = 0
    alone: bool = False
    also: tuple[Playbook, ...] = ()
    record: Mapping[str, str | int] = field(default_factory=dict)
    readers: frozenset[PersonId] | None = None
    recovery: bool = True
    exercise: str = ""
    scenario: str = ""
