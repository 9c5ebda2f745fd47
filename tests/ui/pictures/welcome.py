"""The first minutes."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from incidentkit.ui.screens.welcome.view import WelcomeView
from incidentkit.ui.screens.welcome.view_model import Stage, WelcomeViewModel
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.words.window import welcome as say
from tests.ui.studio import COUNCIL, NAME, PASSPHRASE, Studio
from tests.ui.under_way import under_way


def view_of(studio: Studio) -> WelcomeView:
    view = WelcomeView(WelcomeViewModel(studio.kit), studio.jobs)
    view.arrive()
    return view


def choice(studio: Studio) -> QWidget:
    return view_of(studio)


def names(studio: Studio) -> QWidget:
    view = view_of(studio)
    view.choice.make.click()
    return view


def type_names(view: WelcomeView, passphrase: str) -> None:
    view.choice.make.click()
    view.names.council.setText(COUNCIL)
    view.names.name.setText(NAME)
    for field in (view.names.passphrase.first, view.names.passphrase.second):
        field.setText(passphrase)
        field.textEdited.emit(passphrase)


def weak(studio: Studio) -> QWidget:
    view = view_of(studio)
    type_names(view, "ashcombe asha 2026")
    bar = view.names.passphrase.bar
    studio.qtbot.waitUntil(lambda: bar.isVisibleTo(view))
    view.names.go_on.click()
    studio.settle()
    return view


def sheet(studio: Studio) -> WelcomeView:
    view = view_of(studio)
    type_names(view, PASSPHRASE)
    view.names.go_on.click()
    studio.settle()
    made_up = RecoverySheet("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    view._model.sheet.take(made_up, COUNCIL)
    return view


def no_printer(studio: Studio) -> QWidget:
    view = sheet(studio)
    view.sheet.print.click()
    return view


def differs(studio: Studio) -> QWidget:
    view = sheet(studio)
    view.sheet.have_it.click()
    view.type_back.first.setText("ABCD")
    view.type_back.second.setText("EFGH")
    view.type_back.finish.click()
    return view


def made(studio: Studio) -> QWidget:
    view = view_of(studio)
    view._model.go_to(Stage.MADE)
    return view


def join(studio: Studio) -> QWidget:
    view = view_of(studio)
    view.choice.join.click()
    view.join.folder.path.setText(
        "/srv/teams/communications and engagement/shared/incidentkit exchange folder"
    )
    return view


def join_failed(studio: Studio) -> QWidget:
    view = view_of(studio)
    view.choice.join.click()
    view.join.folder.path.setText("/nowhere/that/anybody/can/reach")
    view.join.ask.click()
    studio.settle()
    return view


SPOKEN = (
    "beaver",
    "yelp",
    "standard",
    "hospital",
    "blimp",
    "educate",
    "moisture",
    "wisdom",
)


def words(studio: Studio) -> QWidget:
    view = view_of(studio)
    view._model._newcomer = None
    view._model._show_words(SPOKEN)
    return view


def not_yet(studio: Studio) -> QWidget:
    view = view_of(studio)
    view._model._show_words(SPOKEN)
    view._model._fetched(False)
    return view


def at_type_back(studio: Studio) -> WelcomeView:
    view = sheet(studio)
    view._model.go_to(Stage.TYPE_BACK)
    view.type_back.first.setText("0123")
    view.type_back.second.setText("4567")
    return view


def making(studio: Studio) -> QWidget:
    view = at_type_back(studio)
    view._model._set(replace(view._model.state, busy=True))
    under_way(view.type_back.progress, say.MAKING)
    return view


def made_not_open(studio: Studio) -> QWidget:
    view = at_type_back(studio)
    view._model._set(replace(view._model.state, is_made=True))
    view._model.stopped.emit(say.MADE_NOT_OPEN)
    return view


PICTURES = {
    "making": making,
    "made-not-open": made_not_open,
    "empty": choice,
    "names": names,
    "failed": weak,
    "sheet": sheet,
    "no-printer": no_printer,
    "typed-wrong": differs,
    "made": made,
    "join": join,
    "join-failed": join_failed,
    "words": words,
    "not-yet": not_yet,
}
