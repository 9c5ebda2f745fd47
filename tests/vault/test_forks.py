"""Copies, restored databases and true forks: nobody's chain splits without a word."""

import shutil
from pathlib import Path

import pytest

from incidentkit.errors import Refusal
from incidentkit.vault.acts import Head
from incidentkit.vault.change import Write
from incidentkit.vault.courier import Exchange
from incidentkit.vault.entry import Entry, sign_entry
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.membership import admit
from incidentkit.vault.seat import Seat
from incidentkit.vault.verify import Trouble, verify_journal
from tests.vault.agreement import check_rebuild
from tests.vault.modified import altered, tip, writes_after
from tests.vault.world import (
    NOTED,
    THING,
    Machine,
    Noted,
    Thing,
    join,
    new_subject,
    noted,
    settle_all,
)

Trio = tuple[Path, Machine, Machine, Machine]


@pytest.fixture
def trio(tmp_path: Path):
    folder = tmp_path / "shared"
    folder.mkdir()
    machines = [Machine(tmp_path / name, name) for name in ("Asha", "Ben", "Carys")]
    machines[0].found()
    machines[0].here.commit(noted(new_subject(), "the first line"))
    join(machines[1], machines[0], folder)
    join(machines[2], machines[0], folder)
    settle_all(machines, folder)
    yield folder, *machines
    for machine in machines:
        machine.close()


def texts(machine: Machine, subject: SubjectId) -> tuple[str, ...]:
    state = machine.here.state(THING, subject)
    return state.texts if isinstance(state, Thing) else ()


# --- honest copies -------------------------------------------------------


def test_a_copied_kit_goes_on_as_another_instance(trio: Trio, tmp_path: Path) -> None:
    folder, asha, ben, _ = trio
    subject = new_subject()
    ben.here.commit(noted(subject, "before the copy"))
    writer = ben.here.writer
    ben.close()
    shutil.copytree(ben.base, tmp_path / "copy")
    copy = Machine(tmp_path / "copy", "Ben")
    ben.open()
    copy.open()
    assert ben.here.writer == writer
    assert copy.here.writer != writer
    ben.here.commit(noted(subject, "on the first machine"))
    copy.here.commit(noted(subject, "on the copy"))
    settle_all([asha, ben, copy], folder)
    for machine in (asha, ben, copy):
        assert set(texts(machine, subject)) == {
            "before the copy",
            "on the first machine",
            "on the copy",
        }
        report = verify_journal(machine.here.kit.store)
        assert report.intact, report.found
    copy.close()


def test_a_kit_moved_to_another_machine_names_the_head_it_knows(
    trio: Trio, tmp_path: Path
) -> None:
    _, _, ben, _ = trio
    ben.here.commit(noted(new_subject(), "the last one here"))
    last = tip(ben.here)
    ben.close()
    shutil.copytree(ben.base / "kit", tmp_path / "moved" / "kit")
    moved = Machine(tmp_path / "moved", "Ben")
    moved.open()
    begun = moved.here.kit.store.entries_at(moved.here.writer, 1)[0]
    assert Head(last.chain, last.number, last.digest) in begun.core.heads
    moved.close()


def test_a_restored_database_gets_its_own_entries_back_and_begins_another_chain(
    trio: Trio,
) -> None:
    folder, asha, ben, _ = trio
    subject = new_subject()
    ben.here.commit(noted(subject, "in the backup"))
    ben.close()
    old = ben.places.database.read_bytes()
    ben.open()
    ben.here.commit(noted(subject, "since the backup"))
    writer = ben.here.writer
    settle_all([ben, asha], folder)
    ben.close()
    # In place, so that the file system cannot tell that it is another file.
    with ben.places.database.open("r+b") as file:
        file.truncate()
        file.write(old)
    for anchor in ben.places.state.glob("anchor-*"):
        anchor.unlink()
    ben.open()
    assert ben.here.writer == writer
    assert texts(ben, subject) == ("in the backup",)
    ben.exchange(folder)
    assert texts(ben, subject) == ("in the backup", "since the backup")
    assert ben.here.writer != writer
    ben.here.commit(noted(subject, "after the restoration"))
    settle_all([asha, ben], folder)
    ben.reopen()
    assert ben.here.writer != writer
    for machine in (asha, ben):
        assert texts(machine, subject) == (
            "in the backup",
            "since the backup",
            "after the restoration",
        )
        assert not machine.here.kit.store.forks()
        report = verify_journal(machine.here.kit.store)
        assert report.intact, report.found


