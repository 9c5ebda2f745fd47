"""What can be written about a person, and what it adds up to.

The subject is the person's own id. Roles and seats are not here: the roster
alone says who may do what.
"""

import re

import msgspec

from incidentkit.council.values import one_line
from incidentkit.errors import InvalidValueError
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import (
    Body,
    Fact,
    Fold,
    Kind,
    PersonId,
    Role,
    State,
    SubjectId,
)
from incidentkit.vault.register import Register

LONGEST_NAME = 100
LONGEST_REASON = 200
FEWEST_DIGITS = 3
_PHONE = re.compile(r"\+?[0-9 ()-]{3,24}(?: ?(?:ext|x)\.? ?[0-9]{1,6})?")
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+")


class Contact(msgspec.Struct, frozen=True):
    """How to reach a person. What is not known is empty."""

    work_phone: str = ""
    mobile: str = ""
    email: str = ""


class OfficerNamed(Body, frozen=True):
    """What a person is called."""

    name: str
    replaces: tuple[bytes, ...]


class OfficerContact(Body, frozen=True):
    """How to reach a person."""

    work_phone: str
    mobile: str
    email: str
    replaces: tuple[bytes, ...]


class OfficerLeft(Body, frozen=True):
    """A person has left the team. `when` is wall time in milliseconds."""

    reason: str
    when: int


class Left(msgspec.Struct, frozen=True):
    """Why a person left, and when."""

    when: int
    reason: str


class OfficerState(State, frozen=True):
    """What is known of one person."""

    name: Register[str] = Register()
    contact: Register[Contact] = Register()
    leavings: tuple[Left, ...] = ()

    @property
    def left(self) -> Left | None:
        """The last time the person left, if they ever did."""
        return self.leavings[-1] if self.leavings else None


def apply_officer(state: OfficerState | None, fact: Fact) -> OfficerState:
    """Return a person's state with one more fact."""
    known = state or OfficerState()
    replace = msgspec.structs.replace
    match fact.body:
        case OfficerNamed(name=name, replaces=replaces):
            return replace(known, name=known.name.put(fact.digest, name, replaces))
        case OfficerContact() as body:
            contact = Contact(body.work_phone, body.mobile, body.email)
            put = known.contact.put(fact.digest, contact, body.replaces)
            return replace(known, contact=put)
        case OfficerLeft(reason=reason, when=when):
            leavings = {*known.leavings, Left(when, reason)}
            ordered = sorted(leavings, key=lambda left: (left.when, left.reason))
            return replace(known, leavings=tuple(ordered))
        case _:
            return known


OFFICER_FOLD = Fold("officer", 1, OfficerState, apply_officer)
NAMED = Kind("officer.named", 1, OfficerNamed, OFFICER_FOLD, least=Role.LEAD)
CONTACT = Kind("officer.contact", 1, OfficerContact, OFFICER_FOLD)
LEFT = Kind("officer.left", 1, OfficerLeft, OFFICER_FOLD)  # an officer may resign
KINDS = (NAMED, CONTACT, LEFT)


def planned_name(
    person: PersonId, name: str, state: OfficerState | None = None
) -> Change:
    """Return the change that names a person; without a state, for the first time.

    Raises:
        InvalidValueError: The name is empty or too long.
    """
    line = accept_name(name)
    replaces = (state or OfficerState()).name.digests
    return write(Write(SubjectId(person), NAMED, OfficerNamed(line, replaces)))


def planned_contact(
    person: PersonId, contact: Contact, state: OfficerState | None = None
) -> Change:
    """Return the change that says how to reach a person.

    Raises:
        InvalidValueError: A number is not a telephone number, or the address no address.
    """
    kept = accept_contact(contact)
    replaces = (state or OfficerState()).contact.digests
    body = OfficerContact(kept.work_phone, kept.mobile, kept.email, replaces)
    return write(Write(SubjectId(person), CONTACT, body))


def planned_leaving(person: PersonId, reason: str, when: int) -> Change:
    """Return the change that says a person has left. It takes no role away.

    Raises:
        InvalidValueError: The reason is empty or too long.
    """
    body = OfficerLeft(_line("reason", reason, LONGEST_REASON), when)
    return write(Write(SubjectId(person), LEFT, body))


def accept_name(name: str) -> str:
    """Return a person's name as it is kept.

    Raises:
        InvalidValueError: It is empty or too long.
    """
    return _line("officer_name", name, LONGEST_NAME)


def accept_contact(contact: Contact) -> Contact:
    """Return contact details as they are kept.

    Raises:
        InvalidValueError: A number is not a telephone number, or the address no address.
    """
    return Contact(
        work_phone=_phone("work_phone", contact.work_phone),
        mobile=_phone("mobile", contact.mobile),
        email=_email(contact.email),
    )


def _line(field: str, text: str, longest: int) -> str:
    line = one_line(field, text, longest)
    if not line:
        raise InvalidValueError(field, "not-empty")
    return line


def _phone(field: str, text: str) -> str:
    line = " ".join(text.split())
    digits = sum(character.isdigit() for character in line)
    if line and not (digits >= FEWEST_DIGITS and _PHONE.fullmatch(line)):
        raise InvalidValueError(field, "phone-number")
    return line


def _email(text: str) -> str:
    line = text.strip()
    if line and not (_EMAIL.fullmatch(line) and line.isprintable()):
        raise InvalidValueError("email", "email-address")
    return line
