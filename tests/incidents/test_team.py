"""Lead, second and recorder at three machines work on one incident."""

import pytest

from incidentkit.errors import (
    OfferedToAnotherError,
    ReasonNeededError,
    SecondPersonNeededError,
    UnknownNameError,
)
from incidentkit.incidents import entries as e
from incidentkit.playbooks.walk import Status
from tests.incidents.books import hack
from tests.incidents.team import Team

RING = "ring-the-press-office"
WHO = "write-down-who-posted-it"
DELETE = "delete-the-post"
SERIOUS = "how-serious-is-it"


def seat(office, incident, role):
    return office.incidents.roles.seat(office.run(incident), role)


def test_three_people_see_each_others_entries_and_stand_at_one_point(team: Team):
    incident = team.begin()
    team.lead.incidents.answer(incident, SERIOUS, "Serious")
    team.second.incidents.details(incident, WHO, {"poster": "Sam"})
    team.recorder.incidents.note(incident, "A reporter rang")
    team.recorder.incidents.cannot(
        incident, RING, "Nobody answers", attempts=(e.Attempt("Press", "telephone"),)
    )
    team.settle()
    runs = [office.run(incident) for office in team.everybody()]
    assert runs[0] == runs[1] == runs[2]
    assert runs[0].answer("severity") == "Serious"
    assert runs[0].incident.details(WHO) == {"poster": ("Sam",)}
    assert runs[0].walk.position(RING).status is Status.FAILED
    lengths = {len(office.incidents.facts(incident)) for office in team.everybody()}
    assert lengths == {5}


def test_two_people_who_join_the_same_playbook_join_it_once(team: Team):
    incident = team.begin()
    for office in (team.lead, team.second):
        office.incidents.playbooks.join(incident, hack())
    team.settle()
    for office in team.everybody():
        run = office.run(incident)
        assert [b.slug for b in run.playbooks] == ["our-own-post", "small-hack"]
    kept = [f for f in team.recorder.incidents.facts(incident) if is_joining(f)]
    assert len(kept) == 2
    team.recorder.incidents.playbooks.leave(incident, "small-hack", "It was no hack")
    team.settle()
    for office in team.everybody():
        assert [b.slug for b in office.run(incident).going] == ["our-own-post"]


def is_joining(fact):
    return isinstance(fact.body, e.PlaybookJoined)


def test_one_joins_while_another_leaves_and_it_goes_on(team: Team):
    incident = team.begin()
    team.lead.incidents.playbooks.join(incident, hack())
    team.settle(team.lead, team.second)
    team.lead.incidents.playbooks.leave(incident, "small-hack", "No hack")
    team.settle(team.lead, team.recorder)
    team.second.incidents.done(incident, "small-hack:" + RING)
    team.recorder.incidents.playbooks.join(incident, hack())
    team.settle()
    for office in team.everybody():
        run = office.run(incident)
        assert "small-hack" in [b.slug for b in run.going]
        done = run.walk.position("small-hack:" + RING)
        assert done.status is Status.DONE


def test_what_was_written_down_at_two_machines_is_shown_twice_until_settled(
    team: Team,
):
    incident = team.begin()
    team.lead.incidents.details(incident, WHO, {"poster": "Sam", "tool": "Planner"})
    team.second.incidents.details(incident, WHO, {"poster": "Alex"})
    team.settle()
    for office in team.everybody():
        found = office.run(incident).incident.details(WHO)
        assert set(found["poster"]) == {"Sam", "Alex"}
        assert found["tool"] == ("Planner",)
    team.recorder.incidents.details(incident, WHO, {"poster": "Alex"})
    team.settle()
    for office in team.everybody():
        assert office.run(incident).incident.details(WHO)["poster"] == ("Alex",)


def test_done_here_and_not_possible_there_is_a_conflict_that_both_see(team: Team):
    incident = team.begin()
    team.lead.incidents.done(incident, RING)
    team.second.incidents.cannot(incident, RING, "Nobody answers")
    team.settle()
    for office in team.everybody():
        run = office.run(incident)
        assert run.incident.conflicts == (RING,)
        assert run.walk.position(RING).status is Status.DONE
    team.second.incidents.done(incident, RING, "They did ring them")
    team.settle()
    assert all(o.run(incident).incident.conflicts == () for o in team.everybody())


def test_the_second_person_agrees_at_their_own_machine(team: Team):
    incident = team.begin()
    team.second.incidents.agree(incident, DELETE, "It has to go")
    with pytest.raises(SecondPersonNeededError):
        team.lead.incidents.done(incident, DELETE)
    team.settle()
    with pytest.raises(SecondPersonNeededError):
        team.second.incidents.done(incident, DELETE)
    team.lead.incidents.done(incident, DELETE)
    assert team.lead.run(incident).walk.position(DELETE).status is Status.DONE


# --- roles --------------------------------------------------------------------


def test_a_role_nobody_accepted_is_shown_as_such(team: Team):
    incident = team.begin()
    seats = {s.role: s for s in team.lead.run(incident).seats}
    assert set(seats) == {"Lead", "Second", "Press officer", "Recorder"}
    assert all(s.is_vacant for s in seats.values())
    assert seats["Lead"].deputy == "Second"


