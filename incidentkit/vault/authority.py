"""What the roster evaluator is told, what it finds, and how authority is ranked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from incidentkit.vault.acts import Head, Remove, RosterAct, SetRole
from incidentkit.vault.kinds import ChainId, Digest, PersonId, Role, SeatId

# The length of the path that led to an authority, and its steps: the lower one
# ranks first.
Rank = tuple[int, tuple[tuple[int, bytes], ...]]

FOUNDER: Rank = (1, ((1, b""),))
ROLES = frozenset(Role)


class Verdict(StrEnum):
    """What a reader makes of an entry."""

    EFFECTIVE = "effective"
    NO_AUTHORITY = "no-authority"
    HELD = "held"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Deed:
    """Any entry whose signer's authority is asked about."""

    digest: Digest
    chain: ChainId
    number: int
    seat: SeatId
    frontier: frozenset[Digest]


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A roster entry, with what the evaluator needs of its envelope.

    `genuine` says whether a recovery signature inside it was checked and held.
    """

    digest: Digest
    chain: ChainId
    number: int
    seat: SeatId
    frontier: frozenset[Digest]
    act: RosterAct
    genuine: bool = True

    @property
    def deed(self) -> Deed:
        """The entry as something that needs authority itself."""
        return Deed(self.digest, self.chain, self.number, self.seat, self.frontier)


@dataclass(frozen=True, slots=True, order=True)
class Authority:
    """A role that a seat holds through two acts: its birth, and a giving of the role."""

    rank: Rank
    seat: SeatId
    role: Role
    person: PersonId = field(compare=False)
    birth: Digest
    given: Digest


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An effective removal or demotion.

    `rank` is that of the authority behind it, or None for what a seat does to
    itself. `role_left` is the role that those it reaches keep, 0 for none;
    `heads` are the last accepted entries of their chains, and `cuts` their numbers.
    """

    entry: RosterEntry
    rank: Rank | None
    person: PersonId
    seats: frozenset[SeatId]
    whole: bool
    role_left: int
    heads: tuple[Head, ...]
    cuts: Mapping[bytes, int]

    def past_cut(self, deed: Deed) -> bool:
        """Whether the deed comes after the last accepted entry of its chain.

        What a seat does to itself cuts only what it writes afterwards, in the
        same chain. Otherwise leaving would undo what was done before.
        """
        if self.rank is None and deed.chain != self.entry.chain:
            return False
        return deed.number > self.cuts.get(deed.chain, 0)


@dataclass(frozen=True, slots=True)
class Member:
    """A person as the roster has them now."""

    person: PersonId
    role: Role
    seats: frozenset[SeatId]


def rank_below(rank: Rank, entry: RosterEntry) -> Rank:
    """Return the rank of what an entry gives, when this authority is behind it."""
    length, path = rank
    return (length + 1, (*path, (entry.number, bytes(entry.digest))))


def rank_of_sheet(turn: int, digest: Digest) -> Rank:
    """Return the rank of what a use of the recovery sheet gives.

    `turn` counts the sheets, the kit's first being 1. A later sheet ranks
    above an earlier one, so that whoever holds the newest can always remove a
    lead who came in by an older one.
    """
    return (1, ((1 - turn, bytes(digest)),))


def withdrawal(entry: RosterEntry, rank: Rank | None) -> Withdrawal | None:
    """Return what an effective entry takes away; None for other acts.

    In its own chain it cuts at itself, whatever it names: nobody undoes what
    they did by the way they leave.
    """
    match entry.act:
        case SetRole(person=person, role=role, cuts=heads) if role in ROLES:
            seats, whole, left = frozenset[SeatId](), True, role
        case Remove(person=person, seats=named, whole=whole, cuts=heads):
            seats, left = frozenset(SeatId(seat) for seat in named), 0
        case _:
            return None
    cuts = {head.chain: head.number for head in heads} | {entry.chain: entry.number}
    return Withdrawal(entry, rank, PersonId(person), seats, whole, left, heads, cuts)
