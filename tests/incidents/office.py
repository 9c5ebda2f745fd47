"""An office with one incident or several: real kits, a made-up secret, a small clock."""

from dataclasses import dataclass, field
from pathlib import Path

from incidentkit.drafting.drafts import KINDS as DRAFT_KINDS
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.kinds import KINDS as INCIDENT_KINDS
from incidentkit.incidents.recorder import Checks
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import IncidentsService, Opening
from incidentkit.playbooks.library import shipped_playbooks
from incidentkit.playbooks.model import Playbook, Verb
from incidentkit.playbooks.walk import Position
from incidentkit.vault.kinds import Catalogue, SubjectId
from tests.vault.world import Machine

SECRET = "Correct-Horse-9"
CATALOGUE = Catalogue((*INCIDENT_KINDS, *DRAFT_KINDS))
MINUTE = 60_000
ACCOUNT = bytes(range(16))


def secrets_in(text: str) -> tuple[str, ...]:
    return ("x/@AshcombeDC",) if SECRET in text else ()


@dataclass
class Office:
    """One officer at one machine, with the incidents of the kit."""

    machine: Machine
    access: str = ""

    services: dict[int, IncidentsService] = field(default_factory=dict)

    @property
    def incidents(self) -> IncidentsService:
        """The service over the session that is open now."""
        session = self.machine.here
        if id(session) not in self.services:
            checks = Checks(secrets_in, lambda _: self.known)
            self.services = {id(session): IncidentsService(session, checks)}
        return self.services[id(session)]

    @property
    def known(self) -> dict[str, str]:
        return {"access": self.access} if self.access else {}

    def start(self, title: str = "False posts", **more: object) -> SubjectId:
        opening = Opening(title, playbook(), account=ACCOUNT, **more)
        return self.incidents.start(opening)

    def run(self, incident: SubjectId) -> Run:
        return self.incidents.run(incident)

    def wait(self, minutes: int) -> None:
        self.machine.clock.ms += minutes * MINUTE

    def take(self, incident: SubjectId, at: Position, answers: dict[str, str]) -> None:
        """Take one step as somebody would who knows these answers and no others."""
        service, slug = self.incidents, at.step.slug
        if at.step.asks:
            service.answer(incident, slug, answers.get(slug, "Don't know yet"))
            return
        if at.step.verb is Verb.CAPTURE:
            service.evidence.text(incident, "Free money here", Source(step=slug))
        service.done(incident, slug)

    def finish(
        self, incident: SubjectId, answers: dict[str, str], most: int = 200
    ) -> list[str]:
        """Take every step there is; returns what was taken, in order."""
        taken: list[str] = []
        while (at := self.run(incident).walk.next) is not None:
            assert len(taken) < most, "the run has no end"
            taken.append(at.step.slug)
            self.take(incident, at, answers)
        return taken


def playbook() -> Playbook:
    return shipped_playbooks()["hacked-account"]


def found(base: Path, name: str = "Asha Lead") -> Office:
    machine = Machine(base, name, catalogue=CATALOGUE)
    machine.found()
    return Office(machine)
