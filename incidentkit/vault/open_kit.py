"""An open kit folder, and who is at it."""

from dataclasses import dataclass

from incidentkit.clock import Clock
from incidentkit.vault.change import Change
from incidentkit.vault.folder import Places
from incidentkit.vault.intake import KitIdentity
from incidentkit.vault.kinds import Catalogue, Digest, PersonId, Role, SeatId
from incidentkit.vault.store import Store

NOTHING = Change()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is at this machine."""

    person: PersonId
    seat: SeatId
    role: Role


@dataclass(frozen=True, slots=True)
class Receipt:
    """A change that is durable: the digest of each `Write`, in order."""

    digests: tuple[Digest, ...]


@dataclass(frozen=True, slots=True)
class Kit:
    """An open kit folder, locked or not."""

    places: Places
    store: Store
    identity: KitIdentity
    clock: Clock
    catalogue: Catalogue
