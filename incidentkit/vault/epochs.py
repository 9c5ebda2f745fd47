"""One key of a scope, and everybody who can hold it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from incidentkit.vault.acts import Delivery, EpochBegun
from incidentkit.vault.kinds import Digest, SeatId


@dataclass(frozen=True, slots=True)
class Epoch:
    """One key of a scope: what it replaced, and to whom it was handed."""

    digest: Digest
    begun: EpochBegun
    by: SeatId
    deliveries: tuple[Delivery, ...]
    givers: tuple[SeatId, ...]
    stands: bool

    @property
    def recipients(self) -> frozenset[SeatId]:
        """Everyone the key was handed to, the leads scope among them."""
        return frozenset(SeatId(d.to) for d in self.deliveries) | {self.by}

    def given_by(self, giver: SeatId) -> frozenset[SeatId]:
        """Return those to whom a seat handed the key."""
        pairs = zip(self.deliveries, self.givers, strict=True)
        return frozenset(SeatId(d.to) for d, by in pairs if by == giver)

    def delivered_to(self, reader: bytes) -> Delivery | None:
        """Return the key as it was sealed to a reader, if it was."""
        return next((d for d in self.deliveries if d.to == reader), None)


def holders_of(epoch: Epoch, epochs: Mapping[Digest, Epoch]) -> frozenset[SeatId]:
    """Everyone who was handed a key, or a later one that leads back to it."""
    found: set[SeatId] = set()
    seen: set[Digest] = set()
    waiting = [epoch]
    while waiting:
        one = waiting.pop()
        if one.digest in seen:
            continue
        seen.add(one.digest)
        found |= one.recipients
        waiting += [
            child
            for child in epochs.values()
            if any(parent.epoch == one.digest for parent in child.begun.parents)
        ]
    return frozenset(found)
