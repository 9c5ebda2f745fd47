"""F1 from anywhere, back again, and every key that the window has."""

import pytest
from PySide6.QtCore import Qt

from incidentkit.ui.design.theme import Theme
from incidentkit.ui.design.tokens import Look
from incidentkit.words.window import help as words
from incidentkit.words.window import shell
from tests.ui.looks import faults
from tests.ui.studio import one_x
from tests.ui.whole_window import Scene, kit_with

LONG_COUNCIL = "Ashcombe and the Upper Vale of Wetherly District Council"


def test_f1_opens_the_part_for_the_room_and_goes_back_and_every_room_has_its_key(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    rooms, help_ = program.screens.rooms, program.screens.manual
    assert set(rooms.buttons) == set(shell.ROOM_KEYS)
    assert program.window.bar.help.shortcut().toString() == shell.HELP_KEY
    for room, key in shell.ROOM_KEYS.items():
        assert rooms.buttons[room].shortcut().toString() == key
        assert key in rooms.buttons[room].toolTip()
        assert room in words.PARTS
    for room in ("leaving", "round"):
        rooms.buttons[room].click()
        scene.settle()
        program.window.bar.help.click()
        scene.settle()
        assert rooms.here == "help"
        assert words.PARTS[room] in help_.view.text.toPlainText()
        scene.qtbot.keyClick(help_.view.text, Qt.Key.Key_Escape)
        scene.settle()
        assert rooms.here == room


def test_f1_helps_at_the_locked_screen_and_f9_goes_on_from_there(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    program.window.bar.help.click()
    scene.settle()
    manual = program.screens.manual.locked
    assert program.window.stack.currentWidget() is manual
    assert words.PARTS["locked"] in manual.text.toPlainText()
    manual.keys.click()
    assert "Ctrl+0" in manual.text.toPlainText()
    manual.model.follow("health")
    assert "Health" in manual.text.toPlainText()
    program.window.bar.start.click()
    scene.settle()
    assert program.window.stack.currentWidget() is program.screens.unlock
    scene.unlock()
    assert program.screens.rooms.here == "start"


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_at_double_text_nothing_of_bar_and_rail_is_cut_off(
    look: Look, scene: Scene
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    program.preferences.changed.emit(Theme(look, 200))
    program.window.bar.show_open(LONG_COUNCIL)
    program.window.bar.say_counting(shell.clipboard_clears(30))
    program.window.resize(1280, 800)
    scene.settle()
    assert program.window.width() == 1280
    assert not faults(program.window)
    start = program.window.bar.start
    assert start.visibleRegion().boundingRect() == start.rect()
    assert start.fontMetrics().height() > 2 * 15
    last = program.screens.rooms.buttons["settings"]
    assert last.visibleRegion().boundingRect() != last.rect()
    program.window.activateWindow()
    scene.qtbot.waitUntil(program.window.isActiveWindow)
    last.setFocus()
    scene.settle()
    assert last.visibleRegion().boundingRect() == last.rect()
