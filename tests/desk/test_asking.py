"""What a step asks for, and who is in an incident, as the window shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.response import read_response
from incidentkit.desk.services import Desk, open_desk
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.words.running import ALONE_BUT_APPROVED, ALONE_BUT_TWO
from tests.incidents.books import hack, post
from tests.vault.world import Machine

WHO = "write-down-who-posted-it"
DELETE = "delete-the-post"
OWN = "what-do-we-do-with-our-own-post"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    machine = Machine(tmp_path / "lead", "Asha Lead", catalogue=full_catalogue())
    machine.found()
    desk = open_desk(machine.here)
    desk.officers.set_name(machine.here.me.person, "Asha Lead")
    yield desk
    machine.close()


@pytest.fixture
def incident(desk: Desk):
    return desk.incidents.start(Opening("A joke", post(), also=(hack(),)))


def test_a_step_says_what_it_asks_for_and_what_is_there_already(desk, incident):
    desk.incidents.details(incident, WHO, {"poster": "Sam"})
    page = read_response(desk, incident, WHO).step
    assert page is not None
    assert [(f.name, f.required, f.said) for f in page.asked.form] == [
        ("poster", True, ("Sam",)),
        ("tool", True, ()),
        ("shift", False, ()),
    ]
    desk.incidents.agree(incident, DELETE)
    asked = read_response(desk, incident, DELETE).step.asked
    assert asked.second_person
    assert asked.agreed == ("Asha Lead",)


def test_a_step_for_two_says_what_one_person_alone_does(desk, incident):
    assert read_response(desk, incident, DELETE).step.alone == ""
    desk.incidents.circumstances.flag(incident, "alone", on=True)
    assert read_response(desk, incident, DELETE).step.alone == ALONE_BUT_TWO
    assert read_response(desk, incident, WHO).step.alone == ""
    book = find_playbook(shipped_playbooks(), "press-enquiry")
    asked = desk.incidents.start(Opening("A question", book, alone=True))
    steps = {s.slug: s for s in desk.incidents.run(asked).playbook.steps()}
    for slug in ("agree-early-holding", "clear-legal"):
        said = read_response(desk, asked, slug).step.alone
        assert said == (steps[slug].alone or ALONE_BUT_APPROVED)


def test_choices_stand_beside_each_other_with_what_they_mean(desk, incident):
    asked = read_response(desk, incident, OWN).step.asked
    assert asked.reason_required
    assert [(c.label, c.means) for c in asked.choices][:2] == [
        ("Leave it", "It stays in view."),
        ("Delete it", "It goes."),
    ]


def test_who_is_in_it_with_whom_is_said_by_name(desk, incident):
    desk.incidents.roles.take(incident, "Lead")
    desk.incidents.roles.offer(incident, "Second", desk.session.me.person)
    together = read_response(desk, incident).together
    places = {p.role: p for p in together.places}
    assert places["Lead"].holders == ("Asha Lead",)
    assert places["Lead"].is_mine
    assert places["Recorder"].holders == ()
    assert places["Second"].holders == ()
    assert [p.name for p in together.playbooks] == ["Our own post", "Small hack"]
    assert (together.readers, together.exercise) == ((), "")


def test_a_setting_of_the_council_is_known_to_a_run(desk, incident):
    run = desk.incidents.run(incident)
    minutes = str(desk.council.next_update_minutes())
    assert run.progress.facts["setting next update minutes"] == minutes
