"""The program on a machine, put together as it puts itself together."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.app.start import Start
from incidentkit.app.window import Program
from incidentkit.desk.services import Desk
from incidentkit.ui.jobs import Jobs
from tests.ui.studio import PASSPHRASE, Studio


class Scene:
    """The program on a machine; a lock leaves how it would begin again."""

    def __init__(self, qtbot: QtBot, app: QApplication, base: Path) -> None:
        self.qtbot, self.app, self.base = qtbot, app, base
        self.again: list[Start] = []
        self.studio = Studio(base, qtbot, Jobs())
        self.program: Program | None = None

    def begin(self, start: Start | None = None) -> Program:
        given = start or Start(str(self.base))
        around = self.studio.around
        self.app.setStyleSheet("")  # as at a start: it comes after all is made
        self.program = Program(self.app, given, lambda: around, self.again.append)
        self.program.window.resize(1280, 800)
        self.program.window.show()
        self.settle()
        return self.program

    def settle(self) -> None:
        """Wait until nothing is under way; what ended may begin something."""
        program = self.program
        assert program is not None
        for _ in range(4):
            self.qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
            self.app.processEvents()

    def unlock(self) -> None:
        assert self.program is not None
        field = self.program.screens.unlock.passphrase
        self.qtbot.keyClicks(field, PASSPHRASE)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def end(self) -> None:
        program = self.program
        if program is not None:
            done: list[bool] = []
            program.kit.close(lambda: done.append(True))
            self.qtbot.waitUntil(lambda: bool(done))
            program.idle.deleteLater()
            self.app.removeEventFilter(program.idle)
            program.window.close()
            program.window.deleteLater()
            program.garbage.stop()
            program.jobs.stop()
            assert program.jobs.wait_for_end(5)
            let_go_of(program)
        self.studio.close()


def let_go_of(program: Program) -> None:
    """Delete what sends its signals to the program: by them it holds itself."""
    for part in vars(program).values():
        if isinstance(part, QObject) and part is not program.app:
            part.deleteLater()


def kit_with(scene: Scene, *stories: Callable[[Desk], object]) -> None:
    """Have a kit on the machine that people have written in, locked."""
    scene.studio.prepare(*stories)
    scene.studio.close()
    scene.studio = Studio(scene.base, scene.qtbot, Jobs(), scene.studio.clock)
