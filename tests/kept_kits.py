"""Kits that are made once and given to every test that begins with the same story.

A kit knows its own database file: a copy is another file, and the chain in it begins
anew. So a test gets no copy. The one file is put back byte by byte to what it was when
the story ended, and the test has it by a second name (a hard link).
"""

import inspect
import os
import sys
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")

OPEN_FILES = Path("/proc/self/fd")


@dataclass(frozen=True)
class Kept(Generic[T]):
    """What a folder held when its story ended, and what the story came to."""

    database: Path
    files: dict[Path, tuple[int, bytes]]
    folders: dict[Path, int]
    came_to: T


class KeptKits:
    """The kits of one run of the tests, in a folder on the file system of theirs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[Hashable, Kept[object]] = {}
        self._same: dict[bytes, bytes] = {}

    def at(self, base: Path, story: Hashable, tell: Callable[[], T]) -> T:
        """Have a kit in a folder that is not there yet, and return what telling came to.

        It is told the first time, and when another test still has the file.
        """
        kept = self._kept.get(story)
        if kept is not None and not base.exists() and not is_in_use(kept.database):
            self._put_back(kept, base)
            return kept.came_to  # type: ignore[return-value]
        came_to = tell()
        if kept is None and sys.platform.startswith("linux"):
            self._kept[story] = self._keep(base, came_to)
        return came_to

    def _keep(self, base: Path, came_to: T) -> Kept[T]:
        found = [path.relative_to(base) for path in sorted(base.rglob("*"))]
        files = {
            path: (mode_of(base / path), self._once((base / path).read_bytes()))
            for path in found
            if not (base / path).is_dir()
        }
        folders = {p: mode_of(base / p) for p in (Path(), *found) if p not in files}
        (database,) = (path for path in files if path.name == "kit.db")
        kept = self._folder / str(len(self._kept))
        os.link(base / database, kept)
        return Kept(kept, files, folders, came_to)

    def _put_back(self, kept: Kept[T], base: Path) -> None:
        for path, mode in kept.folders.items():
            (base / path).mkdir(mode=mode)
        for path, (mode, data) in kept.files.items():
            if path.name == "kit.db":
                kept.database.write_bytes(
                    data
                )  # in its place: it stays the file it was
                os.link(kept.database, base / path)
            else:
                (base / path).write_bytes(data)
            (base / path).chmod(mode)

    def _once(self, data: bytes) -> bytes:
        """Return the one copy of what many kits hold alike, as their reserve."""
        return self._same.setdefault(data, data)


def can_be_kept(stories: Iterable[object]) -> bool:
    """Whether stories are told alike each time: what is made inside a test is not."""
    return all(
        inspect.isfunction(story) and "<" not in story.__qualname__ for story in stories
    )


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def is_in_use(database: Path) -> bool:
    """Whether a folder of another test has the file still, or somebody has it open."""
    file = database.stat()
    return file.st_nlink > 1 or any(
        (found.st_dev, found.st_ino) == (file.st_dev, file.st_ino) for found in opened()
    )


def opened() -> Iterable[os.stat_result]:
    """Yield what this process has open."""
    for each in OPEN_FILES.iterdir():
        try:
            yield os.fstat(int(each.name))
        except OSError:  # the list itself, or one closed in between
            continue
