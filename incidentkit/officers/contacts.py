"""Whom to ring for a role, such as the data protection officer. What is written of it.

Each role has a subject of its own that follows from its name, so that two people who
write down the same one at the same time meet.
"""

import hashlib
import re
from typing import Any

import msgspec

from incidentkit.council.values import one_line
from incidentkit.errors import InvalidValueError
from incidentkit.officers.bodies import Verified
from incidentkit.officers.entries import (
    LONGEST_NAME,
    LONGEST_REASON,
    accept_email,
    accept_phone,
    filled_line,
)
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import Body, Digest, Fact, Fold, Kind, State, SubjectId
from incidentkit.vault.register import Register
from incidentkit.words.alphabets import mixed_word

_SLUG = re.compile(r"[^a-z0-9]+")
_NAMES = ("name", "deputy")
_PHONES = ("work_phone", "deputy_phone", "out_of_band")


class Card(msgspec.Struct, frozen=True):
    """Whom to ring for one role. What is not known is empty.

    `out_of_band` is a number that works when the council's network does not, and
    `is_personal` says that it is somebody's own. `is_absent`: the council has no such
    role.
    """

    role: str
    name: str = ""
    deputy: str = ""
    work_phone: str = ""
    deputy_phone: str = ""
    out_of_band: str = ""
    mailbox: str = ""
    hours: str = ""
    signs: str = ""
    note: str = ""
    is_personal: bool = False
    is_absent: bool = False

    @property
    def is_reachable(self) -> bool:
        """Whether there is any way to reach whoever has the role."""
        return bool(
            self.work_phone or self.out_of_band or self.deputy_phone or self.mailbox
        )


class ContactSet(Body, frozen=True):
    """Whom to ring for a role."""

    role: str
    name: str = ""
    deputy: str = ""
    work_phone: str = ""
    deputy_phone: str = ""
    out_of_band: str = ""
    mailbox: str = ""
    hours: str = ""
    signs: str = ""
    note: str = ""
    is_personal: bool = False
    is_absent: bool = False
    replaces: tuple[bytes, ...] = ()


class ContactVerified(Body, frozen=True):
    """Somebody tried whether a role's numbers work. `of` are the entries tried."""

    of: tuple[bytes, ...]
    note: str = ""


class ContactState(State, frozen=True):
    """What is known of one role's contact."""

    card: Register[Card] = Register()
    verified: Verified | None = None

    @property
    def checked(self) -> Verified | None:
        """Who last tried the numbers, unless others have been written down since."""
        tried = self.verified
        is_of = tried is not None and set(self.card.digests) <= set(tried.of)
        return tried if is_of else None


def apply_contact(state: ContactState | None, fact: Fact) -> ContactState:
    """Return a contact's state with one more fact."""
    known = state or ContactState()
    match fact.body:
        case ContactSet() as body:
            put = known.card.put(fact.digest, _card(body), body.replaces)
            return msgspec.structs.replace(known, card=put)
        case ContactVerified() as body:
            of = tuple(Digest(digest) for digest in body.of)
            tried = Verified(fact.wall, fact.person, of, body.note, fact.at)
            before = known.verified
            if before and (before.at, before.of) > (tried.at, tried.of):
                return known
            return msgspec.structs.replace(known, verified=tried)
        case _:
            return known


CONTACT_FOLD = Fold("contact", 1, ContactState, apply_contact)
SET = Kind("contact.set", 1, ContactSet, CONTACT_FOLD, one_value=True)
VERIFIED = Kind("contact.verified", 1, ContactVerified, CONTACT_FOLD)
CONTACT_KINDS = (SET, VERIFIED)


def slug_of(role: str) -> str:
    """Return the short name of a role: small letters, digits and hyphens."""
    return _SLUG.sub("-", role.casefold()).strip("-")


def subject_of(slug: str) -> SubjectId:
    """Return the subject that a role's contact is written under, in every kit."""
    text = f"incidentkit: contact {slug}"
    return SubjectId(hashlib.sha256(text.encode()).digest()[:16])


def planned_card(slug: str, card: Card, state: ContactState | None = None) -> Change:
    """Return the change that says whom to ring for a role, settling any conflict.

    Raises:
        InvalidValueError: The role has no name, or a number or address is none.
    """
    kept = accept_card(card)
    replaces = (state or ContactState()).card.digests
    values: dict[str, Any] = msgspec.structs.asdict(kept)
    return write(Write(subject_of(slug), SET, ContactSet(**values, replaces=replaces)))


def accept_card(card: Card) -> Card:
    """Return a contact as it is kept.

    Raises:
        InvalidValueError: The role has no name, or a number or address is none.
    """
    role = filled_line("contact_role", card.role, LONGEST_NAME)
    if not slug_of(role):
        raise InvalidValueError("contact_role", "not-empty")
    phones = {name: accept_phone(name, getattr(card, name)) for name in _PHONES}
    names = {
        name: one_line(f"contact_{name}", getattr(card, name), LONGEST_NAME)
        for name in _NAMES
    }
    for name, text in names.items():
        if mixed_word(text):
            raise InvalidValueError(f"contact_{name}", "mixed-letters")
    return msgspec.structs.replace(
        card,
        role=role,
        mailbox=accept_email(card.mailbox, "mailbox"),
        hours=one_line("hours", card.hours, LONGEST_NAME),
        signs=one_line("signs", card.signs, LONGEST_REASON),
        note=one_line("contact_note", card.note, LONGEST_REASON),
        **phones,
        **names,
    )


def planned_verified(slug: str, state: ContactState | None, note: str = "") -> Change:
    """Return the change that says that a role's numbers were tried, and work.

    Raises:
        InvalidValueError: There is no number, or people wrote different ones.
    """
    known = state or ContactState()
    card = known.card.value
    if card is None or not card.is_reachable:
        raise InvalidValueError("contact", "no-number-yet")
    if known.card.in_conflict:
        raise InvalidValueError("contact", "settle-first")
    body = ContactVerified(
        known.card.digests, one_line("proof_note", note, LONGEST_REASON)
    )
    return write(Write(subject_of(slug), VERIFIED, body))


def _card(body: ContactSet) -> Card:
    values = msgspec.structs.asdict(body)
    del values["replaces"]
    return Card(**values)
