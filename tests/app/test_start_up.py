"""What the program loads: little to say a version, nothing of a window for a command."""

import os
import subprocess
import sys

import pytest

from incidentkit.cli.exits import NO_SCREEN
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
    "argv", [("--version",), ("--help",), ("nonsense",)], ids=" ".join
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


WITHOUT_A_SCREEN = {
    "nothing at all": {},
    "an X server that is not there": {"DISPLAY": ":4711"},
    "a display on a machine that is not there": {"DISPLAY": "127.0.0.1:4711"},
    "a display that is none": {"DISPLAY": "nonsense"},
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about X and Wayland")
@pytest.mark.parametrize("without", WITHOUT_A_SCREEN)
def test_without_a_screen_one_line_says_so_and_what_works(without):
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "incidentkit"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=env | WITHOUT_A_SCREEN[without],
    )
    assert done.returncode == NO_SCREEN
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "incidentkit tour" in done.stderr
    assert "incidentkit --help" in done.stderr


def test_the_window_tries_itself_out_and_leaves_nothing_behind(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "incidentkit", "--self-test"],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = [line.removeprefix("self-test: ") for line in done.stdout.splitlines()]
    assert said == [
        "making a kit",
        "unlocking",
        "locking: the process is replaced",
        "unlocking",
        "verifying the log",
        "well",
    ]
    assert not list(tmp_path.iterdir())
