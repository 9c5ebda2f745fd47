"""What withdrawals and admissions do to authorities, and so to deeds."""

from collections.abc import Iterable
from dataclasses import dataclass

from incidentkit.vault.acts import Admit
from incidentkit.vault.authority import (
    Authority,
    Deed,
    Rank,
    RosterEntry,
    Verdict,
    Withdrawal,
)
from incidentkit.vault.branches import Branches
from incidentkit.vault.kinds import Digest, PersonId, Role, SeatId
from incidentkit.vault.lineage import Lineage


@dataclass(frozen=True, slots=True)
class Holding:
    """An authority, the two acts it rests on as bits, and what has been withdrawn."""

    authority: Authority
    grounds: int
    reached_by: tuple[Withdrawal, ...]

    @property
    def role_now(self) -> int:
        """The role it still carries for somebody who knows everything, 0 for none."""
        left = [withdrawal.role_left for withdrawal in self.reached_by]
        return min([int(self.authority.role), *left])

    def rests_on(self, past: int) -> bool:
        """Whether somebody who knows this past knows both acts it rests on."""
        return not self.grounds & ~past


@dataclass(frozen=True, slots=True)
class Admission:
    """A lead let the entries of a chain back in, up to this number."""

    entry: RosterEntry
    number: int
    rank: Rank


class Rulings:
    """The withdrawals and admissions found so far.

    An authority is asked about only when everything of better rank has been
    found, because nothing else can touch it.
    """

    def __init__(self, lineage: Lineage, branches: Branches) -> None:
        self._lineage = lineage
        self._branches = branches
        self._of_person: dict[PersonId, list[Withdrawal]] = {}
        self._of_seat: dict[SeatId, list[Withdrawal]] = {}
        self._own: dict[SeatId, list[Withdrawal]] = {}
        self._admissions: dict[bytes, list[Admission]] = {}
        self._accepted: list[tuple[Rank, Digest]] = []
        self._settled: dict[Rank | None, frozenset[Digest]] = {}

    # --- finding ---------------------------------------------------------

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Take an effective removal or demotion, or a seat's own going, into account."""
        if withdrawal.rank is None:
            self._own.setdefault(withdrawal.entry.seat, []).append(withdrawal)
            return
        if withdrawal.whole:
            self._of_person.setdefault(withdrawal.person, []).append(withdrawal)
        for seat in withdrawal.seats:
            self._of_seat.setdefault(seat, []).append(withdrawal)

    def admit(self, entry: RosterEntry, act: Admit, rank: Rank) -> None:
        """Take an effective admission into account."""
        admission = Admission(entry, act.head.number, rank)
        self._admissions.setdefault(act.head.chain, []).append(admission)

    def accept(self, head: Digest, rank: Rank) -> None:
        """Note that an effective act names this entry as one it accepts."""
        self._accepted.append((rank, head))

    def holding(self, authority: Authority) -> Holding:
        """Return an authority with everything that has been withdrawn from it."""
        taken = self._taken_from(authority)
        own = [
            going
            for going in self._own.get(authority.seat, ())
            if self._takes_own(going, authority)
            and not self._is_held(going.entry.deed, taken, authority.rank)
        ]
        lineage = self._lineage
        grounds = lineage.bit(authority.birth) | lineage.bit(authority.given)
        return Holding(authority, grounds, (*taken, *own))

    def own_goings(self, holding: Holding) -> frozenset[Digest]:
        """Return the entries by which a seat gave up a holding that it knew of."""
        return frozenset(
            going.entry.digest
            for going in holding.reached_by
            if going.rank is None
            and holding.rests_on(self._lineage.past(going.entry.frontier))
        )

    def _taken_from(self, authority: Authority) -> tuple[Withdrawal, ...]:
        """Return what leads of better rank took away and nobody gave again since."""
        builds_on = self._lineage.builds_on
        found: dict[Digest, Withdrawal] = {}
        for one in self._of_person.get(authority.person, ()):
            if not builds_on(authority.given, one.entry.digest):
                found[one.entry.digest] = one
        for one in self._of_seat.get(authority.seat, ()):
            if not builds_on(authority.birth, one.entry.digest):
                found[one.entry.digest] = one
        return tuple(w for w in found.values() if w.rank and w.rank < authority.rank)

    def _takes_own(self, going: Withdrawal, authority: Authority) -> bool:
        """Whether a seat's own going takes this authority with it."""
        builds_on, digest = self._lineage.builds_on, going.entry.digest
        if going.whole and not builds_on(authority.given, digest):
            return True
        return not builds_on(authority.birth, digest)

    def _is_held(self, going: Deed, taken: Iterable[Withdrawal], rank: Rank) -> bool:
        """Whether a seat's own going comes too late: it was removed before, or forked."""
        if self._on_open_fork(going, rank):
            return True
        past = self._lineage.past(going.frontier)
        return any(self._bars(one, going, Role.OBSERVER, past, rank) for one in taken)

    # --- judging ---------------------------------------------------------

    def verdict(
        self,
        deed: Deed,
        least: Role,
        holdings: Iterable[Holding],
        above: Rank | None = None,
    ) -> Verdict:
        """Judge a deed by what its seat holds.

        `above` says whose admissions count: with a rank, only those of a
        better one.
        """
        if self._on_open_fork(deed, above):
            return Verdict.HELD
        past = self._lineage.past(deed.frontier)
        found = Verdict.NO_AUTHORITY
        for holding in holdings:
            if holding.authority.role < least or not holding.rests_on(past):
                continue
            for withdrawal in holding.reached_by:
                if self._bars(withdrawal, deed, least, past, above):
                    found = Verdict.HELD
                    break
            else:
                return Verdict.EFFECTIVE
        return found

    def _bars(
        self,
        withdrawal: Withdrawal,
        deed: Deed,
        least: Role,
        past: int,
        above: Rank | None,
    ) -> bool:
        """Whether a withdrawal keeps a deed that needs this role from its effect."""
        return (
            least > withdrawal.role_left
            and self._bites(withdrawal, deed, past)
            and not self._admitted(deed, withdrawal, above)
        )

    def _bites(self, withdrawal: Withdrawal, deed: Deed, past: int) -> bool:
        """Whether the deed's signer knew of it, or the deed lies past its cut."""
        known = past & self._lineage.bit(withdrawal.entry.digest)
        return bool(known) or withdrawal.past_cut(deed)

    def _admitted(self, deed: Deed, withdrawal: Withdrawal, above: Rank | None) -> bool:
        return any(
            deed.number <= admission.number
            and admission.entry.seat != deed.seat
            and (above is None or admission.rank < above)
            and self._lineage.builds_on(admission.entry.digest, withdrawal.entry.digest)
            for admission in self._admissions.get(deed.chain, ())
        )

    def _on_open_fork(self, deed: Deed, above: Rank | None) -> bool:
        """Whether the deed lies on a branch of its chain that nobody has accepted."""
        if not self._branches.touch(deed):
            return False
        if above not in self._settled:
            heads = [h for rank, h in self._accepted if above is None or rank < above]
            self._settled[above] = self._branches.leading_to(heads)
        return deed.digest not in self._settled[above]
