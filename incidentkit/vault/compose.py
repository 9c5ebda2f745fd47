"""Making entries: numbered, timed, linked and signed, one change at a time.

A change is planned first, because every part says how many there are; then its
entries are made in order, each able to name the ones made before it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from incidentkit.errors import WriteFailedError
from incidentkit.vault.acts import CLASS_OF, Act, EntryClass, Head
from incidentkit.vault.change import Write
from incidentkit.vault.encoding import NO_HASH, NO_ID, encode
from incidentkit.vault.entry import (
    FORMAT,
    LARGEST_CORE,
    LARGEST_PARTS,
    LAST_MS,
    MOST_COUNT,
    Core,
    Entry,
    sign_entry,
)
from incidentkit.vault.judging import least_for
from incidentkit.vault.kinds import ChainId, Digest, Role, ScopeId
from incidentkit.vault.opening import (
    LARGEST_PAYLOAD,
    EpochKey,
    Place,
    label_of,
    payload_digest,
)
from incidentkit.vault.seat import Seat

HybridTime = tuple[int, int]
NO_DIGEST = Digest(NO_HASH)


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a chain stands: what the next entry follows."""

    chain: ChainId
    number: int = 0
    digest: Digest = NO_DIGEST
    time: HybridTime = (0, 0)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a change is written in view of."""

    kit: bytes
    seat: Seat
    now_ms: int
    latest: HybridTime
    heads: tuple[Head, ...]
    frontier: tuple[Digest, ...]


@dataclass
class Made:
    """Entries and sealed payloads, ready to be stored together."""

    entries: list[Entry] = field(default_factory=list)
    payloads: dict[bytes, bytes] = field(default_factory=dict)
    written: list[Digest] = field(default_factory=list)
    epochs: dict[ScopeId, tuple[Digest, EpochKey]] = field(default_factory=dict)


# A planned part: given what was made so far, what to make next.
Step = Callable[["Composer"], None]


class Composer:
    """Makes the entries of one change."""

    def __init__(
        self,
        around: Surroundings,
        tip: Tip,
        parts: int,
        epochs: Mapping[ScopeId, tuple[Digest, EpochKey]],
    ) -> None:
        self._around = around
        self._tip = tip
        self._parts = parts
        self._frontier = around.frontier
        self._time = _after(around, tip)
        self.made = Made(epochs=dict(epochs))

    def act(self, act: Act) -> Digest:
        """Make an entry of authority."""
        cls = CLASS_OF[type(act)]
        entry = self._make(cls=cls, needs=least_for(act), body=encode(act))
        if cls == EntryClass.ROSTER:
            self._frontier = (entry.digest,)
        return entry.digest

    def write(self, part: Write, scope: ScopeId) -> Digest:
        """Make an ordinary entry, sealed under the scope's key for this change."""
        epoch, key = self.made.epochs[scope]
        place = Place(
            self._around.kit, scope, epoch, self._tip.chain, self._tip.number + 1
        )
        sealed = key.seal_payload(place, part.body)
        if len(sealed) > LARGEST_PAYLOAD:
            raise WriteFailedError("too-large")
        label = key.seal_label(place, label_of(part.subject, part.kind, part.body))
        digest = payload_digest(sealed)
        entry = self._make(
            cls=EntryClass.ORDINARY,
            needs=part.kind.least,
            place=place,
            label=label,
            payload=digest,
        )
        self.made.payloads[digest] = sealed
        self.made.written.append(entry.digest)
        return entry.digest

    def _make(
        self,
        *,
        cls: EntryClass,
        needs: Role,
        place: Place | None = None,
        label: bytes = b"",
        payload: bytes = b"",
        body: bytes = b"",
    ) -> Entry:
        around, tip = self._around, self._tip
        first = not self.made.entries
        core = Core(
            format=FORMAT,
            kit=around.kit,
            cls=cls,
            chain=tip.chain,
            seat=around.seat.id,
            number=tip.number + 1,
            previous=tip.digest,
            time_ms=self._time[0],
            time_count=self._time[1],
            wall=around.now_ms,
            heads=around.heads if first else (),
            frontier=tuple(sorted(self._frontier)),
            needs=needs,
            part=len(self.made.entries) + 1,
            parts=self._parts,
            scope=place.scope if place else NO_ID,
            epoch=place.epoch if place else NO_HASH,
            label=label,
            payload=payload,
            body=body,
        )
        return self._add(sign_entry(core, around.seat.signing))

    def _add(self, entry: Entry) -> Entry:
        if len(entry.data) > LARGEST_CORE:
            raise WriteFailedError("too-large")  # nobody would ever read it
        self.made.entries.append(entry)
        self._tip = tip_of(entry)
        self._time = (self._time[0], self._time[1] + 1)
        return entry


def compose(
    around: Surroundings,
    tip: Tip,
    steps: list[Step],
    epochs: Mapping[ScopeId, tuple[Digest, EpochKey]] | None = None,
) -> Made:
    """Make the entries of a change from its planned steps."""
    composer = Composer(around, tip, len(steps), epochs or {})
    for step in steps:
        step(composer)
    return composer.made


def tip_of(entry: Entry) -> Tip:
    """Return where a chain stands when this is its last entry."""
    core = entry.core
    return Tip(entry.chain, core.number, entry.digest, (core.time_ms, core.time_count))


def _after(around: Surroundings, tip: Tip) -> HybridTime:
    """Return a hybrid time after everything known, and not before the clock."""
    latest = max(around.latest, tip.time)
    if around.now_ms > latest[0]:
        return (min(around.now_ms, LAST_MS), 0)
    if latest[1] + 1 + LARGEST_PARTS > MOST_COUNT:
        return (latest[0] + 1, 0)  # room for a whole change
    return (latest[0], latest[1] + 1)
