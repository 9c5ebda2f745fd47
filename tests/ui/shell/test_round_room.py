"""The monthly account check as a room of the whole window, and at a lock."""

from incidentkit.desk.round_terms import begin
from incidentkit.rounds.model import Found
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
