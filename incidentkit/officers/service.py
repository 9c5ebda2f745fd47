"""The door to the people: who they are, how to reach them, and whether they left.

Letting people in, changing roles and taking people out are acts of authority
and the vault's; this adds the names and telephone numbers.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from incidentkit.errors import SeveralMatchError, UnknownNameError
from incidentkit.officers.entries import (
    OFFICER_FOLD,
    Contact,
    Left,
    OfficerState,
    planned_contact,
    planned_leaving,
    planned_name,
)
from incidentkit.vault.change import Change
from incidentkit.vault.kinds import PersonId, Role, SeatId
from incidentkit.vault.session import Receipt, Session
from incidentkit.words.roles import unnamed_officer


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One person, as a list shows them.

    `role` is None for somebody who can no longer write anything, and only then
    is `left` what was recorded when they last went, if anything was.
    `to_settle` names what people have set differently: name, contact.
    """

    person: PersonId
    name: str
    role: Role | None
    seats: int
    contact: Contact
    left: Left | None
    to_settle: tuple[str, ...] = ()

    @property
    def is_standing(self) -> bool:
        """Whether the person has a role now."""
        return self.role is not None


class OfficersService:
    """The officers of a kit. What lists need is kept until something is committed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: Mapping[PersonId, OfficerRow] | None = None
        session.on_change(self._forget)

    # --- reading ---------------------------------------------------------

    def list_officers(self) -> tuple[OfficerRow, ...]:
        """Return everybody: those with a role by rank, then those gone by name."""
        return tuple(self._known().values())

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
        rows = self.list_officers()
        standing = tuple(row for row in rows if row.is_standing)
        for among in (standing, rows):
            for matches in (_is_called, _has_id, _is_partly_called):
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
            m.person: _row(m.person, states.get(m.person), m.role, len(m.seats))
            for m in members
        }
        gone = [
            _row(person, state, None, 0)
            for person, state in states.items()
            if person not in rows
        ]
        gone.sort(key=lambda row: (_plain(row.name), row.person))
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


def _row(
    person: PersonId, state: OfficerState | None, role: Role | None, seats: int
) -> OfficerRow:
    known = state or OfficerState()
    conflicts = {"name": known.name.in_conflict, "contact": known.contact.in_conflict}
    return OfficerRow(
        person=person,
        name=known.name.value or unnamed_officer(person),
        role=role,
        seats=seats,
        contact=known.contact.value or Contact(),
        left=None if role else known.left,
        to_settle=tuple(
            field for field, in_conflict in conflicts.items() if in_conflict
        ),
    )


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _is_called(row: OfficerRow, text: str) -> bool:
    return _plain(row.name) == _plain(text)


def _has_id(row: OfficerRow, text: str) -> bool:
    return len(text) >= 8 and row.person.hex().startswith(text.casefold())


def _is_partly_called(row: OfficerRow, text: str) -> bool:
    return bool(_plain(text)) and _plain(text) in _plain(row.name)
