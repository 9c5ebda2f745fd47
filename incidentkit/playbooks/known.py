"""What is known of each fact of a run, as far as a pass over its steps has come."""

from collections.abc import Iterable

from incidentkit.playbooks.conditions import Value
from incidentkit.playbooks.model import DONT_KNOW, SETTING, Playbook, Step
from incidentkit.playbooks.progress import Progress


class Facts:
    """What is known of each fact, as far as the pass has come.

    A definite answer beats what the kit knew, which beats not knowing.
    """

    def __init__(self, playbook: Playbook, progress: Progress) -> None:
        self._settings = progress.facts
        self._known = dict(_given(playbook, progress))
        self._asked_by: dict[str, str] = {}
        self._default: dict[str, str] = {}

    def given(self, fact: str) -> str:
        """Return what is known of a fact already, empty when nothing is."""
        return self._known.get(fact, "")

    def settle(self, step: Step, label: str) -> None:
        """Take in an answer, or that somebody skipped the question."""
        meaning = step.meaning(label)
        if label != DONT_KNOW:
            self._known[step.fact] = meaning
        else:
            self._default[step.fact] = meaning

    def ask(self, step: Step) -> None:
        """Take in that a question is still to be answered."""
        self._asked_by.setdefault(step.fact, step.slug)

    def pass_by(self, step: Step) -> None:
        """Take in that a question is not asked in this run."""
        self._default.setdefault(step.fact, step.meaning(DONT_KNOW))

    @property
    def settled(self) -> dict[str, str]:
        """Return every fact that is settled, as a condition goes by it."""
        assumed = {f: a for f, a in self._default.items() if f not in self._asked_by}
        return assumed | self._known

    def value(self, fact: str) -> Value:
        """Return what a condition may go by."""
        if fact.startswith(SETTING):
            return Value(answer=self._settings.get(fact, DONT_KNOW))
        if fact in self._known:
            return Value(answer=self._known[fact])
        if fact in self._asked_by:
            return Value(asked_by=self._asked_by[fact])
        return Value(answer=self._default.get(fact, DONT_KNOW))


def _given(playbook: Playbook, progress: Progress) -> Iterable[tuple[str, str]]:
    """Yield what the kit knows: as an answer on offer, or as it is if none asks."""
    asked = {step.fact for step in playbook.steps() if step.fact}
    yield from ((f, said) for f, said in progress.facts.items() if f not in asked)
    for step in playbook.steps():
        said = progress.facts.get(step.fact)
        label = step.label(said) if said is not None else None
        if label is not None and label != DONT_KNOW:
            yield step.fact, label
