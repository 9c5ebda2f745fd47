"""One process at a time: the operating system's lock, never a time-out.

The lock lies on a file of its own. The database itself is never opened by hand
in this process, because closing such a handle would drop SQLite's locks.
"""

import json
import os
import socket
import sys
from io import FileIO
from pathlib import Path
from typing import Self

from incidentkit.errors import KitInUseError, KitMissingError
from incidentkit.vault.folder import storage_errors

# Byte 0 is locked and never read; what is written starts after it, because
# Windows also forbids reading a locked byte.
_NOTE_AT = 1
# A link in the place of the lock file would have us write somewhere else.
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class KitLock:
    """Holds the lock until closed, or until the process ends in any way."""

    def __init__(self, file: FileIO) -> None:
        self._file = file

    @classmethod
    def take(cls, path: Path, who: str, now_ms: int) -> Self:
        """Take the lock.

        Raises:
            KitInUseError: Another process has it; says which and since when.
            KitMissingError: There is no folder to take it in.
        """
        if not path.parent.is_dir():
            raise KitMissingError(str(path.parent))
        with storage_errors(path):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINKS, 0o600)
        file = FileIO(handle, "r+")
        if not _try_lock(handle):
            note = _note(file)
            file.close()
            raise KitInUseError(*note)
        said = {
            "who": who,
            "process": os.getpid(),
            "since": now_ms,
            "host": socket.gethostname(),
        }
        file.seek(_NOTE_AT)
        file.write(json.dumps(said).encode())
        file.truncate()
        return cls(file)

    def close(self) -> None:
        """Let go."""
        self._file.close()


def _note(file: FileIO) -> tuple[str, int, int]:
    file.seek(_NOTE_AT)
    try:
        said = json.loads(file.read() or b"{}")
        return (
            str(said.get("who", "")),
            int(said.get("process", 0)),
            int(said.get("since", 0)),
        )
    except (ValueError, AttributeError):
        return "", 0, 0


if sys.platform != "win32":
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

else:
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
