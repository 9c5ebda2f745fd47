"""The kit's file: its settings, its tables, its lock, and what is broken in it."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import (
    KitDamagedError,
    KitExistsError,
    KitInUseError,
    KitMissingError,
    KitNewerError,
    RefusedError,
    TamperedError,
)
from incidentkit.vault.database import _SETTINGS, SCHEMA, VERSION, Database
from incidentkit.vault.kit import open_kit
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
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


def edit(machine: Machine, sql: str) -> None:
    """Change the closed kit's file with plain SQL."""
    machine.close()
    connection = sqlite3.connect(machine.places.database, isolation_level=None)
    connection.executescript(sql)
    connection.close()


def test_every_setting_is_what_it_was_set_to(asha: Machine) -> None:
    connection = asha.here.kit.store._database.connection
    for name, _, expected in _SETTINGS:
        assert connection.execute(f"PRAGMA {name}").fetchone() == (expected,)
    order = [name for name, _, _ in _SETTINGS]
    assert order.index("synchronous") < order.index("journal_mode")


@pytest.mark.parametrize("name", [name for name, _, _ in _SETTINGS])
def test_a_setting_that_does_not_take_is_found_out(
    asha: Machine, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    asha.close()
    wrong = tuple((n, v, "something else" if n == name else e) for n, v, e in _SETTINGS)
    monkeypatch.setattr("incidentkit.vault.database._SETTINGS", wrong)
    with pytest.raises(KitDamagedError) as refusal:
        open_kit(asha.around)
    assert refusal.value.where == f"setting {name}"


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE extra(x)",
        "CREATE VIEW extra AS SELECT * FROM entry",
        "CREATE TRIGGER extra AFTER INSERT ON entry BEGIN DELETE FROM payload; END",
        "CREATE INDEX extra ON payload(sealed)",
        "DROP TABLE courier",
        "DROP INDEX entry_place",
        "ALTER TABLE slot ADD COLUMN more BLOB",
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql=replace(sql,"
        " 'STRICT', '') WHERE name='payload'",
    ],
)
def test_tables_that_are_not_exactly_ours_are_refused(asha: Machine, sql: str) -> None:
    edit(asha, sql)
    with pytest.raises(KitDamagedError) as refusal:
        asha.open()
    assert refusal.value.where == "kit.db tables"


def test_a_newer_format_says_so_and_stays_as_it_was(asha: Machine) -> None:
    edit(asha, f"PRAGMA user_version={VERSION + 1}")
    before = asha.places.database.read_bytes()
    with pytest.raises(KitNewerError) as refusal:
        asha.open()
    assert (refusal.value.found, refusal.value.understood) == (VERSION + 1, VERSION)
    assert asha.places.database.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    ["PRAGMA user_version=0", "PRAGMA user_version=-1", "PRAGMA application_id=7"],
)
def test_another_programs_database_is_no_kit(asha: Machine, sql: str) -> None:
    edit(asha, sql)
    with pytest.raises(KitDamagedError):
        asha.open()


@pytest.mark.parametrize("data", [b"", b"x", b"not a database at all" * 400])
def test_a_file_that_is_no_database_is_no_kit(asha: Machine, data: bytes) -> None:
    asha.close()
    asha.places.database.write_bytes(data)
    with pytest.raises(KitDamagedError):
        asha.open()


def test_the_schema_has_no_table_without_strict_types() -> None:
    tables = [s for s in SCHEMA.split(";") if "CREATE TABLE" in s]
    assert len(tables) == 12
    assert all("STRICT" in table for table in tables)


HOLD = """
import sys
from pathlib import Path
from incidentkit.vault.lockfile import KitLock
lock = KitLock.take(Path(sys.argv[1]), "Ben", 1234)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(asha: Machine) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has the kit open."""
    asha.close()
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(asha.places.lock)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    with process:
        yield process
        process.kill()


def test_a_second_process_is_told_who_has_the_kit_open_and_since_when(
    asha: Machine, holder: subprocess.Popen[bytes]
) -> None:
    with pytest.raises(KitInUseError) as refusal:
        open_kit(asha.around, "Asha")
    said = refusal.value
    assert (said.who, said.process, said.since_ms) == ("Ben", holder.pid, 1234)


def test_a_lock_whose_process_was_killed_holds_nobody_up(
    asha: Machine, holder: subprocess.Popen[bytes]
) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert asha.places.lock.exists()
    asha.open()


def test_a_second_opening_in_one_process_is_refused_too(asha: Machine) -> None:
    with pytest.raises(KitInUseError) as refusal:
        open_kit(asha.around, "Ben")
    assert refusal.value.who == "Asha"
    asha.here.commit(noted(new_subject(), "still ours"))
    asha.reopen()


@pytest.mark.parametrize("note", [b"", b"\0{}", b"\0[1]", b"\0{not json", b"\xff" * 9])
def test_a_note_in_the_lock_that_says_nothing_sensible_is_no_reason_to_fail(
    asha: Machine, note: bytes, holder: subprocess.Popen[bytes]
) -> None:
    asha.places.lock.write_bytes(note)
    with pytest.raises(KitInUseError) as refusal:
        open_kit(asha.around)
    assert refusal.value.who == ""


def test_a_kit_is_made_once_and_only_opened_where_there_is_one(
    asha: Machine, tmp_path: Path
) -> None:
    with pytest.raises(KitExistsError):
        asha.found()
    with pytest.raises(KitMissingError):
        open_kit(Machine(tmp_path / "nowhere", "Asha").around)
    assert not (tmp_path / "nowhere").exists()


def test_what_a_killed_process_left_half_written_is_cleared_up(asha: Machine) -> None:
    asha.close()
    left = [asha.places.kit / ".part-abc", asha.places.evidence / ".part-def"]
    for path in left:
        path.write_bytes(b"half")
    kept = asha.places.kit / "notes of the council.txt"
    kept.write_bytes(b"theirs")
    asha.open()
    assert not any(path.exists() for path in left)
    assert kept.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE entry SET data=x'90' WHERE number=2",
        "UPDATE meta SET value=x'' WHERE name='genesis'",
        "DELETE FROM meta WHERE name='kit'",
        "DELETE FROM meta WHERE name='genesis'",
        "UPDATE cache SET body=x'00'",
        "UPDATE page SET sealed=x'00'",
        "UPDATE instance SET chain=x'00', seat=x'', binding=x''",
    ],
)
def test_a_broken_row_is_named_or_harmless_and_never_a_bug(
    asha: Machine, sql: str
) -> None:
    subject = new_subject()
    asha.here.commit(noted(subject, "kept"))
    edit(asha, sql)
    try:
        session = asha.open()
    except (KitDamagedError, TamperedError, RefusedError):
        return
    intact = verify_journal(session.kit.store).intact
    assert not intact or session.state(THING, subject) == Thing(("kept",))


def test_a_query_on_a_broken_file_says_that_the_kit_is_damaged(asha: Machine) -> None:
    database: Database = asha.here.kit.store._database
    with pytest.raises(KitDamagedError):
        database.rows("SELECT * FROM nowhere")
