"""Runs the window in this process and does what the test on standard input says.

One line is one command, answered by one line. What it types are markers that a scan
of this process's memory can find. Started by `test_memory.py`.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from incidentkit.app.start import Start, replace_process
from incidentkit.app.window import Program
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.vault.folder import under
from incidentkit.vault.kit import Surrounding
from tests.ui.studio import PASSPHRASE, SATURDAY
from tests.vault.world import POLICY, TickingClock


class Driven:
    """The program, and the commands it understands."""

    def __init__(self, app: QApplication, base: str) -> None:
        clock = TickingClock(SATURDAY)
        around = Surrounding(under(Path(base)), clock, full_catalogue(), POLICY)
        self.program = Program(app, Start(base), lambda: around, replace_process)
        self.program.window.show()
        self.program.kit.opened.connect(lambda: self.say("open"))
        self.fields: list[QLineEdit] = []

    def say(self, text: str) -> None:
        print(text, flush=True)

    def obey(self) -> None:
        command, _, rest = sys.stdin.readline().strip().partition(" ")
        getattr(self, command)(rest)

    def unlock(self, _: str) -> None:
        view = self.program.screens.unlock
        view.passphrase.setText(PASSPHRASE)
        view.unlock.click()

    def type(self, marker: str) -> None:
        for field in self._two_fields():
            QTest.keyClicks(field, marker)
        self.say("typed")

    def paste(self, marker: str) -> None:
        for field in self._two_fields():
            QGuiApplication.clipboard().setText(marker)
            field.paste()
        self.say("pasted")

    def forget(self, _: str) -> None:
        for field in self.fields:
            field.setText("")
            field.deleteLater()
        self.fields.clear()
        QGuiApplication.clipboard().clear()
        self.say("forgotten")

    def lock(self, _: str) -> None:
        self.say("locking")
        self.program.locker.lock("person")

    def _two_fields(self) -> list[QLineEdit]:
        made = [SecretLine(), QLineEdit()]
        for field in made:
            field.show()
        self.fields += made
        return made


def main() -> None:
    app = QApplication([])
    driven = Driven(app, sys.argv[1])
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(driven.obey)
    driven.say("ready")
    app.exec()


if __name__ == "__main__":
    main()
