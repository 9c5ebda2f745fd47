"""The words about a restricted incident are read by its readers, and nobody else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.services import Desk, open_desk
from incidentkit.drafting.checks import Facts
from incidentkit.drafting.drafts import DRAFT, STARTED
from incidentkit.drafting.entries import DraftStarted
from incidentkit.drafting.service import NewDraft, Publishing
from incidentkit.errors import NotAHolderError, UnknownNameError
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.vault.change import Write, write
from incidentkit.vault.kinds import SubjectId
from tests.vault.world import Machine, join, settle_all


@dataclass
class Rooms:
    """A lead, a reader and somebody who is none, each at their own machine."""

    machines: list[Machine]
    desks: list[Desk]
    folder: Path

    def settle(self) -> None:
        settle_all(self.machines, self.folder)


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    folder = tmp_path / "shared"
    folder.mkdir()
    catalogue = full_catalogue()
    lead = Machine(tmp_path / "lead", "Lee Lead", catalogue=catalogue)
    lead.found()
    machines = [lead]
    for name in ("Rea Reader", "Nor None"):
        machine = Machine(tmp_path / name[:3], name, catalogue=catalogue)
        join(machine, lead, folder)
        machines.append(machine)
    found = Rooms(machines, [open_desk(m.here) for m in machines], folder)
    found.settle()
    yield found
    for machine in machines:
        machine.close()


def _restricted(rooms: Rooms) -> SubjectId:
    lead, reader, _ = rooms.desks
    readers = frozenset({reader.session.me.person})
    playbook = shipped_playbook("inappropriate-post")
    opening = Opening("Somebody of ours may have posted it", playbook, readers=readers)
    return lead.incidents.start(opening)


def test_a_draft_goes_to_the_readers_of_its_incident_only(rooms: Rooms) -> None:
    lead, reader, outside = rooms.desks
    incident = _restricted(rooms)
    draft = lead.drafts.begin(NewDraft(incident, "MT-22", "website"))
    lead.drafts.edit(draft, "We are looking into a post.")
    rooms.settle()

    assert reader.drafts.state(draft).current_text == "We are looking into a post."
    reader.drafts.edit(draft, "We are looking into the post.")
    now_ms = reader.session.clock.now_ms()
    how = Publishing("website", now_ms, unapproved="It was out already")
    reader.drafts.published(draft, how, Facts())
    rooms.settle()

    assert len(lead.drafts.facts(draft)) == 4
    assert [
        line for line in lead.records.timeline(incident) if "website" in line.sentence
    ]
    assert outside.drafts.rows() == ()
    with pytest.raises(UnknownNameError):
        outside.drafts.state(draft)
    assert outside.session.facts(draft) == ()
    for fact in lead.drafts.facts(draft):
        with pytest.raises(NotAHolderError):
            outside.session.fact(fact.digest)


def test_a_draft_written_for_everybody_is_none_of_a_restricted_incident(
    rooms: Rooms,
) -> None:
    lead, reader, outside = rooms.desks
    incident = _restricted(rooms)
    rooms.settle()
    stray = SubjectId(b"d" * 16)
    body = DraftStarted(incident, "MT-22", "web", "website", "Not from a reader")
    outside.session.commit(write(Write(stray, STARTED, body)))
    rooms.settle()

    assert lead.session.state(DRAFT, stray) is not None
    assert lead.drafts.rows(incident) == ()
    assert reader.drafts.rows(incident) == ()


def test_a_draft_of_an_open_incident_is_everybodys(rooms: Rooms) -> None:
    lead, _, outside = rooms.desks
    playbook = shipped_playbook("press-enquiry")
    incident = lead.incidents.start(Opening("A question", playbook))
    draft = lead.drafts.begin(NewDraft(incident, "MT-21", "email"))
    rooms.settle()

    assert [row.draft for row in outside.drafts.rows(incident)] == [draft]
