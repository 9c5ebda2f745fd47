"""Who holds which role in an incident, from everything that was said of roles."""

from collections.abc import Iterable

from msgspec import Struct

from incidentkit.playbooks.model import plain
from incidentkit.vault.kinds import Digest, PersonId

LEAD, SECOND, RECORDER = "Lead", "Second", "Recorder"
USUAL_ROLES = (LEAD, SECOND, RECORDER)

TAKEN = "taken"
OFFERED = "offered"
ACCEPTED = "accepted"
DECLINED = "declined"
GIVEN_UP = "given up"


class RoleRecord(Struct, frozen=True):
    """Something said of a role. `to` is whom it was offered to, `offer` which offer."""

    digest: Digest
    at: int
    role: str
    what: str
    person: bytes
    to: bytes = b""
    offer: bytes = b""
    wall: int = 0
    replaces: tuple[bytes, ...] = ()


class Offer(Struct, frozen=True):
    """A role that somebody was offered and has not answered yet."""

    digest: Digest
    role: str
    by: PersonId
    to: PersonId
    at_ms: int


class Seat(Struct, frozen=True):
    """A role in an incident: who holds it, and who was asked.

    More than one holder is a conflict: two took it, not knowing of each other.
    """

    role: str
    does: str = ""
    deputy: str = ""
    holders: tuple[PersonId, ...] = ()
    holdings: tuple[Digest, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def is_vacant(self) -> bool:
        """Whether nobody accepted it."""
        return not self.holders

    @property
    def in_conflict(self) -> bool:
        """Whether several people hold it."""
        return len(self.holders) > 1


def seat(role: str, said: Iterable[RoleRecord]) -> Seat:
    """Return how one role stands.

    Only those a role was offered to accept it, and nobody gives up another's.
    """
    about = [one for one in said if plain(one.role) == plain(role)]
    offers = {one.digest: one for one in about if one.what == OFFERED}
    held = [one for one in about if _holds(one, offers)]
    over = _over(about, held, offers)
    current = sorted(
        (one for one in held if one.digest not in over),
        key=lambda one: (one.at, one.digest),
    )
    waiting = sorted(
        (one for one in offers.values() if one.digest not in over),
        key=lambda one: (one.at, one.digest),
    )
    return Seat(
        role=role,
        holders=tuple(dict.fromkeys(PersonId(one.person) for one in current)),
        holdings=tuple(one.digest for one in current),
        offers=tuple(_offer(one) for one in waiting),
    )


def _offer(one: RoleRecord) -> Offer:
    return Offer(one.digest, one.role, PersonId(one.person), PersonId(one.to), one.wall)


def _holds(one: RoleRecord, offers: dict[Digest, RoleRecord]) -> bool:
    if one.what == TAKEN:
        return True
    offer = offers.get(Digest(one.offer)) if one.what == ACCEPTED else None
    return offer is not None and offer.to == one.person


def _over(
    about: list[RoleRecord], held: list[RoleRecord], offers: dict[Digest, RoleRecord]
) -> frozenset[bytes]:
    """Return the holdings and offers that something ended."""
    by_digest = {one.digest: one for one in held}
    over = {digest for one in held for digest in (*one.replaces, one.offer)}
    for one in about:
        match one.what:
            case "given up":
                mine = (by_digest.get(Digest(d)) for d in one.replaces)
                over |= {m.digest for m in mine if m and m.person == one.person}
            case "declined":
                offer = offers.get(Digest(one.offer))
                if offer and one.person in (offer.to, offer.person):
                    over.add(one.offer)
            case "offered":
                # A new offer takes the place of earlier ones, never of a holder.
                over |= {d for d in one.replaces if d in offers}
    return frozenset(over)
