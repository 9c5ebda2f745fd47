"""The changes that add to what is known of a person. Pure; refused before written."""

import re
from collections.abc import Mapping
from datetime import date

import msgspec

from incidentkit.council.values import one_line
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.officers import entries
from incidentkit.officers.bodies import (
    OfficerAcknowledged,
    OfficerDeputy,
    OfficerOutside,
    OfficerProofWithdrawn,
    OfficerTrained,
    OfficerVerified,
    Outside,
    Proven,
)
from incidentkit.officers.entries import (
    LONGEST_NAME,
    LONGEST_REASON,
    OfficerState,
    accept_name,
    filled_line,
)
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import PersonId, SubjectId

DATED = "dated"  # the council's word for: from outside only with an end date
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


class NewProof(msgspec.Struct, frozen=True):
    """Training, or a policy that was read, as somebody writes it down."""

    kind: Proven
    what: str
    day: str
    by: str = ""
    note: str = ""


def planned_outside(
    person: PersonId, outside: Outside, allowed: str, state: OfficerState | None = None
) -> Change:
    """Return the change that writes down somebody from outside.

    `allowed` is the council's setting: `dated`, with an end date, or `no`, nobody new.

    Raises:
        InvalidValueError: The council allows nobody from outside, there is no end
            date, or a text cannot be kept.
    """
    known = state or OfficerState()
    if allowed != DATED and not known.outside.versions:
        raise InvalidValueError("outside_person", "none-from-outside")
    kept = accept_outside(outside)
    body = OfficerOutside(
        kept.name, kept.sort, kept.firm, kept.until, known.outside.digests
    )
    return write(Write(SubjectId(person), entries.OUTSIDE, body))


def accept_outside(outside: Outside) -> Outside:
    """Return somebody from outside as they are kept.

    Raises:
        InvalidValueError: There is no name or end date, or a text cannot be kept.
    """
    return Outside(
        name=accept_name(outside.name, "outside_person"),
        sort=outside.sort,
        firm=one_line("firm", outside.firm, LONGEST_NAME),
        until=accept_day("until", outside.until),
    )


def accept_day(field: str, text: str, latest: date | None = None) -> str:
    """Return a day of this century as YYYY-MM-DD.

    Raises:
        InvalidValueError: It is empty, no such day, or later than the latest.
    """
    tidy = text.strip()
    if not tidy:
        raise InvalidValueError(field, "not-empty")
    try:
        day = date.fromisoformat(tidy)
    except ValueError:
        raise InvalidValueError(field, "date") from None
    if not (_DATE.fullmatch(tidy) and _FIRST_DAY <= day <= _LAST_DAY):
        raise InvalidValueError(field, "date")
    if latest is not None and day > latest:
        raise InvalidValueError(field, "not-in-future")
    return tidy


def planned_deputy(
    person: PersonId, deputy: PersonId | None, state: OfficerState | None = None
) -> Change:
    """Return the change that says who stands in for a person; None for nobody.

    Raises:
        InvalidValueError: They would stand in for themselves.
    """
    if deputy == person:
        raise InvalidValueError("deputy", "same-person")
    replaces = (state or OfficerState()).deputy.digests
    body = OfficerDeputy(deputy or b"", replaces)
    return write(Write(SubjectId(person), entries.DEPUTY, body))


def planned_proof(person: PersonId, proof: NewProof, today: date) -> Change:
    """Return the change that writes down training, or a policy that was read.

    Raises:
        InvalidValueError: The day lies ahead or is none, or a text cannot be kept.
    """
    body_of = _BODIES[proof.kind]
    body = body_of(
        what=filled_line("proof_what", proof.what, LONGEST_REASON),
        day=accept_day("proof_day", proof.day, today),
        by=one_line("proof_by", proof.by, LONGEST_NAME),
        proof=one_line("proof_note", proof.note, LONGEST_REASON),
    )
    return write(Write(SubjectId(person), _PROOF_KINDS[proof.kind], body))


def planned_withdrawal(
    person: PersonId, entry: bytes, reason: str, state: OfficerState | None
) -> Change:
    """Return the change that takes back a training or acknowledgement.

    Raises:
        UnknownNameError: There is none such of this person.
        InvalidValueError: There is no reason.
    """
    standing = {p.entry for p in (state or OfficerState()).shown}
    if entry not in standing:
        raise UnknownNameError("proof", entry.hex()[:8])
    why = filled_line("reason", reason, LONGEST_REASON)
    body = OfficerProofWithdrawn(entry, why)
    return write(Write(SubjectId(person), entries.WITHDRAWN, body))


def planned_verified(
    person: PersonId, state: OfficerState | None, note: str = ""
) -> Change:
    """Return the change that says that a person's numbers were tried and reach them.

    Raises:
        InvalidValueError: No number is written down, or people wrote different ones.
    """
    known = state or OfficerState()
    contact = known.contact.value
    if contact is None or not (
        contact.work_phone or contact.mobile or contact.out_of_band or contact.email
    ):
        raise InvalidValueError("contact", "no-number-yet")
    if known.contact.in_conflict:
        raise InvalidValueError("contact", "settle-first")
    said = one_line("proof_note", note, LONGEST_REASON)
    body = OfficerVerified(known.contact.digests, said)
    return write(Write(SubjectId(person), entries.VERIFIED, body))


_BODIES: Mapping[Proven, type[OfficerTrained | OfficerAcknowledged]] = {
    Proven.TRAINED: OfficerTrained,
    Proven.ACKNOWLEDGED: OfficerAcknowledged,
}
_PROOF_KINDS = {
    Proven.TRAINED: entries.TRAINED,
    Proven.ACKNOWLEDGED: entries.ACKNOWLEDGED,
}
