"""Backups: made whole, checked, and pruned only when something better is there."""

import io
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.errors import (
    BackupFailedError,
    DiskFullError,
)
from incidentkit.vault.backup import Backup, list_backups, make_backup
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.expiry import DAILY_MS, EXPIRE_MS, KEEP, kept, made_at, name_of
from incidentkit.vault.slots import DAY_MS
from incidentkit.vault.store import Store
from incidentkit.vault.watching import Watch
from tests.vault.stopping import StopError, Watching
from tests.vault.world import (
    Machine,
    new_subject,
    noted,
)

SUBJECT = new_subject()


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "one", "Asha")
    machine.found(noted(SUBJECT, "before"))
    yield machine
    machine.close()


def back_up(machine: Machine) -> Backup:
    return make_backup(machine.here.kit.store, machine.places, machine.clock)


# --- making --------------------------------------------------------------


def test_a_backup_is_a_whole_kit_that_verifies(asha: Machine) -> None:
    made = back_up(asha)
    assert made.intact
    assert made.entries == asha.here.kit.store.count_entries()
    assert list_backups(asha.places) == (made.path,)
    names = {path.name for path in asha.places.backups.iterdir()}
    assert names == {made.path.name, "evidence"}
    asha.here.commit(noted(SUBJECT, "the kit goes on"))


def damaged(target: Path) -> None:
    connection = sqlite3.connect(target)
    connection.execute("UPDATE entry SET signature=zeroblob(64) WHERE number=3")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("how", ["altered", "cut", "not-copied"])
