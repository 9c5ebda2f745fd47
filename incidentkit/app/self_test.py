"""Tries the real window out, without a screen: create, lock, unlock, verify.

In two processes, because locking replaces the process: the second half begins where
the lock left it, and finds the kit by its folder. What it opens the kit with protects
nothing: the kit is made for the test and thrown away.
"""

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from incidentkit.app.start import Start, around_of, replace_process

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from incidentkit.app.window import Program
    from incidentkit.cli.world import World
    from incidentkit.vault.kit import Surrounding

_MARK = "incidentkit-self-test-"
_WELL, _FAILED = 0, 1
_PATIENCE_MS = 30_000
_THROWAWAY = "kettle brass lantern otter"


def self_test(args: Namespace, world: "Callable[[], World]") -> int:
    """Run the half whose turn it is; 0 when all went well."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(args.base_dir or tempfile.mkdtemp(prefix=_MARK))
    if not folder.name.startswith(_MARK):
        print("The self-test makes a folder of its own: leave --base-dir out.")
        return _FAILED
    if not args.locked:
        return _first_half(folder, world)
    try:
        return _second_half(folder, world)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _around(folder: Path, world: "Callable[[], World]") -> "Surrounding":
    return around_of(world, str(folder))


def _first_half(folder: Path, world: "Callable[[], World]") -> int:
    from incidentkit.desk.founding import found_kit
    from incidentkit.vault.kinds import PersonId
    from incidentkit.vault.kit import Founder

    _say("making a kit")
    founder = Founder(PersonId(secrets.token_bytes(16)), "Asha Patel", _THROWAWAY)
    found_kit(_around(folder, world), founder, "Ashcombe District Council")
    app, program = _program(folder, world, Start(str(folder)))
    _unlock(app, program)
    _say("locking: the process is replaced")
    program.locker.lock("person")
    _wait(app, lambda: False)
    return _FAILED  # the lock never comes back


def _second_half(folder: Path, world: "Callable[[], World]") -> int:
    app, program = _program(folder, world, Start(str(folder), "person"))
    _unlock(app, program)
    _say("verifying the log")
    verdicts: list[bool] = []
    program.kit.ask(_is_intact, verdicts.append, lambda _: verdicts.append(False))
    _wait(app, lambda: bool(verdicts))
    left: list[bool] = []
    program.kit.close(lambda: left.append(True))
    _wait(app, lambda: bool(left))
    program.jobs.stop()
    _say("well" if verdicts[0] else "the log is not intact")
    return _WELL if verdicts[0] else _FAILED


def _is_intact(desk: object) -> bool:
    from incidentkit.desk.services import Desk
    from incidentkit.vault.anchor import AnchorFile
    from incidentkit.vault.verify import verify_journal

    assert isinstance(desk, Desk)  # noqa: S101
    kit = desk.session.kit
    anchor = AnchorFile.of(kit.places, kit.identity.kit).read()
    return verify_journal(kit.store, anchor).intact


def _program(
    folder: Path, world: "Callable[[], World]", start: Start
) -> "tuple[QApplication, Program]":
    from PySide6.QtWidgets import QApplication

    from incidentkit.app.window import Program

    app = QApplication([sys.argv[0]])
    program = Program(app, start, lambda: _around(folder, world), _locked)
    program.window.show()
    return app, program


def _locked(start: Start) -> None:
    replace_process(replace(start, self_test=True))


def _unlock(app: "QApplication", program: "Program") -> None:
    """Unlock as a person does: by typing into the field and pressing the button."""
    _say("unlocking")
    view = program.screens.unlock
    _wait(app, lambda: view.unlock.isEnabled())
    view.passphrase.setText(_THROWAWAY)
    view.unlock.click()
    _wait(app, lambda: program.kit.is_open)


def _wait(app: "QApplication", come: Callable[[], bool]) -> None:
    """Let the window work until something has come, or it is no use waiting."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    patience = QDeadlineTimer(_PATIENCE_MS)
    while not come():
        if patience.hasExpired():
            _say("nothing happened for too long")
            sys.exit(_FAILED)
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 200)


def _say(text: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        print(f"self-test: {text}", flush=True)
