"""Backups: made whole, checked, and only then allowed to replace older ones."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

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
from incidentkit.vault.watching import Watch, at_once, shares, unwatched

_ROOM = 2.2
_CHECKING = 40  # an entry takes as long to check as so many KiB to copy
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read back and verified.

    One that is not intact lacks something that colleagues have seen, or holds
    what a colleague's program wrote against the rules.
    """

    path: Path
    entries: int
    intact: bool


def make_backup(
    store: Store,
    places: Places,
    clock: Clock,
    watch: Watch = unwatched,
    settle: Callable[[], None] = at_once,
) -> Backup:
    """Copy the kit into the backups folder, evidence included.

    `watch` is told how far it is, and `settle` is called when all is copied and
    checked. What either raises ends it there: nothing new is left, and the backups
    there were are as they were.

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
        evidence = _Evidence(places, now)
        adding, copying, checking = shares(watch, *_sizes(store, places, evidence))
        with _part_of(target) as part:
            with evidence.copied(adding):
                _copy_database(store, part, copying)
                report = check_copy(part, places, checking)
                settle()
                part.replace(target)
            sync_folder(target.parent)
        evidence.expire()
        _prune(store, places, kit, now)
    return Backup(target, report.entries, report.intact)


def list_backups(places: Places) -> tuple[Path, ...]:
    """Return the backups there are, newest first."""
    found = [path for path in places.backups.glob("kit-*.db") if made_at(path.name)]
    return tuple(sorted(found, key=lambda path: made_at(path.name) or 0, reverse=True))


def check_copy(copy: Path, places: Places, watch: Watch = unwatched) -> Report:
    """Verify a copy of a kit without any key.

    Raises:
        BackupFailedError: Something in it is not as it was written.
        KitNewerError: A later version of the app made it.
    """
    try:
        store = Store(open_file(copy, places))
        with contextlib.closing(store):
            report = verify_journal(store, watch=watch)
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


def _sizes(store: Store, places: Places, evidence: "_Evidence") -> tuple[int, int, int]:
    """Return how much evidence, database and checking there is, in what a KiB takes."""
    database = places.database.stat().st_size // 1024
    return evidence.size // 1024, database, store.count_entries() * _CHECKING


def _copy_database(store: Store, part: Path, watch: Watch) -> None:
    target = sqlite3.connect(part)
    try:
        store.backup_into(target, watch)
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


class _Evidence:
    """The sealed files that a backup needs beside it; older backups share them."""

    def __init__(self, places: Places, now_ms: int) -> None:
        self._held = EvidenceFolder(places)
        self._folder = places.backups / "evidence"
        self._now_ms = now_ms
        files = [self._held.path(file) for file in self._held.files()]
        self._files = files
        self._new = [f for f in files if not (self._folder / f.name).exists()]
        self.size = sum(file.stat().st_size for file in self._new)

    @contextlib.contextmanager
    def copied(self, watch: Watch) -> Iterator[None]:
        """Copy what is new, and take it away again if no backup comes of it."""
        made: list[Path] = []
        make_private_folder(self._folder)
        try:
            counted = _Counted(self.size, watch)
            for source in self._new:
                made.append(self._folder / source.name)
                with durable(made[-1]) as sink, source.open("rb") as reader:
                    counted.copy(reader, sink)
            yield
        except BaseException:
            for copy in made:
                copy.unlink(missing_ok=True)
            raise

    def expire(self) -> None:
        """Count what the kit holds as new; what it no longer holds expires in time."""
        for file in self._files:
            stamp = self._now_ms * 10**6
            os.utime(self._folder / file.name, ns=(stamp, stamp))
        for copy in self._folder.glob(f"*{SUFFIX}"):
            if self._now_ms - copy.stat().st_mtime_ns // 10**6 > EXPIRE_MS:
                copy.unlink()


class _Counted:
    """Copies files, and tells how much of all of them is copied."""

    def __init__(self, size: int, watch: Watch) -> None:
        self._size = size
        self._watch = watch
        self._done = 0

    def copy(self, source: BinaryIO, sink: BinaryIO) -> None:
        """Copy one file, piece by piece."""
        while piece := source.read(_PIECE):
            self._watch(self._done // 1024, max(self._done, self._size) // 1024)
            sink.write(piece)
            self._done += len(piece)


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
