"""Notes at the locked screen: left without a passphrase, read by who belongs here."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import (
    InvalidValueError,
    NobodyReadsHereError,
    NotesFullError,
    OlderCopyError,
    TamperedError,
    WriteFailedError,
)
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import LockedKit, open_kit
from incidentkit.vault.locked_notes import (
    MOST_BYTES,
    MOST_WAITING,
    drop_note,
    leave_note,
    notes_folder,
    read_notes,
    unreadable_notes,
    waiting_notes,
)
from incidentkit.vault.membership import remove_person
from incidentkit.vault.seat import Seat
from incidentkit.vault.slots import Owner, passphrase_slot
from tests.vault.world import (
    PASSPHRASE,
    POLICY,
    Machine,
    join,
    new_subject,
    noted,
)

TEXT = "07:04: the page shows a post about a prize. I have rung Asha twice."


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "base", "Asha")
    machine.found()
    yield machine
    machine.close()


def locked(machine: Machine) -> LockedKit:
    """Close the kit and open it as it is before any passphrase."""
    machine.close()
    machine.locked = open_kit(machine.around)
    return machine.locked


def files(machine: Machine) -> list[Path]:
    assert machine.locked is not None
    folder = notes_folder(machine.places, machine.locked.kit_id)
    return sorted(folder.iterdir()) if folder.exists() else []


def leave(machine: Machine, *texts: str) -> None:
    kit = locked(machine)
    for text in texts:
        leave_note(kit, text)


def test_a_note_left_locked_is_read_after_unlocking_with_its_time(
    asha: Machine,
) -> None:
    kit = locked(asha)
    before = asha.clock.ms
    leave_note(kit, TEXT)
    assert waiting_notes(kit) == 1
    session = asha.reopen()
    (note,) = read_notes(session)
    assert note.text == TEXT
    assert before < note.left_at_ms <= asha.clock.ms
    assert TEXT not in repr(note)
    assert waiting_notes(session) == 1, "reading removes nothing"


def test_notes_come_oldest_first_and_the_one_dropped_is_gone(asha: Machine) -> None:
    leave(asha, "one", "two", "three")
    session = asha.reopen()
    notes = read_notes(session)
    assert [n.text for n in notes] == ["one", "two", "three"]
    drop_note(session, notes[1].id)
    drop_note(session, notes[1].id)
    assert [n.text for n in read_notes(asha.reopen())] == ["one", "three"]


def test_what_lies_on_the_disk_shows_no_text_and_lengths_only_in_steps(
    asha: Machine,
) -> None:
    leave(asha, "a", "abcdefghijklmno", TEXT * 20)
    data = [path.read_bytes() for path in files(asha)]
    assert all(b"prize" not in d and b"abcdefgh" not in d for d in data)
    assert len({len(d) for d in data}) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in files(asha))


def test_a_note_is_never_in_the_kit_nor_in_what_a_courier_carries(
    asha: Machine, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    asha.exchange(shared)
    rows = asha.here.kit.store.count_entries()
    leave(asha, TEXT)
    (path,) = files(asha)
    body = path.read_bytes()[-80:]
    asha.reopen().kit.store.forget_courier("j")
    asha.exchange(shared)
    carried = [p.read_bytes() for p in shared.rglob("*") if p.is_file()]
    assert asha.here.kit.store.count_entries() == rows
    assert carried
    assert not any(body in data for data in carried)
    assert body not in asha.places.database.read_bytes()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("x" * (MOST_BYTES + 1), "too-long"),
        ("é" * (MOST_BYTES // 2 + 1), "too-long"),
        ("half \ud83d", "not-text"),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_by_its_rule(
    asha: Machine, text: str, rule: str
) -> None:
    with pytest.raises(InvalidValueError) as refused:
        leave_note(locked(asha), text)
    assert (refused.value.field, refused.value.rule) == ("note", rule)
    assert not files(asha)


def test_the_longest_note_and_the_last_one_are_kept_and_one_more_is_not(
    asha: Machine,
) -> None:
    kit = locked(asha)
    for _ in range(MOST_WAITING):
        leave_note(kit, "é" * (MOST_BYTES // 2))
    with pytest.raises(NotesFullError):
        leave_note(kit, "one more")
    session = asha.reopen()
    notes = read_notes(session)
    assert len(notes) == waiting_notes(session) == MOST_WAITING
    drop_note(session, notes[0].id)
    leave(asha, "one more")


def test_everybody_who_uses_the_machine_can_read_a_note(
    asha: Machine, tmp_path: Path
) -> None:
    add_colleague(asha.here, "Ben", "another passphrase", Role.OFFICER, POLICY)
    leave(asha, TEXT)
    asha.close()
    asha.locked = open_kit(asha.around)
    session = asha.locked.unlock("Ben", "another passphrase")
    assert [n.text for n in read_notes(session)] == [TEXT]
    assert [n.text for n in read_notes(asha.reopen())] == [TEXT]


def test_what_somebody_was_writing_in_an_open_kit_is_theirs_alone(
    asha: Machine,
) -> None:
    add_colleague(asha.here, "Ben", "another passphrase", Role.OFFICER, POLICY)
    leave_note(asha.here, TEXT)
    asha.close()
    asha.locked = open_kit(asha.around)
    ben = asha.locked.unlock("Ben", "another passphrase")
    assert read_notes(ben) == ()
    assert unreadable_notes(ben) == ()  # it waits for her, and is not lost
    assert [n.text for n in read_notes(asha.reopen())] == [TEXT]


def test_a_note_of_ones_own_that_was_altered_is_counted(asha: Machine) -> None:
    leave_note(asha.here, TEXT)
    (note,) = files(asha)
    note.write_bytes(note.read_bytes()[:-1] + b"\0")
    assert len(unreadable_notes(asha.reopen())) == 1


def test_a_note_left_before_somebody_came_is_counted_for_them_and_kept(
    asha: Machine,
) -> None:
    add_colleague(asha.here, "Cat", "a third passphrase", Role.OFFICER, POLICY)
    leave(asha, TEXT)
    add_colleague(asha.reopen(), "Ben", "another passphrase", Role.OFFICER, POLICY)
    asha.close()
    asha.locked = open_kit(asha.around)
    ben = asha.locked.unlock("Ben", "another passphrase")
    assert read_notes(ben) == ()
    assert len(unreadable_notes(ben)) == waiting_notes(ben) == 1
    assert [n.text for n in read_notes(asha.reopen())] == [TEXT]


def test_an_altered_note_is_counted_and_stays_until_somebody_throws_it_away(
    asha: Machine,
) -> None:
    leave(asha, "one", "two", "three", "four")
    first, second, third, _ = files(asha)
    first.write_bytes(first.read_bytes()[:-1] + b"\0")
    second.write_bytes(b"")
    third.write_bytes(bytes(100_000))
    session = asha.reopen()
    assert len(read_notes(session)) == 1
    assert len(unreadable_notes(session)) == 3
    assert waiting_notes(session) == 4
    assert len(files(asha)) == 4
    for note in unreadable_notes(session):
        drop_note(session, note)
    assert waiting_notes(session) == 1


def test_a_note_under_another_name_or_of_another_machine_does_not_open(
    asha: Machine, tmp_path: Path
) -> None:
    leave(asha, TEXT)
    (path,) = files(asha)
    shutil.copy(path, path.with_name(f"n-{'0' * 32}.ik"))
    session = asha.reopen()
    assert [n.text for n in read_notes(session)] == [TEXT]
    assert unreadable_notes(session) == (bytes(16),)
    shared = tmp_path / "shared"
    shared.mkdir()
    ben = Machine(tmp_path / "ben", "Ben")
    join(ben, asha, shared)
    leave(ben, "on Ben's machine")
    (other,) = files(ben)
    shutil.copy(other, path.parent)
    assert [n.text for n in read_notes(asha.reopen())] == [TEXT]
    ben.close()


def test_a_slot_that_somebody_slipped_into_the_file_gets_no_copy(asha: Machine) -> None:
    stranger = Seat.generate()
    kit = locked(asha)
    slot = passphrase_slot(Owner(kit.kit_id, "Asha", 1), PASSPHRASE, stranger, POLICY)
    with kit.store.transaction():
        kit.store.put_slot(slot)
    leave_note(kit, TEXT)
    (path,) = files(asha)
    assert bytes(stranger.id) not in path.read_bytes()


def test_an_officer_who_was_removed_gets_no_copy_though_their_slot_is_there(
    asha: Machine,
) -> None:
    ben = add_colleague(asha.here, "Ben", "another passphrase", Role.OFFICER, POLICY)
    (seat,) = asha.here.seats_of(ben)
    remove_person(asha.here, ben)
    leave(asha, TEXT)
    (path,) = files(asha)
    assert bytes(seat) not in path.read_bytes()
    assert [n.text for n in read_notes(asha.reopen())] == [TEXT]


def test_without_anybody_who_belongs_here_the_note_is_refused_in_words(
    asha: Machine,
) -> None:
    kit = locked(asha)
    with kit.store.transaction():
        for slot in kit.store.slots():
            kit.store.drop_slot(slot)
    with pytest.raises(NobodyReadsHereError):
        leave_note(kit, TEXT)
    assert not files(asha)


def test_a_kit_that_was_changed_or_is_older_takes_no_note(asha: Machine) -> None:
    asha.close()
    older = asha.places.database.read_bytes()
    asha.open().commit(noted(new_subject(), "forgotten"))
    asha.close()
    newest = asha.places.database.read_bytes()
    asha.places.database.write_bytes(older)
    with pytest.raises(OlderCopyError):
        leave_note(locked(asha), TEXT)
    asha.close()
    asha.places.database.write_bytes(newest)
    kit = locked(asha)
    with kit.store.transaction() as sql:
        sql.execute("UPDATE entry SET signature=zeroblob(64) WHERE cls=1")
    with pytest.raises(TamperedError):
        leave_note(kit, TEXT)


def test_a_kit_put_back_from_a_copy_keeps_the_notes_of_its_machine(
    asha: Machine,
) -> None:
    asha.close()
    copy = asha.places.database.read_bytes()
    leave(asha, TEXT)
    asha.close()
    asha.places.database.unlink()
    asha.places.database.write_bytes(copy)
    asha.places.database.chmod(0o600)
    assert [n.text for n in read_notes(asha.open())] == [TEXT]


def test_a_folder_that_cannot_be_made_is_named_and_nothing_is_claimed(
    asha: Machine,
) -> None:
    kit = locked(asha)
    notes_folder(asha.places, kit.kit_id).write_bytes(b"in the way")
    with pytest.raises(WriteFailedError):
        leave_note(kit, TEXT)


def test_what_a_killed_process_left_half_written_is_no_note_and_goes(
    asha: Machine,
) -> None:
    leave(asha, "one")
    (path,) = files(asha)
    half = path.with_name(".part-xyz")
    half.write_bytes(b"half")
    assert asha.locked is not None
    assert waiting_notes(asha.locked) == 1
    leave_note(asha.locked, "two")
    assert not half.exists()
