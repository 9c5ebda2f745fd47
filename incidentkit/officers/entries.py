"""What is written about a person adds up to this, whoever wrote it and in any order."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import msgspec
from msgspec.structs import replace

from incidentkit.council.values import one_line
from incidentkit.errors import InvalidValueError
from incidentkit.officers.bodies import (
    Contact,
    OfficerAcknowledged,
    OfficerContact,
    OfficerDeputy,
    OfficerLeft,
    OfficerNamed,
    OfficerOutside,
    OfficerProofWithdrawn,
    OfficerTrained,
    OfficerVerified,
    Outside,
    Proof,
    Proven,
    Verified,
)
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import (
    Body,
    Digest,
    Fact,
    Fold,
    Kind,
    PersonId,
    Role,
    State,
    SubjectId,
)
from incidentkit.vault.register import Register
from incidentkit.words.alphabets import mixed_word

__all__ = [
    "Contact",
    "OfficerContact",
    "OfficerLeft",
    "OfficerNamed",
]  # what other rooms know people by

LONGEST_NAME = 100
LONGEST_REASON = 200
FEWEST_DIGITS = 3
_PHONE = re.compile(r"\+?[0-9 ()-]{3,24}(?: ?(?:ext|x)\.? ?[0-9]{1,6})?")
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+")


class Left(msgspec.Struct, frozen=True):
    """Why a person left, and when."""

    when: int
    reason: str


class OfficerState(State, frozen=True):
    """What is known of one person. `names_before` are those given up, each until when."""

    name: Register[str] = Register()
    contact: Register[Contact] = Register()
    leavings: tuple[Left, ...] = ()
    outside: Register[Outside] = Register()
    deputy: Register[bytes] = Register()
    proofs: tuple[Proof, ...] = ()
    withdrawn: tuple[Digest, ...] = ()
    verified: Verified | None = None
    contact_wall: int = 0
    names_before: tuple[tuple[str, int], ...] = ()

    def name_on(self, wall: int) -> str | None:
        """Return what the person was called at a time."""
        later = [one for one in self.names_before if one[1] > wall]
        return min(later, key=lambda one: one[1])[0] if later else self.name.value

    @property
    def left(self) -> Left | None:
        """The last time the person left, if they ever did."""
        return self.leavings[-1] if self.leavings else None

    @property
    def shown(self) -> tuple[Proof, ...]:
        """The trainings and acknowledgements that stand, newest day first."""
        standing = [p for p in self.proofs if p.entry not in self.withdrawn]
        return tuple(sorted(standing, key=lambda p: (p.day, p.wall), reverse=True))

    @property
    def checked(self) -> Verified | None:
        """Who last tried the numbers, unless others have been written down since."""
        tried = self.verified
        is_of = tried is not None and set(self.contact.digests) <= set(tried.of)
        return tried if is_of else None


def apply_officer(state: OfficerState | None, fact: Fact) -> OfficerState:
    """Return a person's state with one more fact."""
    known = state or OfficerState()
    put = _PUT.get(type(fact.body))
    return known if put is None else put(known, fact, fact.body)


def _named(known: OfficerState, fact: Fact, body: OfficerNamed) -> OfficerState:
    name = known.name.put(fact.digest, body.name, body.replaces)
    ended = tuple(
        (v.value, fact.wall) for v in known.name.versions if v.digest in body.replaces
    )
    return replace(known, name=name, names_before=(*known.names_before, *ended))


def _contact(known: OfficerState, fact: Fact, body: OfficerContact) -> OfficerState:
    contact = Contact(
        body.work_phone, body.mobile, body.email, body.out_of_band, body.hours
    )
    put = known.contact.put(fact.digest, contact, body.replaces)
    wall = max(known.contact_wall, fact.wall)
    return replace(known, contact=put, contact_wall=wall)


def _left(known: OfficerState, _fact: Fact, body: OfficerLeft) -> OfficerState:
    leavings = {*known.leavings, Left(body.when, body.reason)}
    ordered = sorted(leavings, key=lambda left: (left.when, left.reason))
    return replace(known, leavings=tuple(ordered))


def _outside(known: OfficerState, fact: Fact, body: OfficerOutside) -> OfficerState:
    outside = Outside(body.name, body.sort, body.firm, body.until)
    put = known.outside.put(fact.digest, outside, body.replaces)
    return replace(known, outside=put)


def _deputy(known: OfficerState, fact: Fact, body: OfficerDeputy) -> OfficerState:
    put = known.deputy.put(fact.digest, body.deputy, body.replaces)
    return replace(known, deputy=put)


def _proof(
    known: OfficerState, fact: Fact, body: OfficerTrained | OfficerAcknowledged
) -> OfficerState:
    is_training = isinstance(body, OfficerTrained)
    kind = Proven.TRAINED if is_training else Proven.ACKNOWLEDGED
    proof = Proof(
        kind, body.what, body.day, body.by, body.proof, fact.wall, fact.digest
    )
    ordered = sorted({*known.proofs, proof}, key=lambda one: one.entry)
    return replace(known, proofs=tuple(ordered))


