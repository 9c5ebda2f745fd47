"""What everything is called that a log can speak of."""

from collections.abc import Callable
from dataclasses import dataclass

from incidentkit.vault.kinds import Fact, PersonId


@dataclass(frozen=True, slots=True)
class Naming:
    """What things are called: people, accounts, drafts, steps, moments.

    `incident` gives another incident's name, empty for one that is not for this
    reader. `draft` gives the message and its channel. `earlier` gives the entry that
    another one names, if it is known here. `is_vouched` says whether the writer of an
    entry about a secret could open it.
    """

    person: Callable[[PersonId], str]
    account: Callable[[bytes], str]
    draft: Callable[[bytes], tuple[str, str]]
    step: Callable[[str], str]
    moment: Callable[[str], str]
    earlier: Callable[[bytes], Fact | None]
    incident: Callable[[bytes], str] = lambda incident: ""
    playbook: Callable[[str], str] = lambda slug: slug
    detail: Callable[[str, str], str] = lambda step, field: field
    is_vouched: Callable[[Fact], bool] = lambda fact: True
