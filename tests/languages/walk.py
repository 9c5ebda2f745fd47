"""Walks the whole window in Welsh: each room once, on a kit in which a response runs.

Run by `in_welsh` for `test_walking.py`, in an empty folder. Says as JSON which rooms it saw, what went wrong on the way, and
which sentences still were English.
"""

import json
import os
import sys
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.app.start import Start
from incidentkit.app.window import Program
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.founding import found_kit
from incidentkit.desk.services import open_desk
from incidentkit.incidents.service import Opening
from incidentkit.languages.catalogue import catalogue_path, read_catalogue
from incidentkit.playbooks.library import shipped_playbook
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

WHO, PATIENCE_MS = "Asha Patel", 30_000
wrong: list[str] = []


def settle(app: QApplication, program: Program) -> None:
    """Wait until nothing is under way; what ended may begin something."""
    patience = QDeadlineTimer(PATIENCE_MS)
    for _ in range(3):
        app.processEvents()
        while program.jobs.busy and not patience.hasExpired():
            app.processEvents()


def english_in(program: Program) -> set[str]:
    """Return what is shown in English although the catalogue has it in Welsh."""
    known = {
        text
        for module in read_catalogue(catalogue_path("cy")).translations.values()
        for text, said in module.items()
        if text != said and " " in text
    }
    parts = program.window.findChildren(QLabel)
    shown = {part.text() for part in parts if part.isVisible()}
    for part in program.window.findChildren(QAbstractButton):
        shown |= {part.text(), part.accessibleName()} if part.isVisible() else set()
    for field in program.window.findChildren(QLineEdit):
        shown |= {field.placeholderText()} if field.isVisible() else set()
    return shown & known


def write(around: Surrounding) -> None:
    """Make a kit with one account, one response and one message."""
    founder = Founder(PersonId(b"a" * 16), WHO, PASSPHRASE)
    found_kit(around, founder, "Ashcombe District Council")
    kit = open_kit(around, WHO)
    desk = open_desk(kit.unlock(WHO, PASSPHRASE))
    x = NewAccount("x", "AshcombeDC", login=Secret("c"), secret=Secret("S3cret-horse"))
    desk.accounts.add(x)
    playbook = shipped_playbook("hacked-account")
    desk.incidents.start(
        Opening("Odd posts", playbook, desk.accounts.find("AshcombeDC"))
    )
    kit.close()


def main(base: Path) -> None:
    around = Surrounding(under(base), TickingClock(), full_catalogue(), POLICY)
    write(around)
    app = QApplication([])
    program = Program(app, Start(str(base)), lambda: around, lambda start: None)
    sys.excepthook = lambda *what: wrong.append(
        "".join(traceback.format_exception(*what))
    )
    program.window.show()
    settle(app, program)
    english = english_in(program)
    program.screens.unlock.passphrase.setText(PASSPHRASE)
    program.screens.unlock.unlock.click()
    settle(app, program)
    rooms = program.screens.rooms
    for name in sorted(rooms.names):
        rooms.go(name)
        settle(app, program)
        english |= english_in(program)
    said = {"rooms": len(rooms.names), "wrong": wrong, "english": sorted(english)}
    print(json.dumps(said), flush=True)
    os._exit(0)  # the window, the kit and its folder are thrown away as they are


if __name__ == "__main__":
    main(Path(sys.argv[1]))
