"""How the monthly account check is refused in the window, and why."""

from PySide6.QtWidgets import QWidget

from incidentkit.desk.round_terms import begin
from incidentkit.desk.services import Desk
from incidentkit.rounds.model import Found
from tests.ui.pictures import round as pictures
from tests.ui.studio import Studio


def rounds_were_switched_off(studio: Studio) -> QWidget:
    """A colleague switched rounds off, and the news comes late."""
    view = pictures.not_begun(studio)
    studio.kit.changed.disconnect(view._model.read)  # type: ignore[attr-defined]
    studio.ask(lambda desk: desk.council.set("rotation", "off"))
    view.begin.begin.click()  # type: ignore[attr-defined]
    studio.settle()
    return view


def another_round_is_open(studio: Studio) -> QWidget:
    """A colleague began another month's check, and the news comes late."""
    view = pictures.not_begun(studio)
    studio.kit.changed.disconnect(view._model.read)  # type: ignore[attr-defined]
    studio.ask(lambda desk: begin(desk, "2026-10"))
    view.begin.begin.click()  # type: ignore[attr-defined]
    studio.settle()
    return view


def round_is_closed(studio: Studio) -> QWidget:
    """A colleague closed the check, and the news comes late."""
    view = pictures.normal(studio)
    studio.kit.changed.disconnect(view._model.read)

    def close(desk: Desk) -> None:
        desk.rounds.close("2026-12")

    studio.ask(close)
    view.line.all_right.click()
    studio.settle()
    return view


def password_is_not_changed(studio: Studio) -> QWidget:
    """Somebody says that a password is right that nobody changed."""
    view = pictures.password(studio)
    view._model.answer(Found.RIGHT)
    studio.settle()
    return view
