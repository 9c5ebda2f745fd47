"""The folder PyInstaller makes, built twice and compared byte for byte."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from installers.carried import PROGRAM
from installers.workshop import CannotBuildError, Workshop, say


def bundle(workshop: Workshop, spec: Path) -> Path:
    """Build a spec twice, in two places, and return the folder if both are the same."""
    first, second = (_built(workshop, spec, name) for name in ("first", "second"))
    differing = sorted(dict(_digests(first).items() ^ _digests(second).items()))
    if differing:
        raise CannotBuildError("Two builds differ in: " + ", ".join(differing))
    say("Built twice: the same bytes.")
    return first


def bundle_once(workshop: Workshop, spec: Path, name: str, **more: str) -> Path:
    """Build a spec with more said to it, as for a signature: no two of those are alike."""
    return _built(workshop, spec, name, **more)


def contents_of(built: Path) -> Path:
    """Return PyInstaller's own list of what it put into a folder, and from where."""
    return built.parents[1] / "work" / PROGRAM / "COLLECT-00.toc"


def size_of(folder: Path) -> int:
    """Return how many bytes the files of a folder have."""
    return sum(path.lstat().st_size for path in _files(folder))


def _built(workshop: Workshop, spec: Path, name: str, **more: str) -> Path:
    folder = workshop.fresh(spec.parent.name, name)
    say(f"Building the program ({name} time).")
    tool = (workshop.python, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN")
    places = ("--distpath", folder / "made", "--workpath", folder / "work")
    cache = str(folder / "cache")
    workshop.run(
        *tool, *places, spec, where=workshop.root, PYINSTALLER_CONFIG_DIR=cache, **more
    )
    return folder / "made" / PROGRAM


def _digests(folder: Path) -> dict[str, str]:
    """Return what a folder holds: names, contents, links and what may be run."""
    return {str(path.relative_to(folder)): _digest(path) for path in _files(folder)}


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"to {path.readlink()}"
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{found} {os.access(path, os.X_OK)}"


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if not path.is_dir())