def test_a_copy_that_does_not_verify_replaces_nothing(
    asha: Machine, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    good = [back_up(asha).path for _ in range(KEEP)]
    copy = Store.backup_into

    def bad_copy(store: Store, target: sqlite3.Connection, watch: Watch) -> None:
        (_, _, name) = target.execute("PRAGMA database_list").fetchone()
        if how == "not-copied":
            raise sqlite3.OperationalError("disk I/O error")
        copy(store, target, watch)
        if how == "altered":
            damaged(Path(name))
        else:
            os.truncate(name, 8192)

    monkeypatch.setattr(Store, "backup_into", bad_copy)
    with pytest.raises(BackupFailedError):
        back_up(asha)
    assert sorted(list_backups(asha.places)) == sorted(good)
    left = {path.name for path in asha.places.backups.iterdir()}
    assert left == {"evidence", *(path.name for path in good)}


def test_a_kit_that_lacks_something_is_backed_up_but_pushes_nothing_out(
    asha: Machine,
) -> None:
    good = [back_up(asha).path for _ in range(KEEP)]
    store = asha.here.kit.store
    with store.transaction() as tx:
        tx.execute("DELETE FROM payload")
    made = back_up(asha)
    assert not made.intact
    assert set(list_backups(asha.places)) == {made.path, *good}


def test_no_room_is_said_before_anything_is_tried(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = asha.places.database.stat().st_size
    usage = shutil.disk_usage(asha.places.backups)
    monkeypatch.setattr(
        "incidentkit.vault.backup.shutil.disk_usage",
        lambda _: usage._replace(free=size * 2),
    )
    with pytest.raises(DiskFullError):
        back_up(asha)
    assert list_backups(asha.places) == ()


def test_evidence_is_backed_up_once_and_whole(asha: Machine) -> None:
    folder = EvidenceFolder(asha.places)
    sealed = folder.seal(io.BytesIO(b"the post as it was"))
    back_up(asha)
    copy = asha.places.backups / "evidence" / folder.path(sealed.file).name
    assert copy.read_bytes() == folder.path(sealed.file).read_bytes()
    before = copy.stat().st_ino
    back_up(asha)
    assert copy.stat().st_ino == before


# --- how long they stay ---------------------------------------------------


@given(
    st.lists(st.integers(0, 200 * DAY_MS), unique=True, min_size=1),
    st.integers(0, 5 * DAY_MS),
)
def test_the_newest_stay_one_a_day_and_one_a_week_stay_and_all_expire(
    made: list[int], later: int
) -> None:
    start = 1_700_000_000_000
    times = sorted((start + at for at in made), reverse=True)
    now = times[0] + later
    stay = kept(times, now)
    assert times[0] in stay
    assert stay <= set(times)
    fresh = [at for at in times if now - at <= EXPIRE_MS]
    assert set(fresh[:KEEP]) <= stay
    assert {at for at in stay if now - at > EXPIRE_MS} <= {times[0]}
    for at in fresh:
        span = DAY_MS if now - at <= DAILY_MS else 7 * DAY_MS
        assert any(at // span == other // span for other in stay)
    assert kept(stay, now) == stay
    assert len(stay) <= KEEP + 32 + 14


@given(st.integers(0, 4_000_000_000_000), st.binary(min_size=16, max_size=16))
def test_the_name_of_a_backup_says_when_it_was_made(at: int, kit: bytes) -> None:
    assert made_at(name_of(kit, at)) == at


@pytest.mark.parametrize(
    "name",
    [
        "",
        "kit.db",
        "notes.txt",
        "kit-00000000-20261101t000000000z.part",
        "kit-00000000-20269901t000000000z.db",
        "kit-zz-20261101t000000000z.db",
    ],
)
def test_what_is_not_named_as_a_backup_is_none(name: str) -> None:
    assert made_at(name) is None


def test_old_backups_go_and_other_kits_files_stay(asha: Machine) -> None:
    other = asha.places.backups / name_of(bytes(16), asha.clock.ms - 300 * DAY_MS)
    other.write_bytes(b"another kit's")
    mine = [back_up(asha).path for _ in range(KEEP + 3)]
    assert set(list_backups(asha.places)) == {other, *mine[-KEEP:]}
    asha.clock.ms += EXPIRE_MS + 1
    newest = back_up(asha).path
    assert set(list_backups(asha.places)) == {other, newest}


def test_evidence_that_the_kit_gave_up_expires_from_the_backups_too(
    asha: Machine,
) -> None:
    folder = EvidenceFolder(asha.places)
    stays, goes = (folder.seal(io.BytesIO(b"x")) for _ in range(2))
    back_up(asha)
    folder.path(goes.file).unlink()
    for days in (1, 90):
        asha.clock.ms += days * DAY_MS
        back_up(asha)
        names = {p.stem for p in (asha.places.backups / "evidence").iterdir()}
        assert names == {stays.file.hex(), goes.file.hex()}
    asha.clock.ms += 2 * DAY_MS
    back_up(asha)
    names = {p.stem for p in (asha.places.backups / "evidence").iterdir()}
    assert names == {stays.file.hex()}


# --- how far it is, and stopping it ----------------------------------------------


def stored(machine: Machine) -> dict[str, tuple[bytes, int]]:
    """Return everything in the backups folder: content, and when it was written."""
    return {
        str(path.relative_to(machine.places.backups)): (
            path.read_bytes(),
            path.stat().st_mtime_ns,
        )
        for path in machine.places.backups.rglob("*")
        if path.is_file()
    }


def much(machine: Machine) -> None:
    """Put more into a kit than is copied at once: pages and evidence."""
    for number in range(12):
        machine.here.commit(noted(SUBJECT, f"{number} " + "long " * 30_000))
    folder = EvidenceFolder(machine.places)
    for size in (3 << 20, 1 << 20):
        folder.seal(io.BytesIO(os.urandom(size)))


def test_a_backup_tells_how_far_it_is_from_beginning_to_end(asha: Machine) -> None:
    much(asha)
    watch = Watching()
    kit = asha.here.kit
    make_backup(kit.store, asha.places, asha.clock, watch)
    done = [step for step, _ in watch.seen]
    assert done == sorted(done)
    assert len({of for _, of in watch.seen}) == 1
    assert done[-1] == watch.seen[-1][1]
    assert len(set(done)) > 6


def test_a_backup_that_is_stopped_leaves_everything_as_it_was(asha: Machine) -> None:
    folder = EvidenceFolder(asha.places)
    folder.seal(io.BytesIO(b"the post as it was"))
    back_up(asha)
    before = stored(asha)
    much(asha)
    kit, steps = asha.here.kit, 0
    while True:
        steps += 1
        watch = Watching(steps)
        with pytest.raises(StopError):
            make_backup(kit.store, asha.places, asha.clock, watch, watch.settle)
        assert stored(asha) == before, f"stopped at step {steps}"
        if len(watch.seen) < steps:
            break  # it got to the end, and was stopped there
    assert steps > 10
    made = back_up(asha)
    assert made.intact
    assert len(list((asha.places.backups / "evidence").iterdir())) == 3


def test_a_backup_that_fails_late_leaves_no_new_evidence_either(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(asha)
    before = stored(asha)
    much(asha)

    def fails(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Store, "backup_into", fails)
    with pytest.raises(BackupFailedError):
        back_up(asha)
    assert stored(asha) == before
