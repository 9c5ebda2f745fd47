"""The anchor: what this machine saw last, and what comes of it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from incidentkit.crypto.keys import sha256
from incidentkit.errors import (
    OlderCopyError,
    StorageError,
)
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.encoding import encode
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import open_kit
from incidentkit.vault.recheck import recheck
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    PASSPHRASE,
    POLICY,
    THING,
    Machine,
    Thing,
    new_subject,
    noted,
)


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "base", "Asha")
    machine.found()
    yield machine
    machine.close()


def anchor_of(machine: Machine) -> AnchorFile:
    return AnchorFile.of(machine.places, machine.here.kit.identity.kit)


def test_a_database_ahead_of_its_anchor_is_a_crash_and_opens(asha: Machine) -> None:
    anchor = anchor_of(asha)
    older = anchor.path.read_bytes()
    asha.here.commit(noted(new_subject(), "durable, then killed"))
    newest = anchor.read()
    asha.close()
    anchor.path.write_bytes(older)
    asha.open()
    caught_up = anchor.read()
    assert newest is not None
    assert caught_up is not None
    assert caught_up.heads == newest.heads


def put_states_back(machine: Machine, copy: Path) -> None:
    """Put in the states that an earlier copy of the file holds; the log stays."""
    with closing(sqlite3.connect(machine.places.database)) as sql:
        sql.execute("ATTACH ? AS old", (str(copy),))
        for table in ("page", "cache", "touch", "unread"):
            sql.execute(f"DELETE FROM {table}")
            sql.execute(f"INSERT INTO {table} SELECT * FROM old.{table}")
        sql.commit()


def copy_of(machine: Machine, folder: Path) -> Path:
    machine.close()
    copy = folder / "copy.db"
    shutil.copyfile(machine.places.database, copy)
    machine.open()
    return copy


def roots_of(machine: Machine) -> dict[bytes, bytes]:
    found = anchor_of(machine).read()
    assert found is not None
    return {root.seat: root.root for root in found.roots}


def test_states_put_back_beside_the_same_log_are_made_again_and_it_is_said(
    asha: Machine, tmp_path: Path
) -> None:
    asha.here.commit(noted(new_subject(), "a line"))
    copy = copy_of(asha, tmp_path)
    asha.here.rebuild()  # other pages, the same heads
    before = asha.here.ledger.cache.digest()
    asha.close()
    put_states_back(asha, copy)
    session = asha.open()
    assert session.states_were_stale
    assert session.ledger.cache.digest() == before
    assert not recheck(session)
    assert not asha.reopen().states_were_stale


def test_older_states_under_a_newer_log_are_made_again_and_it_is_said(
    asha: Machine, tmp_path: Path
) -> None:
    subject = new_subject()
    asha.here.commit(noted(subject, "one"))
    copy = copy_of(asha, tmp_path)
    for text in ("two", "three"):
        asha.here.commit(noted(subject, text))
    asha.close()
    put_states_back(asha, copy)
    session = asha.open()
    assert session.states_were_stale
    assert session.state(THING, subject).texts == ("one", "two", "three")


@pytest.mark.parametrize("act", ["commit", "rebuild"])
def test_states_that_are_one_step_ahead_of_the_anchor_are_a_crash(
    asha: Machine, act: str
) -> None:
    anchor = anchor_of(asha)
    older = anchor.path.read_bytes()
    if act == "commit":
        asha.here.commit(noted(new_subject(), "durable, then killed"))
    else:
        asha.here.rebuild()
    asha.close()
    anchor.path.write_bytes(older)
    assert not asha.open().states_were_stale
    assert not asha.reopen().states_were_stale


def test_two_steps_ahead_of_the_anchor_is_no_crash(asha: Machine) -> None:
    anchor = anchor_of(asha)
    older = anchor.path.read_bytes()
    for text in ("one", "two"):
        asha.here.commit(noted(new_subject(), text))
    asha.close()
    anchor.path.write_bytes(older)
    assert asha.open().states_were_stale


def test_the_states_of_everybody_at_one_machine_are_anchored_side_by_side(
    asha: Machine,
) -> None:
    add_colleague(asha.here, "Ben", "another passphrase", Role.OFFICER, POLICY)
    for _ in range(2):
        asha.close()
        asha.locked = open_kit(asha.around)
        ben = asha.locked.unlock("Ben", "another passphrase")
        assert not ben.states_were_stale
        ben.commit(noted(new_subject(), "by Ben"))
        hers = asha.reopen()
        assert not hers.states_were_stale
        hers.commit(noted(new_subject(), "by Asha"))
    assert set(roots_of(asha)) == {bytes(ben.seat.id), bytes(hers.seat.id)}


def test_an_anchor_from_before_it_held_roots_still_guards_the_log_and_is_renewed(
    asha: Machine,
) -> None:
    anchor = anchor_of(asha)
    new = anchor.read()
    assert new is not None
    check = sha256(encode((new.kit, new.heads, new.seen)))
    old = encode((1, new.kit, new.heads, new.seen, check))
    asha.here.rebuild()
    asha.close()
    anchor.path.write_bytes(old)
    session = asha.open()
    assert not session.states_were_stale
    assert roots_of(asha) == {bytes(session.seat.id): session.ledger.cache.root}
    roll_back(asha)
    with pytest.raises(OlderCopyError):
        asha.open()


def test_states_from_before_they_named_the_anchor_are_made_again_in_silence(
    asha: Machine,
) -> None:
    asha.here.commit(noted(new_subject(), "a line"))
    before = asha.here.ledger.cache.digest()
    asha.close()
    with closing(sqlite3.connect(asha.places.database)) as sql:
        ((body,),) = sql.execute("SELECT body FROM cache").fetchall()
        cover, pages, _, root = msgspec.msgpack.decode(body)
        old = msgspec.msgpack.encode([cover, pages, root])
        sql.execute("UPDATE cache SET body=?", (old,))
        sql.commit()
    session = asha.open()
    assert not session.states_were_stale
    assert session.ledger.cache.digest() == before


def test_a_change_syncs_no_more_than_the_anchor_and_its_folder(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr("incidentkit.vault.folder.os.fsync", synced.append)
    asha.here.commit(noted(new_subject(), "a line"))
    assert len(synced) == 2


def roll_back(machine: Machine) -> tuple[int, int]:
    """Put the file back as it was before a line; returns when and what was seen."""
    machine.close()
    older = machine.places.database.read_bytes()
    machine.open().commit(noted(new_subject(), "forgotten"))
    seen = anchor_of(machine).read()
    assert seen is not None
    machine.close()
    machine.places.database.write_bytes(older)
    return seen.seen, seen.heads[0].number


def test_a_file_older_than_its_anchor_says_when_it_was_seen(asha: Machine) -> None:
    when, number = roll_back(asha)
    with pytest.raises(OlderCopyError) as refusal:
        asha.open()
    assert (refusal.value.seen_ms, refusal.value.number) == (when, number)


def test_going_on_with_an_older_copy_begins_a_new_chain(asha: Machine) -> None:
    chain = asha.here.writer
    roll_back(asha)
    asha.locked = open_kit(asha.around)
    asha.locked.accept_older()
    asha.session = asha.locked.unlock("Asha", PASSPHRASE)
    assert asha.here.writer != chain
    asha.here.commit(noted(new_subject(), "on"))
    fresh = asha.here.writer
    assert asha.reopen().writer == fresh
    assert verify_journal(asha.here.kit.store, anchor_of(asha).read()).intact


@pytest.mark.parametrize("data", [None, b"", b"garbage", b"\x95\x01"])
def test_an_anchor_that_is_gone_or_unreadable_proves_nothing(
    asha: Machine, data: bytes | None
) -> None:
    anchor = anchor_of(asha)
    roll_back(asha)
    if data is None:
        anchor.path.unlink()
    else:
        anchor.path.write_bytes(data)
    asha.open()
    assert anchor.read() is not None


def test_an_anchor_of_another_kit_or_with_a_changed_byte_proves_nothing(
    asha: Machine,
) -> None:
    anchor = anchor_of(asha)
    good = anchor.path.read_bytes()
    for at in range(len(good)):
        anchor.path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert anchor.read() is None
    anchor.path.write_bytes(good)
    assert AnchorFile(anchor.path, bytes(16)).read() is None


def test_an_anchor_that_cannot_be_set_stops_the_next_change_and_not_this_one(
    asha: Machine,
) -> None:
    subject = new_subject()
    anchor = anchor_of(asha)
    state = asha.places.state
    away = state.with_name("away")
    state.rename(away)
    asha.here.commit(noted(subject, "durable"))
    assert asha.here.state(THING, subject) == Thing(("durable",))
    with pytest.raises(StorageError):
        asha.here.commit(noted(subject, "refused"))
    assert asha.here.state(THING, subject) == Thing(("durable",))
    away.rename(state)
    asha.here.commit(noted(subject, "on"))
    found = anchor.read()
    assert found is not None
    assert found.heads == tuple(asha.here.kit.store.heads().values())
    assert asha.reopen().state(THING, subject) == Thing(("durable", "on"))
