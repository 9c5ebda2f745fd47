"""A list of stolen passwords, searched on this machine; nothing leaves it.

The list is the file as it is published: one line for each SHA-1 in order, with how often
it was stolen, `HASH:COUNT`. It has tens of gigabytes, so it is never read as a whole.
"""

import contextlib
import hashlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from incidentkit.accounts.secret import Secret
from incidentkit.errors import FileUnreadableError, InvalidValueError
from incidentkit.vault.folder import Places, write_whole

BLOCK = 4096
MOST_READS = 40
_DIGITS = 40
_LINE = re.compile(rb"([0-9A-Fa-f]{40})(?::[0-9]{1,18})?\r?")
_REMEMBERED = "breached-list"


class BreachedList:
    """A sorted list of hashes, open for looking things up.

    `reads` counts how often the disk was asked for the last lookup.
    """

    def __init__(self, file: io.FileIO, path: Path) -> None:
        self._file = file
        self._path = path
        self._size = os.fstat(file.fileno()).st_size
        self.reads = 0

    def has(self, secret: Secret) -> bool:
        """Whether a secret stands in the list.

        Raises:
            FileUnreadableError: The file cannot be read, or is no such list.
        """
        text = secret.reveal().encode("utf-8", "surrogatepass")
        digest = hashlib.sha1(text, usedforsecurity=False).hexdigest()
        return self._has(digest.upper().encode())

    def _has(self, wanted: bytes) -> bool:
        """Halve the file until what is left fits one block, and look at its lines."""
        self.reads = 0
        low, high = 0, self._size
        while high - low > BLOCK:
            middle = (low + high) // 2
            at, found = self._line_from(middle)
            if found is None or at >= high:
                high = middle
            elif found == wanted:
                return True
            elif found < wanted:
                low = at
            else:
                high = middle
        return wanted in self._hashes(low, high + BLOCK)

    def _line_from(self, place: int) -> tuple[int, bytes | None]:
        """Return where the first line from a place on begins, and its hash."""
        start = place - 1
        data = self._read(start)
        end = data.find(b"\n")
        if end < 0:
            if len(data) == BLOCK:
                raise FileUnreadableError(str(self._path))
            return self._size, None
        line = data[end + 1 :].partition(b"\n")[0]
        return start + end + 1, self._hash(line) if line else None

    def _hashes(self, start: int, end: int) -> set[bytes]:
        """Return the hashes of the lines that begin in a stretch of the file."""
        data = b"".join(self._read(at) for at in range(start, end, BLOCK))
        lines = data.split(b"\n")
        whole = lines if start + len(data) >= self._size else lines[:-1]
        return {self._hash(line) for line in whole if line}

    def _hash(self, line: bytes) -> bytes:
        match = _LINE.fullmatch(line)
        if match is None:
            raise FileUnreadableError(str(self._path))
        return match[1].upper()

    def _read(self, start: int) -> bytes:
        self.reads += 1
        if self.reads > MOST_READS:
            raise FileUnreadableError(str(self._path))
        try:
            self._file.seek(start)
            return self._file.read(BLOCK)
        except OSError as cause:
            raise FileUnreadableError(str(self._path)) from cause


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BreachedList]:
    """Open a list.

    Raises:
        FileUnreadableError: There is no such file, or it is no such list.
    """
    try:
        file = io.FileIO(path, "rb")
    except OSError as cause:
        raise FileUnreadableError(str(path)) from cause
    with file:
        yield BreachedList(file, path)


# --- which list this machine has ---------------------------------------------------


def chosen_list(places: Places) -> Path | None:
    """Return the list that somebody chose on this machine."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        text = (places.state / _REMEMBERED).read_text(encoding="utf-8").strip()
        return Path(text) if text else None
    return None


def choose_list(places: Places, path: Path | None) -> None:
    """Remember a list on this machine, or none. It is looked into first.

    Raises:
        FileUnreadableError: There is no such file, or it is no such list.
    """
    if path is not None:
        with opened(path) as found:
            found.has(Secret(""))
    text = "" if path is None else str(path.absolute())
    write_whole(places.state / _REMEMBERED, text.encode())


def refuse_stolen(places: Places, secret: Secret) -> None:
    """Refuse a password that somebody typed and that stands in the list, if there is one.

    Raises:
        InvalidValueError: It was stolen somewhere before.
        FileUnreadableError: The list cannot be read.
    """
    path = chosen_list(places)
    if path is None or secret.is_made:
        return
    with opened(path) as found:
        if found.has(secret):
            raise InvalidValueError("secret", "stolen-before")
