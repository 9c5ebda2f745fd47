"""The shared folder as a shelf: whole files with telling names, one place to write each.

A database writes only in its own sub-folder, and never changes a file.
"""

import contextlib
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from incidentkit.errors import (
    CourierFolderError,
    Refusal,
    RefusedError,
    StorageError,
)
from incidentkit.vault.evidence import Naming, durable
from incidentkit.vault.folder import open_plain, write_whole
from incidentkit.vault.parcel import ItemName, Name, RangeName, parse_name
from incidentkit.vault.watching import at_once

# Asked between the pieces of a large file; it ends the work by raising.
Tell = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that was left alone, and why."""

    name: str
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Found:
    """A file whose name is one of the courier's."""

    name: Name
    path: Path
    size: int

    @property
    def mark(self) -> str:
        """What is remembered of a file once it was dealt with.

        The size is part of it: a file that is cut short later counts as new.
        """
        return f"{self.name} {self.size}"

    @property
    def range(self) -> RangeName | None:
        """Its name, when it holds a stretch of a chain."""
        return self.name if isinstance(self.name, RangeName) else None

    @property
    def item(self) -> ItemName | None:
        """Its name, when it holds one thing."""
        return self.name if isinstance(self.name, ItemName) else None


class Shelf:
    """One kit's part of a shared folder, as one database uses it."""

    def __init__(self, root: Path, kit: bytes, writer: bytes) -> None:
        self._root = root
        self._kit = root / f"kit-{kit.hex()}"
        self._own = self._kit / writer.hex()

    def open(self) -> None:
        """Make the own sub-folder.

        Raises:
            CourierFolderError: The shared folder is not there or cannot be written.
        """
        if not self._root.is_dir():
            raise CourierFolderError(str(self._root))
        with self.trouble():
            self._own.mkdir(parents=True, exist_ok=True)
        if self._kit.is_symlink() or self._own.is_symlink():
            raise CourierFolderError(str(self._root))  # nobody sends us elsewhere

    @contextlib.contextmanager
    def trouble(self) -> Iterator[None]:
        """Name the shared folder as what failed, and not the kit's own disk."""
        try:
            yield
        except (OSError, StorageError) as cause:
            raise CourierFolderError(str(self._root)) from cause

    def files(self, ignored: list[Ignored]) -> list[Found]:
        """Return the courier's files in every sub-folder, and mention the others."""
        with self.trouble():
            places = sorted(self._kit.iterdir())
            strays = [p.name for p in places if not _is_folder(p)]
            ignored += [Ignored(name, Refusal.BAD_NAME) for name in strays]
            return [
                found
                for place in places
                if _is_folder(place)
                for found in self._files_in(place, ignored)
            ]

    def own(self) -> list[Found]:
        """Return the courier's files in the own sub-folder."""
        with self.trouble():
            return list(self._files_in(self._own, []))

    def put(self, name: Name, data: bytes) -> Found:
        """Leave a file, unless it is there."""
        path = self._own / str(name)
        with self.trouble():
            if not path.is_file() or path.stat().st_size != len(data):
                write_whole(path, data)
        return Found(name, path, len(data))

    def put_file(self, name: Name, source: Path, tell: Tell = at_once) -> Found:
        """Leave a copy of a file of the kit's; none, when `tell` raises."""
        path = self._own / str(name)
        with self.trouble():
            copy(source, path, tell)
            return Found(name, path, path.stat().st_size)

    def fetch(self, found: Found, target: Path, tell: Tell = at_once) -> None:
        """Copy a sealed file into the kit; what goes wrong there is not the folder's.

        Nothing of it is kept when `tell`, asked between its pieces, raises.

        Raises:
            RefusedError, OSError: As for `check`; nothing was kept.
        """
        with open_plain(found.path) as reader, durable(target) as writer:
            self._pass_on(found, reader, Naming().over(writer), tell)

    def check(self, found: Found, tell: Tell = at_once) -> None:
        """Read a sealed file, to know that others can have it from here.

        Raises:
            RefusedError: It is not the one that its name says, or not whole yet.
            OSError: It is no plain file.
        """
        with open_plain(found.path) as reader:
            self._pass_on(found, reader, Naming(), tell)

    def _pass_on(
        self, found: Found, reader: BinaryIO, named: Naming, tell: Tell
    ) -> None:
        left = found.size
        while True:
            tell()
            with self.trouble():
                piece = reader.read(min(1 << 20, left))
            if not piece:
                break
            left -= named.write(piece)
        if found.item is None or named.id != found.item.id:
            raise RefusedError(Refusal.BAD_DIGEST, found.path.name)

    def remove(self, found: Found) -> None:
        """Take a file of our own away."""
        with self.trouble():
            (self._own / str(found.name)).unlink(missing_ok=True)

    def _files_in(self, place: Path, ignored: list[Ignored]) -> Iterator[Found]:
        for path in sorted(place.iterdir()):
            name = parse_name(path.name)
            status = _status(path)
            if name is not None and status is not None:
                yield Found(name, path, status)
            elif not path.name.startswith(".part-"):
                ignored.append(Ignored(path.name, Refusal.BAD_NAME))


def copy(source: Path, target: Path, tell: Tell = at_once) -> None:
    """Copy a file so that it is whole or not there."""
    with source.open("rb") as reader, durable(target) as writer:
        while piece := reader.read(1 << 20):
            tell()
            writer.write(piece)


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _status(path: Path) -> int | None:
    """Return a file's size; None for what is no plain file, or just went away."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None
