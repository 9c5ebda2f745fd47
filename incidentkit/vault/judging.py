"""From stored entries to what the roster evaluator asks for, and its verdicts.

Needs no key: the same verdicts are reached by a verifier that holds none.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from incidentkit.crypto.hpke import can_seal_to
from incidentkit.crypto.signing import verify
from incidentkit.errors import RefusedError
from incidentkit.vault.acts import (
    Accept,
    Act,
    Admit,
    Countersigned,
    Delivered,
    Disposed,
    Entitled,
    EntryClass,
    EpochBegun,
    Genesis,
    Head,
    Recover,
    Remove,
    ScopeOpened,
    SetRole,
    Withdrawn,
)
from incidentkit.vault.entry import Entry
from incidentkit.vault.kinds import ChainId, Digest, Role, SeatId
from incidentkit.vault.recovery import recovery_statement
from incidentkit.vault.roster import Branches, Deed, Roster, RosterEntry, Verdict
from incidentkit.vault.store import Store

MOST_CUTS = 8192


class Why(StrEnum):
    """Why an entry has no effect. The first reason in this order is the one given."""

    INCOMPLETE = "incomplete"
    WAITING = "waiting"
    UNKNOWN = "unknown-class"
    HELD = "held"
    NO_AUTHORITY = "no-authority"
    SEALED = "sealed"
    NEWER = "newer"
    ABSENT = "absent"
    DISPOSED = "disposed"
    UNREADABLE = "unreadable"


_FROM_VERDICT = {
    Verdict.WAITING: Why.WAITING,
    Verdict.HELD: Why.HELD,
    Verdict.NO_AUTHORITY: Why.NO_AUTHORITY,
}


def deed_of(entry: Entry) -> Deed:
    """Return what the roster needs to judge an entry."""
    frontier = frozenset(Digest(d) for d in entry.core.frontier)
    return Deed(entry.digest, entry.chain, entry.number, entry.seat, frontier)


# The least role for an act, whatever its writer claims to need.
_LEAST_FOR_ACT: dict[type, Role] = {
    ScopeOpened: Role.OFFICER,
    Entitled: Role.OFFICER,
    Withdrawn: Role.OFFICER,
    EpochBegun: Role.OBSERVER,
    Delivered: Role.OBSERVER,
    Countersigned: Role.OFFICER,
    Disposed: Role.LEAD,
}


def least_for(act: Act) -> Role:
    """Return the least role that may sign an act of authority."""
    return _LEAST_FOR_ACT.get(type(act), Role.LEAD)


def why_not(roster: Roster, entry: Entry) -> Why | None:
    """Say why an entry, taken by itself, has no effect; None when it has."""
    if entry.core.cls == EntryClass.BEGIN:
        return None
    if entry.core.cls not in list(EntryClass):
        return Why.UNKNOWN if roster.knows(deed_of(entry).frontier) else Why.WAITING
    if entry.core.cls == EntryClass.ROSTER and entry.digest in roster.effective:
        return None
    least = Role.LEAD if entry.core.cls == EntryClass.ROSTER else _needed(entry)
    if least is None:
        return Why.NO_AUTHORITY
    verdict = roster.judge(deed_of(entry), least)
    if verdict is Verdict.EFFECTIVE and entry.core.cls == EntryClass.ROSTER:
        return Why.HELD  # from the view of those who rank above its writer
    return _FROM_VERDICT.get(verdict)


def why_change_not(roster: Roster, group: tuple[Entry, ...]) -> Why | None:
    """Say why a change has no effect: it stands or falls together."""
    if not is_whole(group):
        return Why.INCOMPLETE
    reasons = [why for part in group if (why := why_not(roster, part)) is not None]
    return _foremost(reasons)


def is_whole(group: tuple[Entry, ...]) -> bool:
    """Whether all parts of a change are here."""
    return bool(group) and len(group) == group[-1].core.parts


def either(reasons: Iterable[Why | None]) -> Why | None:
    """Say why a part of several branches has no effect: it has if one of them has."""
    found = set(reasons) or {Why.INCOMPLETE}
    return None if None in found else _foremost(why for why in found if why)


def _needed(entry: Entry) -> Role | None:
    claimed = Role(entry.core.needs) if entry.core.needs in list(Role) else None
    if claimed is None or entry.act is None:
        return claimed
    return max(claimed, least_for(entry.act))


def changes_of(store: Store, entry: Entry) -> tuple[tuple[Entry, ...], ...]:
    """Return the changes that an entry is a part of, as far as they are here.

    One as a rule; one a branch where a chain was forked inside the change.
    """
    known = _around(store, entry)
    return tuple(_branches_through(entry, known)) if _is_forked(known) else (known,)


def _around(store: Store, entry: Entry) -> tuple[Entry, ...]:
    """Return what stands where the parts of an entry's change must be."""
    parts = entry.core.parts
    if parts == 1:
        return (entry,)
    first = entry.number - entry.core.part + 1
    return store.stretch(entry.chain, first, first + parts - 1)


