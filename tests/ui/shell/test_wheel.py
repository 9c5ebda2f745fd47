"""In the whole window, in every room, the wheel changes nothing that stands in a field."""

from tests.ui.studio import one_x
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
