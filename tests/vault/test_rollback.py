"""What is put back, taken over from elsewhere, or cut off: who notices, and who cannot.

What neither opening nor verifying can know without another witness is listed
last, and the verification says so.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import TamperedError, WrongPassphraseError
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.encoding import encode
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import open_kit
from incidentkit.vault.recheck import Differs, recheck
from incidentkit.vault.verify import Trouble, Unproved, verify_journal
from tests.vault.attacks import (
    LINES,
    OTHER,
    SUBJECT,
    edit,
    examine,
    furnished,
    nth_last,
    put_back,
    rows_of,
)
from tests.vault.world import (
    PASSPHRASE,
    POLICY,
    THING,
    Machine,
    Thing,
    noted,
)


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = furnished(tmp_path / "one")
    yield machine
    machine.close()


def write_more(machine: Machine) -> None:
    machine.open().commit(noted(SUBJECT, "the newest line"))
    machine.close()


NEWEST = Thing((*LINES.texts, "the newest line"))


@pytest.mark.parametrize("table", ["page", "cache"])
def test_states_put_back_in_part_are_refused(asha: Machine, table: str) -> None:
    old = rows_of(asha, table)
    write_more(asha)
    put_back(asha, table, old)
    assert examine(asha) == {"TamperedError"}


def test_a_page_put_back_is_named_and_its_digest_cannot_be_put_back_with_it(
    asha: Machine,
) -> None:
    old = rows_of(asha, "page")
    write_more(asha)
    changed = [
        n
        for n, (a, b) in enumerate(zip(old, rows_of(asha, "page"), strict=True))
        if a != b
    ]
    new = rows_of(asha, "page")
    put_back(asha, "page", old)
    with pytest.raises(TamperedError) as refusal:
        asha.open()
    assert refusal.value.where.startswith("state page")

    for number in changed:
        swap_digest(asha, new[number][2], old[number][2])
    with pytest.raises(TamperedError) as refusal:
        asha.open()
    assert refusal.value.where == "state cache"


def swap_digest(machine: Machine, was: object, now: object) -> None:
    """Have the record of the states name another page, without the key for it."""
    assert isinstance(was, bytes)
    assert isinstance(now, bytes)
    digests = [hashlib.sha256(page).digest() for page in (was, now)]
    rows = rows_of(machine, "cache")
    put_back(
        machine,
        "cache",
        [(seat, body.replace(*digests)) for seat, body in rows],  # type: ignore[attr-defined]
    )


@pytest.mark.parametrize("index", ["entry_place", "entry_authority"])
def test_an_index_that_hides_rows_is_named(asha: Machine, index: str) -> None:
    """An index can be emptied so that the tables look as they should."""
    sql = f"UPDATE sqlite_schema SET sql={{}} WHERE name='{index}'"
    (before,) = next(
        (row[4],) for row in rows_of(asha, "sqlite_schema") if row[1] == index
    )
    connection = sqlite3.connect(asha.places.database)
    connection.execute("PRAGMA writable_schema=ON")
    where = " AND 0" if "WHERE" in str(before) else " WHERE 0"
    connection.execute(sql.format("?"), (f"{before}{where}",))
    connection.commit()
    connection.close()
    connection = sqlite3.connect(asha.places.database)
    connection.execute(f"REINDEX {index}")
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute(sql.format("?"), (before,))
    connection.commit()
    connection.close()
    found = examine(asha)
    assert "altered" in found
    assert found & {"TamperedError", "KitDamagedError", "OlderCopyError"}


def test_an_invented_fork_is_refused_even_when_the_roster_has_moved_on(
    asha: Machine,
) -> None:
    asha.open()
    add_colleague(asha.here, "Carys", "a third passphrase", Role.LEAD, POLICY)
    asha.close()
    kit = open_kit(asha.around)
    carys = kit.unlock("Carys", "a third passphrase")
    add_colleague(carys, "Dewi", "a fourth passphrase", Role.OFFICER, POLICY)
    kit.close()
    edit(asha, "INSERT INTO fork SELECT chain, 4 FROM entry WHERE number=2 LIMIT 1")
    assert examine(asha) == {"altered", "TamperedError"}


def test_states_put_back_whole_are_brought_up_to_date_from_the_journal(
    asha: Machine,
) -> None:
    """They are our own, sealed and sound, and the journal has gone on since."""
    old = {table: rows_of(asha, table) for table in ("page", "cache", "touch")}
    write_more(asha)
    for table, rows in old.items():
        put_back(asha, table, rows)
    assert examine(asha) == set()
    assert asha.here.state(THING, SUBJECT) == NEWEST


def test_states_that_are_gone_are_made_again(asha: Machine) -> None:
    for table in ("page", "cache", "touch", "unread"):
        put_back(asha, table, [])
    assert examine(asha) == set()
    assert asha.here.state(THING, SUBJECT) == LINES


@pytest.mark.parametrize("tables", [["entry"], ["entry", "page", "cache", "touch"]])
def test_a_journal_put_back_is_older_than_what_was_seen(
    asha: Machine, tables: list[str]
) -> None:
    old = {table: rows_of(asha, table) for table in tables}
    write_more(asha)
    for table, rows in old.items():
        put_back(asha, table, rows)
    assert examine(asha) == {"older-than-seen", "OlderCopyError"}


def test_a_whole_file_put_back_is_older_than_what_was_seen(asha: Machine) -> None:
    old = asha.places.database.read_bytes()
    write_more(asha)
    asha.places.database.write_bytes(old)
    assert examine(asha) == {"older-than-seen", "OlderCopyError"}


def test_a_journal_put_back_without_its_states_is_refused_even_without_an_anchor(
    asha: Machine,
) -> None:
    old = rows_of(asha, "entry")
    write_more(asha)
    put_back(asha, "entry", old)
    for anchor in asha.places.state.glob("anchor-*"):
        anchor.unlink()
    assert examine(asha, with_anchor=False) == {"TamperedError"}


# --- ways in, and what is this machine's own ------------------------------


def test_a_slot_from_another_kit_opens_nothing(asha: Machine, tmp_path: Path) -> None:
    stranger = Machine(tmp_path / "two", "Asha")
    stranger.found()
    stranger.close()
    put_back(asha, "slot", rows_of(stranger, "slot"))
    assert examine(asha) == {"WrongPassphraseError"}


def test_slots_that_swap_names_open_nothing(asha: Machine) -> None:
    (one, first), (two, second) = rows_of(asha, "slot")
    put_back(asha, "slot", [(one, second), (two, first)])
    assert examine(asha) == {"WrongPassphraseError"}


def test_a_colleagues_slot_cannot_be_passed_off_under_ones_own_name(
    asha: Machine,
) -> None:
    kit = open_kit(asha.around)
    slots = {slot.header.seat: slot for slot in kit.store.slots()}
    mine = kit.store.entries_at(kit.store.instances()[0].chain, 1)[0].seat
    (theirs,) = (slot for seat, slot in slots.items() if seat != mine)
    kit.close()
    tag = slots[mine].header.tag
    data = encode(theirs).replace(theirs.header.tag, tag)
    put_back(asha, "slot", [(theirs.header.slot, data)])
    kit = asha.locked = open_kit(asha.around)
    for passphrase in (PASSPHRASE, OTHER):
        with pytest.raises(WrongPassphraseError):
            kit.unlock("Asha", passphrase)


HARMLESS: dict[str, list[str]] = {
    "this machine's chain is forgotten": ["DELETE FROM instance"],
    "it is said to be another seat's": ["UPDATE instance SET seat=zeroblob(16)"],
    "it is said to be another machine's": ["UPDATE instance SET binding=zeroblob(32)"],
    "a chain of nobody's is said to be ours": [
        "UPDATE instance SET chain=zeroblob(16)"
    ],
    "our chain is said to be given up": [
        "INSERT INTO meta SELECT 'abandoned/' || lower(hex(chain)), x'00' FROM instance"
    ],
}


@pytest.mark.parametrize("attack", HARMLESS)
def test_a_machine_that_no_longer_knows_its_chain_begins_another(
    asha: Machine, attack: str
) -> None:
    edit(asha, *HARMLESS[attack])
    assert examine(asha) == set()
    asha.here.commit(noted(SUBJECT, "the newest line"))
    assert asha.here.state(THING, SUBJECT) == NEWEST
    asha.close()
    assert examine(asha) == set()
    assert len(asha.here.kit.store.chains()) == 2


def test_what_was_named_already_is_named_once_more_when_it_is_forgotten(
    asha: Machine,
) -> None:
    kit = open_kit(asha.around)
    kit.unlock("Ben", OTHER).commit(noted(SUBJECT, "from Ben"))
    kit.close()
    write_more(asha)
    edit(asha, "DELETE FROM meta WHERE name LIKE 'seen/%'")
    write_more(asha)
    assert examine(asha) == set()


# --- what nobody can know alone -------------------------------------------


def test_a_cut_tail_on_one_machine_without_an_anchor_is_what_verifying_cannot_prove(
    asha: Machine,
) -> None:
    """An attacker with both folders: the states, the anchor and the tail are gone."""
    asha.open()
    before = verify_journal(asha.here.kit.store).entries
    asha.close()
    edit(
        asha,
        "DELETE FROM payload WHERE digest NOT IN (SELECT digest FROM payload"
        " ORDER BY rowid LIMIT 6)",
        f"DELETE FROM entry WHERE digest IN ({nth_last(0)}, {nth_last(1)})",
        "DELETE FROM cache",
        "DELETE FROM page",
        "DELETE FROM touch",
    )
    for anchor in asha.places.state.glob("anchor-*"):
        anchor.unlink()
    kit = asha.locked = open_kit(asha.around)
    report = verify_journal(kit.store)
    assert report.intact, report.found
    assert report.entries == before - 2
    assert {Unproved.TAIL, Unproved.NO_ANCHOR, Unproved.ONE_MACHINE} <= set(
        report.unproved
    )
    session = asha.session = kit.unlock("Asha", PASSPHRASE)
    assert recheck(session) == ()
    assert session.state(THING, SUBJECT) == Thing(LINES.texts[:-2])


@pytest.mark.parametrize("witness", ["the anchor", "the states", "a colleague"])
def test_any_one_witness_shows_the_same_cut(asha: Machine, witness: str) -> None:
    if witness == "a colleague":
        kit = open_kit(asha.around)
        kit.unlock("Ben", OTHER).commit(noted(SUBJECT, "from Ben"))
        kit.close()
    tail = "(SELECT digest FROM entry WHERE cls=0 AND chain=(SELECT chain FROM entry"
    tail += " WHERE number=2 AND cls=1) ORDER BY number DESC LIMIT 1)"
    edit(asha, f"DELETE FROM entry WHERE digest={tail}")
    if witness != "the states":
        for table in ("page", "cache", "touch", "unread"):
            put_back(asha, table, [])
    if witness != "the anchor":
        for anchor in asha.places.state.glob("anchor-*"):
            anchor.unlink()
    found = examine(asha)
    expected = {
        "the anchor": {str(Trouble.OLDER_THAN_SEEN), "OlderCopyError"},
        "the states": {"TamperedError"},
        "a colleague": {str(Trouble.MISSING)},
    }
    assert found == expected[witness]


def test_every_verification_says_what_it_cannot_prove(asha: Machine) -> None:
    kit = asha.locked = open_kit(asha.around)
    anchor = AnchorFile.of(asha.places, kit.kit_id).read()
    always = {Unproved.TAIL, Unproved.CLOCKS, Unproved.MEANING, Unproved.KINDS}
    assert set(verify_journal(kit.store, anchor).unproved) == {
        *always,
        Unproved.ONE_MACHINE,
    }
    assert set(verify_journal(kit.store).unproved) == {
        *always,
        Unproved.ONE_MACHINE,
        Unproved.NO_ANCHOR,
    }


def test_checking_the_states_changes_nothing(asha: Machine) -> None:
    edit(asha, "DELETE FROM touch WHERE digest=(SELECT max(digest) FROM touch)")
    asha.open()
    before = asha.here.kit.store.index_rows(asha.here.seat.id)
    assert recheck(asha.here) == (Differs.INDEX,)
    assert asha.here.kit.store.index_rows(asha.here.seat.id) == before
    asha.here.rebuild()
    assert recheck(asha.here) == ()
