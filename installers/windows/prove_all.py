"""What the package for everyone on a computer does, seen under Wine."""

from pathlib import Path

from installers.carried import PROGRAM
from installers.windows.trial import MIDDLE, NEWER, OLDER, PACK, Trial
from installers.windows.wine import windows_path

_MARK = (rf"HKLM\Software\{PROGRAM}", "Version")
_INSTALLED_FOR_ALL = 3


def prove_for_all(trial: Trial, setup: Path) -> None:
    """Install, run, upgrade, refuse and remove, without a question."""
    home = trial.wine.drive / "Program Files" / PROGRAM
    trial.check("it installs without a question", _msiexec(trial, "/i", OLDER) == 0)
    trial.is_whole(home, OLDER)
    trial.runs_from_menu(OLDER)
    trial.press(trial.pack())
    opened = "--open" in trial.last_start and f'{PACK}"' in trial.last_start
    trial.check("a double click on a pack opens it", opened)
    refused = trial.wine.run(setup, "/S") == _INSTALLED_FOR_ALL
    trial.check("the installer for one person refuses beside it", refused)
    _prove_upgrade(trial, home)
    _prove_removal(trial, home)


def _msiexec(trial: Trial, what: str, version: str) -> int:
    package = windows_path(trial.made[version])
    return trial.wine.run("msiexec", what, package, "/qn", "/norestart")


def _prove_upgrade(trial: Trial, home: Path) -> None:
    upgraded = _msiexec(trial, "/i", NEWER) == 0
    trial.check("a newer version installs over it", upgraded)
    trial.is_whole(home, NEWER)
    trial.check("it says its version", trial.wine.registered(*_MARK) == NEWER)
    trial.runs_from_menu(NEWER)
    trial.check("an older version refuses", _msiexec(trial, "/i", MIDDLE) != 0)
    trial.is_whole(home, NEWER)


def _prove_removal(trial: Trial, home: Path) -> None:
    before = (trial.data / "started.txt").read_bytes()
    trial.check("it is removed without a question", _msiexec(trial, "/x", NEWER) == 0)
    gone = not home.exists() and trial.link is None
    trial.check("the program and its menu entry are gone", gone)
    trial.check("Windows lists nothing of it", trial.wine.registered(*_MARK) is None)
    kept = (trial.data / "started.txt").read_bytes() == before
    trial.check("what is the person's own is as it was", kept)
