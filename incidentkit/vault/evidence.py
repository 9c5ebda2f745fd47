"""Sealed evidence: one immutable file each, under a random name and its own key.

The file is durable before anything refers to it, so a crash leaves at most a
file that nobody refers to, and never a reference without a file.
"""

import contextlib
import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from incidentkit.crypto.chunks import open_stream, seal_stream
from incidentkit.errors import FileUnreadableError, Refusal, RefusedError
from incidentkit.vault.folder import PART, Places, storage_errors, sync_folder

SUFFIX = ".ev"
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

    def seal(self, source: BinaryIO) -> SealedFile:
        """Seal a file, hashing it on the way.

        Raises:
            DiskFullError, ReadOnlyError, WriteFailedError: Nothing was kept.
        """
        file, key = secrets.token_bytes(16), secrets.token_bytes(32)
        with durable(self.path(file)) as sink:
            sha256, size = seal_stream(key, source, sink)
        return SealedFile(file, key, sha256, size)

    def open(self, sealed: SealedFile, sink: BinaryIO) -> None:
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


@contextlib.contextmanager
def durable(target: Path) -> Iterator[BinaryIO]:
    """Give a file to write that gets its name only when it is whole and on disk."""
    with storage_errors(target):
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=PART)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as sink:
                yield sink
                sink.flush()
                os.fsync(sink.fileno())
            part.replace(target)
            sync_folder(target.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def file_sha256(path: Path) -> bytes:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
