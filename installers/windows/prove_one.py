"""What the installer for one person does, seen under Wine."""

from pathlib import Path

from installers.carried import PROGRAM
from installers.windows import identity
from installers.windows.signing import is_signed_by
from installers.windows.trial import MIDDLE, NEWER, OLDER, Trial

_REMOVE = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{PROGRAM}"
_CLASSES = r"HKCU\Software\Classes"
_COMMAND = rf"{_CLASSES}\{identity.FILE_TYPE}\shell\open\command"
_NEWER_IS_THERE, _IS_OPEN, _NOT_WRITTEN, _TOO_OLD = 4, 5, 6, 7


def prove_for_one(trial: Trial, certificate: Path) -> None:
    """Install, run, upgrade, refuse and remove."""
    home = trial.wine.person / "AppData" / "Local" / "Programs" / PROGRAM
    _prove_windows(trial, home)
    _prove_install(trial, home, certificate)
    _prove_opening(trial)
    _prove_upgrade(trial, home)
    trial.while_open(home, lambda: _prove_refused_while_open(trial, home))
    _prove_removal(trial, home)


def _install(trial: Trial, version: str) -> int:
    return trial.wine.run(trial.made[version], "/S")


def _prove_windows(trial: Trial, home: Path) -> None:
    trial.wine.run("winecfg", "-v", "win7")
    refused = _install(trial, OLDER) == _TOO_OLD and not home.exists()
    trial.check("on Windows 7 it refuses, and leaves nothing", refused)
    trial.wine.run("winecfg", "-v", "win10")


def _prove_install(trial: Trial, home: Path, certificate: Path) -> None:
    trial.check("it installs without a question", _install(trial, OLDER) == 0)
    trial.is_whole(home, OLDER)
    removes = home / "Uninstall.exe"
    trial.check("the uninstaller is signed", is_signed_by(certificate, removes))
    said = trial.wine.registered(_REMOVE, "DisplayVersion")
    trial.check("Windows lists it with its version", said == OLDER)
    trial.runs_from_menu(OLDER)


def _prove_opening(trial: Trial) -> None:
    """Run what is registered: Wine looks for a file's program only among everyone's."""
    kind = trial.wine.registered(rf"{_CLASSES}\{identity.ENDING}")
    trial.check("packs belong to it", kind == identity.FILE_TYPE)
    command = trial.wine.registered(_COMMAND) or ""
    path = trial.pack()
    trial.wine.run(command.split('"')[1], "--open", path.name)
    quoted = command.endswith('" --open "%1"') and f'"{path.name}"' in trial.last_start
    trial.check("the registered command opens a pack with spaces in its name", quoted)


def _prove_upgrade(trial: Trial, home: Path) -> None:
    kit = trial.data / "kit" / "kit.db"
    kit.parent.mkdir(parents=True)
    kit.write_text("the person's own", encoding="utf-8")
    trial.check("a newer version installs over it", _install(trial, NEWER) == 0)
    trial.is_whole(home, NEWER)
    trial.runs_from_menu(NEWER)
    refused = _install(trial, MIDDLE) == _NEWER_IS_THERE
    trial.check("an older version refuses", refused)
    trial.is_whole(home, NEWER)
    in_the_way = home / "arriving"
    in_the_way.write_text("a file where the new version is unpacked", encoding="utf-8")
    refused = _install(trial, NEWER) == _NOT_WRITTEN
    trial.check("where files cannot be written, it refuses", refused)
    in_the_way.unlink()
    trial.is_whole(home, NEWER)
    trial.check("the same version installs again", _install(trial, NEWER) == 0)
    trial.is_whole(home, NEWER)


def _prove_refused_while_open(trial: Trial, home: Path) -> None:
    refused = trial.wine.beside(trial.made[NEWER], "/S") == _IS_OPEN
    trial.check("while the program is open, the installer refuses", refused)
    uninstaller = (home / "Uninstall.exe", "/S", f"_?={_windows(home, trial)}")
    refused = trial.wine.beside(*uninstaller) == _IS_OPEN
    trial.check("so does the uninstaller", refused)
    trial.is_whole(home, NEWER)


def _prove_removal(trial: Trial, home: Path) -> None:
    before = _files(trial.data)
    trial.wine.run(home / "Uninstall.exe", "/S")
    trial.check("the program is gone", not home.exists())
    trial.check("its menu entry is gone", trial.link is None)
    keys = (
        (_REMOVE, "DisplayName"),
        (_COMMAND, ""),
        (rf"{_CLASSES}\{identity.ENDING}", ""),
    )
    left = [key for key in keys if trial.wine.registered(*key) is not None]
    trial.check("Windows lists nothing of it", not left)
    trial.check("what is the person's own is as it was", _files(trial.data) == before)


def _windows(path: Path, trial: Trial) -> str:
    return "C:\\" + str(path.relative_to(trial.wine.drive)).replace("/", "\\")


def _files(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
