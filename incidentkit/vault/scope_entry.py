"""What was said about one scope: grant entries, cut down to what concerns it."""

from incidentkit.vault.acts import (
    Delivered,
    Entitled,
    EpochBegun,
    ScopeOpened,
    Withdrawn,
)
from incidentkit.vault.encoding import NO_ID, Count, Hash, Id, Record
from incidentkit.vault.kinds import State


class ScopeEntry(Record, frozen=True):
    """A grant entry, cut down to what concerns one scope.

    One without effect (`stands` is false) gives nobody a right, but the keys it
    hands over are still keys: others may have written under them before they
    heard of a removal. `once_lead` is true also where the role was lost since.
    `wall` is the time that its writer's clock showed, `order` its place among all entries.
    """

    digest: Hash
    chain: Id
    number: Count
    seat: Id
    stands: bool
    by_lead: bool
    once_lead: bool
    act: ScopeOpened | Entitled | Withdrawn | EpochBegun | Delivered
    wall: Count = 0
    order: tuple[Count, Count, Id, Count] = (0, 0, NO_ID, 0)


class ScopeState(State, frozen=True):
    """Everything that was ever said about one scope."""

    entries: tuple[ScopeEntry, ...] = ()
