"""The roster worked out once, from the top down.

Authorities are taken from a heap, best rank first. What a lead did under one
can touch only worse ones, so by the time an authority is taken everything
that bears on it has been found, and there are no circles.
"""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

from incidentkit.vault.acts import (
    Accept,
    Admit,
    Genesis,
    Recover,
    Remove,
    SeatKeys,
    SetRole,
)
from incidentkit.vault.authority import (
    FOUNDER,
    ROLES,
    Authority,
    Rank,
    RosterEntry,
    Verdict,
    rank_below,
    rank_of_sheet,
    withdrawal,
)
from incidentkit.vault.branches import Branches
from incidentkit.vault.entry import seat_id
from incidentkit.vault.kinds import Digest, PersonId, Role, SeatId
from incidentkit.vault.lineage import Lineage
from incidentkit.vault.rulings import Holding, Rulings
from incidentkit.vault.sheets import Sheets


class Evaluation:
    """What roster entries add up to: who holds what, and which have effect."""

    def __init__(
        self,
        first: RosterEntry | None,
        entries: Mapping[Digest, RosterEntry],
        lineage: Lineage,
        branches: Branches,
    ) -> None:
        known = [entries[digest] for digest in lineage.in_order]
        self.rulings = Rulings(lineage, branches)
        self.sheets = Sheets(first, known, lineage)
        self.holdings: dict[SeatId, list[Holding]] = {}
        self.effective: set[Digest] = set()
        self.keys: dict[SeatId, SeatKeys] = {}
        self._by_seat: dict[SeatId, list[RosterEntry]] = {}
        self._births: dict[PersonId, list[tuple[RosterEntry, Rank, SeatId]]] = {}
        self._givings: dict[PersonId, list[tuple[RosterEntry, Rank, Role]]] = {}
        self._queue: list[Authority] = []
        self._followed: set[Digest] = set()
        for entry in known:
            self._by_seat.setdefault(entry.seat, []).append(entry)
        self._collect_own_goings(known)
        if first is not None:
            self._begin(first)

    def _collect_own_goings(self, entries: Iterable[RosterEntry]) -> None:
        """A seat may always take itself out, whatever its role."""
        for entry in entries:
            if isinstance(entry.act, Remove) and entry.seat in entry.act.seats:
                going = withdrawal(entry, None)
                if going is not None:
                    self.rulings.withdraw(going)

    def _begin(self, first: RosterEntry) -> None:
        self._let_in(first, FOUNDER)
        for entry, turn in self.sheets.uses:
            self._let_in(entry, rank_of_sheet(turn, entry.digest))
        while self._queue:
            authority = heappop(self._queue)
            holding = self.rulings.holding(authority)
            self.holdings.setdefault(authority.seat, []).append(holding)
            self.effective |= self.rulings.own_goings(holding)
            if authority.role == Role.LEAD:
                self._follow(holding)

    def _follow(self, holding: Holding) -> None:
        """Give effect to what a lead did under this authority."""
        rank = holding.authority.rank
        for entry in self._by_seat.get(holding.authority.seat, []):
            if entry.digest in self._followed:
                continue
            if isinstance(entry.act, Genesis | Recover):
                continue
            verdict = self.rulings.verdict(entry.deed, Role.LEAD, [holding], rank)
            if verdict is Verdict.EFFECTIVE:
                self._followed.add(entry.digest)
                self._let_in(entry, rank_below(rank, entry))
                self._rule(entry, rank)

    def _let_in(self, entry: RosterEntry, rank: Rank) -> None:
        """Note what an effective entry gives: a seat's birth, a role, or both."""
        self.effective.add(entry.digest)
        act = entry.act
        if isinstance(act, Genesis | Recover | Accept):
            seat = entry.seat if isinstance(act, Genesis) else seat_id(act.keys)
            self.keys.setdefault(seat, act.keys)
            self._give_birth(entry, rank, PersonId(act.person), seat)
        role = role_given(entry)
        if role is not None:
            self._give_role(entry, rank, *role)

    def _rule(self, entry: RosterEntry, rank: Rank) -> None:
        """Note what an effective entry takes away, lets back in or accepts."""
        taken = withdrawal(entry, rank)
        if taken is not None:
            self.rulings.withdraw(taken)
            for head in taken.heads:
                self.rulings.accept(Digest(head.digest), rank)
        elif isinstance(entry.act, Admit):
            self.rulings.admit(entry, entry.act, rank)
            self.rulings.accept(Digest(entry.act.head.digest), rank)

    # --- pairing ---------------------------------------------------------

    def _give_birth(
        self, entry: RosterEntry, rank: Rank, person: PersonId, seat: SeatId
    ) -> None:
        self._births.setdefault(person, []).append((entry, rank, seat))
        for given, other, role in self._givings.get(person, []):
            ends = (entry.digest, given.digest)
            pair = Authority(max(rank, other), seat, role, person, *ends)
            heappush(self._queue, pair)

    def _give_role(
        self, entry: RosterEntry, rank: Rank, person: PersonId, role: Role
    ) -> None:
        self._givings.setdefault(person, []).append((entry, rank, role))
        for birth, other, seat in self._births.get(person, []):
            ends = (birth.digest, entry.digest)
            pair = Authority(max(rank, other), seat, role, person, *ends)
            heappush(self._queue, pair)


def role_given(entry: RosterEntry) -> tuple[PersonId, Role] | None:
    """Return whom an entry gives which role, None when it gives none."""
    act = entry.act
    if isinstance(act, Genesis | Recover):
        return PersonId(act.person), Role.LEAD
    if isinstance(act, Accept | SetRole) and act.role in ROLES:
        return PersonId(act.person), Role(act.role)
    return None
