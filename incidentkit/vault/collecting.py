"""Taking in what others left on the shelf: all that is whole, in an order that helps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from incidentkit.clock import Clock
from incidentkit.errors import Refusal, RefusedError
from incidentkit.vault.entry import Entry
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.folding import in_turn
from incidentkit.vault.intake import Arrival, KitIdentity, Refused
from incidentkit.vault.kinds import ChainId
from incidentkit.vault.opening import payload_digest
from incidentkit.vault.parcel import (
    LARGEST_FILE,
    ItemName,
    RangeName,
    read_checked,
    unpack_entries,
    unpack_payloads,
)
from incidentkit.vault.shelf import Found, Ignored, Shelf
from incidentkit.vault.store import Store
from incidentkit.vault.watching import Watch, shares, told, unwatched

BYTES_AT_ONCE = 2 * LARGEST_FILE


@dataclass
class Exchange:
    """What one exchange did, for a person to read."""

    sent: int = 0
    received: int = 0
    evidence_sent: int = 0
    evidence_received: int = 0
    ignored: list[Ignored] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    noticed: list[Refused] = field(default_factory=list)
    gaps: set[bytes] = field(default_factory=set)
    forks: set[bytes] = field(default_factory=set)

    def add(self, arrival: Arrival) -> None:
        """Add what came of some entries."""
        self.received += len(arrival.new)
        self.refused += arrival.refused
        self.noticed += arrival.noticed
        self.gaps |= arrival.gaps
        self.forks |= arrival.forks


class Receiver(Protocol):
    """Takes entries in: an unlocked session, or a kit that waits to be let in."""

    def receive(
        self,
        entries: Iterable[Entry],
        payloads: Mapping[bytes, bytes],
        watch: Watch,
    ) -> Arrival:
        """Take in entries and payloads, in one transaction; none, if `watch` raises."""
        ...


@dataclass(frozen=True, slots=True)
class Correspondent:
    """One database that takes part: its rows, its evidence, and the name it writes under.

    `watch` is told how far an exchange is, within a large file too; what it raises
    ends the exchange there. Of the file under way nothing is kept, of those before it
    everything.
    """

    store: Store
    identity: KitIdentity
    evidence: EvidenceFolder
    clock: Clock
    writer: bytes
    watch: Watch = unwatched


class Collecting:
    """Takes in the files that were not dealt with before."""

    def __init__(self, who: Correspondent, shelf: Shelf, done: Exchange) -> None:
        self._who = who
        self._shelf = shelf
        self._done = done

    def take_in(self, receiver: Receiver) -> None:
        """Hand over every whole new file's content, and remember those dealt with."""
        seen = self._who.store.courier_seen()
        files = self._shelf.files(self._done.ignored)
        fresh = [found for found in files if found.mark not in seen]
        of, done = sum(found.size for found in fresh), 0
        for batch in _batches(fresh):
            size = sum(found.size for found in batch)
            _, here, _ = shares(self._who.watch, done, size, of - done - size)
            here(0, 1)
            self._note(self._hand_over(batch, receiver, here))
            done += size
        self._note(self._take_evidence(fresh))

    def _note(self, dealt_with: list[Found]) -> None:
        store = self._who.store
        with store.transaction():
            marks = [found.mark for found in dealt_with]
            store.put_courier_seen(marks, self._who.clock.now_ms())

    # --- the journal -----------------------------------------------------

    def _hand_over(
        self, batch: list[Found], receiver: Receiver, watch: Watch
    ) -> list[Found]:
        reading, taking = shares(watch, 1, 3)
        journals, sealed = self._read(batch, reading)
        by_digest = {e.digest: e for entries in journals.values() for e in entries}
        entries = sorted(by_digest.values(), key=in_turn)
        payloads = self._wanted(sealed, entries)
        arrival = Arrival()
        if entries or payloads:
            arrival = receiver.receive(entries, payloads, taking)
            self._done.add(arrival)
        return [
            *self._settled_journals(journals, arrival),
            *self._settled_payloads(sealed),
        ]

    def _read(
        self, batch: list[Found], watch: Watch
    ) -> tuple[dict[Found, list[Entry]], dict[Found, list[bytes]]]:
        journals: dict[Found, list[Entry]] = {}
        sealed: dict[Found, list[bytes]] = {}
        for found in told(batch, watch, each=1):
            name = found.range
            if name is None:
                continue
            try:
                # No larger than when the portion was put together.
                limit = min(found.size, LARGEST_FILE)
                data = read_checked(found.path, name, limit)
                if name.sort == "j":
                    kit = self._who.identity.kit
                    journals[found] = unpack_entries(data, name, kit)
                else:
                    sealed[found] = unpack_payloads(data, name)
            except RefusedError as refusal:
                self._ignore(found, refusal.reason)
            except OSError:
                self._ignore(found, Refusal.TRUNCATED)
        return journals, sealed

    def _wanted(
        self, sealed: Mapping[Found, list[bytes]], entries: Iterable[Entry]
    ) -> dict[bytes, bytes]:
        """Return the payloads that some entry names; nothing else is ever kept."""
        named = {entry.core.payload for entry in entries if entry.is_ordinary}
        wanted: dict[bytes, bytes] = {}
        for found, payloads in sealed.items():
            known = named | self._named_in(found.range) if payloads else named
            by_digest = {payload_digest(one): one for one in payloads}
            wanted |= {d: one for d, one in by_digest.items() if d in known}
        return wanted

    def _named_in(self, name: RangeName | None) -> set[bytes]:
        if name is None:
            return set()
        stored = self._who.store.stretch(name.chain, name.first, name.last)
        return {entry.core.payload for entry in stored if entry.is_ordinary}

    def _settled_journals(
        self, journals: Iterable[Found], arrival: Arrival
    ) -> Iterator[Found]:
        """Yield the files of which nothing is left to take in."""
        stuck = arrival.gaps | arrival.stopped | arrival.strangers
        for found in journals:
            name = found.range
            if name is not None and name.chain in arrival.strangers:
                self._ignore(found, Refusal.WRONG_SEAT)
            if name is not None and name.chain not in stuck:
                yield found

    def _settled_payloads(self, sealed: Iterable[Found]) -> Iterator[Found]:
        """Yield the files whose every entry is here."""
        heads = self._who.store.heads()
        for found in sealed:
            name = found.range
            head = heads.get(ChainId(name.chain)) if name is not None else None
            if name is not None and head is not None and head.number >= name.last:
                yield found

    # --- evidence --------------------------------------------------------

    def _take_evidence(self, fresh: Iterable[Found]) -> list[Found]:
        taken = []
        for found in fresh:
            name = found.item
            if name is None or name.sort != "v":
                continue
            self._who.watch(0, 0)
            try:
                self._fetch(found, name)
                taken.append(found)
            except RefusedError as refusal:
                self._ignore(found, refusal.reason)
            except OSError:
                self._ignore(found, Refusal.TRUNCATED)
        return taken

    def _fetch(self, found: Found, name: ItemName) -> None:
        """Take a sealed file in, unless it is here, or is not the one it is called."""
        if self._who.evidence.holds(name.id):
            self._shelf.check(found, self._tell)
        else:
            self._shelf.fetch(found, self._who.evidence.path(name.id), self._tell)
            self._done.evidence_received += 1

    def _tell(self) -> None:
        self._who.watch(0, 0)

    def _ignore(self, found: Found, reason: Refusal) -> None:
        self._done.ignored.append(Ignored(found.path.name, reason))


def _batches(files: Iterable[Found]) -> Iterator[list[Found]]:
    """Yield range files in portions that fit in memory, entries before payloads."""
    batch: list[Found] = []
    size = 0
    ranged = [(found.range.sort, found) for found in files if found.range is not None]
    for _, found in sorted(ranged, key=lambda pair: pair[0]):
        if batch and size + found.size > BYTES_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(found)
        size += min(found.size, LARGEST_FILE)
    if batch:
        yield batch
