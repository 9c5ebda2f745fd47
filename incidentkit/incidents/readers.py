"""Incidents that only named people read: a scope of their own, and who is in it."""

from collections.abc import Iterable

from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.incidents import kinds as k
from incidentkit.incidents import team_entries as t
from incidentkit.incidents.recorder import Recorder
from incidentkit.vault.change import Change, Entitle, OpenScope, Withdraw, write
from incidentkit.vault.kinds import PersonId, ScopeId, SeatId, SubjectId
from incidentkit.vault.session import NOTHING


class Readers:
    """Says who may read an incident, and changes it.

    Whoever is taken out keeps what they have read; they get nothing new.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def planned(
        self, readers: Iterable[PersonId] | None, *, recovery: bool
    ) -> tuple[ScopeId | None, Change]:
        """Return where a new incident is written, and the change that opens it.

        None for everybody in the kit.

        Raises:
            UnknownNameError: Somebody named does not belong to the kit.
        """
        if readers is None:
            return None, NOTHING
        scope = self._recorder.session.new_scope()
        opening = OpenScope(scope, self._seats(readers), recovery=recovery)
        return scope, write(opening)

    def of_opening(self, change: Change) -> ScopeId | None:
        """Return the scope that a change opens."""
        opened = (part for part in change.parts if isinstance(part, OpenScope))
        return next((part.scope for part in opened), None)

    def is_restricted(self, incident: SubjectId) -> bool:
        """Whether only named people read an incident."""
        return self._recorder.is_restricted(incident)

    def of(self, incident: SubjectId) -> tuple[PersonId, ...]:
        """Return who may read an incident: everybody, or the people named."""
        self._recorder.state(incident)
        session = self._recorder.session
        members = session.members()
        if not self._recorder.is_restricted(incident):
            return tuple(member.person for member in members)
        seats = session.readers(self._recorder.scope(incident)).seats
        return tuple(m.person for m in members if m.seats & seats)

    def add(self, incident: SubjectId, person: PersonId, reason: str = "") -> None:
        """Let somebody read an incident, from its beginning.

        Also for a new machine of somebody who reads it already.

        Raises:
            InvalidValueError: Everybody reads it.
            UnknownNameError: There is no such person here.
        """
        scope = self._restricted(incident)
        self._recorder.check_texts(reason=reason)
        seats = self._seats([person])
        if seats <= self._recorder.session.readers(scope).seats:
            return
        body = t.ReadersChanged(added=(person,), reason=reason)
        said = self._recorder.entry(incident, k.READERS_CHANGED, body)
        self._recorder.session.commit(write(Entitle(scope, seats), said))

    def remove(self, incident: SubjectId, person: PersonId, reason: str = "") -> None:
        """Have somebody read nothing of what is written from now on.

        Raises:
            InvalidValueError: Everybody reads it, or it is oneself: another does that.
            UnknownNameError: They are not among the readers.
        """
        scope = self._restricted(incident)
        self._recorder.check_texts(reason=reason)
        session = self._recorder.session
        if person == session.me.person:
            raise InvalidValueError("readers", "not-oneself")
        if person not in self.of(incident):
            raise UnknownNameError("reader", self._recorder.name_of(person))
        seats = session.seats_of(person) & session.readers(scope).seats
        body = t.ReadersChanged(removed=(person,), reason=reason)
        said = self._recorder.entry(incident, k.READERS_CHANGED, body)
        session.commit(write(Withdraw(scope, seats), said))

    def _restricted(self, incident: SubjectId) -> ScopeId:
        self._recorder.state(incident)
        if not self._recorder.is_restricted(incident):
            raise InvalidValueError("readers", "everybody-reads-it")
        return self._recorder.scope(incident)

    def _seats(self, people: Iterable[PersonId]) -> frozenset[SeatId]:
        found: set[SeatId] = set()
        for person in people:
            seats = self._recorder.session.seats_of(person)
            if not seats:
                raise UnknownNameError("officer", person.hex())
            found |= seats
        return frozenset(found)
