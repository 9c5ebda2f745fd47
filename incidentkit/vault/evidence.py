"""Sealed evidence: one immutable file each, named by its hash, under its own key.

The file is durable before anything refers to it, so a crash leaves at most a
file that nobody refers to, and never a reference without a file.
"""

import contextlib
import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from incidentkit.crypto.chunks import Readable, Sink, open_stream, seal_stream
from incidentkit.errors import FileUnreadableError, Refusal, RefusedError
from incidentkit.vault.folder import PART, Places, storage_errors, sync_folder
from incidentkit.vault.watching import at_once

SUFFIX = ".ev"
ID_BYTES = 16
_NAME = re.compile(r"[0-9a-f]{32}").fullmatch


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file taken into evidence: where it lies, its key, and what it was.

    `sha256` and `size` are of the file as it was handed in.
    """

    file: bytes
    key: bytes
    sha256: bytes
    size: int

    def __repr__(self) -> str:
        return f"SealedFile({self.file.hex()[:8]}, {self.size} bytes)"


class EvidenceFolder:
    """The evidence files of one kit."""

    def __init__(self, places: Places) -> None:
        self._folder = places.evidence

    def seal(self, source: Readable) -> SealedFile:
        """Seal a file, hashing it on the way.

        Raises:
            DiskFullError, ReadOnlyError, WriteFailedError: Nothing was kept.
        """
        key, named = secrets.token_bytes(32), Naming()
        with durable_in(self._folder, lambda: self.path(named.id)) as sink:
            sha256, size = seal_stream(key, source, named.over(sink))
        return SealedFile(named.id, key, sha256, size)

    def open(self, sealed: SealedFile, sink: Sink) -> None:
        """Write a file as it was handed in.

        Raises:
            FileUnreadableError: The sealed file is not here (yet).
            RefusedError: It was changed; what reached `sink` must be thrown away.
        """
        try:
            with self.path(sealed.file).open("rb") as source:
                sha256, size = open_stream(sealed.key, source, sink)
        except OSError as cause:
            raise FileUnreadableError(self.path(sealed.file).name) from cause
        if (sha256, size) != (sealed.sha256, sealed.size):
            raise RefusedError(Refusal.BAD_DIGEST, sealed.file.hex()[:8])

    def holds(self, file: bytes) -> bool:
        """Whether the sealed file is here."""
        return self.path(file).exists()

    def files(self) -> tuple[bytes, ...]:
        """Return the ids of every sealed file here."""
        names = (path.stem for path in self._folder.glob(f"*{SUFFIX}"))
        return tuple(sorted(bytes.fromhex(name) for name in names if _NAME(name)))

    def path(self, file: bytes) -> Path:
        """Return where a sealed file lies."""
        return self._folder / f"{file.hex()}{SUFFIX}"


class Naming:
    """Finds out what a sealed file is called, while it is written.

    Its id is the beginning of its hash, so that whoever carries it without the
    key can still tell it from anything else.
    """

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._sink: BinaryIO | None = None

    @property
    def id(self) -> bytes:
        """The id of what was written so far."""
        return self._hash.digest()[:ID_BYTES]

    def over(self, sink: BinaryIO) -> Self:
        """Pass what is written on to a sink."""
        self._sink = sink
        return self

    def write(self, data: bytes, /) -> int:
        """Take bytes in."""
        self._hash.update(data)
        return len(data) if self._sink is None else self._sink.write(data)


def durable(target: Path) -> contextlib.AbstractContextManager[BinaryIO]:
    """Give a file to write that gets its name only when it is whole and on disk."""
    return durable_in(target.parent, lambda: target)


@contextlib.contextmanager
def durable_in(folder: Path, named: Callable[[], Path]) -> Iterator[BinaryIO]:
    """Give a file to write whose name follows from what was written."""
    with storage_errors(folder):
        handle, name = tempfile.mkstemp(dir=folder, prefix=PART)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as sink:
                yield sink
                sink.flush()
                os.fsync(sink.fileno())
            part.replace(named())
            sync_folder(folder)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def id_of(path: Path, tell: Callable[[], None] = at_once) -> bytes:
    """Return the id that follows from a sealed file's content; `tell` may end it."""
    named = Naming()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            tell()
            named.write(piece)
    return named.id
