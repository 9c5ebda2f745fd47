"""Kits to verify: small, closed, and with the keys of everybody who wrote in them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from incidentkit.vault.acts import Disposed, Head
from incidentkit.vault.anchor import Anchor, AnchorFile
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.database import open_file
from incidentkit.vault.entry import Entry
from incidentkit.vault.kinds import Role
from incidentkit.vault.membership import set_role
from incidentkit.vault.seat import Seat
from incidentkit.vault.store import Store
from incidentkit.vault.verify import Report, verify_journal
from tests.vault.second.verifier import Verdict, verify_kit
from tests.vault.world import (
    NOTED,
    Machine,
    Noted,
    TickingClock,
    finished,
    join,
    new_subject,
    noted,
    settle_all,
)

# Room between two entries, for the one who moves an entry's time.
STEP_MS = 1000


COUNTS = (
    *("entries", "chains", "held", "without_authority", "unknown_class", "disposed"),
)


@dataclass(frozen=True)
class Sample:
    """A closed kit, and what may be known about it elsewhere.

    `anchor_file` is what its own machine saw last, `colleague` the heads that
    another machine has.
    """

    database: Path
    entries: tuple[Entry, ...]
    seats: dict[bytes, Seat]
    anchor_file: Path
    anchor: Anchor
    colleague: tuple[Head, ...]

    def seat_of(self, chain: bytes) -> Seat:
        """Who writes a chain."""
        return next(self.seats[e.seat] for e in self.entries if e.chain == chain)

    def chain(self, chain: bytes) -> list[Entry]:
        """A chain in order."""
        found = [entry for entry in self.entries if entry.chain == chain]
        return sorted(found, key=lambda entry: entry.number)

    @property
    def chains(self) -> list[bytes]:
        return sorted({entry.chain for entry in self.entries})


def machine(root: Path, name: str) -> Machine:
    return Machine(root / name, name, TickingClock(step=STEP_MS))


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """A kit's database wherever it lies, as strictly as the kit opens its own."""
    store = Store(open_file(path, Machine(path.parent, "").places))
    try:
        yield store
    finally:
        store.close()


def closed(keeper: Machine, everybody: list[Machine]) -> Sample:
    """Close every machine, and take one of them as the sample."""
    seats = {m.here.seat.id: m.here.seat for m in everybody}
    anchor_file = AnchorFile.of(keeper.places, keeper.here.kit.identity.kit)
    entries = tuple(keeper.here.kit.store.all_entries())
    others = [m for m in everybody if m is not keeper]
    heads = verify_journal(others[-1].here.kit.store).heads if others else ()
    for one in everybody:
        one.close()
    anchor = anchor_file.read()
    assert anchor is not None
    return Sample(
        keeper.places.database, entries, seats, anchor_file.path, anchor, heads
    )


def write_some(one: Machine, lines: int) -> None:
    """Some lines, some of them several in one change."""
    for number in range(lines):
        parts = [
            Write(new_subject(), NOTED, Noted(f"line {number}.{part}"))
            for part in range(1 + number % 3)
        ]
        one.here.commit(write(*parts))


def dispose_of_one(one: Machine) -> None:
    """Write a line, close its subject, and dispose of the line."""
    subject = new_subject()
    receipt = one.here.commit(noted(subject, "soon gone"))
    one.here.commit(finished(subject))
    one.here.commit_acts([Disposed(tuple(receipt.digests), "after a year")])


def alone(root: Path) -> Sample:
    """A kit that one machine wrote, and nobody else has seen."""
    asha = machine(root, "Asha")
    asha.found()
    write_some(asha, 6)
    scope = asha.here.new_scope()
    hidden = Write(new_subject(), NOTED, Noted("hidden"), scope)
    asha.here.commit(write(OpenScope(scope, leads=True), hidden))
    dispose_of_one(asha)
    write_some(asha, 5)
    return closed(asha, [asha])


def together(root: Path) -> Sample:
    """A kit of three machines that have all seen everything."""
    folder = root / "shared"
    folder.mkdir()
    asha, ben, carys = (machine(root, name) for name in ("Asha", "Ben", "Carys"))
    asha.found()
    write_some(asha, 3)
    join(carys, asha, folder, Role.LEAD)
    join(ben, asha, folder)
    everybody = [asha, ben, carys]
    settle_all(everybody, folder)
    write_some(ben, 4)
    write_some(asha, 2)
    settle_all(everybody, folder, 2)
    dispose_of_one(carys)
    set_role(carys.here, ben.here.me.person, Role.OBSERVER)
    settle_all(everybody, folder, 2)
    set_role(asha.here, ben.here.me.person, Role.OFFICER)
    settle_all(everybody, folder, 2)
    for one in everybody:
        write_some(one, 3)
    settle_all(everybody, folder)
    return closed(asha, everybody)


def copy_of(sample: Sample, folder: Path) -> Path:
    """A copy of the database to change."""
    copy = folder / "kit.db"
    shutil.copyfile(sample.database, copy)
    copy.chmod(0o600)
    return copy


@dataclass(frozen=True)
class Answers:
    """What both verifiers say about one database."""

    first: Report
    second: Verdict

    @property
    def intact(self) -> bool:
        """The verdict, which must be one."""
        assert self.first.intact == self.second.is_intact, (
            self.first.found,
            self.second.troubles,
        )
        return self.first.intact

    @property
    def names(self) -> tuple[set[str], set[str]]:
        """The names of what each of them found."""
        return {str(f.trouble) for f in self.first.found}, set(self.second.names)

    def check_same(self) -> None:
        """Verdict, troubles, heads and counts are the same."""
        first, second = self.first, self.second
        ours = [(head.chain, head.number, head.digest) for head in second.heads]
        assert [(h.chain, h.number, h.digest) for h in first.heads] == ours
        assert self.intact == second.is_intact
        assert self.names[0] == self.names[1]
        for name in COUNTS:
            assert getattr(first, name) == getattr(second, name), name


def ask_both(path: Path, anchor: Path | None = None) -> Answers:
    """Verify a database that no machine has open, with both verifiers."""
    second = verify_kit(path, anchor)
    with opened(path) as store:
        seen = _anchor_at(anchor, store.meta("kit")) if anchor else None
        return Answers(verify_journal(store, seen), second)


def _anchor_at(path: Path, kit: bytes) -> Anchor | None:
    return AnchorFile(path, kit).read()
