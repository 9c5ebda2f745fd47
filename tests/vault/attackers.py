"""An office with a member whose program was changed, and what they do with it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from incidentkit.vault.acts import (
    Act,
)
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.entry import (
    Entry,
)
from incidentkit.vault.kinds import (
    ScopeId,
    SubjectId,
)
from incidentkit.vault.ownchain import acting
from tests.vault.modified import (
    tip,
    writes_after,
)
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


class Office(NamedTuple):
    """A founder and two officers, who share a folder."""

    folder: Path
    asha: Machine
    ben: Machine
    carys: Machine

    def settle(self) -> None:
        settle_all([self.asha, self.ben, self.carys], self.folder)


@contextlib.contextmanager
def opened_office(base: Path) -> Iterator[Office]:
    """Found a kit and let two officers in."""
    folder = base / "shared"
    folder.mkdir()
    machines = [Machine(base / name, name) for name in ("Asha", "Ben", "Carys")]
    machines[0].found(noted(new_subject(), "the first line"))
    for newcomer in machines[1:]:
        join(newcomer, machines[0], folder)
    found = Office(folder, *machines)
    found.settle()
    yield found
    for machine in machines:
        machine.close()


def raw(machine: Machine, *acts: Act) -> None:
    """Write acts as a program would that checks nothing."""
    machine.here._write([acting(act) for act in acts], {})


def texts(
    machine: Machine, subject: SubjectId, scope: ScopeId | None = None
) -> tuple[str, ...]:
    state = machine.here.state(THING, subject, scope)
    return state.texts if isinstance(state, Thing) else ()


def secret_scope(
    machine: Machine, *others: Machine, leads: bool = False
) -> tuple[SubjectId, ScopeId]:
    """Open a scope with a line in it."""
    subject, scope = new_subject(), machine.here.new_scope()
    seats = frozenset(other.here.seat.id for other in others)
    line = Write(subject, NOTED, Noted("secret"), scope)
    machine.here.commit(write(OpenScope(scope, seats, leads, recovery=False), line))
    return subject, scope


def last_of(machine: Machine, writer: Machine) -> Entry:
    """Return the last entry that one machine holds of another's chain."""
    store = machine.here.kit.store
    found = store.entry(store.heads()[writer.here._chain.id].digest)
    assert found is not None
    return found


def fork(office: Office, subject: SubjectId) -> tuple[Entry, Entry]:
    """Have Ben sign two entries at one place, and Asha take both in."""
    at, found = tip(office.ben.here), []
    for text in ("branch A", "branch B"):
        entries, payloads = writes_after(
            office.ben, at, [Write(subject, NOTED, Noted(text))]
        )
        office.asha.here.receive(entries, payloads)
        found += entries
    return found[0], found[1]
