"""Putting a backup back: in a new chain, without undoing what was disposed of."""

import io
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import (
    BackupFailedError,
    FileUnreadableError,
    KitInUseError,
    KitMissingError,
    KitNewerError,
    WrongPassphraseError,
)
from incidentkit.vault.acts import Disposed
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.backup import Backup, make_backup
from incidentkit.vault.database import VERSION, journal_of
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.passphrases import change_passphrase
from incidentkit.vault.recheck import recheck
from incidentkit.vault.restoring import restore
from incidentkit.vault.verify import Trouble, verify_journal
from tests.vault.world import (
    PASSPHRASE,
    POLICY,
    THING,
    Machine,
    Thing,
    finished,
    join,
    new_subject,
    noted,
    settle_all,
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


def put_back(machine: Machine, backup: Path) -> Path | None:
    machine.close()
    return restore(backup, machine.places, machine.clock)


def damaged(target: Path) -> None:
    connection = sqlite3.connect(target)
    connection.execute("UPDATE entry SET signature=zeroblob(64) WHERE number=3")
    connection.commit()
    connection.close()


def test_a_restored_kit_goes_on_in_a_new_chain(asha: Machine) -> None:
    old = asha.here.writer
    made = back_up(asha)
    asha.here.commit(noted(SUBJECT, "after the backup"))
    aside = put_back(asha, made.path)
    assert aside is not None
    asha.open()
    assert asha.here.writer != old
    assert asha.here.state(THING, SUBJECT) == Thing(("before",))
    asha.here.commit(noted(SUBJECT, "on"))
    fresh = asha.here.writer
    assert asha.reopen().writer == fresh
    assert recheck(asha.here) == ()
    report = verify_journal(asha.here.kit.store)
    assert report.intact, report.found
    assert report.chains == 2

    connection = sqlite3.connect(aside)
    lines = connection.execute("SELECT count(*) FROM entry").fetchone()
    connection.close()
    assert lines == (made.entries + 1,)


def test_a_colleague_who_saw_further_brings_back_what_the_backup_lacked(
    asha: Machine, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    ben = Machine(tmp_path / "two", "Ben")
    join(ben, asha, folder)
    made = back_up(asha)
    asha.here.commit(noted(SUBJECT, "after the backup"))
    settle_all([asha, ben], folder)
    put_back(asha, made.path)
    asha.open().commit(noted(SUBJECT, "on"))
    settle_all([asha, ben], folder)
    expected = {"before", "after the backup", "on"}
    for machine in (asha, ben):
        state = machine.here.state(THING, SUBJECT)
        assert isinstance(state, Thing)
        assert set(state.texts) == expected
        report = verify_journal(machine.here.kit.store)
        assert report.intact, report.found
    ben.close()


def test_what_was_disposed_of_since_stays_disposed_of(asha: Machine) -> None:
    secret = asha.here.commit(noted(SUBJECT, "to be forgotten")).digests[0]
    asha.here.commit(finished(SUBJECT))
    made = back_up(asha)
    entry = asha.here.kit.store.entry(secret)
    assert entry is not None
    payload = entry.core.payload
    asha.here.commit_acts([Disposed((secret,), "after a year")])
    put_back(asha, made.path)
    asha.open()
    store = asha.here.kit.store
    assert store.payload(payload) is None
    assert store.is_disposed(payload)
    # The act that says so went with the entries since: the marks are named
    # until a lead says it again, or a colleague's copy brings the act back.
    report = verify_journal(store)
    assert {found.trouble for found in report.found} == {Trouble.FALSE_DISPOSAL}
    assert report.whole
    asha.here.commit_acts([Disposed((secret,), "after a year")])
    assert verify_journal(store).intact
    asha.here.rebuild()
    assert asha.here.state(THING, SUBJECT) == Thing(("before",))


def test_evidence_comes_back_with_the_kit(asha: Machine) -> None:
    folder = EvidenceFolder(asha.places)
    sealed = folder.seal(io.BytesIO(b"the post as it was"))
    made = back_up(asha)
    asha.close()
    shutil.rmtree(asha.places.kit)
    assert put_back(asha, made.path) is None
    asha.open()
    sink = io.BytesIO()
    folder.open(sealed, sink)
    assert sink.getvalue() == b"the post as it was"
    assert asha.here.state(THING, SUBJECT) == Thing(("before",))


@pytest.mark.parametrize(
    "damage", [b"", b"not a database" * 1000, None], ids=["empty", "noise", "cut"]
)
def test_a_damaged_kit_can_be_replaced(asha: Machine, damage: bytes | None) -> None:
    made = back_up(asha)
    asha.close()
    if damage is None:
        os.truncate(asha.places.database, 5000)
    else:
        asha.places.database.write_bytes(damage)
    journal_of(asha.places.database).write_bytes(b"the unfinished change of a crash")
    aside = put_back(asha, made.path)
    assert aside is not None
    assert not journal_of(asha.places.database).exists()
    assert asha.open().state(THING, SUBJECT) == Thing(("before",))


def hot_journal(machine: Machine, tmp_path: Path) -> bytes:
    """Return what a killed process leaves beside a database it was changing."""
    copy = tmp_path / "changing.db"
    shutil.copyfile(machine.places.database, copy)
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.execute("PRAGMA cache_size=2")  # so that pages reach the disk early
    connection.execute("BEGIN")
    connection.execute("UPDATE entry SET data=zeroblob(9000)")
    left = journal_of(copy).read_bytes()
    connection.close()
    assert len(left) > 4096
    return left


@pytest.mark.parametrize("mode", [0o600, 0o666], ids=oct)
def test_a_journal_of_another_file_is_never_played_into_the_restored_one(
    asha: Machine, tmp_path: Path, mode: int
) -> None:
    """Also not when the kit it belongs to is one that we would not even open."""
    asha.here.commit(noted(SUBJECT, "backed up"))
    made = back_up(asha)
    asha.here.commit(noted(SUBJECT, "x" * 30_000))
    asha.close()
    later = hot_journal(asha, tmp_path)
    asha.places.database.write_bytes(b"damaged")
    asha.places.database.chmod(mode)
    for name in ("restoring.db", "kit.db"):
        journal_of(asha.places.kit / name).write_bytes(later)
    put_back(asha, made.path)
    assert asha.open().state(THING, SUBJECT) == Thing(("before", "backed up"))
    assert verify_journal(asha.here.kit.store).intact


def test_a_journal_without_its_kit_is_never_played_into_a_new_one(
    asha: Machine, tmp_path: Path
) -> None:
    asha.close()
    older = hot_journal(asha, tmp_path)
    asha.places.database.unlink()
    journal_of(asha.places.database).write_bytes(older)
    asha.found(noted(SUBJECT, "a new kit"))
    assert asha.here.state(THING, SUBJECT) == Thing(("a new kit",))
    assert verify_journal(asha.here.kit.store).intact


def test_a_restored_kit_begins_a_new_chain_even_as_the_very_same_file(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File systems give the number of a deleted file to another one."""
    for room in ("ownchain", "kit"):
        monkeypatch.setattr(f"incidentkit.vault.{room}.binding_of", lambda _: bytes(32))
    old = asha.reopen().writer
    assert asha.reopen().writer == old
    made = back_up(asha)
    put_back(asha, made.path)
    assert asha.open().writer != old


@pytest.mark.parametrize("how", ["altered", "cut", "noise", "missing"])
def test_a_bad_backup_changes_nothing(asha: Machine, how: str) -> None:
    made = back_up(asha)
    asha.here.commit(noted(SUBJECT, "after"))
    if how == "altered":
        damaged(made.path)
    elif how == "cut":
        os.truncate(made.path, 9000)
    elif how == "noise":
        made.path.write_bytes(b"?" * 9000)
    else:
        made.path.unlink()
    with pytest.raises((BackupFailedError, FileUnreadableError)):
        put_back(asha, made.path)
    assert not list(asha.places.kit.glob("restoring*"))
    assert not list(asha.places.kit.glob("kit-before-*"))
    assert asha.open().state(THING, SUBJECT) == Thing(("before", "after"))


def test_a_newer_apps_backup_says_so(asha: Machine) -> None:
    made = back_up(asha)
    connection = sqlite3.connect(made.path)
    connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.close()
    with pytest.raises(KitNewerError):
        put_back(asha, made.path)
    asha.open()


def test_another_kits_backup_is_not_put_in_the_place_of_this_one(
    asha: Machine, tmp_path: Path
) -> None:
    stranger = Machine(tmp_path / "two", "Asha")
    stranger.found()
    foreign = back_up(stranger)
    stranger.close()
    with pytest.raises(BackupFailedError) as refusal:
        put_back(asha, foreign.path)
    assert refusal.value.reason == "other-kit"
    assert asha.open().state(THING, SUBJECT) == Thing(("before",))


def test_a_kit_that_is_open_is_not_replaced(asha: Machine) -> None:
    made = back_up(asha)
    with pytest.raises(KitInUseError):
        restore(made.path, asha.places, asha.clock)


def test_a_backup_opens_on_a_machine_that_never_had_the_kit(
    asha: Machine, tmp_path: Path
) -> None:
    made = back_up(asha)
    fresh = Machine(tmp_path / "fresh", "Asha")
    with pytest.raises(KitMissingError):
        fresh.open()
    assert restore(made.path, fresh.places, fresh.clock) is None
    assert fresh.open().state(THING, SUBJECT) == Thing(("before",))
    anchor = AnchorFile.of(fresh.places, fresh.here.kit.identity.kit)
    assert anchor.read() is not None
    fresh.close()


def test_a_backup_opens_with_the_passphrase_it_was_made_under(asha: Machine) -> None:
    made = back_up(asha)
    change_passphrase(asha.here, "Asha", PASSPHRASE, "another passphrase", POLICY)
    asha.close()
    with pytest.raises(WrongPassphraseError):
        asha.open()
    put_back(asha, made.path)
    asha.open()
