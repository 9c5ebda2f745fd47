"""What must hold between seats, whatever happened: they agree, and nothing is lost."""

import contextlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from incidentkit.vault.acts import Disposed, EntryClass
from incidentkit.vault.evidence import EvidenceFolder, SealedFile
from incidentkit.vault.judging import Why
from incidentkit.vault.kinds import Digest, ScopeId
from incidentkit.vault.ledger import Ledger
from incidentkit.vault.verify import Trouble, verify_journal
from tests.vault.world import THING, Machine, Noted, Told, Valued, line_of

# What every reader finds alike, whatever they can open.
IN_CLEAR = (Why.INCOMPLETE, Why.WAITING, Why.UNKNOWN, Why.HELD)


class _BackOutError(Exception):
    pass


def set_aside(machine: Machine) -> dict[str, frozenset[bytes]]:
    """Return the entries without effect here, by reason."""
    store, seat = machine.here.kit.store, machine.here.seat.id
    return {
        why.value: frozenset(e.digest for e in store.unread(seat, why)) for why in Why
    }


def check_rebuild(machine: Machine) -> None:
    """What was kept step by step is what a rebuild with fresh keys makes."""
    here = machine.here
    store = here.kit.store
    kept = {(c.fold, c.subject, c.scope): c for c in here.ledger.cache.cells()}
    aside, index = set_aside(machine), store.index_rows(here.seat.id)
    fresh = Ledger(store, here.kit.identity.kit, here.seat, machine.catalogue)
    with contextlib.suppress(_BackOutError), store.transaction():
        fresh.rebuild()
        made = {(c.fold, c.subject, c.scope): c for c in fresh.cache.cells()}
        assert set_aside(machine) == aside, machine.name
        assert made == kept, machine.name
        assert store.index_rows(here.seat.id) == index, machine.name
        raise _BackOutError


@dataclass(frozen=True)
class Said:
    """What a machine was told is kept."""

    writer: Machine
    payload: bytes


def check_agreement(machines: list[Machine], lost: set[tuple[bytes, int]]) -> None:
    """Everybody holds the same entries, and the same states where both can read."""
    stores = [machine.here.kit.store for machine in machines]
    digests = [{row.digest for row in store.entry_rows()} for store in stores]
    assert all(held == digests[0] for held in digests)
    for machine in machines:
        check_intact(machine, lost)
        check_rebuild(machine)
    in_clear = [
        {why: found for why, found in set_aside(m).items() if why in IN_CLEAR}
        for m in machines
    ]
    assert all(found == in_clear[0] for found in in_clear)
    for one in machines:
        for two in machines:
            check_pair(one, two)


def check_intact(machine: Machine, lost: set[tuple[bytes, int]]) -> None:
    """Nothing is wrong with the journal, but for what is known to be lost.

    A lead may dispose of a text that nobody else had yet, and be demoted before
    anybody hears of it: the disposal is held, and the text is missing. Others
    are `lost` with a disk.
    """
    store = machine.here.kit.store
    gone = _disposed_by_anybody(machine)
    disposed = {
        (entry.chain, entry.number)
        for entry in store.all_entries()
        if entry.core.payload in gone
    }
    wrong = [
        found
        for found in verify_journal(store).found
        if (found.chain, found.number) not in lost
        and not (
            found.trouble is Trouble.PAYLOAD_MISSING
            and (found.chain, found.number) in disposed
        )
    ]
    assert not wrong, (machine.name, wrong)


def _disposed_by_anybody(machine: Machine) -> set[bytes]:
    store = machine.here.kit.store
    named = (
        digest
        for entry in store.entries_of_class(EntryClass.DISPOSAL)
        if isinstance(entry.act, Disposed)
        for digest in entry.act.entries
    )
    entries = [store.entry(digest) for digest in named]
    return {entry.core.payload for entry in entries if entry is not None}


def check_pair(one: Machine, two: Machine) -> None:
    """Two seats have equal states in every scope that both can read."""
    for scope in _readable(one) & _readable(two):
        for why in (None, Why.NO_AUTHORITY):
            mine, theirs = _seen(one, scope, why), _seen(two, scope, why)
            assert mine == theirs, (one.name, two.name, scope.hex()[:8])


def check_nothing_lost(
    machines: list[Machine], said: Mapping[Digest, Said], touched: Iterable[str]
) -> None:
    """What a seat nobody touched was told is kept has effect on every reader."""
    for machine in machines:
        readable, gone = _readable(machine), _disposed_by_anybody(machine)
        aside = frozenset[bytes]().union(*set_aside(machine).values())
        for digest, kept in said.items():
            entry = machine.here.kit.store.entry(digest)
            assert entry is not None
            # Who was demoted, or let in by somebody demoted, waits for a decision.
            let_in = machine.here.roster.role_of(entry.seat) is not None
            if kept.writer.name in touched or not let_in:
                continue
            if ScopeId(entry.core.scope) in readable and kept.payload not in gone:
                assert digest not in aside, (machine.name, kept.writer.name)


def check_evidence(machines: list[Machine], filed: Iterable[SealedFile]) -> None:
    """Every file taken into evidence is on every machine, unchanged."""
    for machine in machines:
        for sealed in filed:
            EvidenceFolder(machine.places).open(sealed, io.BytesIO())


def check_conflicts(machines: list[Machine]) -> None:
    """Whatever nothing has replaced is current, on every seat."""
    for machine in machines:
        for subject, scope, state in machine.here.states(THING):
            facts = [f for f in machine.here.facts(subject) if f.scope == scope]
            valued = [f for f in facts if isinstance(f.body, Valued)]
            replaced = {d for f in valued for d in f.body.replaces}
            current = {f.digest for f in valued} - replaced
            assert set(state.value.digests) == current
            assert state.value.in_conflict == (len(current) > 1)
            lines = [line_of(f) for f in facts if isinstance(f.body, Noted | Told)]
            assert list(state.texts) == lines


def _readable(machine: Machine) -> set[ScopeId]:
    here = machine.here
    known = {ScopeId(c.subject) for c in here.ledger.cache.cells()}
    known |= {here.standard.kit}
    return {scope for scope in known if here.can_read(scope)}


def _seen(machine: Machine, scope: ScopeId, why: Why | None) -> object:
    here = machine.here
    if why is not None:
        found = here.without_effect(why)
        return {entry.digest for entry in found if entry.core.scope == scope}
    return {c.subject: c for c in here.ledger.cache.cells() if c.scope == scope}
