"""A draft as a subject of the journal: its text, and where it went out.

The text is a register: two people who edit at once make a conflict for a
person to settle, and neither loses a word.
"""

import hashlib

import msgspec

from incidentkit.vault.kinds import Body, Digest, Fact, Fold, Kind, PersonId, State
from incidentkit.vault.register import Register


class DraftStarted(Body, frozen=True):
    """A draft was begun, from a template or from nothing (an empty template).

    `channel` is a platform's slug, or where else the text goes: website, email.
    `filled` is what the kit filled in by itself, by field, as it was at `filled_ms`.
    """

    incident: bytes
    template: str
    variant: str
    channel: str
    text: str
    replaces: tuple[bytes, ...] = ()
    filled: dict[str, str] = msgspec.field(default_factory=dict)
    filled_ms: int = 0


class DraftEdited(Body, frozen=True):
    """The text was changed. `replaces` names the entries it was changed from.

    `filled` is what the kit filled in anew, by field.
    """

    text: str
    replaces: tuple[bytes, ...]
    filled: dict[str, str] = msgspec.field(default_factory=dict)


class DraftPublished(Body, frozen=True):
    """A person published the text. `when_ms` is when they say they did.

    The kit sends nothing; `text_digest` says which exact words went out.
    """

    where: str
    when_ms: int
    address: str
    text_digest: bytes


class DraftWithdrawn(Body, frozen=True):
    """The draft will not be used."""

    reason: str


class Publication(msgspec.Struct, frozen=True):
    """One place where the text went out, and who recorded it."""

    where: str
    when_ms: int
    address: str
    text_digest: bytes
    recorded_by: PersonId
    entry: Digest


class DraftState(State, frozen=True):
    """What a draft's entries add up to. `withdrawn` None: it is still meant."""

    incident: bytes = b""
    template: str = ""
    variant: str = ""
    channel: str = ""
    text: Register[str] = Register()
    publications: tuple[Publication, ...] = ()
    withdrawn: str | None = None
    started_at: int = 0
    changed_at: int = 0
    filled: dict[str, str] = msgspec.field(default_factory=dict)
    filled_ms: int = 0

    @property
    def is_started(self) -> bool:
        """Whether the entry that began the draft has arrived."""
        return bool(self.incident)

    @property
    def current_text(self) -> str:
        """The text as it stands; of several, the one that was folded last."""
        return self.text.value or ""

    def was_published_as_it_stands(self) -> bool:
        """Whether the exact current words went out somewhere."""
        digest = text_digest(self.current_text)
        return any(p.text_digest == digest for p in self.publications)


def text_digest(text: str) -> bytes:
    """Return the digest that names exact words: one changed character changes it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def apply(state: DraftState | None, fact: Fact) -> DraftState:
    """Fold one entry into a draft."""
    draft = state if state is not None else DraftState()
    match fact.body:
        case DraftStarted() as started:
            draft = _start(draft, started, fact)
        case DraftEdited(text=text, replaces=replaces, filled=filled):
            draft = _set_text(draft, text, replaces, fact)
            filled = {**draft.filled, **filled}
            draft = msgspec.structs.replace(draft, filled=filled)
        case DraftPublished() as published:
            draft = _publish(draft, published, fact)
        case DraftWithdrawn(reason=reason) if draft.withdrawn is None:
            draft = msgspec.structs.replace(draft, withdrawn=reason)
        case _:
            return draft
    return msgspec.structs.replace(draft, changed_at=max(draft.changed_at, fact.at))


def _start(draft: DraftState, body: DraftStarted, fact: Fact) -> DraftState:
    """Only the first start says what the draft is; a second adds its text."""
    if not draft.is_started:
        draft = msgspec.structs.replace(
            draft,
            incident=body.incident,
            template=body.template,
            variant=body.variant,
            channel=body.channel,
            started_at=fact.at,
            # What was filled in anew may have arrived before.
            filled={**body.filled, **draft.filled},
            filled_ms=body.filled_ms,
        )
    return _set_text(draft, body.text, body.replaces, fact)


def _set_text(
    draft: DraftState, text: str, replaces: tuple[bytes, ...], fact: Fact
) -> DraftState:
    if fact.digest in draft.text.digests:
        return draft
    register = draft.text.put(fact.digest, text, replaces)
    return msgspec.structs.replace(draft, text=register)


def _publish(draft: DraftState, body: DraftPublished, fact: Fact) -> DraftState:
    """The same publication recorded twice is one."""
    told = (body.where, body.when_ms, body.address, body.text_digest)
    if any(
        (p.where, p.when_ms, p.address, p.text_digest) == told
        for p in draft.publications
    ):
        return draft
    publication = Publication(*told, recorded_by=fact.person, entry=fact.digest)
    return msgspec.structs.replace(
        draft, publications=(*draft.publications, publication)
    )


DRAFT = Fold(name="draft", version=2, state=DraftState, apply=apply)

STARTED = Kind("draft.started", 1, DraftStarted, DRAFT)
EDITED = Kind("draft.edited", 1, DraftEdited, DRAFT)
PUBLISHED = Kind("draft.published", 1, DraftPublished, DRAFT)
WITHDRAWN = Kind("draft.withdrawn", 1, DraftWithdrawn, DRAFT)

KINDS = (STARTED, EDITED, PUBLISHED, WITHDRAWN)