def test_a_restored_database_that_wrote_first_shows_as_a_fork(trio: Trio) -> None:
    folder, asha, ben, carys = trio
    subject = new_subject()
    ben.close()
    old = ben.places.database.read_bytes()
    ben.open()
    ben.here.commit(noted(subject, "lost with the disk"))
    settle_all([ben, asha], folder)
    writer = ben.here.writer
    ben.close()
    with ben.places.database.open("r+b") as file:
        file.truncate()
        file.write(old)
    for anchor in ben.places.state.glob("anchor-*"):
        anchor.unlink()
    ben.open()
    ben.here.commit(noted(subject, "written before hearing of it"))
    done = ben.exchange(folder)
    assert done.forks == {writer}
    assert ben.here.writer != writer
    ben.here.commit(noted(subject, "on a new chain"))
    settle_all([asha, ben, carys], folder)
    for machine in (asha, ben, carys):
        assert texts(machine, subject) == ("on a new chain",)
        assert len(machine.here.without_effect(Why.HELD)) == 2


# --- true forks ----------------------------------------------------------


def two_branches(
    machine: Machine, subject: SubjectId
) -> tuple[list[Entry], dict[bytes, bytes]]:
    """Make a second branch of two notes, beside the two that the machine writes."""
    at = tip(machine.here)
    forged = writes_after(
        machine, at, [Write(subject, NOTED, Noted(f"branch {n}")) for n in (1, 2)]
    )
    machine.here.commit(noted(subject, "main 1"))
    machine.here.commit(noted(subject, "main 2"))
    return forged


def take_in(
    machine: Machine, entries: list[Entry], payloads: dict[bytes, bytes] | None = None
):
    return machine.here.receive(entries, payloads or {})


def test_a_fork_is_kept_shown_and_held_until_a_lead_admits_a_branch(
    trio: Trio,
) -> None:
    folder, asha, ben, carys = trio
    subject = new_subject()
    ben.here.commit(noted(subject, "before"))
    settle_all([ben, asha, carys], folder)
    forged, payloads = two_branches(ben, subject)
    # Carys hears only of the branch; everybody else of the main line.
    assert not take_in(carys, forged, payloads).forks
    assert texts(carys, subject) == ("before", "branch 1", "branch 2")
    told: set[str] = set()
    for _ in range(4):
        for machine in (ben, asha, carys):
            done: Exchange = machine.exchange(folder)
            told |= {machine.name for chain in done.forks if chain == forged[0].chain}
    assert told == {"Asha", "Ben", "Carys"}
    for machine in (asha, ben, carys):
        store = machine.here.kit.store
        assert texts(machine, subject) == ("before",)
        assert store.forks() == {forged[0].chain: forged[0].number}
        assert len(store.entries_at(forged[0].chain, forged[0].number)) == 2
        held = {entry.digest for entry in machine.here.without_effect(Why.HELD)}
        assert {entry.digest for entry in forged} <= held
        assert len(held) == 4
        found = verify_journal(store).found
        assert {f.trouble for f in found} == {Trouble.FORKED}
        check_rebuild(machine)
        machine.reopen()
        assert texts(machine, subject) == ("before",)

    admit(asha.here, forged[-1].head)
    settle_all([asha, ben, carys], folder)
    for machine in (asha, ben, carys):
        assert texts(machine, subject) == ("before", "branch 1", "branch 2")
        assert len(machine.here.without_effect(Why.HELD)) == 2
        check_rebuild(machine)
    digests = [m.here.ledger.cache.digest() for m in (asha, ben, carys)]
    assert digests[0] == digests[1] == digests[2]


