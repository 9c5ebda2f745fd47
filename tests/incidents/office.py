"""An office with one incident or several: real kits, a made-up secret, a small clock."""

from dataclasses import dataclass, field
from pathlib import Path

from incidentkit.drafting.drafts import KINDS as DRAFT_KINDS
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.kinds import KINDS as INCIDENT_KINDS
from incidentkit.incidents.recorder import Checks
from incidentkit.incidents.run import Run
from incidentkit.incidents.service import IncidentsService, Opening
from incidentkit.incidents.steps import Finishing
from incidentkit.playbooks.library import load_file
from incidentkit.playbooks.model import Playbook, Verb
from incidentkit.playbooks.walk import Position
from incidentkit.vault.kinds import Catalogue, PersonId, SubjectId
from tests.vault.world import Machine

SECRET = "Correct-Horse-9"
CATALOGUE = Catalogue((*INCIDENT_KINDS, *DRAFT_KINDS))
MINUTE = 60_000
ACCOUNT = bytes(range(16))


def secrets_in(text: str) -> tuple[str, ...]:
    return ("x/@AshcombeDC",) if SECRET in text else ()


def name_of(person: PersonId) -> str:
    """Names are another room's business: here everybody has one from their id."""
    return f"Person {person.hex()[:8]}"


@dataclass
class Office:
    """One officer at one machine, with the incidents of the kit."""

    machine: Machine
    access: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    services: dict[int, IncidentsService] = field(default_factory=dict)

    @property
    def incidents(self) -> IncidentsService:
        """The service over the session that is open now."""
        session = self.machine.here
        if id(session) not in self.services:
            checks = Checks(
                secrets_in,
                lambda _: self.known,
                settings=lambda: self.settings,
                name_of=name_of,
            )
            self.services = {id(session): IncidentsService(session, checks)}
        return self.services[id(session)]

    @property
    def known(self) -> dict[str, str]:
        return {"access": self.access} if self.access else {}

    def start(self, title: str = "False posts", **more: object) -> SubjectId:
        opening = Opening(title, playbook(), account=ACCOUNT, **more)
        return self.incidents.start(opening)

    @property
    def me(self) -> PersonId:
        return self.machine.here.me.person

    def run(self, incident: SubjectId) -> Run:
        return self.incidents.run(incident)

    def wait(self, minutes: int) -> None:
        self.machine.clock.ms += minutes * MINUTE

    def take(self, incident: SubjectId, at: Position, answers: dict[str, str]) -> None:
        """Take one step as somebody would who knows these answers and no others."""
        service, slug = self.incidents, at.step.slug
        more = everything_asked(at)
        if at.step.asks:
            said = answers.get(slug, "Don't know yet")
            service.answer(incident, slug, said, reason="So it is", more=more)
            return
        if at.step.verb is Verb.CAPTURE or at.step.proof == "evidence":
            service.evidence.text(incident, "Free money here", Source(step=slug))
        if at.step.repeat_minutes:
            service.end_round(incident, slug, "Once is enough")
        service.done(incident, slug, more=more)

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


def everything_asked(at: Position) -> Finishing:
    """What a person gives who fills in all that a step asks for."""
    return Finishing(
        details={field.name: "As we saw it" for field in at.step.form},
        proof="https://example.org/1" if at.step.proof == "link" else "INC 4711",
        second="Sol Second" if at.step.second_person else "",
    )


def playbook() -> Playbook:
    """A playbook as it was shipped first: an incident keeps the text it began with."""
    return load_file(Path(__file__).parent / "hacked-account.yaml")


def found(base: Path, name: str = "Asha Lead") -> Office:
    machine = Machine(base, name, catalogue=CATALOGUE)
    machine.found()
    return Office(machine)
