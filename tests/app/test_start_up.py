"""What the program loads: little to say a version, nothing of a window for a command."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.office import Officer

# What each costs to load is paid only by the command that needs it.
HEAVY = {
    "PySide6",
    "cryptography",
    "keyring",
    "msgspec",
    "platformdirs",
    "regex",
    "shamir_mnemonic",
    "sqlite3",
    "typst",
    "yaml",
    "zxcvbn",
}
LOADED = """
import sys
from incidentkit.app.wiring import main
try:
    main(sys.argv[1:])
finally:
    print("LOADED", *sorted({name.split(".")[0] for name in sys.modules}))
"""


def loaded(*argv: str, source: str = "") -> tuple[set[str], str]:
    """Run a command in a process of its own; return what it loaded and printed."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *argv],
        input=source,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    *printed, last = done.stdout.splitlines()
    name, *modules = last.split()
    assert name == "LOADED", done.stderr
    return set(modules), "\n".join(printed)


@pytest.mark.parametrize(
    "argv", [("--version",), ("--help",), (), ("nonsense",)], ids=" ".join
)
def test_saying_a_version_loads_none_of_what_a_kit_needs(argv):
    modules, _ = loaded(*argv)
    assert not modules & HEAVY
    assert "incidentkit" in modules


def test_the_help_of_one_group_loads_no_other(tmp_path):
    modules, printed = loaded("draft", "count", "--platform", "x", "--text", "Hello")
    assert "5 of 280" in printed
    assert not modules & {"PySide6", "keyring", "typst", "zxcvbn", "platformdirs"}


def test_a_command_on_a_kit_loads_no_window_no_typesetting_and_no_keyring(tmp_path):
    asha = Officer(tmp_path / "asha")
    asha.found()
    asha("incident", "start", "Odd posts")
    for argv in (("vault", "info"), ("log", "verify")):
        modules, printed = loaded("--base-dir", str(asha.base), *argv)
        assert "cryptography" in modules, printed
        assert not modules & {"PySide6", "keyring", "typst", "zxcvbn", "platformdirs"}


def test_the_module_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "incidentkit"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert "The window is not built yet" in done.stdout
    assert "incidentkit tour" in done.stdout
    assert Path(__file__).exists()
