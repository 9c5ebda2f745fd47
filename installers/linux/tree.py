"""The files of the program as they lie under a prefix: `/usr`, or `~/.local`."""

import gzip
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from installers.carried import PROGRAM, ROOT
from installers.workshop import Workshop

HERE = Path(__file__).parent
ID = "org.incidentkit.incidentkit"
ICON = ROOT / "resources" / "icon" / "incidentkit.svg"
_FOLDER, _RUNNABLE, _FILE = 0o755, 0o755, 0o644


def tree(workshop: Workshop, bundle: Path, prefix: Path) -> None:
    """Lay out a bundle and what a desktop wants to know of it."""
    home = prefix / "lib" / PROGRAM
    shutil.copytree(bundle, home, symlinks=True)
    programs = prefix / "bin"
    programs.mkdir()
    (programs / PROGRAM).symlink_to(Path("..", "lib", PROGRAM, PROGRAM))
    share = prefix / "share"
    _put(HERE / f"{ID}.desktop", share / "applications" / f"{ID}.desktop")
    _put(HERE / f"{ID}.mime.xml", share / "mime" / "packages" / f"{ID}.xml")
    icons = share / "icons" / "hicolor" / "scalable" / "apps"
    _put(ICON, icons / f"{ID}.svg")
    _metainfo(workshop, share / "metainfo" / f"{ID}.metainfo.xml")
    _man_page(workshop, share / "man" / "man1" / f"{PROGRAM}.1")


def settle(workshop: Workshop, folder: Path) -> None:
    """Give every file the rights and the one date it goes out with."""
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(_rights(path))
        os.utime(path, (workshop.epoch, workshop.epoch), follow_symlinks=False)


def packed(path: Path) -> None:
    """Pack a text, without a name or a date inside."""
    content = gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
    path.with_name(path.name + ".gz").write_bytes(content)
    path.unlink()


def _rights(path: Path) -> int:
    if path.is_dir():
        return _FOLDER
    return _RUNNABLE if path.name == PROGRAM and path.parent.name == PROGRAM else _FILE


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True)
    shutil.copyfile(source, target)


def _metainfo(workshop: Workshop, target: Path) -> None:
    day = datetime.fromtimestamp(workshop.epoch, UTC).date().isoformat()
    text = (HERE / target.name).read_text(encoding="utf-8")
    text = text.replace("@VERSION@", workshop.version).replace("@DATE@", day)
    target.parent.mkdir(parents=True)
    target.write_text(text, encoding="utf-8")


def _man_page(workshop: Workshop, target: Path) -> None:
    target.parent.mkdir(parents=True)
    tool = (workshop.python, "-m", "installers.linux.man_page")
    workshop.run(*tool, target, str(workshop.epoch))
    packed(target)
