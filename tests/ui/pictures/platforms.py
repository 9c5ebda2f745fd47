"""Where things are on platforms: as shipped, corrected, being corrected, past review."""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.platform_facts import set_place
from incidentkit.desk.services import Desk
from incidentkit.platforms.own import PlaceSet
from incidentkit.platforms.platform import Confidence, Task
from incidentkit.ui.screens.platforms.view import PlatformsView
from incidentkit.ui.screens.platforms.view_model import PlatformsViewModel
from tests.ui.studio import Studio, many_accounts, one_x

LINK = "https://x.com/settings/your-account/apps-and-sessions/every-device"
YEAR_MS = 400 * 86_400_000


def corrected(desk: Desk) -> None:
    """Keep a place of the council's own."""
    set_place(
        desk,
        PlaceSet(
            "x",
            Task.PASSWORD,
            Confidence.OFFICIAL,
            "2026-11-20",
            LINK,
            "Settings > Your account > Apps and sessions > Every device",
            "The page asks for the old password first.",
        ),
    )


def at_page(studio: Studio) -> PlatformsView:
    view = PlatformsView(PlatformsViewModel(studio.kit))
    view.resize(1280, 800)
    view.show()
    view.arrive()
    studio.settle()
    return view


def shipped(studio: Studio) -> QWidget:
    return at_page(studio.prepare(one_x))


def own(studio: Studio) -> QWidget:
    return at_page(studio.prepare(one_x, corrected))


def editing(studio: Studio) -> PlatformsView:
    view = at_page(studio.prepare(one_x))
    view.cards[Task.PASSWORD].edit.click()
    studio.settle()
    return view


def refused(studio: Studio) -> QWidget:
    view = editing(studio)
    assert view.form is not None
    view.form.link.setText("http://x.com/settings")
    view.form.keep.click()
    studio.settle()
    return view


def past(studio: Studio) -> QWidget:
    studio.prepare(many_accounts, corrected)
    studio.clock.ms += YEAR_MS
    return at_page(studio)


PICTURES = {
    "shipped": shipped,
    "own": own,
    "editing": editing,
    "refused": refused,
    "past": past,
}
