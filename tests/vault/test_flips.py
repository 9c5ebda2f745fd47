"""One flipped bit anywhere in a kit changes nothing silently.

After each flip the kit is opened with its passphrase, everything in it is read,
the journal is verified and the states are made again. Either something of that
refuses or names a place, or all that the kit says is what it said before. That
is the promise; a flip in a part of the file that nothing uses changes nothing.

The short form tries one bit in four hundred, others each time; the long form of
`INCIDENTKIT_LONG=1` one in two hundred. `INCIDENTKIT_FLIPS=50` tries one in fifty,
which takes most of a minute, and `INCIDENTKIT_FLIPS=1` every bit, which takes most of
an hour; `INCIDENTKIT_SEED` repeats a choice of bits.
"""

import hashlib
import os
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from incidentkit.crypto.passphrase import KdfCost, KdfLimits
from incidentkit.errors import IncidentKitError
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.colleagues import add_colleague
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Role
from incidentkit.vault.kit import LockedKit, Surrounding, open_kit
from incidentkit.vault.recheck import recheck
from incidentkit.vault.session import Session
from incidentkit.vault.slots import Slot
from incidentkit.vault.verify import verify_journal
from tests.long_form import LONG
from tests.vault.world import (
    NOTED,
    PASSPHRASE,
    POLICY,
    THING,
    VALUED,
    Machine,
    Noted,
    Valued,
    new_subject,
    noted,
)

EVERY = int(os.environ.get("INCIDENTKIT_FLIPS", "200" if LONG else "400"))
SEED = int(os.environ.get("INCIDENTKIT_SEED", "0")) or random.randrange(1, 10**6)
OTHER = "another passphrase for tests"

pytestmark = pytest.mark.timeout(120 + 20_000 // EVERY)


def stretch_at_once(
    passphrase: str, salt: bytes, cost: KdfCost, limits: KdfLimits
) -> bytes:
    """Stand in for the KDF, which is not what is tried here and takes too long."""
    limits.check(cost)
    material = repr((passphrase, salt, cost)).encode()
    return hashlib.sha256(material).digest()


@dataclass
class Quick(Machine):
    """A machine that opens at once."""

    @property
    def around(self) -> Surrounding:
        policy = replace(POLICY, stretch=stretch_at_once)
        return Surrounding(self.places, self.clock, self.catalogue, policy)


def furnish(machine: Machine) -> None:
    """Put some of everything into a kit: two officers, scopes, a sealed-away line."""
    machine.found()
    asha, subject = machine.here, new_subject()
    scopes = [asha.new_scope(), asha.new_scope()]
    asha.commit(noted(subject, "one") + noted(new_subject(), "two"))
    policy = machine.around.policy
    add_colleague(asha, "Ben", OTHER, Role.OFFICER, policy)
    for scope in scopes:
        line = Write(subject, NOTED, Noted("hidden"), scope)
        asha.commit(write(OpenScope(scope, leads=scope == scopes[0]), line))
    first = asha.commit(write(Write(subject, VALUED, Valued("old"))))
    asha.commit(write(Write(subject, VALUED, Valued("new", first.digests))))
    machine.close()
    machine.locked = open_kit(machine.around)
    ben = machine.locked.unlock("Ben", OTHER)
    scope = ben.new_scope()
    line = Write(subject, NOTED, Noted("Ben's own"), scope)
    ben.commit(write(OpenScope(scope, recovery=False), line))
    ben.commit(noted(subject, "from Ben"))
    machine.reopen()
    machine.close()


def shrink(path: Path) -> None:
    """Pack the file into small pages, so that little of it is empty."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("PRAGMA page_size=512; VACUUM")
    connection.close()


Signed = set[tuple[bytes, bytes]]


def content(kit: LockedKit, session: Session, entries: Signed) -> tuple[object, ...]:
    """Return all that a kit says to this officer, and which of `entries` it holds.

    More entries are no loss: when the file no longer says which chain is this
    machine's, another is begun, and the kit says so in the log.
    """
    subjects = sorted({subject for subject, _, _ in session.states(THING)})
    scopes = sorted({scope for _, scope, _ in session.states(THING)})
    aside = {why: {e.digest for e in session.without_effect(why)} for why in Why}
    return (
        {(subject, scope): state for subject, scope, state in session.states(THING)},
        [session.facts(subject) for subject in subjects],
        [session.can_read(scope) for scope in scopes],
        sorted(kit.store.unread_scopes(session.seat.id)),
        aside,
        session.members(),
        session.me,
        session.roster.recovery_keys(),
        {(e.digest, e.signature) for e in kit.store.all_entries()} & entries,
        {
            (digest, hashlib.sha256(p).digest())
            for digest, p in kit.store.payload_rows()
        },
        kit.store.disposals(),
        kit.store.forks(),
    )


@dataclass
class Outcomes:
    """Opens the kit and says what came of a flip."""

    machine: Machine
    before: tuple[object, ...] = ()
    entries: Signed = field(default_factory=set)
    slots: tuple[Slot, ...] = ()

    def __post_init__(self) -> None:
        kit = open_kit(self.machine.around)
        self.slots = kit.store.slots()
        self.entries = {(e.digest, e.signature) for e in kit.store.all_entries()}
        kit.close()
        self.before, _ = self.read()
        assert self.of_flip() == "unchanged"

    def read(self) -> tuple[tuple[object, ...], bool]:
        """Return what the kit says, and whether a verification names anything."""
        kit = open_kit(self.machine.around)
        try:
            session = kit.unlock("Asha", PASSPHRASE)
            if kit.store.slots() != self.slots:
                kit.unlock("Ben", OTHER)  # what was changed is theirs
            said = content(kit, session, self.entries)
            if said == self.before:
                return said, False  # nothing to name: the slow part can be left out
            anchor = AnchorFile.of(self.machine.places, kit.kit_id).read()
            found = verify_journal(kit.store, anchor).found
            return said, bool(found or recheck(session))
        finally:
            kit.close()

    def of_flip(self) -> str:
        """Return `refused`, `named`, `unchanged`, or `silent`, which must not be."""
        try:
            said, found = self.read()
        except IncidentKitError as refusal:
            return f"refused: {type(refusal).__name__}"
        if said == self.before:
            return "unchanged"
        return "named" if found else "silent"


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    quick = Quick(tmp_path, "Asha")
    furnish(quick)
    shrink(quick.places.database)
    quick.reopen()
    yield quick
    quick.close()


def test_no_flipped_bit_changes_anything_silently(machine: Machine) -> None:
    print(f"INCIDENTKIT_SEED={SEED}")
    anchor = AnchorFile.of(machine.places, machine.here.kit.identity.kit)
    machine.close()
    path = machine.places.database
    outcomes = Outcomes(machine)
    good, seen = path.read_bytes(), anchor.path.read_bytes()
    assert len(good) < 100 * 1024
    choose, counted, silent = random.Random(SEED), Counter[str](), []
    for bit in range(choose.randrange(EVERY), len(good) * 8, EVERY):
        flipped = flip(good, bit)
        path.write_bytes(flipped)
        anchor.path.write_bytes(seen)
        outcome = outcomes.of_flip()
        counted[outcome] += 1
        if outcome == "silent":
            silent.append(bit)
    print(len(good), sum(counted.values()), dict(counted))
    assert not silent
    assert {"named", "unchanged"} <= set(counted)
    assert any(outcome.startswith("refused") for outcome in counted)


def flip(data: bytes, bit: int) -> bytes:
    at = bit // 8
    return data[:at] + bytes([data[at] ^ 1 << bit % 8]) + data[at + 1 :]
