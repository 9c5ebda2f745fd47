"""One person as a list shows them, and finding one by what people type."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from incidentkit.officers.bodies import Contact, Outside, Proof, Verified
from incidentkit.officers.entries import Left, OfficerState
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.vault.register import Register
from incidentkit.words.roles import marked_name, unnamed_officer


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One person, as a list shows them.

    `role` is None for somebody who can no longer write anything, and only then
    is `left` what was recorded when they last went, if anything was.
    `outside` is there for somebody who is not in the kit and never was.
    `to_settle` names what people have set differently: name, contact, outside, deputy.
    `checked` is who last tried the numbers of now; `contact_wall` when these were
    written down.
    """

    person: PersonId
    name: str
    role: Role | None
    seats: int
    contact: Contact
    left: Left | None
    to_settle: tuple[str, ...] = ()
    outside: Outside | None = None
    deputy: PersonId | None = None
    proofs: tuple[Proof, ...] = ()
    checked: Verified | None = None
    contact_wall: int = 0

    @property
    def is_standing(self) -> bool:
        """Whether the person has a role now."""
        return self.role is not None

    @property
    def number(self) -> str:
        """The number to ring them on."""
        contact = self.contact
        return contact.mobile or contact.work_phone or contact.out_of_band

    def is_over(self, today: date) -> bool:
        """Whether somebody from outside has nothing to do with us any more."""
        if self.outside is None:
            return False
        try:
            ended = date.fromisoformat(self.outside.until) < today
        except ValueError:
            ended = False
        return ended or self.left is not None


def row_of(
    person: PersonId, state: OfficerState | None, role: Role | None, seats: int
) -> OfficerRow:
    """Return a person's row. Whoever was ever named as an officer is none of outside."""
    known = state or OfficerState()
    outside = None if role or known.name.versions else known.outside.value
    called = known.name.value or (outside.name if outside else "")
    registers: dict[str, Register[Any]] = {
        "name": known.name,
        "contact": known.contact,
        "outside": known.outside,
        "deputy": known.deputy,
    }
    return OfficerRow(
        person=person,
        name=marked_name(called or unnamed_officer(person)),
        role=role,
        seats=seats,
        contact=known.contact.value or Contact(),
        left=None if role else known.left,
        to_settle=tuple(
            field for field, register in registers.items() if register.in_conflict
        ),
        outside=outside,
        deputy=PersonId(known.deputy.value) if known.deputy.value else None,
        proofs=known.shown,
        checked=known.checked,
        contact_wall=known.contact_wall,
    )


def plain(text: str) -> str:
    """Return a text as it is compared: without case, width and doubled spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_called(row: OfficerRow, text: str) -> bool:
    """Whether that is the person's whole name."""
    return plain(row.name) == plain(text)


def has_id(row: OfficerRow, text: str) -> bool:
    """Whether that is how the person's id begins."""
    return len(text) >= 8 and row.person.hex().startswith(text.casefold())


def is_partly_called(row: OfficerRow, text: str) -> bool:
    """Whether that is a part of the person's name."""
    return bool(plain(text)) and plain(text) in plain(row.name)
