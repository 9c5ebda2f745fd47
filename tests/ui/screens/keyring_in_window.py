"""What `test_settings` runs beside a real Secret Service: one word for each thing shown.

Run as a module, with a folder to work in, inside a session that has an unlocked keyring.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.settings.machine_model import MachineViewModel
from tests.ui.studio import PASSPHRASE, Studio
from tests.vault.world import POLICY

SHOWN = ("remembered", "opened", "forgotten", "asks-again")


class Patient(Studio):
    """A studio that waits without pytest."""

    def settle(self) -> None:
        loop = QEventLoop()
        self.jobs.busy_changed.connect(lambda busy: None if busy else loop.quit())
        while self.jobs.busy:
            loop.exec()
            QApplication.processEvents()


def say(shown: str, *, when: bool) -> None:
    if when:
        print(shown)


def show(studio: Studio) -> None:
    model = MachineViewModel(studio.kit, lambda: POLICY)
    model.refused.connect(lambda problem: print("refused", problem.title))
    model.remember(3)
    studio.settle()
    say("remembered", when=model.state.until is not None)
    studio.kit.close(lambda: None)
    studio.kit.unlock_remembered(print)
    studio.settle()
    say("opened", when=studio.kit.is_open)
    model.forget()
    studio.settle()
    say("forgotten", when=model.state.until is None)
    studio.kit.close(lambda: None)
    asked: list[object] = []
    studio.kit.unlock_remembered(asked.append)
    studio.settle()
    say("asks-again", when=bool(asked) and not studio.kit.is_open)


def main(base: Path) -> None:
    """Remember, open by the keyring, forget, and be asked again."""
    app = QApplication([])
    studio = Patient(base / "kit", None, Jobs())
    studio.found()
    studio.kit.unlock(None, PASSPHRASE, failed=print)
    studio.settle()
    show(studio)
    studio.kit.close(lambda: None)
    studio.settle()
    studio.jobs.stop()
    studio.jobs.wait_for_end(5)
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
