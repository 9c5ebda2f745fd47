"""Where an incident stands: its playbook walked with everything recorded so far."""

from dataclasses import dataclass

from incidentkit.incidents.state import Incident
from incidentkit.playbooks.due import DueTime, due_at
from incidentkit.playbooks.model import Playbook, Step
from incidentkit.playbooks.progress import Progress
from incidentkit.playbooks.walk import Position, Walk, walk

DANGER = "danger"
ALONE = "alone"
# On: this computer may be how they got in, or nobody can say that it is not.
MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Run:
    """An incident, its playbook, and where the one stands in the other."""

    incident: Incident
    playbook: Playbook
    progress: Progress
    walk: Walk

    def due(self, step: Step) -> DueTime | None:
        """Return when a step is due, in wall time.

        What counts from another step counts from the first time it was done. A
        step that was left out starts nothing.
        """
        done_ms: dict[str, int] = {}
        for record in self.incident.records:
            if record.what in {"answer", "done", "already"}:
                done_ms.setdefault(record.step, record.at_ms)
        return due_at(step, self.progress, self.incident.known_ms, done_ms)

    def overdue(self, now_ms: int) -> tuple[Position, ...]:
        """Return the open steps whose legal or promised time has run out."""
        return tuple(
            p
            for p in self.walk.positions
            if not p.is_over and (due := self.due(p.step)) and due.is_overdue(now_ms)
        )

    @property
    def owed_evidence(self) -> tuple[str, ...]:
        """What is held elsewhere and still to be filed."""
        return tuple(
            f"{i.what}: {i.holder}" for i in self.incident.evidence if i.is_owed
        )

    @property
    def left_open(self) -> tuple[str, ...]:
        """Everything that stands between the incident and its closing.

        What only some answers would lead to is not among it; the question is.
        """
        steps = tuple(
            p.step.title
            for p in self.walk.positions
            if not p.is_over and not p.asks_first
        )
        return (*steps, *self.owed_evidence)


def run_of(incident: Incident, playbook: Playbook, known: dict[str, str]) -> Run:
    """Walk a playbook; `known` are facts that the kit has from its own register."""
    progress = progress_of(incident, known)
    return Run(incident, playbook, progress, walk(playbook, progress))


def progress_of(incident: Incident, known: dict[str, str]) -> Progress:
    """Return an incident's records as the walk takes them."""
    standing = [r for r in incident.records if r.digest not in incident.outdated]
    steps = {
        what: frozenset(r.step for r in standing if r.what == what)
        for what in ("done", "already", "skipped", "override")
    }
    return Progress(
        answers={r.step: r.value for r in standing if r.what == "answer"},
        facts=known,
        done=steps["done"],
        already_done=steps["already"],
        skipped=steps["skipped"],
        evidence=_evidence_by_step(incident),
        overrides=steps["override"],
        danger=incident.flag(DANGER),
        alone=incident.flag(ALONE),
        moments={
            n: m.value for n, m in incident.moments.items() if m.value is not None
        },
        promised={
            s: m.value for s, m in incident.promises.items() if m.value is not None
        },
    )


def _evidence_by_step(incident: Incident) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in incident.evidence:
        counts[item.step] = counts.get(item.step, 0) + 1
    return counts
