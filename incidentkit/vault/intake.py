"""Taking entries in: everything a reader checks before an entry is stored.

What fails here stops its chain there; every other chain goes on. What passes
is kept and carried, whether or not it will have any effect.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto

from incidentkit.errors import Refusal, RefusedError
from incidentkit.vault.acts import Begin, EntryClass, Genesis, SeatKeys
from incidentkit.vault.entry import Entry, chain_id, check_signature, seat_id
from incidentkit.vault.kinds import ChainId, Digest
from incidentkit.vault.letting_in import LetIn
from incidentkit.vault.roster import Roster
from incidentkit.vault.store import Store
from incidentkit.vault.watching import Watch, told, unwatched


class Taken(Enum):
    """What became of an entry that was offered."""

    NEW = auto()
    KNOWN = auto()
    GAP = auto()
    FORK = auto()


@dataclass(frozen=True, slots=True)
class KitIdentity:
    """Which kit this is: its id, and the digest of its first act."""

    kit: bytes
    genesis: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that was not accepted, and why."""

    place: str
    reason: Refusal
    chain: bytes = b""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of entries offered together.

    `strangers` are chains of seats that nobody has let in yet; nothing of them
    was read further. `noticed` are entries that were kept, because everybody
    must keep the same ones, though their writer broke a rule. `orphans` are the
    payloads of entries that were not taken in.
    """

    new: tuple[Entry, ...] = ()
    gaps: frozenset[ChainId] = frozenset()
    forks: frozenset[ChainId] = frozenset()
    strangers: frozenset[ChainId] = frozenset()
    refused: tuple[Refused, ...] = ()
    noticed: tuple[Refused, ...] = ()
    orphans: frozenset[bytes] = frozenset()

    @property
    def stopped(self) -> frozenset[bytes]:
        """The chains that go no further, because their next entry was refused."""
        return frozenset(refused.chain for refused in self.refused)


@dataclass
class _Tally:
    """What has come of the entries so far."""

    new: list[Entry] = field(default_factory=list)
    gaps: set[ChainId] = field(default_factory=set)
    forks: set[ChainId] = field(default_factory=set)
    refused: dict[ChainId, Refused] = field(default_factory=dict)
    noticed: list[Refused] = field(default_factory=list)
    offered: set[bytes] = field(default_factory=set)
    taken: set[bytes] = field(default_factory=set)

    def arrival(self, strangers: Iterable[Entry]) -> Arrival:
        """Return the outcome."""
        return Arrival(
            new=tuple(self.new),
            gaps=frozenset(self.gaps),
            forks=frozenset(self.forks),
            strangers=frozenset(entry.chain for entry in strangers),
            refused=tuple(self.refused.values()),
            noticed=tuple(self.noticed),
            orphans=frozenset(self.offered - self.taken),
        )


class Intake:
    """Checks entries against what is stored, and stores those that fit."""

    def __init__(self, store: Store, identity: KitIdentity) -> None:
        self._store = store
        self._identity = identity
        self._keys: dict[bytes, SeatKeys] = {}

    def take_all(
        self, entries: Iterable[Entry], roster: Roster, watch: Watch = unwatched
    ) -> Arrival:
        """Take entries in, inside a transaction; nothing is built on a refused one.

        `roster` is what was known before; it only helps to notice more. `watch` may
        end it by raising; the transaction must then be undone.
        """
        waiting = list(entries)
        tally = _Tally(offered={e.core.payload for e in waiting})
        let_in = LetIn(self._store, self._identity.kit, self._identity.genesis)
        let_in.note_ways_in(waiting)
        strangers = [entry for entry in waiting if entry.seat not in let_in]
        while len(strangers) < len(waiting):
            for entry in told(waiting, watch):
                if entry.seat in let_in:
                    self._take_one(entry, tally, let_in, roster)
            waiting = strangers
            strangers = [entry for entry in waiting if entry.seat not in let_in]
        return tally.arrival(strangers)

    def _take_one(
        self, entry: Entry, tally: _Tally, let_in: LetIn, roster: Roster
    ) -> None:
        try:
            taken = self.take(entry)
        except RefusedError as error:
            # What follows is tried all the same: a forged entry must not keep
            # the true one of its number out.
            tally.refused.setdefault(
                entry.chain, Refused(entry.place, error.reason, entry.chain)
            )
            return
        if taken is Taken.GAP:
            tally.gaps.add(entry.chain)
            return
        tally.taken.add(entry.core.payload)
        if taken is Taken.KNOWN:
            return
        tally.new.append(entry)
        if taken is Taken.FORK:
            tally.forks.add(entry.chain)
        let_in.note(entry)
        tally.noticed += [
            Refused(entry.place, reason, entry.chain)
            for reason in self._oddities(entry, roster)
        ]

    def take(self, entry: Entry) -> Taken:
        """Check an entry and store it, inside a transaction.

        Raises:
            RefusedError: It breaks a rule of FORMAT.md; nothing was stored.
        """
        if self._store.entry(entry.digest) is not None:
            return Taken.KNOWN
        if entry.core.kit != self._identity.kit:
            raise RefusedError(Refusal.WRONG_KIT, entry.place)
        before = self._predecessor(entry)
        if before is None and entry.number > 1:
            return Taken.GAP
        check_signature(entry, self._keys_for(entry))
        if before is not None:
            check_follows(before, entry)
        self._check_genesis(entry)
        twins = self._store.entries_at(entry.chain, entry.number)
        self._store.add_entry(entry)
        if twins:
            self._store.put_fork(entry.chain, entry.number)
            return Taken.FORK
        return Taken.NEW

    def _predecessor(self, entry: Entry) -> Entry | None:
        if entry.number == 1:
            return None
        candidates = self._store.entries_at(entry.chain, entry.number - 1)
        match = next((c for c in candidates if c.digest == entry.core.previous), None)
        if candidates and match is None:
            raise RefusedError(Refusal.BAD_LINK, entry.place)
        return match

    def _keys_for(self, entry: Entry) -> SeatKeys:
        if entry.number == 1:
            keys = begin_keys(entry)
            self._keys[entry.chain] = keys
        if entry.chain not in self._keys:
            first = self._store.entries_at(entry.chain, 1)[0]
            self._keys[entry.chain] = begin_keys(first)
        return self._keys[entry.chain]

    def _oddities(self, entry: Entry, roster: Roster) -> Iterable[Refusal]:
        """Yield the rules that a stored entry breaks towards other chains.

        Whether they show depends on what has arrived; so they must not decide
        what is kept, or seats would keep different entries.
        """
        time = (entry.core.time_ms, entry.core.time_count)
        heads = (self._store.entry(head.digest) for head in entry.core.heads)
        cores = [known.core for known in heads if known is not None]
        if any(time <= (core.time_ms, core.time_count) for core in cores):
            yield Refusal.BAD_TIME
        if any(
            here and all(twin.digest != head.digest for twin in here)
            for head in entry.core.heads
            if (here := self._store.entries_at(head.chain, head.number))
        ):
            yield Refusal.BAD_HEADS
        before = self._predecessor(entry)
        if before is not None and _forgets(before, entry, roster):
            yield Refusal.BAD_FRONTIER

    def _check_genesis(self, entry: Entry) -> None:
        if isinstance(entry.act, Genesis) and entry.digest != self._identity.genesis:
            raise RefusedError(Refusal.NOT_GENESIS, entry.place)


def begin_keys(entry: Entry) -> SeatKeys:
    """Return the keys that a chain's first entry declares, checked against its ids.

    Raises:
        RefusedError: It is no first entry, or the ids do not follow from it.
    """
    act = entry.act
    if not isinstance(act, Begin):
        raise RefusedError(Refusal.BAD_ACT, entry.place)
    if seat_id(act.keys) != entry.seat:
        raise RefusedError(Refusal.WRONG_SEAT, entry.place)
    if chain_id(entry.seat, act.nonce, act.binding) != entry.chain:
        raise RefusedError(Refusal.BAD_LINK, entry.place)
    return act.keys


def check_follows(before: Entry, entry: Entry) -> None:
    """Check that one entry may follow another in its chain.

    Raises:
        RefusedError: Link, seat, time or grouping is wrong.
    """
    core, previous = entry.core, before.core
    rules = (
        (core.chain == previous.chain, Refusal.BAD_LINK),
        (core.previous == before.digest, Refusal.BAD_LINK),
        (core.number == previous.number + 1, Refusal.BAD_NUMBER),
        (core.seat == previous.seat, Refusal.WRONG_SEAT),
        (
            (core.time_ms, core.time_count) > (previous.time_ms, previous.time_count),
            Refusal.BAD_TIME,
        ),
        (_group_goes_on(before, entry), Refusal.BAD_GROUP),
    )
    for holds, reason in rules:
        if not holds:
            raise RefusedError(reason, entry.place)


def _group_goes_on(before: Entry, entry: Entry) -> bool:
    if before.core.part < before.core.parts:
        return (
            entry.core.part == before.core.part + 1
            and entry.core.parts == before.core.parts
        )
    return entry.core.part == 1


def _forgets(before: Entry, entry: Entry, roster: Roster) -> bool:
    """Whether a chain forgets a roster entry that it once built on."""
    known = {Digest(d) for d in before.core.frontier}
    if before.core.cls == EntryClass.ROSTER:
        known.add(before.digest)
    now = [Digest(d) for d in entry.core.frontier]
    if not roster.knows(known) or not roster.knows(now):
        return False
    return roster.forgets(known, now)