def test_a_role_is_accepted_only_by_the_person_it_was_offered_to(team: Team):
    incident = team.begin()
    roles = team.lead.incidents.roles
    roles.take(incident, "lead")
    roles.offer(incident, "Second", team.second.me)
    team.settle()
    assert seat(team.recorder, incident, "Second").is_vacant
    with pytest.raises(OfferedToAnotherError):
        team.recorder.incidents.roles.accept(incident, "Second")
    with pytest.raises(UnknownNameError):
        team.second.incidents.roles.accept(incident, "Recorder")
    mine = team.second.incidents.roles.offered_to_me(team.second.run(incident))
    assert [offer.role for offer in mine] == ["Second"]
    team.second.incidents.roles.accept(incident, "second")
    team.settle()
    for office in team.everybody():
        assert seat(office, incident, "Second").holders == (team.second.me,)
        assert seat(office, incident, "Second").offers == ()
        assert seat(office, incident, "Lead").holders == (team.lead.me,)


def test_a_hand_over_is_one_page_and_counts_once_it_is_accepted(team: Team):
    incident = team.begin()
    team.lead.incidents.roles.take(incident, "Lead")
    team.lead.incidents.answer(incident, SERIOUS, "Critical")
    team.lead.incidents.cannot(incident, RING, "Nobody answers")
    roles = team.lead.incidents.roles
    offer = roles.offer(incident, "Lead", team.recorder.me, "Mind the reporter")
    team.settle()
    assert seat(team.second, incident, "Lead").holders == (team.lead.me,)
    text = team.recorder.incidents.roles.text(offer)
    for said in ("A joke went out", "Critical", "Nobody answers", "Mind the reporter"):
        assert said in text
    assert "Write down who posted it" in text
    assert len(text.splitlines()) <= 60
    team.recorder.incidents.roles.accept(incident, "Lead")
    team.settle()
    for office in team.everybody():
        assert seat(office, incident, "Lead").holders == (team.recorder.me,)


def test_a_role_that_is_declined_stays_where_it_was(team: Team):
    incident = team.begin()
    team.lead.incidents.roles.take(incident, "Lead")
    team.lead.incidents.roles.offer(incident, "Lead", team.second.me)
    team.settle()
    team.second.incidents.roles.decline(incident, "Lead", "I am on leave")
    team.settle()
    found = seat(team.lead, incident, "Lead")
    assert (found.holders, found.offers) == ((team.lead.me,), ())


def test_taking_a_role_over_takes_a_reason_and_giving_it_up_leaves_it_empty(
    team: Team,
):
    incident = team.begin()
    team.lead.incidents.roles.take(incident, "Lead")
    team.settle()
    with pytest.raises(ReasonNeededError):
        team.second.incidents.roles.take(incident, "Lead")
    team.second.incidents.roles.take(incident, "Lead", "She cannot be reached")
    team.settle()
    assert seat(team.lead, incident, "Lead").holders == (team.second.me,)
    with pytest.raises(UnknownNameError):
        team.lead.incidents.roles.give_up(incident, "Lead", "no")
    team.second.incidents.roles.give_up(incident, "Lead", "Ill")
    assert seat(team.second, incident, "Lead").is_vacant


def test_two_who_take_a_role_at_once_both_hold_it_until_one_takes_it_again(
    team: Team,
):
    incident = team.begin()
    for office in (team.lead, team.second):
        office.incidents.roles.take(incident, "Lead")
    team.settle()
    for office in team.everybody():
        assert seat(office, incident, "Lead").in_conflict
    team.lead.incidents.roles.take(incident, "Lead", "We spoke")
    team.settle()
    for office in team.everybody():
        assert seat(office, incident, "Lead").holders == (team.lead.me,)


def test_one_person_may_hold_several_roles_and_an_unknown_role_is_none(team: Team):
    incident = team.begin()
    roles = team.lead.incidents.roles
    for role in ("Lead", "Recorder", "press officer"):
        roles.take(incident, role)
    run = team.lead.run(incident)
    held = [s.role for s in run.seats if s.holders == (team.lead.me,)]
    assert sorted(held) == ["Lead", "Press officer", "Recorder"]
    with pytest.raises(UnknownNameError):
        roles.take(incident, "Mayor")


def test_entries_that_come_late_change_nothing_but_the_order(team: Team):
    incident = team.begin()
    team.recorder.incidents.answer(incident, SERIOUS, "Minor")
    team.recorder.incidents.roles.take(incident, "Recorder")
    team.recorder.incidents.details(incident, WHO, {"tool": "A phone"})
    team.lead.incidents.details(incident, WHO, {"poster": "Sam"})
    for number in range(5):
        team.lead.incidents.note(incident, f"Note {number}")
    team.settle(team.lead, team.second)
    team.settle()
    runs = [office.run(incident) for office in team.everybody()]
    assert runs[0] == runs[1] == runs[2]
    team.second.machine.here.rebuild()
    assert team.second.run(incident) == runs[0]
    assert runs[0].incident.details(WHO) == {"poster": ("Sam",), "tool": ("A phone",)}
