"""Whole incidents, from the first question to the closing, on a real kit."""

import pytest

from incidentkit.incidents.evidence import Source
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import shipped_playbooks
from incidentkit.playbooks.walk import Status
from tests.incidents.office import Office, playbook

DANGER = "is-anyone-in-danger-right-now"
GET_IN = "can-you-get-in"
PASSWORD = "change-the-accounts-password"
ROLES = "take-away-that-persons-roles-for-now"
RECOVER = "ask-the-network-to-give-the-account-back"
CAPTURE = "take-screenshots-before-anything-is-changed"
CALM = {
    DANGER: "No",
    GET_IN: "Yes",
    "had-somebody-else-been-in-that-mailbox": "No",
    "is-there-somebody-in-the-account-whom-you-cannot-remove": "No",
    "is-the-account-ours-alone-again": "Yes",
}


def taken(office, incident, answers):
    slugs = office.finish(incident, answers)
    run = office.run(incident)
    assert run.walk.ended
    assert run.left_open == ()
    assert office.incidents.close(incident, "Over").incident.closed
    return slugs


def test_an_account_with_its_own_login_is_contained(office):
    office.access = "Own login"
    incident = office.start()
    slugs = taken(office, incident, CALM)
    assert PASSWORD in slugs
    assert ROLES not in slugs
    assert RECOVER not in slugs
    assert "how-do-people-get-into-this-account" not in slugs, "the kit knew it"
    assert slugs.index(CAPTURE) < slugs.index(PASSWORD)


def test_a_page_run_through_profiles_is_contained_without_any_password(office):
    office.access = "Roles"
    slugs = taken(office, office.start(), CALM)
    assert ROLES in slugs
    assert "make-the-profile-that-was-broken-into-safe" in slugs
    assert PASSWORD not in slugs


def test_being_locked_out_leads_to_the_network_and_back_when_somebody_gets_in(office):
    office.access = "Own login"
    incident = office.start()
    service = office.incidents
    service.answer(incident, DANGER, "No")
    service.answer(incident, GET_IN, "No")
    run = office.run(incident)
    assert run.walk.position(RECOVER).status is Status.OPEN
    assert run.walk.position(PASSWORD).status is Status.NOT_NEEDED
    service.done(incident, RECOVER)
    service.answer(incident, GET_IN, "Yes", reason="The network gave it back")
    run = office.run(incident)
    assert run.walk.position(PASSWORD).status is Status.OPEN
    assert run.walk.position(RECOVER).status is Status.DONE
    taken(office, incident, CALM)


def test_locked_out_for_good_still_comes_to_an_end(office):
    answers = {**CALM, GET_IN: "No", "is-the-account-ours-alone-again": "No"}
    slugs = taken(office, office.start(), answers)
    assert RECOVER in slugs
    assert "say-in-public-that-the-account-is-lost" in slugs
    assert "delete-the-posts-that-are-not-ours" not in slugs


def test_somebody_who_knows_nothing_yet_gets_through_to_the_end(office):
    slugs = taken(office, office.start(), {})
    assert RECOVER in slugs, "not knowing is taken as Partly: the careful way"
    assert "report-to-the-information-commissioner" in slugs
    assert PASSWORD in slugs


def test_one_person_alone_closes_the_door_before_taking_screenshots(office):
    incident = office.start(alone=True)
    slugs = taken(office, incident, CALM)
    assert slugs.index(CAPTURE) > slugs.index(PASSWORD)


def test_everything_can_be_left_out_with_a_reason(office):
    incident = office.start()
    while (at := office.run(incident).walk.next) is not None:
        office.incidents.skip(incident, at.step.slug, "An exercise")
    assert office.run(incident).walk.ended


@pytest.mark.parametrize("stop", [1, 4, 9])
def test_a_run_that_was_cut_off_goes_on_where_it_was(office, stop):
    office.access = "Own login"
    incident = office.start()
    for _ in range(stop):
        office.take(incident, office.run(incident).walk.next, CALM)
    before = office.run(incident)
    office.machine.reopen()
    again = Office(office.machine, office.access)
    after = again.run(incident)
    assert after == before
    assert after.walk.next == before.walk.next
    again.take(incident, after.walk.next, CALM)
    assert len(again.run(incident).incident.records) > len(before.incident.records)


def test_a_running_incident_keeps_the_playbook_it_was_started_with(office):
    incident = office.start()
    assert office.run(incident).playbook == playbook()
    started = office.machine.here.fact(office.run(incident).incident.started).body
    assert started.playbook_text == playbook().text


def test_a_rebuilt_kit_says_the_same(office):
    incident = office.start()
    office.finish(incident, CALM)
    office.incidents.evidence.held_elsewhere(
        incident, Source(what="video"), "phone", "Priya"
    )
    before = office.run(incident)
    office.machine.here.rebuild()
    assert office.run(incident) == before


def test_every_shipped_playbook_runs_beside_the_others_on_a_real_kit(office):
    shipped = tuple(shipped_playbooks().values())
    first, *others = shipped
    opening = Opening("Something happened", first, also=tuple(others))
    incident = office.incidents.start(opening)
    for _ in range(25):
        at = office.run(incident).walk.next
        office.take(incident, at, {})
        assert office.run(incident).walk.position(at.step.slug).is_over
    assert {b.slug for b in office.run(incident).going} == {b.slug for b in shipped}
