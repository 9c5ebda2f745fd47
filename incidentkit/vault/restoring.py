"""Putting a backup in the place of the kit, without undoing what was disposed of."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from incidentkit.clock import Clock
from incidentkit.errors import (
    BackupFailedError,
    FileUnreadableError,
    IncidentKitError,
)
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.backup import check_copy
from incidentkit.vault.database import journal_of, open_database, open_file
from incidentkit.vault.evidence import SUFFIX, durable
from incidentkit.vault.folder import Places, storage_errors, sync_folder
from incidentkit.vault.lockfile import KitLock
from incidentkit.vault.ownchain import abandon_all
from incidentkit.vault.store import Store


def restore(backup: Path, places: Places, clock: Clock) -> Path | None:
    """Put a backup in the place of the kit; returns where the kit was moved to.

    What was disposed of since stays disposed of, as far as the kit that is
    replaced can still be read. What this machine writes next starts a new
    chain, so that the restored copy is never mistaken for the newer one.

    Raises:
        FileUnreadableError: There is no such backup.
        BackupFailedError: It does not verify, or is of another kit; nothing was
            changed.
        KitInUseError: Some process has the kit open.
    """
    if not backup.is_file():
        raise FileUnreadableError(str(backup))
    places.make()
    lock = KitLock.take(places.lock, "restore", clock.now_ms())
    with contextlib.closing(lock), storage_errors(places.kit):
        with _whole_copy(backup, places) as part:
            kit = _prepare(part, places)
            aside = _move_aside(places, clock)
            part.replace(places.database)
            sync_folder(places.kit)
        AnchorFile.of(places, kit).forget()
        _bring_evidence_back(places)
        return aside


@contextlib.contextmanager
def _whole_copy(backup: Path, places: Places) -> Iterator[Path]:
    part = places.kit / "restoring.db"
    journal_of(part).unlink(missing_ok=True)
    try:
        with durable(part) as sink, backup.open("rb") as source:
            shutil.copyfileobj(source, sink)
        _check(part, places)
        yield part
    finally:
        part.unlink(missing_ok=True)
        journal_of(part).unlink(missing_ok=True)


def _check(part: Path, places: Places) -> None:
    try:
        check_copy(part, places)
    except BackupFailedError as cause:
        raise BackupFailedError("not-whole") from cause


def _prepare(part: Path, places: Places) -> bytes:
    """Apply later disposals, and mark the copied chains as not to be gone on with."""
    with contextlib.closing(Store(open_file(part, places))) as store:
        kit = store.meta("kit")
        with store.transaction():
            for digest in _disposed_since(places, kit):
                store.dispose(digest)
            abandon_all(store, b"restored")
        return kit


def _disposed_since(places: Places, kit: bytes) -> frozenset[bytes]:
    """Return what the kit being replaced has disposed of, if it can be read."""
    if not places.database.exists():
        return frozenset()
    try:
        with contextlib.closing(Store(open_database(places))) as current:
            if current.meta("kit") == kit:
                return current.disposals()
    except IncidentKitError:
        return frozenset()  # damage is what backups are for
    raise BackupFailedError("other-kit")


def _move_aside(places: Places, clock: Clock) -> Path | None:
    """Move the kit out of the way, with the journal that undoes its last change."""
    if not places.database.exists():
        journal_of(places.database).unlink(missing_ok=True)
        return None
    aside = places.kit / f"kit-before-restore-{clock.now_ms()}.db"
    journal = journal_of(places.database)
    if journal.exists():
        journal.replace(journal_of(aside))
    try:
        # A second name first, so that a crash never leaves a folder without a kit.
        aside.hardlink_to(places.database)
    except OSError:
        places.database.replace(aside)
    return aside


def _bring_evidence_back(places: Places) -> None:
    for source in (places.backups / "evidence").glob(f"*{SUFFIX}"):
        target = places.evidence / source.name
        if not target.exists():
            with durable(target) as sink, source.open("rb") as reader:
                shutil.copyfileobj(reader, sink)
