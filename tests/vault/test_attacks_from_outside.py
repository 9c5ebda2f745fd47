"""What somebody with the shared folder, or the kit's file, tries: named, or nothing."""

import io
import os
import secrets
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from incidentkit.errors import (
    BackupFailedError,
    CourierFolderError,
    DiskFullError,
    IncidentKitError,
    Refusal,
    RefusedError,
    TamperedError,
)
from incidentkit.vault.acts import Accept, Genesis
from incidentkit.vault.backup import make_backup
from incidentkit.vault.compose import tip_of
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import (
    LAST_MS,
    Entry,
    stored_entry,
)
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.folder import release_reserve
from incidentkit.vault.kinds import ChainId
from incidentkit.vault.kit import open_kit
from incidentkit.vault.parcel import (
    LARGEST_SPAN,
    ItemName,
    RangeName,
    hash_text,
    pack_entries,
    parse_name,
    unpack_payloads,
)
from incidentkit.vault.restoring import restore
from incidentkit.vault.seat import Seat
from tests.vault.attackers import Office, last_of, opened_office, texts
from tests.vault.modified import acts_after, altered, begin_chain, tip
from tests.vault.world import (
    PASSPHRASE,
    Machine,
    new_subject,
    noted,
)

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="has links and pipes")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened_office(tmp_path) as found:
        yield found


def kit_folder(office: Office) -> Path:
    return office.folder / f"kit-{office.asha.here.kit.identity.kit.hex()}"


def leave(office: Office, name: object, content: bytes) -> Path:
    """Put a file among the others', as whoever sees the folder can."""
    place = kit_folder(office) / ("0" * 32)
    place.mkdir(exist_ok=True)
    (place / str(name)).write_bytes(content)
    return place / str(name)


def leave_entries(office: Office, *entries: Entry) -> None:
    data = pack_entries(entries)
    first, last = entries[0], entries[-1]
    name = RangeName("j", first.chain, first.number, last.number, hash_text(data))
    leave(office, name, data)


def unsigned(entry: Entry, **fields: object) -> Entry:
    """Return an entry with other fields and a signature that is none."""
    core = msgspec.structs.replace(entry.core, **fields)
    return stored_entry(encode(core), bytes(64))


# --- files in the shared folder ------------------------------------------


@pytest.mark.parametrize("sort", ["j", "p"])
@pytest.mark.parametrize("last", [90_000, 200_000, 9_999_999_999])
def test_an_empty_file_that_claims_a_chain_hides_nothing_of_it(
    office: Office, sort: str, last: int
) -> None:
    tag = {"j": "ik/journal/1", "p": "ik/payloads/1"}[sort]
    content = encode((tag, []))
    ours = ChainId(office.asha.here.writer)
    leave(office, RangeName(sort, ours, 1, last, hash_text(content)), content)
    office.asha.exchange(office.folder)
    subject = new_subject()
    office.asha.here.commit(noted(subject, "still sent"))
    office.settle()
    assert texts(office.ben, subject) == ("still sent",)


def test_a_forged_entry_keeps_nothing_true_out(office: Office) -> None:
    ours = office.asha.here.writer
    true = office.asha.here.kit.store.entries_at(ours, 2)[0]
    leave_entries(office, unsigned(true, time_ms=0, time_count=0))
    subject = new_subject()
    office.asha.here.commit(noted(subject, "goes on"))
    office.asha.exchange(office.folder)
    refused = office.ben.exchange(office.folder).refused
    assert Refusal.BAD_SIGNATURE in {one.reason for one in refused}
    assert texts(office.ben, subject) == ("goes on",)


def test_a_forged_entry_that_comes_first_keeps_nothing_true_out(
    office: Office,
) -> None:
    subject, after = new_subject(), tip(office.asha.here)
    office.asha.here.commit(noted(subject, "goes on"))
    store = office.asha.here.kit.store
    true = list(store.chain(after.chain, after.number))
    forged = unsigned(true[0], wall=1)
    payloads = {
        d: p for e in true if (p := store.payload(d := e.core.payload)) is not None
    }
    office.ben.here.receive([forged, *true], payloads)
    assert texts(office.ben, subject) == ("goes on",)


