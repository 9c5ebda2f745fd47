"""Going from one response to another: what was open, what presses, whom to ring."""

from incidentkit.desk.services import Desk
from incidentkit.incidents.service import Opening
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.words.window import incident_clocks
from tests.ui.screens.test_incident import Scene
from tests.ui.studio import Studio, one_incident, one_x

HOUR_MS = 3_600_000


def asked_by_the_press(desk: Desk) -> None:
    playbook = shipped_playbook("press-enquiry")
    incident = desk.incidents.start(Opening("Enquiry from the Gazette", playbook))
    when = desk.session.clock.now_ms() + HOUR_MS
    desk.incidents.circumstances.moment(incident, "press deadline", when)


def test_a_deadline_that_somebody_set_stands_first(studio: Studio) -> None:
    studio.prepare(asked_by_the_press)
    scene = Scene(studio)
    strip = scene.view.head.strip
    first = strip._drawn[0]
    assert first.startswith("Deadline")
    assert first.endswith("minutes left")


def test_the_next_response_opens_at_its_step(studio: Studio) -> None:
    studio.prepare(one_x, one_incident, asked_by_the_press)
    scene = Scene(studio)
    rows = studio.ask(lambda desk: desk.incidents.rows())
    scene.view.open(rows[0].incident)
    studio.settle()
    scene.view._show_leaf(incident_clocks.CLOCKS)
    assert scene.view.left.currentIndex() != 0
    scene.model.open(rows[1].incident)
    studio.settle()
    assert scene.view.left.currentIndex() == 0


def test_nobody_is_told_to_ring_themselves(studio: Studio) -> None:
    studio.prepare(one_x, one_incident)
    scene = Scene(studio)
    me = studio.ask(lambda desk: desk.session.me.person)
    response = scene.model.state.response
    assert response is not None
    assert response.step is not None
    assert all(way.person != me for way in response.step.ways)