def _withdrawn(
    known: OfficerState, _fact: Fact, body: OfficerProofWithdrawn
) -> OfficerState:
    gone = {*known.withdrawn, Digest(body.target)}
    return replace(known, withdrawn=tuple(sorted(gone)))


def _verified(known: OfficerState, fact: Fact, body: OfficerVerified) -> OfficerState:
    of = tuple(Digest(digest) for digest in body.of)
    tried = Verified(fact.wall, fact.person, of, body.note, fact.at)
    before = known.verified
    if before is not None and (before.at, before.of) > (tried.at, tried.of):
        return known
    return replace(known, verified=tried)


_Put = Callable[[OfficerState, Fact, Any], OfficerState]
_PUT: Mapping[type[Body], _Put] = MappingProxyType(
    {
        OfficerNamed: _named,
        OfficerContact: _contact,
        OfficerLeft: _left,
        OfficerOutside: _outside,
        OfficerDeputy: _deputy,
        OfficerTrained: _proof,
        OfficerAcknowledged: _proof,
        OfficerProofWithdrawn: _withdrawn,
        OfficerVerified: _verified,
    }
)


OFFICER_FOLD = Fold("officer", 3, OfficerState, apply_officer)
NAMED = Kind("officer.named", 1, OfficerNamed, OFFICER_FOLD, least=Role.LEAD)
CONTACT = Kind("officer.contact", 1, OfficerContact, OFFICER_FOLD)
LEFT = Kind("officer.left", 1, OfficerLeft, OFFICER_FOLD)  # an officer may resign
OUTSIDE = Kind("officer.outside", 1, OfficerOutside, OFFICER_FOLD)
DEPUTY = Kind("officer.deputy", 1, OfficerDeputy, OFFICER_FOLD)
TRAINED = Kind("officer.trained", 1, OfficerTrained, OFFICER_FOLD)
ACKNOWLEDGED = Kind("officer.acknowledged", 1, OfficerAcknowledged, OFFICER_FOLD)
WITHDRAWN = Kind("officer.proof_withdrawn", 1, OfficerProofWithdrawn, OFFICER_FOLD)
VERIFIED = Kind("officer.verified", 1, OfficerVerified, OFFICER_FOLD)
KINDS = (
    NAMED,
    CONTACT,
    LEFT,
    OUTSIDE,
    DEPUTY,
    TRAINED,
    ACKNOWLEDGED,
    WITHDRAWN,
    VERIFIED,
)


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
    body = OfficerContact(
        kept.work_phone, kept.mobile, kept.email, replaces, kept.out_of_band, kept.hours
    )
    return write(Write(SubjectId(person), CONTACT, body))


def planned_leaving(person: PersonId, reason: str, when: int) -> Change:
    """Return the change that says a person has left. It takes no role away.

    Raises:
        InvalidValueError: The reason is empty or too long.
    """
    body = OfficerLeft(filled_line("reason", reason, LONGEST_REASON), when)
    return write(Write(SubjectId(person), LEFT, body))


def accept_name(name: str, field: str = "officer_name") -> str:
    """Return a person's name as it is kept.

    Raises:
        InvalidValueError: It is empty or too long, or could pass for another name.
    """
    line = filled_line(field, name, LONGEST_NAME)
    if mixed_word(line):
        raise InvalidValueError(field, "mixed-letters")
    return line


def accept_contact(contact: Contact) -> Contact:
    """Return contact details as they are kept.

    Raises:
        InvalidValueError: A number is not a telephone number, or the address no address.
    """
    return Contact(
        work_phone=accept_phone("work_phone", contact.work_phone),
        mobile=accept_phone("mobile", contact.mobile),
        email=accept_email(contact.email),
        out_of_band=accept_phone("out_of_band", contact.out_of_band),
        hours=one_line("hours", contact.hours, LONGEST_NAME),
    )


def filled_line(field: str, text: str, longest: int) -> str:
    """Return a line that says something.

    Raises:
        InvalidValueError: It is empty or too long, or hides something.
    """
    line = one_line(field, text, longest)
    if not line:
        raise InvalidValueError(field, "not-empty")
    return line


def accept_phone(field: str, text: str) -> str:
    """Return a telephone number, or nothing.

    Raises:
        InvalidValueError: It does not read as one.
    """
    line = " ".join(text.split())
    digits = sum(character.isdigit() for character in line)
    if line and not (digits >= FEWEST_DIGITS and _PHONE.fullmatch(line)):
        raise InvalidValueError(field, "phone-number")
    return line


def accept_email(text: str, field: str = "email") -> str:
    """Return an email address, or nothing.

    Raises:
        InvalidValueError: It does not read as one.
    """
    line = text.strip()
    if line and not (_EMAIL.fullmatch(line) and line.isprintable()):
        raise InvalidValueError(field, "email-address")
    return line
