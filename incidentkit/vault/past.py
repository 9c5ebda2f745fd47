"""Who could read what on a past date, by the times that the writers' clocks showed.

Only what has effect today counts: an entry that was cut off had none then either.
"""

from bisect import bisect_right
from functools import cache

from incidentkit.vault.acts import EntryClass
from incidentkit.vault.authority import Member
from incidentkit.vault.branches import Branches
from incidentkit.vault.judging import read_roster
from incidentkit.vault.kinds import PersonId, Role, ScopeId, SeatId
from incidentkit.vault.ledger import Ledger
from incidentkit.vault.roster import Roster
from incidentkit.vault.scopes import Readers, ScopeEntry, ScopeView
from incidentkit.vault.session import Session


class Past:
    """The roster and the scopes of a kit on any date. Made anew after a change."""

    def __init__(self, session: Session) -> None:
        self._ledger: Ledger = session.ledger
        store, kit = session.kit.store, session.kit.identity.kit
        walls = {
            entry.digest: entry.core.wall
            for entry in store.entries_of_class(EntryClass.ROSTER)
        }
        effective = session.roster.effective
        self._acts = tuple(
            (walls[act.digest], act)
            for act in read_roster(store, kit)
            if act.digest in effective
        )
        self._times = tuple(sorted({wall for wall, _ in self._acts}))
        self._roster_of = cache(self._evaluated)
        self._seats: dict[PersonId, frozenset[SeatId]] = {}
        self._times_of = cache(self._said_of)

    def roster_on(self, wall: int) -> Roster:
        """Return everybody's seats and roles at a time."""
        place = bisect_right(self._times, wall)
        return self._roster_of(self._times[place - 1] if place else -1)

    def members_on(self, wall: int) -> tuple[Member, ...]:
        """Return everybody with a role at a time, by rank."""
        return self.roster_on(wall).members()

    def readers_on(self, scope: ScopeId, wall: int) -> Readers:
        """Return who could read a scope at a time."""
        return self._readers(scope, self._entries(scope), wall)

    def could_read(self, person: PersonId, scope: ScopeId, since: int) -> bool:
        """Whether a person could read a scope at a time, or at any time after it."""
        return self.could_until(person, scope, since) is not None

    def could_until(self, person: PersonId, scope: ScopeId, since: int) -> int | None:
        """Return the last change up to which a person could read; None for never.

        Looked at whenever anything was said about the scope or the roster, from
        `since` on: nothing else can let anybody in or out. The last moment is 0 when
        they still can.
        """
        view, seats = self._ledger.view(scope), self._seats_of(person)
        entries, leads = view.entries, view.readers.leads
        if self._may(seats, view.readers, self._ledger.roster):
            return 0
        if not leads and not _names_any(entries, seats):
            return None
        said = {one.wall for one in entries} | set(self._times_of(person))
        later = sorted(time for time in said if time > since)
        found: int | None = None
        for start, end in zip([since, *later], [*later, 0], strict=True):
            readers = self._readers(scope, entries, start)
            if self._may(seats, readers, self.roster_on(start)):
                found = end
        return found

    # --- inside ----------------------------------------------------------

    def _evaluated(self, wall: int) -> Roster:
        known = [act for time, act in self._acts if time <= wall]
        return Roster(known, branches=Branches())

    def _entries(self, scope: ScopeId) -> tuple[ScopeEntry, ...]:
        return self._ledger.view(scope).entries

    def _readers(
        self, scope: ScopeId, entries: tuple[ScopeEntry, ...], wall: int
    ) -> Readers:
        roster, standard = self.roster_on(wall), self._ledger.standard
        known = tuple(one for one in entries if one.wall <= wall)
        is_today = len(known) == len(entries) and self._is_last(wall)
        if is_today:
            return self._ledger.view(scope).readers
        return ScopeView(scope, known, roster, standard).readers

    def _is_last(self, wall: int) -> bool:
        return not self._times or self._times[-1] <= wall

    def _may(self, seats: frozenset[SeatId], readers: Readers, roster: Roster) -> bool:
        if readers.seats & seats:
            return True
        return readers.leads and bool(roster.active_seats(Role.LEAD) & seats)

    def _seats_of(self, person: PersonId) -> frozenset[SeatId]:
        if person not in self._seats:
            roster = self._ledger.roster
            seen = roster.seats_seen()
            self._seats[person] = frozenset(
                seat for seat in seen if roster.person_of(seat) == person
            )
        return self._seats[person]

    def _said_of(self, person: PersonId) -> tuple[int, ...]:
        """Return when the roster said anything about a person."""
        found = []
        before: frozenset[tuple[Role, frozenset[SeatId]]] = frozenset()
        for time in self._times:
            now = frozenset(
                (m.role, m.seats) for m in self.members_on(time) if m.person == person
            )
            if now != before:
                found.append(time)
                before = now
        return tuple(found)


def _names_any(entries: tuple[ScopeEntry, ...], seats: frozenset[SeatId]) -> bool:
    """Whether anything said about a scope ever named one of these seats."""
    return any(
        seats.intersection(SeatId(s) for s in getattr(one.act, "seats", ()))
        for one in entries
    )