def test_chains_of_strangers_are_neither_kept_nor_named(office: Office) -> None:
    strangers = [begin_chain(office.asha, Seat.generate()) for _ in range(50)]
    late = [altered(e, Seat.generate(), time_ms=LAST_MS) for e in strangers]
    arrival = office.asha.here.receive([*strangers, *late], {})
    assert arrival.new == ()
    office.asha.here.commit(noted(new_subject(), "x"))
    assert last_of(office.asha, office.asha).core.time_ms < LAST_MS // 2
    assert len(last_of(office.asha, office.asha).data) < 2000


def test_a_list_that_would_fill_the_memory_is_refused_before_it_is_unpacked() -> None:
    name = RangeName("p", ChainId(bytes(16)), 1, 2, "")
    for number in (LARGEST_SPAN, LARGEST_SPAN + 1):
        data = encode(("ik/payloads/1", [b""] * number))
        if number == LARGEST_SPAN:
            assert len(unpack_payloads(data, name)) == number
            continue
        with pytest.raises(RefusedError):
            unpack_payloads(data, name)


@POSIX
def test_links_and_pipes_in_the_folder_are_neither_followed_nor_opened(
    office: Office, tmp_path: Path
) -> None:
    office.asha.here.commit(noted(new_subject(), "x"))
    office.asha.exchange(office.folder)
    own = kit_folder(office) / office.asha.here.writer.hex()
    true = max(own.glob("j-*"), key=lambda path: path.name)
    shutil.move(true, tmp_path / "elsewhere")
    true.symlink_to(tmp_path / "elsewhere")
    pipe = kit_folder(office) / ("0" * 32) / true.name.replace("-00", "-01", 1)
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    folder = kit_folder(office) / ("1" * 32)
    folder.symlink_to(own)
    done = office.ben.exchange(office.folder)
    named = {item.name for item in done.ignored if item.reason is Refusal.BAD_NAME}
    assert {true.name, pipe.name, folder.name} <= named


@POSIX
def test_nobody_is_sent_to_write_somewhere_else(office: Office, tmp_path: Path) -> None:
    own = kit_folder(office) / office.asha.here.writer.hex()
    shutil.rmtree(own)
    (tmp_path / "elsewhere").mkdir()
    own.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CourierFolderError):
        office.asha.exchange(office.folder)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@POSIX
