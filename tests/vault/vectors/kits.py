"""Golden kits: made once, to be opened and verified by every later version."""

import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from incidentkit.vault.acts import Disposed
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.kinds import Role, SubjectId
from incidentkit.vault.membership import remove_person, set_role
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    NOTED,
    PASSPHRASE,
    VALUED,
    Machine,
    Noted,
    Valued,
    finished,
    join,
    noted,
    settle_all,
)

# Named here, so that what a later version reads can be told.
INCIDENT, ACCOUNT = SubjectId(b"\x41" * 16), SubjectId(b"\x42" * 16)
LINES = ("the phones are down", "the phones are back", "all clear")


def make_missing(folder: Path) -> None:
    """Make the golden kits that are not there."""
    for name, make in (("valid/kit-small", _small), ("valid/kit-of-three", _of_three)):
        if not (folder / name).exists():
            with tempfile.TemporaryDirectory() as root:
                _keep(make(Path(root)), folder / name)
    for name, statements in TAMPERINGS.items():
        target = folder / "must-fail" / f"kit-{name}"
        if not target.exists():
            _tamper(folder / "valid" / "kit-of-three", target, statements)


def _small(root: Path) -> Machine:
    """One officer, one line."""
    asha = Machine(root / "Asha", "Asha")
    asha.found(noted(INCIDENT, LINES[0]))
    return asha


def _of_three(root: Path) -> Machine:
    """Three machines, a scope, a disposal, a new role and a removal."""
    folder = root / "shared"
    folder.mkdir()
    everybody = [Machine(root / name, name) for name in ("Asha", "Ben", "Carys")]
    asha, ben, carys = everybody
    asha.found(noted(INCIDENT, LINES[0]))
    join(ben, asha, folder)
    join(carys, asha, folder, Role.LEAD)
    settle_all(everybody, folder)
    ben.here.commit(noted(INCIDENT, LINES[1]))
    carys.here.commit(write(Write(ACCOUNT, VALUED, Valued("ashcombe_dc"))))
    settle_all(everybody, folder)
    scope = asha.here.new_scope()
    hidden = Write(INCIDENT, NOTED, Noted("for leads only"), scope)
    asha.here.commit(write(OpenScope(scope, leads=True), hidden))
    gone = ben.here.commit(noted(INCIDENT, "to be disposed of"))
    ben.here.commit(finished(INCIDENT))
    settle_all(everybody, folder)
    asha.here.commit_acts([Disposed(gone.digests, "after a year")])
    set_role(asha.here, ben.here.me.person, Role.LEAD)
    settle_all(everybody, folder)
    carys.here.commit(noted(INCIDENT, "written too late"))
    remove_person(asha.here, carys.here.me.person)
    asha.here.commit(noted(INCIDENT, LINES[2]))
    settle_all(everybody, folder)
    for other in (ben, carys):
        other.close()
    return asha


def _keep(machine: Machine, target: Path) -> None:
    """Close a kit and keep its database, and what must be read from it."""
    expected = _expected(machine)
    machine.close()
    target.mkdir(parents=True)
    shutil.copyfile(machine.places.database, target / "kit.db")
    _write(target / "expected.json", expected)


def _expected(machine: Machine) -> dict[str, Any]:
    report = verify_journal(machine.here.kit.store)
    assert report.intact
    return {
        "name": machine.name,
        "passphrase": PASSPHRASE,
        "entries": report.entries,
        "chains": report.chains,
        "held": report.held,
        "without_authority": report.without_authority,
        "disposed": report.disposed,
        "heads": [[h.chain.hex(), h.number, h.digest.hex()] for h in report.heads],
        "members": len(machine.here.members()),
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="ascii")


_NOTE = "(SELECT digest FROM entry WHERE cls=0 ORDER BY number DESC LIMIT 1 OFFSET 2)"
_KEPT = "(SELECT digest FROM payload ORDER BY digest LIMIT 1)"
TAMPERINGS: dict[str, tuple[str, str]] = {
    "signature": (
        "altered",
        f"UPDATE entry SET signature=zeroblob(64) WHERE digest={_NOTE}",
    ),
    "row-gone": ("missing", f"DELETE FROM entry WHERE digest={_NOTE}"),
    "payload-gone": ("payload-missing", f"DELETE FROM payload WHERE digest={_KEPT}"),
    "payload-swapped": (
        "payload-altered",
        "UPDATE payload SET sealed=(SELECT sealed FROM payload p WHERE"
        " p.digest<>payload.digest ORDER BY p.digest LIMIT 1)",
    ),
    "marked-disposed": ("false-disposal", f"INSERT INTO disposed SELECT {_KEPT}"),
    "genesis-pinned-elsewhere": (
        "missing",
        "UPDATE meta SET value=zeroblob(32) WHERE name='genesis'",
    ),
}


def _tamper(source: Path, target: Path, case: tuple[str, str]) -> None:
    found, statement = case
    shutil.copytree(source, target)
    with closing(sqlite3.connect(target / "kit.db")) as sql:
        assert sql.execute(statement).rowcount
        sql.commit()
    _write(target / "expected.json", {"found": found})
