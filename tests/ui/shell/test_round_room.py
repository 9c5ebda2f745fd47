"""The monthly account check as a room of the whole window, and at a lock."""

import shiboken6
from PySide6.QtCore import Qt
from pytestqt.exceptions import capture_exceptions

from incidentkit.desk.round_terms import begin
from incidentkit.rounds.model import Found
from incidentkit.ui.widgets.layout import Page
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words.window import round as words
from tests.ui.studio import one_x
from tests.ui.whole_window import Scene, kit_with


def test_a_word_and_a_note_at_closing_are_kept_at_a_lock(scene: Scene) -> None:
    kit_with(scene, one_x, begin)
    program = scene.begin()
    scene.unlock()
    program.screens.rooms.go("round")
    scene.settle()
    view = program.screens.round
    view._model.answer(Found.WRONG)
    scene.settle()
    view.line.note.note.setText("Ben is still there")
    program.window.bar.lock.click()
    scene.settle()
    found: list[object] = []
    program.kit.ask(lambda desk: read_notes(desk.session), found.append, found.append)
    scene.settle()
    (notes,) = found
    assert [note.text.split(": ")[-1] for note in notes] == ["Ben is still there"]


def test_from_the_check_one_gets_to_the_account_and_to_the_settings(
    scene: Scene,
) -> None:
    kit_with(scene, one_x, begin)
    program = scene.begin()
    scene.unlock()
    program.screens.rooms.buttons["round"].click()
    scene.settle()
    view = program.screens.round
    assert words.ALL_RIGHT in view.line.all_right.text()
    view.line.account.click()
    scene.settle()
    assert program.screens.rooms.here == "accounts"
    view.go_asked.emit("settings/council")
    scene.settle()
    assert program.screens.rooms.here == "settings"


def test_from_the_check_the_key_for_help_comes_to_the_first_question(
    scene: Scene, monkeypatch
) -> None:
    asked: list[Page] = []
    ask = Page.begin_at_top

    def and_let_go(page: Page) -> None:
        """What Python holds of a scroll bar may not outlive a round of the event loop."""
        asked.append(page)
        ask(page)
        shiboken6.invalidate(page.verticalScrollBar())

    monkeypatch.setattr(Page, "begin_at_top", and_let_go)
    kit_with(scene, one_x, begin)
    program = scene.begin()
    with capture_exceptions() as faults:
        scene.unlock()
        program.screens.rooms.go("round")
        scene.settle()
        program.window.activateWindow()
        scene.qtbot.waitUntil(program.window.isActiveWindow)
        scene.qtbot.keyClick(program.screens.round, Qt.Key.Key_F9)
        # The page may have been made, and drawn, in an idle moment before.
        scene.qtbot.waitUntil(lambda: program.screens.rooms.here == "start")
        scene.qtbot.waitUntil(lambda: program.screens.start.page in asked)
        scene.settle()
    assert not faults
    assert program.screens.start.page.verticalScrollBar().value() == 0
