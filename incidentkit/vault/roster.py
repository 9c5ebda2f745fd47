"""Who may do what: the roster, evaluated from its entries in any order.

Pure. Authority is worked out once, from the top down, so that it can have no
circles: whatever order the entries arrived in, the answer is the same. The
rules, and what they cost, are in FORMAT.md, section 5.
"""

from collections.abc import Iterable

from incidentkit.vault.acts import Genesis, SeatKeys
from incidentkit.vault.authority import (
    Authority,
    Deed,
    Member,
    Rank,
    RosterEntry,
    Verdict,
)
from incidentkit.vault.branches import Branches
from incidentkit.vault.entry import seat_id
from incidentkit.vault.evaluation import Evaluation
from incidentkit.vault.kinds import Digest, PersonId, Role, SeatId
from incidentkit.vault.lineage import Lineage
from incidentkit.vault.rulings import Holding

__all__ = [
    "Authority",
    "Branches",
    "Deed",
    "Member",
    "Roster",
    "RosterEntry",
    "Verdict",
]


MOST_TIPS = 4096


class Roster:
    """What the known roster entries add up to. Never changed once made."""

    def __init__(
        self,
        entries: Iterable[RosterEntry] = (),
        *,
        branches: Branches | None = None,
    ) -> None:
        known = {entry.digest: entry for entry in entries}
        self.genesis = _first_act(known.values())
        self._lineage = Lineage({d: e.frontier for d, e in known.items()})
        self._waiting = frozenset(known) - self._lineage.in_order_set
        first = self.genesis
        if first is not None and first.digest in self._waiting:
            first = None
        found = Evaluation(first, known, self._lineage, branches or Branches())
        self._rulings = found.rulings
        self._sheets = found.sheets
        self._holdings = found.holdings
        self._effective = frozenset(found.effective)
        self._keys = found.keys
        self._standing = {
            seat: now
            for seat, holdings in found.holdings.items()
            if (now := tuple(h for h in holdings if h.role_now))
        }

    # --- entries ---------------------------------------------------------

    @property
    def frontier(self) -> tuple[Digest, ...]:
        """The known roster entries that no other known one builds on, sorted."""
        return tuple(sorted(self._lineage.tips))

    @property
    def to_name(self) -> tuple[Digest, ...]:
        """What a new entry names as its frontier.

        The whole frontier, unless somebody floods the roster with acts that
        have no effect: then those are left out, so that entries stay small.
        """
        if len(self._lineage.tips) <= MOST_TIPS:
            return self.frontier
        return tuple(sorted(self._lineage.tips_of(self._effective)))

    @property
    def effective(self) -> frozenset[Digest]:
        """The roster entries that have effect."""
        return self._effective

    @property
    def waiting(self) -> frozenset[Digest]:
        """The roster entries that build on one not yet here."""
        return self._waiting

    def knows(self, frontier: Iterable[Digest]) -> bool:
        """Whether everything that this frontier builds on is here."""
        return self._lineage.knows(frontier)

    def forgets(self, before: Iterable[Digest], after: Iterable[Digest]) -> bool:
        """Whether a later frontier leaves out what an earlier one had."""
        past = self._lineage.past
        return bool(past(before) & ~past(after))

    # --- deeds -----------------------------------------------------------

    def judge(self, deed: Deed, least: Role) -> Verdict:
        """Say whether the deed's signer had at least this role when signing it."""
        if not self._lineage.knows(deed.frontier):
            return Verdict.WAITING
        return self._rulings.verdict(deed, least, self._holdings.get(deed.seat, ()))

    def signer(self, deed: Deed) -> PersonId | None:
        """Return who did a deed: whose seat it was, as far as its signer knew.

        Unlike `person_of`, this does not change when another acceptance of the
        same seat arrives later.
        """
        past = self._lineage.past(deed.frontier)
        for holding in self._holdings.get(deed.seat, ()):
            if holding.rests_on(past):
                return holding.authority.person
        return None

    # --- people and seats ------------------------------------------------

    def members(self) -> tuple[Member, ...]:
        """Return everybody with a role now, by rank."""
        found: dict[PersonId, list[Holding]] = {}
        for holding in self._all_standing():
            found.setdefault(holding.authority.person, []).append(holding)
        ordered = sorted(found.items(), key=lambda item: (_best(item[1]), item[0]))
        return tuple(_member(person, held) for person, held in ordered)

    def role_of(self, seat: SeatId) -> Role | None:
        """Return the highest role the seat holds now."""
        roles = [holding.role_now for holding in self._standing.get(seat, ())]
        return Role(max(roles)) if roles else None

    def person_of(self, seat: SeatId) -> PersonId | None:
        """Return whose seat it is or was."""
        held = self._holdings.get(seat)
        return held[0].authority.person if held else None

    def active_seats(self, least: Role = Role.OBSERVER) -> frozenset[SeatId]:
        """Return the seats that hold at least this role now."""
        return frozenset(
            seat
            for seat, holdings in self._standing.items()
            if any(holding.role_now >= least for holding in holdings)
        )

    def seats_seen(self, least: Role = Role.OBSERVER) -> frozenset[SeatId]:
        """Return every seat that ever held at least this role."""
        return frozenset(
            seat
            for seat, holdings in self._holdings.items()
            if any(holding.authority.role >= least for holding in holdings)
        )

    def keys_of(self, seat: SeatId) -> SeatKeys | None:
        """Return a seat's public keys, from the act that let it in."""
        return self._keys.get(seat)

    def outranks(self, one: SeatId, other: SeatId) -> bool:
        """Whether `one`, as a lead, may remove `other`."""
        theirs = self._standing.get(other, ())
        leading = [h for h in self._standing.get(one, ()) if h.role_now == Role.LEAD]
        return bool(leading) and (not theirs or _best(leading) < _best(theirs))

    # --- the sheet -------------------------------------------------------

    def recovery_keys(self) -> tuple[SeatKeys, ...]:
        """Return the keys of the recovery sheets that still count.

        There are several when sheets were replaced at the same time.
        """
        standing = self._sheets.standing(self._lineage.everything)
        return tuple(dict.fromkeys(sheet.keys for sheet in standing))

    def sheets_seen(self) -> frozenset[SeatId]:
        """Return every recovery sheet there was, by the id that its keys make."""
        return frozenset(seat_id(sheet.keys) for sheet in self._sheets.ever())

    def concurrent_recoveries(self) -> bool:
        """Whether a sheet was used twice without the uses knowing of each other."""
        return len(self.recovery_keys()) > 1

    def _all_standing(self) -> Iterable[Holding]:
        for holdings in self._standing.values():
            yield from holdings


def _first_act(entries: Iterable[RosterEntry]) -> RosterEntry | None:
    """Return the kit's first act; intake lets in only the pinned one."""
    firsts = (entry for entry in entries if isinstance(entry.act, Genesis))
    return min(firsts, key=lambda entry: entry.digest, default=None)


def _best(holdings: Iterable[Holding]) -> Rank:
    return min(holding.authority.rank for holding in holdings)


def _member(person: PersonId, holdings: Iterable[Holding]) -> Member:
    role = max(holding.role_now for holding in holdings)
    seats = frozenset(holding.authority.seat for holding in holdings)
    return Member(person, Role(role), seats)
