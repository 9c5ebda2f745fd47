"""Every shipped drill, checked against the playbooks and gone through to its debrief."""

import pytest

from incidentkit.desk.drilling import held_drills, read_debrief
from incidentkit.desk.front_door import front_door
from incidentkit.drills.check import Around, check_scenario
from incidentkit.drills.debrief import to_look_at, went_well
from incidentkit.drills.library import Scenarios, shipped_scenarios
from incidentkit.drills.score import Standing
from incidentkit.incidents.entries import Closed
from incidentkit.platforms.load import load_platforms
from incidentkit.words.drills import finding

DRILLS = shipped_scenarios()
FOUR = ("Hacked account", "Inappropriate post", "Press enquiry", "Offensive comments")
# What a person answers who meets the incident that the drill describes.
ANSWERS = {
    "can-you-get-in": "Yes",
    "is-anyone-in-danger-right-now": "No",
    "danger-gate": "Yes",
    "severity/how-serious-is-it": "Serious",
    "could-somebody-in-the-account-see-messages-or-personal-data": "Yes",
    "who-sent-it": "One of us",
    "gate-crime": "Yes",
    "who-is-asking": "A reporter",
    "class": "Serious allegations",
    "is-every-word-agreed-in-time": "Yes",
}


@pytest.fixture(scope="session")
def around(library) -> Around:
    doors = {seen.key: seen.playbooks for seen in front_door(library)}
    return Around(library.incidents, doors, load_platforms())


@pytest.mark.parametrize("slug", DRILLS)
def test_all_that_a_drill_speaks_of_is_there(slug, around):
    found = check_scenario(DRILLS[slug], around)
    assert [finding(f.line, f.rule, f.detail, f.hint) for f in found] == []


def test_each_of_the_four_playbooks_has_two_drills_or_more():
    rehearsed = [name for one in DRILLS.values() for name in one.playbooks]
    assert all(rehearsed.count(name) >= 2 for name in FOUR)


# Only here is it a colleague, and not a councillor, at whom comments are aimed.
COLLEAGUE = {"gate-target": "A colleague"}
COUNCILLOR = {"gate-target": "A councillor"}


def answers(slug: str) -> dict[str, str]:
    target = COUNCILLOR if slug == "a-threat-against-a-councillor" else COLLEAGUE
    return ANSWERS | target


@pytest.mark.parametrize("slug", DRILLS)
def test_a_drill_is_gone_through_from_the_front_door_to_its_debrief(slug, rehearsing):
    incident = rehearsing.start(slug)
    taken = rehearsing.go_through(incident, answers(slug))
    rehearsing.end(incident)
    debrief = read_debrief(rehearsing.desk, incident)
    found, scenario = debrief.outcome, DRILLS[slug]
    assert len(taken) > len(found.targets)
    assert found.with_standing(Standing.NOT_DONE) == ()
    assert {t.standing for t in found.targets} == {Standing.MET}
    assert {i.standing for i in found.injects} == {Standing.MET}
    assert went_well(found)
    assert all(line.strip() for line in to_look_at(found))
    assert debrief.said.mark.startswith("EXERCISE")
    assert scenario.name in debrief.said.title
    (held,) = held_drills(rehearsing.desk)
    assert (held.scenario, held.is_open) == (scenario.name, False)
    closed = rehearsing.desk.incidents.facts(incident)[-1].body
    assert isinstance(closed, Closed)
    assert [lesson.owner for lesson in closed.learned] == ["Ben Carter"]


@pytest.mark.parametrize("slug", DRILLS)
def test_one_person_alone_is_spared_what_comes_from_colleagues(slug):
    scenario = DRILLS[slug]
    alone = scenario.injects_for(alone=True)
    together = scenario.injects_for(alone=False)
    assert 0 < len(alone) < len(together)


def test_a_drill_is_found_by_the_name_that_its_exercise_keeps():
    for scenario in DRILLS.values():
        assert Scenarios().named(scenario.name) == scenario
    assert Scenarios().named("A drill of another version") is None
    assert Scenarios().named("../playbooks/press-enquiry") is None