def test_a_file_that_grows_after_it_was_seen_is_left_for_the_next_time(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.asha.here.commit(noted(new_subject(), "x"))
    office.asha.exchange(office.folder)
    monkeypatch.setattr(
        "incidentkit.vault.shelf._status", lambda path: path.stat().st_size - 1
    )
    done = office.ben.exchange(office.folder)
    assert Refusal.TOO_LARGE in {item.reason for item in done.ignored}
    assert done.received == 0
    monkeypatch.undo()
    assert office.ben.exchange(office.folder).received


# --- evidence ------------------------------------------------------------


def test_junk_under_the_name_of_evidence_does_not_take_its_place(
    office: Office,
) -> None:
    asha, ben = EvidenceFolder(office.asha.places), EvidenceFolder(office.ben.places)
    sealed = asha.seal(io.BytesIO(b"a screenshot"))
    true = asha.path(sealed.file).read_bytes()
    junk = secrets.token_bytes(len(true))
    assert parse_name(f"v-{sealed.file.hex()}-{hash_text(junk)}.ik") is None
    leave(office, ItemName("v", sealed.file, sealed.file.hex()), junk)
    leave(office, f"v-{sealed.file.hex()}-{hash_text(junk)}.ik", junk)
    office.ben.exchange(office.folder)
    assert not ben.holds(sealed.file)
    office.asha.exchange(office.folder)
    office.ben.exchange(office.folder)
    opened = io.BytesIO()
    ben.open(sealed, opened)
    assert opened.getvalue() == b"a screenshot"


def test_evidence_damaged_here_is_not_left_for_others(office: Office) -> None:
    asha = EvidenceFolder(office.asha.places)
    sealed = asha.seal(io.BytesIO(b"a screenshot"))
    path = asha.path(sealed.file)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert office.asha.exchange(office.folder).evidence_sent == 0


# --- the kit's file ------------------------------------------------------


def insert(machine: Machine, *entries: Entry, cache: bool = True) -> None:
    """Put rows into a closed kit's file."""
    machine.close()
    with sqlite3.connect(machine.places.database) as db:
        for e in entries:
            row = (e.digest, e.chain, e.number, e.core.cls, e.data, e.signature)
            db.execute("INSERT INTO entry VALUES(?,?,?,?,?,?)", row)
        for table in () if cache else ("page", "cache", "touch", "unread"):
            db.execute(f"DELETE FROM {table}")
    db.close()


@pytest.mark.parametrize("cache", [True, False])
@pytest.mark.parametrize("covered", [True, False])
def test_a_lead_forged_into_the_file_is_noticed_before_anything_is_done(
    office: Office, *, cache: bool, covered: bool
) -> None:
    evil = Accept(secrets.token_bytes(16), Seat.generate().keys, 3, bytes(32), ())
    at = tip(office.asha.here)
    (made,) = acts_after(office.asha, at, [evil])
    forged = unsigned(made, number=2) if covered else unsigned(made)
    insert(office.asha, forged, cache=cache)
    with pytest.raises(TamperedError):
        office.asha.open()


@pytest.mark.parametrize("cache", [True, False])
def test_another_founder_in_the_file_is_noticed(office: Office, *, cache: bool) -> None:
    """Everything about it is genuine, except that the kit was not made so."""
    seat = Seat.generate()
    first = begin_chain(office.asha, seat)
    act = Genesis(secrets.token_bytes(16), seat.keys, Seat.generate().keys)
    (genesis,) = acts_after(office.asha, tip_of(first), [act], seat)
    insert(office.asha, first, altered(genesis, seat, frontier=()), cache=cache)
    with pytest.raises(TamperedError):
        office.asha.open()


def test_another_kit_behind_ones_own_way_in_does_not_open(
    office: Office, tmp_path: Path
) -> None:
    evil = Machine(tmp_path / "Eve", "Eve")
    evil.found()
    keys = office.asha.here.seat.keys
    evil.here.accept(Accept(secrets.token_bytes(16), keys, 3, bytes(32), ()))
    evil.close()
    office.asha.close()
    with sqlite3.connect(office.asha.places.database) as real:
        rows = real.execute("SELECT * FROM slot").fetchall()
    real.close()
    shutil.copyfile(evil.places.database, office.asha.places.database)
    with sqlite3.connect(office.asha.places.database) as db:
        for table in ("slot", "page", "cache", "touch", "unread", "instance"):
            db.execute(f"DELETE FROM {table}")
        db.executemany("INSERT INTO slot VALUES(?,?)", rows)
    db.close()
    for name in ("Asha", None):
        with pytest.raises(IncidentKitError):
            open_as(office.asha, name)


def open_as(machine: Machine, name: str | None) -> None:
    locked = open_kit(machine.around)
    try:
        locked.unlock(name, PASSPHRASE)
    finally:
        locked.close()


def test_a_change_that_found_the_disk_full_is_not_there_afterwards(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError(reserve_released=True)

    subject = new_subject()
    with monkeypatch.context() as patch:
        patch.setattr(office.asha.here.kit.store, "put_cache", full)
        with pytest.raises(DiskFullError):
            office.asha.here.commit(noted(subject, "phantom"))
    office.asha.here.commit(noted(new_subject(), "after"))
    assert texts(office.asha, subject) == ()
    office.asha.reopen()
    assert texts(office.asha, subject) == ()


def test_a_backup_of_another_kit_is_not_put_in_the_place_of_this_one(
    office: Office, tmp_path: Path
) -> None:
    other = Machine(tmp_path / "other", "Eve")
    other.found()
    made = make_backup(other.here.kit.store, other.places, other.clock)
    other.close()
    office.asha.close()
    before = office.asha.places.database.read_bytes()
    with pytest.raises(BackupFailedError):
        restore(made.path, office.asha.places, office.asha.clock)
    assert office.asha.places.database.read_bytes() == before
    office.asha.open()


def test_a_reserve_that_was_given_up_is_filled_again_at_the_next_opening(
    office: Office,
) -> None:
    assert release_reserve(office.asha.places)
    office.asha.reopen()
    assert office.asha.places.reserve.exists()
