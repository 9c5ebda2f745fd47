"""What the journal holds about a Welsh template: who approved exactly which words.

One subject for each text, the same for everybody, whoever begins it.
"""

import hashlib

import msgspec

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


class TranslationApproved(Body, frozen=True):
    """A named translator approved a text. The digests say which, of both languages.

    `text` covers the Welsh text and the sentences that the kit fills into it; `english`
    is the text it was approved beside. `day` is when the translator said so.
    """

    file: str
    text: str
    english: str
    translator: str
    day: str


class TranslationChecked(TranslationApproved, frozen=True):
    """The same, recorded by somebody who is no comms lead but looks after Welsh."""


class TranslationStopped(Body, frozen=True):
    """The text is not used any more until it is approved again."""

    file: str
    why: str


class Approval(msgspec.Struct, frozen=True):
    """One approval as it was recorded. `by_lead`: the entry needed a comms lead."""

    text: str
    english: str
    translator: str
    day: str
    person: PersonId
    at: int
    entry: Digest
    by_lead: bool


class TranslationState(State, frozen=True):
    """Every approval of a text since it was last stopped, oldest first."""

    file: str = ""
    approvals: tuple[Approval, ...] = ()
    stopped_why: str = ""


def subject_of(file: str) -> SubjectId:
    """Return the subject of a Welsh text."""
    named = f"incidentkit: translation {file}".encode()
    return SubjectId(hashlib.sha256(named).digest()[:16])


def apply(state: TranslationState | None, fact: Fact) -> TranslationState:
    """Return a text's state with one more fact."""
    known = state or TranslationState()
    replace = msgspec.structs.replace
    match fact.body:
        case TranslationApproved() as approved:
            one = _approval(approved, fact)
            every = (*known.approvals, one)
            return replace(known, file=approved.file, approvals=every, stopped_why="")
        case TranslationStopped(file=file, why=why):
            return replace(known, file=file, approvals=(), stopped_why=why)
        case _:
            return known


def _approval(body: TranslationApproved, fact: Fact) -> Approval:
    return Approval(
        text=body.text,
        english=body.english,
        translator=body.translator,
        day=body.day,
        person=fact.person,
        at=fact.wall,
        entry=fact.digest,
        by_lead=not isinstance(body, TranslationChecked),
    )


TRANSLATION = Fold("draft.translation", 1, TranslationState, apply)
APPROVED = Kind(
    "translation.approved", 1, TranslationApproved, TRANSLATION, least=Role.LEAD
)
CHECKED = Kind("translation.checked", 1, TranslationChecked, TRANSLATION)
STOPPED = Kind("translation.stopped", 1, TranslationStopped, TRANSLATION)
KINDS = (APPROVED, CHECKED, STOPPED)
