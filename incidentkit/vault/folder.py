"""Where a kit lives, and how its files are written: whole or not at all.

A kit is a folder: `kit.db`, `evidence/` and the lock. What is kept about this
machine (the anchor, the machine's own secret) lies in another folder, so that
copying a kit does not copy it.
"""

import contextlib
import errno
import os
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from incidentkit.errors import (
    DiskFullError,
    FileThereError,
    IncidentKitError,
    ReadOnlyError,
    UnsafeFolderError,
    WriteFailedError,
)

RESERVE_BYTES = 1 << 20
PART = ".part-"
_ROOM_FOR_RESERVE = 4


@dataclass(frozen=True, slots=True)
class Places:
    """Every location of one kit on one machine."""

    kit: Path
    state: Path
    backups: Path

    @property
    def database(self) -> Path:
        """The journal and everything in it."""
        return self.kit / "kit.db"

    @property
    def lock(self) -> Path:
        """The file whose lock makes this process the only one."""
        return self.kit / "kit.lock"

    @property
    def evidence(self) -> Path:
        """Sealed evidence, one immutable file each."""
        return self.kit / "evidence"

    @property
    def reserve(self) -> Path:
        """A block that is given up when the disk is full, so that the log goes on."""
        return self.kit / "reserve"

    @property
    def machine(self) -> Path:
        """The random secret that tells this machine from others."""
        return self.state / "machine"

    def make(self) -> None:
        """Create the folders, closed to everybody else."""
        for folder in (self.kit, self.state, self.backups, self.evidence):
            make_private_folder(folder)


def under(base: Path) -> Places:
    """Return the places of a kit that keeps all its state in one folder."""
    return Places(kit=base / "kit", state=base / "state", backups=base / "backups")


def make_private_folder(folder: Path) -> None:
    """Create a folder that only its owner can enter.

    Raises:
        ReadOnlyError, DiskFullError, WriteFailedError: It cannot be created.
    """
    with storage_errors(folder):
        for missing in reversed([folder, *folder.parents]):
            # One by one: `parents=True` would leave those above to the umask.
            missing.mkdir(exist_ok=True, mode=0o700)


def check_private(folder: Path) -> None:
    """Refuse a folder that is a link or that others may write to.

    Raises:
        UnsafeFolderError: It is.
    """
    if folder.is_symlink() or _others_write(folder):
        raise UnsafeFolderError(str(folder))


def check_plain(path: Path) -> None:
    """Refuse a file that is really somewhere else, or that others may write to.

    Raises:
        UnsafeFolderError: It is.
    """
    if path.is_symlink() or _others_write(path):
        raise UnsafeFolderError(str(path))


def _others_write(path: Path) -> bool:
    if os.name != "posix" or not path.exists():
        return False
    return bool(path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def open_plain(path: Path) -> BinaryIO:
    """Open a file that others can write to, if it is one: no link, device or pipe.

    Raises:
        OSError: It is something else, or cannot be read.
    """
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name, 0)
    handle = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "no plain file")
    return os.fdopen(handle, "rb")


def sweep(places: Places) -> None:
    """Remove what a killed process left half written; nothing refers to it.

    Only for whoever holds the kit's lock.
    """
    for folder in (places.kit, places.evidence):
        for left in folder.glob(f"{PART}*"):
            with contextlib.suppress(OSError):
                left.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one.

    The temporary file lies beside the target because a rename is only whole
    within one file system, and has mode 0600 from birth.
    """
    with storage_errors(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=PART)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
            sync_folder(path.parent)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def write_new(path: Path, data: bytes) -> None:
    """Write a file where there is none; what could not be written whole is removed.

    Raises:
        FileThereError: There is one of that name.
        StorageError: It cannot be written.
    """
    with storage_errors(path):
        try:
            file = path.open("xb")
        except FileExistsError as cause:
            raise FileThereError(str(path)) from cause
        try:
            with file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            sync_folder(path.parent)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def sync_folder(folder: Path) -> None:
    """Make a folder's list of names durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn the system's errors about writing into ours."""
    try:
        yield
    except IncidentKitError:
        raise
    except OSError as cause:
        raise storage_error(cause, path) from cause


def storage_error(cause: OSError, path: Path) -> IncidentKitError:
    """Return our error for a failed write."""
    if cause.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError(reserve_released=False)
    if cause.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return ReadOnlyError(str(path))
    if cause.errno == errno.ELOOP:
        return UnsafeFolderError(str(path))
    return WriteFailedError(cause.strerror or type(cause).__name__)


def fill_reserve(places: Places) -> None:
    """Set the block aside, unless it is there or the room is needed now.

    Raises:
        StorageError: It cannot be written.
    """
    if places.reserve.exists():
        return
    with storage_errors(places.kit):
        free = shutil.disk_usage(places.kit).free
    if free >= RESERVE_BYTES * _ROOM_FOR_RESERVE:
        write_whole(places.reserve, secrets.token_bytes(RESERVE_BYTES))


def release_reserve(places: Places) -> bool:
    """Give the block up; False when it was given up before."""
    with contextlib.suppress(OSError):
        places.reserve.unlink()
        return True
    return False


def machine_secret(places: Places) -> bytes:
    """Return the secret of this machine, made when first asked for."""
    try:
        return places.machine.read_bytes()
    except FileNotFoundError:
        secret = secrets.token_bytes(32)
        write_whole(places.machine, secret)
        return secret