def test_both_branches_can_be_admitted(trio: Trio) -> None:
    folder, asha, ben, carys = trio
    subject = new_subject()
    forged, payloads = two_branches(ben, subject)
    main = ben.here.kit.store.entries_at(forged[-1].chain, forged[-1].number)[0]
    take_in(asha, forged, payloads)
    settle_all([asha, ben, carys], folder)
    admit(asha.here, forged[-1].head)
    admit(asha.here, main.head)
    settle_all([asha, ben, carys], folder)
    shown = [texts(machine, subject) for machine in (asha, ben, carys)]
    assert set(shown[0]) == {"branch 1", "branch 2", "main 1", "main 2"}
    assert shown[0] == shown[1] == shown[2]
    for machine in (asha, ben, carys):
        check_rebuild(machine)
        machine.reopen()
        assert texts(machine, subject) == shown[0]


def test_only_a_leads_admission_settles_a_fork(trio: Trio) -> None:
    folder, asha, ben, carys = trio
    subject = new_subject()
    forged, payloads = two_branches(ben, subject)
    take_in(asha, forged, payloads)
    settle_all([asha, ben, carys], folder)
    from incidentkit.vault.acts import Admit

    carys.here.commit_acts([Admit(forged[-1].head)])
    settle_all([asha, ben, carys], folder)
    for machine in (asha, ben, carys):
        assert texts(machine, subject) == ()
        check_rebuild(machine)


def test_a_fork_inside_a_change_holds_the_change_on_both_branches(trio: Trio) -> None:
    folder, asha, ben, carys = trio
    subject = new_subject()
    from incidentkit.vault.change import write

    change = write(*(Write(subject, NOTED, Noted(t)) for t in ("one", "two", "three")))
    ben.here.commit(change)
    chain = ben.here.writer
    number = tip(ben.here).number
    parts = ben.here.kit.store.stretch(chain, number - 2, number)
    wall = parts[-1].core.wall + 1
    twin = altered(parts[-1], ben.here.seat, wall=wall)
    settle_all([ben, asha], folder)
    # Asha gets the whole change first, Carys the twin first.
    take_in(carys, [*ben.here.kit.store.chain(chain, 0)][: number - 1])
    take_in(carys, [twin])
    take_in(asha, [twin])
    settle_all([asha, ben, carys], folder)
    for machine in (asha, ben, carys):
        assert texts(machine, subject) == ()
        assert len(machine.here.without_effect(Why.HELD)) == 4
        check_rebuild(machine)
    admit(asha.here, parts[-1].head)
    settle_all([asha, ben, carys], folder)
    for machine in (asha, ben, carys):
        assert texts(machine, subject) == ("one", "two", "three")
        check_rebuild(machine)


# --- forged, cut, replayed and rolled back -------------------------------


def next_entry(machine: Machine, subject: SubjectId) -> Entry:
    (entry,), _ = writes_after(
        machine, tip(machine.here), [Write(subject, NOTED, Noted("forged"))]
    )
    return entry


def _stranger_signs(entry: Entry) -> Entry:
    return sign_entry(entry.core, Seat.generate().signing)


