"""Starting a response."""

from PySide6.QtWidgets import QWidget

from incidentkit.ui.screens.start.view import StartView
from incidentkit.ui.screens.start.view_model import StartViewModel
from tests.ui.studio import Studio, many_accounts, one_incident, one_page, one_x


def view_of(studio: Studio) -> StartView:
    view = StartView(StartViewModel(studio.kit))
    view.arrive()
    studio.settle()
    return view


def empty(studio: Studio) -> QWidget:
    return view_of(studio.prepare())


def which(studio: Studio) -> QWidget:
    return view_of(studio.prepare(one_x, one_page))


def crowded(studio: Studio) -> QWidget:
    return view_of(studio.prepare(many_accounts, one_incident))


def can_you_get_in(studio: Studio) -> QWidget:
    view = view_of(studio.prepare(one_x, one_page))
    view.list.itemActivated.emit(view.list.item(0))
    return view


PICTURES = {
    "empty": empty,
    "which": which,
    "crowded": crowded,
    "can-you-get-in": can_you_get_in,
}
