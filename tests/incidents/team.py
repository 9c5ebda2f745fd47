"""Three people at three machines, working on incidents through a shared folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from incidentkit.incidents.service import Opening
from incidentkit.vault.kinds import SubjectId
from tests.incidents.books import post
from tests.incidents.office import CATALOGUE, Office, found
from tests.vault.world import Machine, join, settle_all


@dataclass
class Team:
    """The lead, the second and the recorder, and the folder between them."""

    lead: Office
    second: Office
    recorder: Office
    folder: Path

    def everybody(self) -> tuple[Office, Office, Office]:
        return self.lead, self.second, self.recorder

    def settle(self, *offices: Office) -> None:
        """Exchange until nothing moves, between all or some."""
        machines = [office.machine for office in offices or self.everybody()]
        settle_all(machines, self.folder)

    def begin(self) -> SubjectId:
        incident = self.lead.incidents.start(Opening("A joke went out", post()))
        self.settle()
        return incident


def gathered(base: Path) -> Iterator[Team]:
    """Make three kits, each joined to the first."""
    folder = base / "shared"
    folder.mkdir()
    lead = found(base / "lead")
    offices = [lead]
    for place, name in (("second", "Sol Second"), ("recorder", "Rae Recorder")):
        machine = Machine(base / place, name, catalogue=CATALOGUE)
        join(machine, lead.machine, folder)
        offices.append(Office(machine))
    team = Team(*offices, folder)
    team.settle()
    yield team
    for office in offices:
        office.machine.close()