FORGERIES = {
    "signature": (lambda e, seat: _stranger_signs(e), Refusal.BAD_SIGNATURE),
    "seat": (lambda e, keys: altered(e, keys, seat=bytes(16)), None),
    "kit": (lambda e, seat: altered(e, seat, kit=bytes(16)), Refusal.WRONG_KIT),
    "link": (lambda e, seat: altered(e, seat, previous=bytes(32)), None),
    "time": (lambda e, seat: altered(e, seat, time_ms=1), Refusal.BAD_TIME),
    "group": (lambda e, seat: altered(e, seat, part=2, parts=2), Refusal.BAD_GROUP),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_entry_stops_its_chain_with_the_reason(trio: Trio, name: str) -> None:
    folder, asha, ben, carys = trio
    settle_all([asha, ben, carys], folder)
    subject = new_subject()
    forge, reason = FORGERIES[name]
    entry = next_entry(ben, subject)
    forged = forge(entry, ben.here.seat)
    arrival = take_in(asha, [forged])
    assert not arrival.new
    assert asha.here.kit.store.entry(forged.digest) is None
    if reason is not None:
        assert [refused.reason for refused in arrival.refused] == [reason]
    # The chain goes on where it was: the true entry is taken in.
    assert take_in(asha, [entry]).new == (entry,)
    assert verify_journal(asha.here.kit.store).found != ()


def test_a_wrong_head_is_kept_alike_by_everybody_and_named(trio: Trio) -> None:
    folder, asha, ben, carys = trio
    subject = new_subject()
    asha.here.commit(noted(subject, "true"))
    settle_all([asha, ben, carys], folder)
    entry = next_entry(ben, subject)
    known = asha.here.kit.store.heads()[asha.here._chain.id]
    false = Head(known.chain, known.number, bytes(32))
    forged = altered(entry, ben.here.seat, heads=(false,))
    arrival = take_in(asha, [forged])
    assert [n.reason for n in arrival.noticed] == [Refusal.BAD_HEADS]
    found = verify_journal(asha.here.kit.store).found
    assert (Trouble.MISSING, known.chain, known.number) in [
        (f.trouble, f.chain, f.number) for f in found
    ]


def test_a_head_from_the_future_is_named_however_it_arrives(trio: Trio) -> None:
    folder, asha, ben, carys = trio
    settle_all([asha, ben, carys], folder)
    subject = new_subject()
    entry = next_entry(ben, subject)
    carys.clock.ms += 3_600_000
    carys.here.commit(noted(subject, "from an hour ahead"))
    later = carys.here.kit.store.heads()[carys.here._chain.id]
    ahead = carys.here.kit.store.entry(later.digest)
    assert ahead is not None
    forged = altered(entry, ben.here.seat, heads=(later,))
    first = take_in(asha, [forged, ahead])
    second = take_in(carys, [forged])
    assert len(first.new) == 2
    assert [n.reason for n in second.noticed] == [Refusal.BAD_TIME]
    for machine in (asha, carys):
        troubles = {f.trouble for f in verify_journal(machine.here.kit.store).found}
        assert Trouble.WRONG_TIME in troubles


def test_a_chain_that_forgets_the_roster_is_named(trio: Trio) -> None:
    folder, asha, ben, carys = trio
    settle_all([asha, ben, carys], folder)
    entry = next_entry(ben, new_subject())
    forged = altered(entry, ben.here.seat, frontier=())
    arrival = take_in(asha, [forged])
    assert [n.reason for n in arrival.noticed] == [Refusal.BAD_FRONTIER]
    found = [f.trouble for f in verify_journal(asha.here.kit.store).found]
    assert Trouble.FORGOT_ROSTER in found


def test_a_replayed_entry_changes_nothing(trio: Trio) -> None:
    folder, asha, ben, carys = trio
    subject = new_subject()
    ben.here.commit(noted(subject, "once"))
    settle_all([ben, asha, carys], folder)
    before = asha.here.ledger.cache.digest()
    everything = list(asha.here.kit.store.all_entries())
    arrival = take_in(asha, everything)
    assert not arrival.new
    assert not arrival.refused
    assert asha.here.ledger.cache.digest() == before


def test_a_cut_chain_is_named_by_a_seat_that_saw_further(
    trio: Trio, tmp_path: Path
) -> None:
    folder, asha, ben, carys = trio
    subject = new_subject()
    settle_all([asha, ben, carys], folder)
    ben.here.commit(noted(subject, "will be cut off"))
    settle_all([ben, carys], folder)
    carys.here.commit(noted(subject, "Carys has seen it"))
    cut = tip(ben.here)
    seen = list(carys.here.kit.store.chain(carys.here._chain.id))
    asha.here.receive(seen, {})
    found = verify_journal(asha.here.kit.store).found
    assert [(f.trouble, f.chain, f.number) for f in found if f.chain == cut.chain] == [
        (Trouble.MISSING, cut.chain, cut.number)
    ]
    settle_all([asha, ben, carys], folder)
    assert verify_journal(asha.here.kit.store).intact
