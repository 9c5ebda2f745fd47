"""What is loaded before the locked window is painted: what it shows, and no more."""

import os
import subprocess
import sys
from pathlib import Path

from tests.cli.office import Officer

LOADED = """
import sys
from PySide6.QtWidgets import QApplication
from incidentkit.app.start import Start, around_of
from incidentkit.app.window import Program
from incidentkit.app.wiring import real_world
app = QApplication([])
program = Program(
    app, Start(sys.argv[1]), lambda: around_of(real_world, sys.argv[1]), print
)
print("LOADED", *sorted(sys.modules))
program.jobs.stop()
program.jobs.wait_for_end(30)
"""
# Whatever is not shown yet is loaded once the locked screen has been painted.
LATER = {
    "keyring",
    "platformdirs",
    "typst",
    "yaml",
    "zxcvbn",
    "incidentkit.accounts.service",
    "incidentkit.drafting.checks",
    "incidentkit.drafting.counting",
    "incidentkit.drafting.service",
    "incidentkit.incidents.service",
    "incidentkit.playbooks.read",
    "incidentkit.records.service",
    "incidentkit.ui.shell.step_panels",
    "incidentkit.vault.courier",
    "incidentkit.vault.verify",
}
SCREENS = "incidentkit.ui.screens."
SHOWN = {"unlock"}


def test_the_locked_window_loads_what_it_shows_and_no_more(tmp_path: Path) -> None:
    asha = Officer(tmp_path / "asha")
    asha.found()
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(asha.base)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    name, *found = done.stdout.split()
    assert name == "LOADED", done.stderr
    modules = set(found)
    screens = {m.removeprefix(SCREENS).split(".")[0] for m in modules if SCREENS in m}
    assert screens == SHOWN
    assert not modules & LATER
