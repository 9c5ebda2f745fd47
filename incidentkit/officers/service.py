"""The door to the people: who they are, how to reach them, and whether they left.

Letting people in, changing roles and taking people out are acts of authority
and the vault's; this adds names and numbers, training, deputies, and people from
outside, who never get a key.
"""

import secrets
from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.council.calendar import day_of
from incidentkit.errors import SeveralMatchError, UnknownNameError
from incidentkit.officers import planning
from incidentkit.officers.bodies import Contact, Outside
from incidentkit.officers.entries import (
    OFFICER_FOLD,
    OfficerState,
    planned_contact,
    planned_leaving,
    planned_name,
)
from incidentkit.officers.planning import NewProof
from incidentkit.officers.rows import (
    OfficerRow,
    has_id,
    is_called,
    is_partly_called,
    plain,
    row_of,
)
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import PersonId, SeatId
from incidentkit.vault.session import Receipt, Session
from incidentkit.words.roles import unnamed_officer

__all__ = ["OfficerRow", "OfficersService"]


class OfficersService:
    """The people of a kit. What lists need is kept until something is committed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: Mapping[PersonId, OfficerRow] | None = None
        session.on_change(self._forget)

    # --- reading ---------------------------------------------------------

    def list_officers(self) -> tuple[OfficerRow, ...]:
        """Return everybody: those with a role by rank, then those gone by name."""
        return tuple(r for r in self._known().values() if r.outside is None)

    def list_outside(self) -> tuple[OfficerRow, ...]:
        """Return everybody from outside who is written down, by name."""
        return tuple(r for r in self._known().values() if r.outside is not None)

    def row(self, person: PersonId) -> OfficerRow:
        """Return one person.

        Raises:
            UnknownNameError: Nobody here has that id.
        """
        row = self._known().get(person)
        if row is None:
            raise UnknownNameError("officer", person.hex())
        return row

    def names(self) -> Mapping[PersonId, str]:
        """Return what everybody is called, those who left included."""
        return MappingProxyType({p: row.name for p, row in self._known().items()})

    def name_of(self, person: PersonId) -> str:
        """Return what a person is called; a made-up name for one nobody named."""
        row = self._known().get(person)
        return row.name if row else unnamed_officer(person)

    def name_on(self, person: PersonId, wall: int) -> str:
        """Return what a person was called at a time."""
        state = self._state(person)
        was = state.name_on(wall) if state is not None else None
        return was or self.name_of(person)

    def name_of_seat(self, seat: SeatId) -> str:
        """Return what the person at a seat is called, also if the seat was removed."""
        person = self._session.roster.person_of(seat)
        return self.name_of(person or PersonId(seat))

    def find(self, text: str) -> OfficerRow:
        """Return the one person meant: a name, a part of one, or the start of an id.

        A whole name is preferred to a part of another, and somebody with a
        role to somebody who has left.

        Raises:
            UnknownNameError: Nobody is called that.
            SeveralMatchError: More than one person is.
        """
        rows = tuple(self._known().values())
        standing = tuple(row for row in rows if row.is_standing)
        for among in (standing, rows):
            for matches in (is_called, has_id, is_partly_called):
                found = tuple(row for row in among if matches(row, text))
                if len(found) == 1:
                    return found[0]
                if found:
                    labels = tuple(f"{r.name} ({r.person.hex()[:8]})" for r in found)
                    raise SeveralMatchError("officer", text, labels)
        raise UnknownNameError("officer", text)

    # --- planning --------------------------------------------------------

    def planned_named(self, person: PersonId, name: str) -> Change:
        """Return the change that names a person.

        Raises:
            InvalidValueError: The name is empty or too long.
        """
        return planned_name(person, name, self._state(person))

    def planned_contact(self, person: PersonId, contact: Contact) -> Change:
        """Return the change that says how to reach a person.

        Raises:
            InvalidValueError: Not a telephone number, or not an email address.
        """
        return planned_contact(person, contact, self._state(person))

    def planned_leaving(self, person: PersonId, reason: str) -> Change:
        """Return the change that says a person has left, today.

        Raises:
            InvalidValueError: The reason is empty or too long.
        """
        return planned_leaving(person, reason, self._session.clock.now_ms())

    def set_name(self, person: PersonId, name: str) -> Receipt:
        """Name a person.

        Raises:
            UnknownNameError: Nobody here has that id.
            InvalidValueError: The name is empty or too long.
            RoleNeededError: This person is not a comms lead.
        """
        return self._session.commit(self.planned_named(self.row(person).person, name))

    def set_contact(self, person: PersonId, contact: Contact) -> Receipt:
        """Say how to reach a person.

        Raises:
            UnknownNameError: Nobody here has that id.
            InvalidValueError: Not a telephone number, or not an email address.
        """
        change = self.planned_contact(self.row(person).person, contact)
        return self._session.commit(change)

    def set_outside(
        self, outside: Outside, allowed: str, person: PersonId | None = None
    ) -> PersonId:
        """Write down somebody from outside; without a person, somebody new.

        Raises:
            UnknownNameError: Nobody from outside has that id.
            InvalidValueError: As `planned_outside`.
        """
        state = None if person is None else self._outside_state(person)
        subject = person or PersonId(secrets.token_bytes(16))
        self._session.commit(planning.planned_outside(subject, outside, allowed, state))
        return subject

    def end_outside(self, person: PersonId, reason: str) -> Receipt:
        """Say that somebody from outside has nothing to do with us any more.

        Raises:
            UnknownNameError: Nobody from outside has that id.
            InvalidValueError: There is no reason.
        """
        self._outside_state(person)
        return self._session.commit(self.planned_leaving(person, reason))

    def set_deputy(self, person: PersonId, deputy: PersonId | None) -> Receipt:
        """Say who stands in for a person, or that nobody does.

        Raises:
            UnknownNameError: Nobody here has that id.
            InvalidValueError: They would stand in for themselves.
        """
        known = self.row(person).person
        other = None if deputy is None else self.row(deputy).person
        change = planning.planned_deputy(known, other, self._state(known))
        return self._session.commit(change)

    def prove(self, person: PersonId, proof: NewProof) -> Receipt:
        """Write down that a person was trained, or read a policy.

        Raises:
            UnknownNameError: Nobody here has that id.
            InvalidValueError: As `planned_proof`.
        """
        today = day_of(self._session.clock.now_ms())
        change = planning.planned_proof(self.row(person).person, proof, today)
        return self._session.commit(change)

    def withdraw(self, person: PersonId, entry: bytes, reason: str) -> Receipt:
        """Take back a training or acknowledgement that was written down by mistake.

        Raises:
            UnknownNameError: There is no such person, or none such of theirs.
            InvalidValueError: There is no reason.
        """
        known = self.row(person).person
        change = planning.planned_withdrawal(known, entry, reason, self._state(known))
        return self._session.commit(change)

    def verify(self, person: PersonId, note: str = "") -> Receipt:
        """Say that a person's numbers were tried, and reach them.

        Raises:
            UnknownNameError: Nobody here has that id.
            InvalidValueError: There is no number, or people wrote different ones.
        """
        known = self.row(person).person
        change = planning.planned_verified(known, self._state(known), note)
        return self._session.commit(change)

    # --- inside ----------------------------------------------------------

    def _forget(self) -> None:
        self._rows = None

    def _known(self) -> Mapping[PersonId, OfficerRow]:
        if self._rows is None:
            self._rows = MappingProxyType(self._read())
        return self._rows

    def _read(self) -> dict[PersonId, OfficerRow]:
        states = self._states()
        members = self._session.members()
        rows = {
            m.person: row_of(m.person, states.get(m.person), m.role, len(m.seats))
            for m in members
        }
        gone = [
            row_of(person, state, None, 0)
            for person, state in states.items()
            if person not in rows
        ]
        gone.sort(key=lambda row: (plain(row.name), row.person))
        return rows | {row.person: row for row in gone}

    def _states(self) -> dict[PersonId, OfficerState]:
        """Only what everybody can read counts: a name told to a few names nobody."""
        kit = self._session.standard.kit
        return {
            PersonId(subject): state
            for subject, scope, state in self._session.states(OFFICER_FOLD)
            if scope == kit and isinstance(state, OfficerState)
        }

    def _state(self, person: PersonId) -> OfficerState | None:
        state = self._session.state(OFFICER_FOLD, person)
        return state if isinstance(state, OfficerState) else None

    def _outside_state(self, person: PersonId) -> OfficerState | None:
        if self.row(person).outside is None:
            raise UnknownNameError("outside person", person.hex()[:8])
        return self._state(person)
