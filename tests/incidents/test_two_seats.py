"""Two officers on two machines work on one incident."""

import pytest

from incidentkit.errors import FileUnreadableError
from incidentkit.incidents.evidence import Source
from tests.incidents.office import CATALOGUE, Office, found
from tests.vault.world import Machine, join, settle_all

GET_IN = "can-you-get-in"
DANGER = "is-anyone-in-danger-right-now"
LEAD = "take-the-lead-and-name-a-second-and-a-recorder"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def pair(tmp_path, folder):
    lead = found(tmp_path / "lead")
    machine = Machine(tmp_path / "officer", "Owen Officer", catalogue=CATALOGUE)
    join(machine, lead.machine, folder)
    yield lead, Office(machine)
    machine.close()
    lead.machine.close()


def settle(pair, folder):
    settle_all([office.machine for office in pair], folder)


def test_both_see_one_incident_whoever_wrote_what(pair, folder):
    lead, officer = pair
    incident = lead.start()
    settle(pair, folder)
    officer.incidents.answer(incident, DANGER, "No")
    lead.incidents.done(incident, LEAD)
    settle(pair, folder)
    assert lead.run(incident) == officer.run(incident)
    assert lead.run(incident).progress.answers == {DANGER: "No"}
    assert LEAD in officer.run(incident).progress.done


def test_answers_that_cross_are_a_conflict_until_one_answers_again(pair, folder):
    lead, officer = pair
    incident = lead.start()
    settle(pair, folder)
    lead.incidents.answer(incident, GET_IN, "Yes")
    officer.incidents.answer(incident, GET_IN, "No")
    settle(pair, folder)
    for office in pair:
        assert office.run(incident).incident.conflicts == (GET_IN,)
        assert len(office.run(incident).incident.records_of(GET_IN)) == 2
    officer.incidents.answer(incident, GET_IN, "Yes", reason="We rang each other")
    settle(pair, folder)
    for office in pair:
        assert office.run(incident).incident.conflicts == ()
        assert office.run(incident).progress.answers[GET_IN] == "Yes"


def test_a_note_from_offline_arrives_after_the_closing_and_is_kept(pair, folder):
    lead, officer = pair
    incident = lead.start()
    settle(pair, folder)
    officer.incidents.note(incident, "Rang the network at 07:15")
    lead.incidents.close(incident, "Over", reason="An exercise")
    settle(pair, folder)
    for office in pair:
        assert not office.run(incident).incident.is_open
    assert lead.run(incident) == officer.run(incident)
    assert len(lead.incidents.facts(incident)) == 3


def test_two_people_who_close_at_once_close_it_once(pair, folder):
    lead, _ = pair
    incident = lead.start()
    settle(pair, folder)
    for office in pair:
        office.incidents.close(incident, "Over", reason="An exercise")
    settle(pair, folder)
    assert len(lead.run(incident).incident.closings) == 2
    lead.incidents.reopen(incident, "Not yet")
    settle(pair, folder)
    assert all(office.run(incident).incident.is_open for office in pair)


def test_evidence_reaches_the_other_machine_and_settles_what_was_owed(
    pair, folder, tmp_path
):
    lead, officer = pair
    incident = lead.start()
    owed = lead.incidents.evidence.held_elsewhere(
        incident, Source(what="Screen photos"), "phone", "Owen Officer"
    )
    settle(pair, folder)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"photo" * 1000)
    item = officer.incidents.evidence.file(incident, photo, Source(settles=owed.digest))
    (sealed,) = officer.machine.places.evidence.iterdir()
    settle(pair, folder)
    assert lead.run(incident).owed_evidence == ()
    target = tmp_path / "out.jpg"
    lead.incidents.evidence.write_out(item, target)
    assert target.read_bytes() == photo.read_bytes()
    (lead.machine.places.evidence / sealed.name).unlink()
    with pytest.raises(FileUnreadableError):
        lead.incidents.evidence.write_out(item, tmp_path / "again.jpg")
