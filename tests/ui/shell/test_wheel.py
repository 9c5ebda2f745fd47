"""In every room of the whole window wheel and page keys scroll, and change nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from incidentkit.ui.widgets.still_wheel import longest_page
from tests.ui.studio import many_accounts, one_x
from tests.ui.wheel import turned_by_the_wheel
from tests.ui.whole_window import Scene, kit_with


def test_the_wheel_turns_no_value_in_any_room(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    assert not turned_by_the_wheel(program.window)
    scene.unlock()
    for room in sorted(program.screens.rooms.names):
        program.screens.rooms.go(room)
        scene.settle()
        assert not turned_by_the_wheel(program.window), room


def test_page_keys_scroll_the_page_wherever_the_keyboard_is(scene: Scene) -> None:
    kit_with(scene, many_accounts)
    program = scene.begin()
    scene.unlock()
    rooms, outside = program.screens.rooms, program.window.windowHandle()
    assert outside is not None
    rooms.go("health")
    scene.settle()
    page = longest_page(program.screens.exposing.health)
    assert page is not None
    rooms.buttons["health"].setFocus()
    QTest.keyClick(outside, Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 0
    QTest.keyClick(outside, Qt.Key.Key_PageUp)
    assert page.verticalScrollBar().value() == 0
    program.screens.go("settings/machine")
    scene.settle()
    lists = program.screens.settings.machine.findChildren(QComboBox)
    text = next(one for one in lists if one.count() > 2 and one.isVisible())
    before = text.currentIndex()
    text.setFocus()
    QTest.keyClick(outside, Qt.Key.Key_PageDown)
    assert text.currentIndex() == before
