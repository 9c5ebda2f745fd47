"""How a step that asks for more than a tick, a role, a pack or an exercise is refused.

Each cause returns the page that tells of it.
"""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.writing import Beginning, begin_draft
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.words.window import incident_beside as beside
from tests.ui.incident_stories import an_exercise
from tests.ui.pictures import drafts
from tests.ui.pictures import incident_running as running
from tests.ui.studio import Studio

FORM = "Write down the post as it stood"
TICKET = "Get the ticket from the network"
DELETE = "Delete the post for good"


def _finished(studio: Studio, title: str) -> QWidget:
    """Press "Done" with nothing in the fields of the step."""
    view = running.at(studio, title)
    view.card.finish.click()
    studio.settle()
    return view


def form_is_empty(studio: Studio) -> QWidget:
    return _finished(studio, FORM)


def ticket_is_missing(studio: Studio) -> QWidget:
    return _finished(studio, TICKET)


def nobody_else_agreed(studio: Studio) -> QWidget:
    return _finished(studio, DELETE)


def role_went_to_another(studio: Studio) -> QWidget:
    """A role was offered to us; the offer was taken back and given to another meanwhile."""
    view = running.offered(studio)
    assert isinstance(view, IncidentView)
    view._show_leaf(beside.ROLES)
    studio.kit.changed.disconnect(view._model._look_again)

    def offered_on(desk: Desk) -> None:
        roles, incident = desk.incidents.roles, desk.incidents.find()
        ben = next(
            m.person
            for m in desk.session.members()
            if m.person != desk.session.me.person
        )
        roles.decline(incident, "Lead", "I am on leave")
        roles.offer(incident, "Lead", ben, "")

    studio.ask(offered_on)
    view.roles.buttons[(beside.ACCEPT, "Lead")].click()
    studio.settle()
    return view


def exercise_is_published(studio: Studio) -> QWidget:
    """Somebody records a text of an exercise as if it had gone out."""

    def begun(desk: Desk) -> None:
        how = Beginning("short", "x")
        begin_draft(desk, desk.incidents.find(), drafts.INTERIM, how)

    panel = drafts.panel_of(studio.prepare(an_exercise, begun))
    panel.publishing.unfold()
    panel.publishing.record.click()
    return drafts.paged(studio, panel)
