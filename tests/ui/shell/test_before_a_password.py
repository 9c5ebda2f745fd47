"""The question before a password is shown, as the whole window shows it."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.ui.design.theme import Theme, apply
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.screens.incident.view import IncidentView
from tests.ui.pictures.incident import hijacked
from tests.ui.studio import one_x
from tests.ui.whole_window import Scene, kit_with

# The people of a response and its times may stand above it as well.
_MORE_ABOVE = 100


def at_the_question(scene: Scene) -> IncidentView:
    """Look at the password step while nobody has said whether anybody is in danger."""

    def lead_taken(desk: Desk) -> None:
        desk.incidents.roles.take(desk.incidents.find(), "Lead")

    kit_with(scene, one_x, hijacked, lead_taken)
    program = scene.begin()
    scene.unlock()
    program.screens.rooms.go("incidents")
    scene.settle()
    return program.screens.incidents


def inside(view: IncidentView, widget: QWidget, room: int = 0) -> bool:
    """Whether all of it stands in what is seen of the page, with room under it."""
    seen = view.page.viewport()
    place = QRect(widget.mapTo(seen, QPoint(0, 0)), widget.size())
    return seen.rect().contains(place.adjusted(0, 0, 0, room))


def go_to_password(scene: Scene, view: IncidentView) -> None:
    response = view._model.state.response
    assert response is not None
    steps = (s for s in response.steps if s.slug.startswith("change-the-accounts"))
    view._model.choose_step(next(steps).slug)
    scene.settle()
    assert view.card.machine.isVisibleTo(view)
    for _ in range(6):
        scene.settle()


def test_the_buttons_of_the_question_stand_in_the_first_screen(scene: Scene) -> None:
    view = at_the_question(scene)
    go_to_password(scene, view)
    assert view.danger.isVisibleTo(view)
    assert view.page.verticalScrollBar().value() == 0
    for made in (view.card.title, view.card.machine.no, view.card.machine.yes):
        assert inside(view, made, _MORE_ABOVE)


def test_with_large_text_the_step_begins_at_its_title_and_nothing_goes_sideways(
    scene: Scene,
) -> None:
    view = at_the_question(scene)
    program = scene.program
    assert program is not None
    apply(scene.app, Theme(Look.LIGHT, 200), program.window)
    program.window.resize(1280, 800)
    scene.settle()
    go_to_password(scene, view)
    assert inside(view, view.card.title)
    assert view.page.horizontalScrollBar().maximum() == 0
    apply(scene.app, Theme(Look.LIGHT, 100), program.window)
