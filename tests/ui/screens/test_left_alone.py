"""Left alone before any kit is open: what was typed is emptied, and it is said why."""

import contextlib

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from incidentkit.desk.joining import Newcomer
from incidentkit.desk.services import open_desk
from incidentkit.ui.screens.welcome.view import WelcomeView
from incidentkit.ui.screens.welcome.view_model import Stage, WelcomeViewModel
from incidentkit.vault.kit import open_kit
from incidentkit.words.window import unlock as unlock_words
from incidentkit.words.window import welcome as words
from tests.ui.pictures.people import colleague
from tests.ui.pictures.unlock import view_of as unlock_view
from tests.ui.pictures.welcome import SPOKEN, type_names
from tests.ui.screens.test_welcome import shown
from tests.ui.studio import NAME, PASSPHRASE, Studio

OTHER = "copper heron lantern thirteen"


@pytest.fixture
def view(studio: Studio) -> WelcomeView:
    return shown(studio, WelcomeView(WelcomeViewModel(studio.kit), studio.jobs))


def said(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def at_sheet(studio: Studio, view: WelcomeView, passphrase: str = PASSPHRASE) -> None:
    type_names(view, passphrase)
    view.names.go_on.click()
    studio.settle()
    assert view._model.state.stage is Stage.SHEET


def test_a_passphrase_at_the_locked_screen_is_emptied_and_it_says_why(studio) -> None:
    studio.found()
    view = unlock_view(studio)
    studio.qtbot.addWidget(view)
    view.forget()
    assert unlock_words.LEFT_ALONE not in said(view), "there was nothing to empty"
    view.name.setText(NAME)
    studio.qtbot.keyClicks(view.passphrase, "brass otter")
    view.forget()
    assert view.passphrase.text() == ""
    assert view.name.text() == NAME
    assert unlock_words.LEFT_ALONE in said(view)


def test_a_new_passphrase_is_emptied_and_what_is_no_secret_stays(studio, view) -> None:
    view.forget()
    assert words.LEFT_ALONE not in said(view)
    type_names(view, PASSPHRASE)
    view.forget()
    fields = view.names.passphrase
    assert fields.first.text() == fields.second.text() == ""
    assert view.names.name.text() == NAME
    assert words.LEFT_ALONE in said(view)


def test_words_typed_back_are_emptied_and_the_printed_sheet_still_counts(
    studio, view
) -> None:
    at_sheet(studio, view)
    groups = view._model.sheet.groups()
    view.sheet.have_it.click()
    view.type_back.first.setText(groups[0])
    view.forget()
    assert view.type_back.first.text() == ""
    assert view._model.state.stage is Stage.NAMES, "the sheet is not shown either"
    assert words.LEFT_ALONE in said(view)
    at_sheet(studio, view, OTHER)
    assert view._model.sheet.groups() == groups
    view.sheet.have_it.click()
    asked = [groups[n - 1] for n in view._model.sheet.state.asked]
    view.type_back.first.setText(asked[0])
    view.type_back.second.setText(asked[1])
    view.type_back.finish.click()
    studio.settle()
    assert view._model.state.stage is Stage.MADE
    assert studio.kit.is_open


def test_the_passphrase_of_a_request_is_forgotten_and_its_words_stay(view) -> None:
    view._model._newcomer = Newcomer("Ben Carter", OTHER)
    view._model._show_words(SPOKEN)
    spoken = view._model.state.words
    assert view._model.state.can_open
    view.forget()
    assert view._model.state.words == spoken
    assert not view._model.state.can_open
    assert view._model._newcomer is None
    assert words.LEFT_ALONE in said(view)


def test_what_is_being_made_is_not_interrupted(studio, view) -> None:
    at_sheet(studio, view)
    groups = view._model.sheet.groups()
    view.sheet.have_it.click()
    asked = [groups[n - 1] for n in view._model.sheet.state.asked]
    view.type_back.first.setText(asked[0])
    view.type_back.second.setText(asked[1])
    view.type_back.finish.click()
    view.forget()
    studio.settle()
    assert studio.kit.is_open


def test_a_kit_that_is_made_and_not_opened_yet_is_unlocked_like_any_other(
    studio, view, qtbot
) -> None:
    at_sheet(studio, view)
    view._model._is_founded = True  # it was stopped after it was made
    with qtbot.waitSignal(view.left_waiting):
        view.forget()
    assert view._model._founder is None
    assert view._model.sheet.groups() == ()
    assert view._model.state.stage is Stage.CHOICE


def test_with_several_people_on_a_machine_the_keyboard_begins_at_the_name(
    studio: Studio,
) -> None:
    studio.found()
    with contextlib.closing(open_kit(studio.around)) as locked:
        colleague("Ben Carter")(open_desk(locked.unlock(NAME, PASSPHRASE)))
    view = unlock_view(studio)
    studio.qtbot.addWidget(view)
    view.show()
    assert view.name_field.isVisibleTo(view)
    assert view.focusWidget() is view.name
    view.name.setText("Ben Carter")
    view.take_focus()
    assert view.focusWidget() is view.passphrase
