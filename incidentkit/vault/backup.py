"""Backups: made whole, checked, and only then allowed to replace older ones."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from incidentkit.clock import Clock
from incidentkit.errors import (
    BackupFailedError,
    DiskFullError,
    IncidentKitError,
    KitDamagedError,
)
from incidentkit.vault.database import journal_of, open_file
from incidentkit.vault.evidence import SUFFIX, EvidenceFolder, durable
from incidentkit.vault.expiry import EXPIRE_MS, kept, made_at, name_of
from incidentkit.vault.folder import (
    Places,
    make_private_folder,
    storage_errors,
    sync_folder,
)
from incidentkit.vault.store import Store
from incidentkit.vault.verify import Report, verify_journal

_ROOM = 2.2


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read back and verified.

    One that is not intact lacks something that colleagues have seen, or holds
    what a colleague's program wrote against the rules.
    """

    path: Path
    entries: int
    intact: bool


def make_backup(store: Store, places: Places, clock: Clock) -> Backup:
    """Copy the kit into the backups folder, evidence included.

    Raises:
        BackupFailedError: The copy did not verify; older backups were kept.
        DiskFullError: There is not enough room; older backups were kept.
        ReadOnlyError, WriteFailedError: The folder cannot be written.
    """
    places.make()
    kit, now = store.meta("kit"), clock.now_ms()
    target = places.backups / name_of(kit, now)
    with storage_errors(places.backups):
        _check_room(places)
        with _part_of(target) as part:
            _copy_database(store, part)
            report = check_copy(part, places)
            part.replace(target)
            sync_folder(target.parent)
        _copy_evidence(places, now)
        _prune(store, places, kit, now)
    return Backup(target, report.entries, report.intact)


def list_backups(places: Places) -> tuple[Path, ...]:
    """Return the backups there are, newest first."""
    found = [path for path in places.backups.glob("kit-*.db") if made_at(path.name)]
    return tuple(sorted(found, key=lambda path: made_at(path.name) or 0, reverse=True))


def check_copy(copy: Path, places: Places) -> Report:
    """Verify a copy of a kit without any key.

    Raises:
        BackupFailedError: Something in it is not as it was written.
        KitNewerError: A later version of the app made it.
    """
    try:
        store = Store(open_file(copy, places))
        with contextlib.closing(store):
            report = verify_journal(store)
    except KitDamagedError as cause:
        raise BackupFailedError("check") from cause
    if not report.whole:
        raise BackupFailedError("check")
    return report


@contextlib.contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    """Give a name to write under until the copy is whole, and clear up after it."""
    part = target.with_suffix(".part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
    finally:
        part.unlink(missing_ok=True)
        journal_of(part).unlink(missing_ok=True)


def _copy_database(store: Store, part: Path) -> None:
    target = sqlite3.connect(part)
    try:
        store.backup_into(target)
    except sqlite3.Error as cause:
        if getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise DiskFullError(reserve_released=False) from cause
        raise BackupFailedError("copy") from cause
    finally:
        target.close()
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _check_room(places: Places) -> None:
    needed = places.database.stat().st_size * _ROOM
    if shutil.disk_usage(places.backups).free < needed:
        raise DiskFullError(reserve_released=False)


def _copy_evidence(places: Places, now_ms: int) -> None:
    """Copy what is new; what the kit no longer holds expires like old backups."""
    folder, held = places.backups / "evidence", EvidenceFolder(places)
    make_private_folder(folder)
    for file in held.files():
        source, target = held.path(file), folder / held.path(file).name
        if not target.exists():
            with durable(target) as sink, source.open("rb") as reader:
                shutil.copyfileobj(reader, sink)
        os.utime(target, ns=(now_ms * 10**6, now_ms * 10**6))
    for copy in folder.glob(f"*{SUFFIX}"):
        if now_ms - copy.stat().st_mtime_ns // 10**6 > EXPIRE_MS:
            copy.unlink()


def _prune(store: Store, places: Places, kit: bytes, now_ms: int) -> None:
    """Delete the backups of this kit that are too old, or too many and of no more use."""
    prefix = name_of(kit, now_ms).rpartition("-")[0]
    ours = {
        path: made
        for path in places.backups.glob(f"{prefix}-*.db")
        if (made := made_at(path.name))
    }
    stay = kept(ours.values(), now_ms)
    for path, made in ours.items():
        is_expired = now_ms - made > EXPIRE_MS
        if made not in stay and (is_expired or _is_held(store, path, places)):
            path.unlink()
    for left in places.backups.glob(f"{prefix}-*.part*"):
        left.unlink()


def _is_held(store: Store, backup: Path, places: Places) -> bool:
    """Whether the kit holds all that a backup holds; if it lost something, it may not go."""
    try:
        with contextlib.closing(
            Store(open_file(backup, places, read_only=True))
        ) as old:
            heads, payloads = old.heads().values(), old.payload_names()
            lacking = payloads - store.payload_names() - store.disposals()
            return not lacking and all(store.entry(head.digest) for head in heads)
    except IncidentKitError:
        return False
