"""This machine's own chain: going on with it, or beginning another.

A chain is gone on with only by the machine and database file it was begun
with. A copy, a restored backup, or a database that somebody else has seen more
of begins a new one, so that no chain is ever forked by honest use.
"""

from collections.abc import Iterable, Mapping

from incidentkit.clock import Clock
from incidentkit.vault.acts import Act, Begin, Head
from incidentkit.vault.compose import (
    Composer,
    HybridTime,
    Made,
    Step,
    Surroundings,
    Tip,
    compose,
    tip_of,
)
from incidentkit.vault.encoding import decode, encode
from incidentkit.vault.entry import Entry, chain_id
from incidentkit.vault.folder import Places
from incidentkit.vault.kinds import ChainId, Digest, ScopeId
from incidentkit.vault.machine import binding_of, new_nonce
from incidentkit.vault.naming import heads_worth_naming
from incidentkit.vault.opening import EpochKey
from incidentkit.vault.seat import Seat
from incidentkit.vault.store import Instance, Store

Epochs = Mapping[ScopeId, tuple[Digest, EpochKey]]
_LARGEST_SEEN = 1 << 20
TEN_YEARS_MS = 10 * 366 * 86_400_000


def believable_heads(store: Store, now_ms: int) -> tuple[Entry, ...]:
    """Return the last entries of every chain whose clock a writer goes along with.

    Whoever writes after a head has to exceed its hybrid time. A member who
    claims a time far beyond everybody's would so take all others along with
    them; their entries count like any, but nobody follows their clock. The
    comparison is with this clock and the kit's beginning, which no member can
    move.
    """
    first = store.entry(store.meta("genesis"))
    founded = first.core.time_ms if first is not None else 0
    limit = max(now_ms, founded) + TEN_YEARS_MS
    known = heads_worth_naming(store)
    return tuple(entry for entry in known if entry.core.time_ms <= limit)


def latest_time(heads: Iterable[Entry]) -> HybridTime:
    """Return the hybrid time of the newest of these entries."""
    times = ((e.core.time_ms, e.core.time_count) for e in heads)
    return max(times, default=(0, 0))


class OwnChain:
    """Where this seat writes."""

    def __init__(self, store: Store, kit: bytes, seat: Seat, places: Places) -> None:
        self._store = store
        self._kit = kit
        self._seat = seat
        self._binding = binding_of(places)
        self._tip = Tip(ChainId(b""), 0, Digest(bytes(32)))
        self._seen: dict[bytes, Head] = {}

    @property
    def id(self) -> ChainId:
        """The chain being written."""
        return self._tip.chain

    @property
    def is_begun(self) -> bool:
        """Whether there is a chain on disk to go on with."""
        return self._tip.number > 0

    def find(self) -> bool:
        """Take up the chain of this machine; False when a new one must begin."""
        self._tip, self._seen = Tip(ChainId(b""), 0, Digest(bytes(32))), {}
        heads, forks = self._store.heads(), self._store.forks()
        for instance in self._store.instances():
            chain = instance.chain
            ours = instance.seat == self._seat.id and instance.binding == self._binding
            if not ours or chain in forks or chain not in heads:
                continue
            if self._store.has_meta(_abandoned(chain)):
                continue
            entry = self._store.entry(heads[chain].digest)
            if entry is not None:
                self._tip, self._seen = tip_of(entry), self._load_seen(chain)
                return True
        return False

    def begin(self, clock: Clock, frontier: tuple[Digest, ...]) -> Made:
        """Make the first entry of a new chain, inside a transaction."""
        nonce = new_nonce()
        chain = chain_id(self._seat.id, nonce, self._binding)
        self._store.put_instance(Instance(chain, self._seat.id, self._binding))
        self._tip, self._seen = Tip(chain, 0, Digest(bytes(32))), {}
        begin = Begin(self._seat.keys, nonce, self._binding)
        return self.make([acting(begin)], {}, clock, frontier)

    def abandon(self, why: bytes) -> None:
        """Never go on with this chain, inside a transaction."""
        self._store.set_meta(_abandoned(self.id), why)

    def make(
        self,
        steps: list[Step],
        epochs: Epochs,
        clock: Clock,
        frontier: tuple[Digest, ...],
    ) -> Made:
        """Make the entries of a change, to follow the last one of this chain."""
        now_ms = clock.now_ms()
        heads = believable_heads(self._store, now_ms)
        others = tuple(
            entry.head
            for entry in heads
            if entry.chain != self.id and self._seen.get(entry.chain) != entry.head
        )
        around = Surroundings(
            kit=self._kit,
            seat=self._seat,
            now_ms=now_ms,
            latest=latest_time(heads),
            heads=others,
            frontier=frontier,
        )
        return compose(around, self._tip, steps, epochs)

    def note_seen(self, made: Made) -> None:
        """Record which heads were named, inside the transaction of the change."""
        seen = {**self._seen, **_named(made)}
        self._store.set_meta(f"seen/{self.id.hex()}", encode(tuple(seen.values())))

    def advance(self, made: Made) -> None:
        """Go on after a change that was committed."""
        self._tip = tip_of(made.entries[-1])
        self._seen.update(_named(made))

    def _load_seen(self, chain: bytes) -> dict[bytes, Head]:
        name = f"seen/{chain.hex()}"
        if not self._store.has_meta(name):
            return {}
        data = self._store.meta(name)
        heads = decode(data, tuple[Head, ...], limit=_LARGEST_SEEN, where=name)
        return {head.chain: head for head in heads}


def acting(act: Act) -> Step:
    """Return the step that makes an entry of authority."""

    def step(composer: Composer) -> None:
        composer.act(act)

    return step


def abandon_all(store: Store, why: bytes) -> None:
    """Never go on with any chain of this database, inside a transaction."""
    for instance in store.instances():
        store.set_meta(_abandoned(instance.chain), why)


def _abandoned(chain: bytes) -> str:
    return f"abandoned/{chain.hex()}"


def _named(made: Made) -> dict[bytes, Head]:
    return {head.chain: head for head in made.entries[0].core.heads}
