"""How a text that is not approved, or that a check stops, is kept from going out.

Each cause returns the page that tells of it.
"""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.writing import Beginning
from incidentkit.ui.screens.publishing.view_model import Paper
from tests.ui.pictures import approval, drafts, publishing
from tests.ui.studio import NAME, Studio, one_incident, one_x


def _published(studio: Studio, text: str, signers: str) -> QWidget:
    """Say that a text of one's own is out."""

    def written(desk: Desk) -> None:
        desk.council.set("sign_off", signers)
        desk.drafts.edit(drafts.begun(desk), text)

    panel = drafts.panel_of(studio.prepare(one_x, one_incident, written))
    panel.publishing.unfold()
    panel.publishing.record.click()
    return drafts.paged(studio, panel)


def approval_is_missing(studio: Studio) -> QWidget:
    """Say that it is out before anybody approved it."""
    return _published(studio, "All is well.", "Critical: Head of communications")


def check_stops_it(studio: Studio) -> QWidget:
    """Say that a text is out that the network would not take."""
    return _published(studio, "All is well. " * 60, "")


def no_translator_yet(studio: Studio) -> QWidget:
    """Begin in both languages with a Welsh text that nobody has approved."""

    def in_wales(desk: Desk) -> None:
        desk.council.set("nation", "Wales")

    panel = drafts.panel_of(studio.prepare(one_x, one_incident, in_wales))
    panel._model.begin(Beginning("standard", "website", welsh=True))
    return drafts.paged(studio, panel)


def author_approves(studio: Studio) -> QWidget:
    """Write down an approval by whoever wrote the text."""
    view = approval.view_of(studio.prepare(one_x, one_incident, approval.one_text))
    form = view.panel.record
    form.unfold()
    form.who.setText(NAME)
    form.code.setText(view.model.state.page.code if view.model.state.page else "")
    form.record.click()
    studio.settle()
    return view


def file_is_there(studio: Studio) -> QWidget:
    """Save a text over a file that is there."""
    story = (one_x, one_incident, publishing.with_picture)
    part = publishing.part_of(studio.prepare(*story))
    target = studio.base / "notice.txt"
    target.write_text("Another text")
    part.save(Paper.TEXT, str(target))
    return publishing.paged(part)
