"""A step in which a message is written: the panel leads, and then "Done"."""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.response import read_response
from incidentkit.desk.services import Desk
from incidentkit.desk.writing import Beginning, begin_draft, read_draft, save_draft
from incidentkit.drafting.gaps import fill_gap, gaps_in
from incidentkit.playbooks.model import Verb
from incidentkit.ui.screens.drafts.view import DraftPanel
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.shell.step_panels import WriteStep
from incidentkit.vault.kinds import SubjectId
from tests.ui.pictures.incident import hijacked
from tests.ui.studio import Studio, one_x

CONTROL = "can-you-get-in"


def at_the_notice(desk: Desk) -> SubjectId:
    """Take steps until the first notice is written."""
    hijacked(desk)
    incident = desk.incidents.find()
    desk.incidents.answer(incident, "is-anyone-in-danger-right-now", "No")
    for _ in range(60):
        step = read_response(desk, incident).step
        if step is None or (step.verb is Verb.WRITE and step.template == "MT-01"):
            break
        if step.labels:
            desk.incidents.answer(incident, step.slug, step.labels[0], reason="Seen")
        else:
            desk.incidents.skip(incident, step.slug, "looked at elsewhere")
    return incident


def written(desk: Desk) -> SubjectId:
    incident = at_the_notice(desk)
    return begin_draft(desk, incident, "MT-01", Beginning("short", "x"))


def filled(desk: Desk) -> None:
    draft = written(desk)
    page = read_draft(desk, draft)
    text = page.text
    for name in gaps_in(text):
        text = fill_gap(text, name, "ashcombe.example/news")
    save_draft(desk, draft, text, page.seen)


def overtaken(desk: Desk) -> None:
    """Lose control again after the text was written."""
    filled(desk)
    incident = desk.incidents.find()
    desk.incidents.answer(incident, CONTROL, "No", reason="Out again")


def view_of(studio: Studio) -> IncidentView:
    model = DraftViewModel(studio.kit, studio.clock, count_ms=1)
    panel = WriteStep(DraftPanel(model))
    view = IncidentView(IncidentViewModel(studio.kit, studio.clock), {"write": panel})
    view.arrive()
    studio.settle()
    return view


def beginning(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, at_the_notice))


def gaps(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, written))


def ready(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, filled))


def outdated(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, overtaken))
    response = view._model.state.response
    assert response is not None
    titled = (s.slug for s in response.steps if s.title == "Write the first notice")
    view._model.choose_step(next(titled))
    studio.settle()
    return view


def ways_out(studio: Studio) -> QWidget:
    view = ready(studio)
    assert isinstance(view, IncidentView)
    view.card.ways_out.more.click()
    studio.settle()
    return view


PICTURES = {
    "beginning": beginning,
    "gaps": gaps,
    "ready": ready,
    "outdated": outdated,
    "ways-out": ways_out,
}
