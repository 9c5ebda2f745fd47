"""Changing a closed kit with plain SQL, and looking for what notices."""

import sqlite3
from pathlib import Path

from incidentkit.errors import IncidentKitError
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import open_kit
from incidentkit.vault.recheck import recheck
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    NOTED,
    PASSPHRASE,
    POLICY,
    Machine,
    Noted,
    Thing,
    new_subject,
    noted,
)

OTHER = "another passphrase for tests"
Found = set[str]
SUBJECT = new_subject()


def furnished(base: Path) -> Machine:
    """Return a closed kit with a few lines, a scope, and a colleague here."""
    machine = Machine(base, "Asha")
    machine.found(noted(SUBJECT, "opening"))
    add_colleague(machine.here, "Ben", OTHER, Role.OFFICER, POLICY)
    scope = machine.here.new_scope()
    line = Write(SUBJECT, NOTED, Noted("hidden"), scope)
    machine.here.commit(write(OpenScope(scope, leads=True), line))
    for number in range(6):
        machine.here.commit(noted(SUBJECT, f"line {number}"))
    machine.close()
    return machine


LINES = Thing(("opening", *(f"line {number}" for number in range(6))))


def edit(machine: Machine, *statements: str) -> None:
    """Change the closed kit's file with plain SQL, and see that something changed."""
    connection = sqlite3.connect(machine.places.database)
    for statement in statements:
        done = connection.execute(statement)
        assert done.rowcount, f"changed nothing: {statement}"
    connection.commit()
    (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    connection.close()
    assert verdict == "ok"


def examine(machine: Machine, *, with_anchor: bool = True) -> Found:
    """Return everything that opening, verifying and checking the states find."""
    kit = machine.locked = open_kit(machine.around)
    anchor = AnchorFile.of(machine.places, kit.kit_id).read() if with_anchor else None
    found = {str(f.trouble) for f in verify_journal(kit.store, anchor).found}
    try:
        machine.session = kit.unlock("Asha", PASSPHRASE)
        found |= {str(differs) for differs in recheck(machine.session)}
    except IncidentKitError as refusal:
        found.add(type(refusal).__name__)
    return found


def nth_last(n: int) -> str:
    """Return the SQL for one of the last ordinary entries."""
    return (
        "(SELECT digest FROM entry WHERE cls=0 ORDER BY number DESC"
        f" LIMIT 1 OFFSET {n})"
    )


def nth_payload(n: int) -> str:
    """Return the SQL for one of the last payloads."""
    return f"(SELECT rowid FROM payload ORDER BY rowid DESC LIMIT 1 OFFSET {n})"


Rows = list[tuple[object, ...]]


def rows_of(machine: Machine, table: str) -> Rows:
    connection = sqlite3.connect(machine.places.database)
    rows = connection.execute(f"SELECT * FROM {table}").fetchall()
    connection.close()
    return rows


def put_back(machine: Machine, table: str, rows: Rows) -> None:
    connection = sqlite3.connect(machine.places.database)
    connection.execute(f"DELETE FROM {table}")
    for row in rows:
        marks = ",".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} VALUES({marks})", row)
    connection.commit()
    connection.close()