def _is_forked(stretch: tuple[Entry, ...]) -> bool:
    return len({entry.number for entry in stretch}) < len(stretch)


def _branches_through(
    entry: Entry, known: tuple[Entry, ...]
) -> Iterator[tuple[Entry, ...]]:
    by_digest = {part.digest: part for part in known}
    before = [entry]
    while before[0].core.part > 1:
        found = by_digest.get(Digest(before[0].core.previous))
        if found is None:
            return
        before.insert(0, found)
    paths = [tuple(before)]
    while paths:
        path = paths.pop()
        after = [e for e in known if e.core.previous == path[-1].digest]
        if is_whole(path) or not after:
            yield path
        else:
            paths += [(*path, follow) for follow in after]


def verdicts_on(store: Store, roster: Roster, entry: Entry) -> dict[Digest, Why | None]:
    """Say why an entry has no effect, and with it what else that settles.

    A change stands or falls together, so one look decides on all its parts.
    """
    changes = changes_of(store, entry)
    why = either(why_change_not(roster, change) for change in changes)
    known = _around(store, entry)
    settled = (entry,) if _is_forked(known) else known
    return dict.fromkeys((part.digest for part in settled), why)


def _foremost(reasons: Iterable[Why]) -> Why | None:
    return min(reasons, key=list(Why).index, default=None)


def read_roster(store: Store, kit: bytes) -> Iterator[RosterEntry]:
    """Yield the stored roster entries, each with its recovery signature checked.

    An act whose change has not arrived whole is not there yet.
    """
    for entry in store.entries_of_class(EntryClass.ROSTER):
        if any(is_whole(change) for change in changes_of(store, entry)):
            found = roster_entry(entry, kit)
            if found is not None:
                yield found


def roster_entry(entry: Entry, kit: bytes) -> RosterEntry | None:
    """Return a roster entry as the evaluator takes it."""
    act = entry.act
    if not isinstance(act, Genesis | Accept | SetRole | Remove | Admit | Recover):
        return None
    deed = deed_of(entry)
    genuine = not isinstance(act, Recover) or _recovery_holds(act, kit, entry)
    return RosterEntry(
        deed.digest, deed.chain, deed.number, deed.seat, deed.frontier, act, genuine
    )


def _recovery_holds(act: Recover, kit: bytes, entry: Entry) -> bool:
    statement = recovery_statement(kit, act, entry.core.frontier)
    try:
        verify(act.old, act.signature, statement)
    except RefusedError:
        return False
    return True


def unreachable(roster: Roster) -> frozenset[SeatId]:
    """Return the seats with a role that nothing can be sealed to.

    Whoever made such a key shut out only themselves: they are left out when
    keys are handed over, until they are let in again with another seat.
    """
    return frozenset(
        seat
        for seat in roster.active_seats()
        if (keys := roster.keys_of(seat)) and not can_seal_to(keys.sealing)
    )


def branches_of(store: Store) -> Branches:
    """Return the forks that are known, with what follows what on them."""
    forks = store.forks()
    return branches_from(
        forks, ((c, e) for c, n in forks.items() for e in store.chain(c, n - 1))
    )


def branches_from(
    forks: dict[ChainId, int], entries: Iterable[tuple[ChainId, Entry]]
) -> Branches:
    """Return forks as the evaluator takes them."""
    parents = {entry.digest: Digest(entry.core.previous) for _, entry in entries}
    return Branches(forks, parents)


def cutting_points(store: Store, seats: frozenset[SeatId]) -> tuple[Head, ...]:
    """Return the last whole change of every chain of these seats.

    Of a fork no branch is chosen here: what came before it is certain. Of very
    many chains the shortest are left out, and so cut at their beginning: an act
    that names them all would be too large for anybody to read.
    """
    found = []
    forks = store.forks()
    for chain, head in store.heads().items():
        last = store.entry(head.digest)
        while last is not None and last.number >= forks.get(chain, last.number + 1):
            last = store.entry(last.core.previous)
        while last is not None and last.core.part < last.core.parts:
            last = store.entry(last.core.previous)
        if last is not None and last.seat in seats:
            found.append(last.head)
    longest = sorted(found, key=lambda head: (-head.number, head.chain))[:MOST_CUTS]
    return tuple(sorted(longest, key=lambda head: head.chain))
