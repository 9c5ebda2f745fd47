"""Help before there is a kit, with a way back; and the keyboard's way through the window."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.ui.screens.welcome.view_model import Stage
from incidentkit.words.window import unlock as words
from tests.ui.shell.test_window import Scene, kit_with
from tests.ui.studio import one_x


@pytest.fixture
def scene(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Scene]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the program takes it
    made = Scene(qtbot, qapp, tmp_path / "kit")
    yield made
    made.end()
    qapp.setProperty("dressed", "")


def test_help_before_a_kit_leads_back_to_what_was_typed(scene: Scene) -> None:
    program = scene.begin()
    screens, window = program.screens, program.window
    screens.welcome.choice.make.click()
    field = screens.welcome.names.council
    scene.qtbot.keyClicks(field, "Ashcombe")
    window.bar.start.click()
    window.bar.start.click()  # pressed twice, the way back is still the same
    assert window.stack.currentWidget() is screens.help
    scene.qtbot.keyClick(screens.help.back, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is screens.welcome
    assert screens.welcome._model.state.stage is Stage.NAMES
    assert field.text() == "Ashcombe"


def test_help_before_a_kit_offers_no_note_that_nobody_could_keep(scene: Scene) -> None:
    screens = scene.begin().screens
    assert screens.unlock.help.tabs.count() == 3
    tabs = screens.help.help.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == [words.CARD, words.NOTICE]


def test_the_first_steps_end_where_their_page_ends(scene: Scene) -> None:
    program = scene.begin()
    program.window.bar.start.click()
    scene.settle()
    tabs = program.screens.help.help.tabs
    leaf = tabs.widget(0)
    assert leaf is not None
    needed = leaf.layout().heightForWidth(leaf.width())
    assert leaf.height() < needed * 1.1


def test_a_wrong_passphrase_asks_nobody_to_check_a_name_they_did_not_give(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    unlock = scene.begin().screens.unlock
    unlock.passphrase.setText("not this one")
    unlock.unlock.click()
    scene.settle()
    assert unlock.banner.body.text() == words.WRONG_PASSPHRASE.what_happened


def test_tab_goes_from_a_step_to_what_comes_next_and_on_to_more(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    program.window.bar.start.click()
    scene.settle()
    start = program.screens.start
    scene.qtbot.keyClicks(start.finder, "ashcombedc")
    scene.qtbot.keyClick(start.finder, Qt.Key.Key_Return)
    scene.qtbot.keyClick(start.answers, Qt.Key.Key_1)
    scene.settle()
    view = program.screens.incidents
    view.card.leave.setFocus()
    scene.qtbot.keyClick(view.card.leave, Qt.Key.Key_Tab)
    first = view.coming.itemAt(0).widget()
    assert program.window.focusWidget() is first
    scene.qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert program.window.focusWidget() is view.card.leave
