"""The council's own texts in the journal: what can be written about one, and its state.

A state holds no text, only which entry holds it: texts are opened when they are read.
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
from incidentkit.vault.register import Register, Version

PLAYBOOK = "playbook"
TEMPLATE = "template"


class Origin(msgspec.Struct, frozen=True):
    """The pack that a text came in: who made it, and whether the words were compared.

    `words` are those of the maker's fingerprint, as they are read aloud.
    """

    maker: str
    words: str
    compared: bool


class TextKept(Body, frozen=True):
    """A text of the council's own. `base` names the shipped text it was made from.

    `sort` says what it is, `name` which: a playbook's slug, or a template's file.
    """

    sort: str
    name: str
    file: str
    text: str
    version: str
    reviewed: str
    base: str
    why: str
    origin: Origin | None
    replaces: tuple[bytes, ...]


class BaseKept(Body, frozen=True):
    """The shipped text that a council's text was made from, for a later comparison."""

    text: str


class WentBack(Body, frozen=True):
    """The shipped text holds again; one that was never shipped is not used any more."""

    sort: str
    name: str
    why: str
    replaces: tuple[bytes, ...]


class TextLeft(Body, frozen=True):
    """What somebody was still writing when the kit was locked. It is used nowhere."""

    sort: str
    name: str
    text: str
    base: str


class LeftTaken(Body, frozen=True):
    """A text that was left is in the editor again, or nobody wants it."""

    left: bytes


class Copy(msgspec.Struct, frozen=True):
    """One text that was kept, without the text; or that the shipped one holds again."""

    file: str
    digest: str
    version: str
    reviewed: str
    base: str
    why: str
    origin: Origin | None
    person: PersonId
    at: int
    is_back: bool = False


class Left(msgspec.Struct, frozen=True):
    """A text that somebody left unfinished; `entry` holds it."""

    entry: Digest
    person: PersonId
    at: int
    base: str


class CopyState(State, frozen=True):
    """Everything kept about one text. Several current ones wait for somebody to choose.

    `bases` says which entry holds which shipped text.
    """

    sort: str = ""
    name: str = ""
    current: Register[Copy] = Register()
    every: tuple[Version[Copy], ...] = ()
    bases: tuple[tuple[str, Digest], ...] = ()
    left: tuple[Left, ...] = ()

    def base_entry(self, digest: str) -> Digest | None:
        """Return the entry that holds a shipped text, None when none does."""
        return next((entry for known, entry in self.bases if known == digest), None)


def subject_of(sort: str, name: str) -> SubjectId:
    """Return the subject of a text: the same for everybody, whoever begins it."""
    named = f"incidentkit: {sort} {name}".encode()
    return SubjectId(hashlib.sha256(named).digest()[:16])


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def apply(state: CopyState | None, fact: Fact) -> CopyState:
    """Return a text's state with one more fact."""
    known = state or CopyState()
    replace = msgspec.structs.replace
    match fact.body:
        case TextKept() as kept:
            return _put(known, fact, _kept(kept, fact), kept)
        case WentBack() as back:
            return _put(known, fact, _back(back, fact), back)
        case BaseKept(text=text):
            return replace(
                known, bases=(*known.bases, (text_digest(text), fact.digest))
            )
        case TextLeft(sort=sort, name=name, base=base):
            left = Left(fact.digest, fact.person, fact.at, base)
            return replace(known, sort=sort, name=name, left=(*known.left, left))
        case LeftTaken(left=entry):
            waiting = tuple(one for one in known.left if one.entry != entry)
            return replace(known, left=waiting)
        case _:
            return known


def _put(
    known: CopyState, fact: Fact, copy: Copy, body: TextKept | WentBack
) -> CopyState:
    return msgspec.structs.replace(
        known,
        sort=body.sort,
        name=body.name,
        current=known.current.put(fact.digest, copy, body.replaces),
        every=(*known.every, Version(fact.digest, copy)),
    )


def _kept(body: TextKept, fact: Fact) -> Copy:
    return Copy(
        file=body.file,
        digest=text_digest(body.text),
        version=body.version,
        reviewed=body.reviewed,
        base=body.base,
        why=body.why,
        origin=body.origin,
        person=fact.person,
        at=fact.at,
    )


def _back(body: WentBack, fact: Fact) -> Copy:
    return Copy("", "", "", "", "", body.why, None, fact.person, fact.at, is_back=True)


COPY = Fold("playbook.copy", 1, CopyState, apply)
KEPT = Kind("playbook.kept", 1, TextKept, COPY, least=Role.LEAD)
BASE = Kind("playbook.base", 1, BaseKept, COPY, least=Role.LEAD)
BACK = Kind("playbook.back", 1, WentBack, COPY, least=Role.LEAD)
LEFT = Kind("playbook.left", 1, TextLeft, COPY, least=Role.LEAD)
TAKEN = Kind("playbook.left-taken", 1, LeftTaken, COPY, least=Role.LEAD)
KINDS = (KEPT, BASE, BACK, LEFT, TAKEN)
