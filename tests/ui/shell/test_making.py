"""The locked screen is there first; everything else is made later, and in time."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.app.start import Start
from incidentkit.app.window import Program
from incidentkit.ui.shell.making import Making
from tests.ui.studio import PASSPHRASE, one_x
from tests.ui.whole_window import Scene, kit_with

ROOMS = (
    *("home", "incidents", "accounts", "round", "people", "log", "settings"),
    *("playbooks", "start"),
)


class Keys(QObject):
    """Takes a key for every step, and says when it came."""

    def __init__(self, came: Callable[[], None]) -> None:
        super().__init__()
        self.came = came

    def event(self, event: QEvent) -> bool:
        self.came()
        return True


def test_a_key_pressed_meanwhile_is_heard_before_the_next_step(
    qtbot: QtBot, qapp: QApplication
) -> None:
    heard: list[str] = []
    keys = Keys(lambda: heard.append("key"))

    def step() -> None:
        heard.append("step")
        qapp.postEvent(keys, QEvent(QEvent.Type.User))

    making = Making([step, step, step])
    making.start()
    qtbot.waitUntil(lambda: making.is_over and len(heard) == 6)
    assert heard == ["step", "key"] * 3


def begun(scene: Scene) -> Program:
    """Begin without any of the steps: nothing was painted yet."""
    program = Program(
        scene.app,
        Start(str(scene.base)),
        lambda: scene.studio.around,
        scene.again.append,
    )
    scene.program = program
    return program


def test_nothing_but_the_locked_screen_is_made_before_it_is_painted(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = begun(scene)
    made = vars(program.screens)
    assert not {*ROOMS, "welcome", "recover", "help"} & made.keys()


def test_once_it_is_painted_every_room_is_made_without_being_asked_for(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.qtbot.waitUntil(lambda: program.window.making.is_over)
    made = vars(program.screens)
    assert made.keys() >= set(ROOMS)
    assert program.screens.rooms.stack.count() == len(ROOMS)


def test_a_screen_made_ahead_takes_the_keyboard_from_nobody(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = begun(scene)
    program.screens.rooms.make("start")  # before its choices are read
    program.window.show()
    program.screens.start_model.load()
    scene.qtbot.waitUntil(lambda: bool(program.screens.start.choices.buttons))
    scene.qtbot.waitUntil(lambda: program.window.making.is_over)
    scene.settle()
    assert program.window.focusWidget() is program.screens.unlock.passphrase


@pytest.mark.parametrize("room", ["home", "log"])
def test_a_kit_that_opens_sooner_finds_its_rooms_all_the_same(
    room: str,
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = begun(scene)
    program.unlock_model = program.screens.unlock_model
    program.unlock_model.submit("", PASSPHRASE)
    scene.settle()
    assert not program.window.making.is_over
    program.screens.rooms.go(room)
    scene.settle()
    assert program.window.stack.currentWidget() is program.screens.rooms
    assert program.screens.rooms.here == room


def test_a_lock_asks_only_those_screens_that_were_made(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = begun(scene)
    assert {writer.unsaved() for writer in program.screens.writers} == {None}
    assert not program.screens.holds_secret()
    assert not {"accounts", "recover"} & vars(program.screens).keys()


def test_help_made_after_its_cards_were_read_shows_them(
    scene: Scene,
) -> None:
    program = scene.begin()
    scene.qtbot.waitUntil(lambda: bool(program.screens.help_model.state.cards))
    assert "help" not in vars(program.screens)
    program.window.bar.start.click()
    assert len(program.screens.help.help.steps.which.buttons) > 1
