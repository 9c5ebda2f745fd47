"""The anchor: what this machine saw last, and what comes of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import (
    OlderCopyError,
    StorageError,
)
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.kit import open_kit
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    PASSPHRASE,
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
