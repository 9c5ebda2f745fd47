"""The manual in the window: its keys, a part with a picture, a part with a table."""

from incidentkit.ui.screens.help.view import HelpView
from incidentkit.ui.screens.help.view_model import HelpViewModel
from tests.ui.studio import Studio


def view_of(studio: Studio, room: str) -> HelpView:
    view = HelpView(HelpViewModel(studio.jobs))
    view.model.open_for(room)
    view.resize(1280, 800)
    view.arrive()
    studio.settle()
    return view


PICTURES = {
    "keys": lambda studio: view_of(studio, ""),
    "round": lambda studio: view_of(studio, "round"),
}
