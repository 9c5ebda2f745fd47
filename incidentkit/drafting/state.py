"""What a draft's entries add up to: its words, what goes with them, what was said."""

from collections.abc import Iterator

import msgspec

from incidentkit.drafting.content import Content, Image, text_digest
from incidentkit.drafting.entries import ENGLISH, About
from incidentkit.vault.kinds import Digest, PersonId, State
from incidentkit.vault.register import Register


class Publication(msgspec.Struct, frozen=True):
    """One place where the text went out, and who recorded it."""

    where: str
    when_ms: int
    address: str
    text_digest: bytes
    recorded_by: PersonId
    entry: Digest
    content: bytes = b""
    unapproved: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A picture that goes out with the text, known by the entry that added it."""

    entry: Digest
    name: str
    sha256: bytes
    size: int
    by: PersonId
    said: Register[About] = Register()

    @property
    def about(self) -> About:
        """What is known of it; of several versions, the one folded last."""
        return self.said.value or About()


class Comment(msgspec.Struct, frozen=True):
    """Something said about the draft. `resolved_by` None: it is not dealt with."""

    entry: Digest
    by: PersonId
    wall: int
    text: str
    quoted: str = ""
    resolved_by: PersonId | None = None
    resolved_ms: int = 0
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to deal with it."""
        return self.resolved_by is None


class Reading(msgspec.Struct, frozen=True):
    """Somebody read exact content, and found it fine or wants changes."""

    entry: Digest
    by: PersonId
    wall: int
    content: bytes
    is_fine: bool
    words: str = ""
    at: int = 0


class Override(msgspec.Struct, frozen=True):
    """Somebody decided that exact content may go out against a check."""

    entry: Digest
    by: PersonId
    wall: int
    check: str
    reason: str
    content: bytes


class Asking(msgspec.Struct, frozen=True):
    """Somebody asked for the approval of exact content."""

    entry: Digest
    by: PersonId
    wall: int
    content: bytes
    roles: tuple[str, ...]
    note: str = ""


class Given(msgspec.Struct, frozen=True):
    """An approval of exact content.

    Signed by whoever approves, or, with a `name`, written down by `by` for somebody
    else, who did not sign.
    """

    entry: Digest
    by: PersonId
    wall: int
    content: bytes
    roles: tuple[str, ...]
    name: str = ""
    how: str = ""
    words: str = ""
    at: int = 0

    @property
    def is_signed(self) -> bool:
        """Whether the approver signed it."""
        return not self.name


class Attempt(msgspec.Struct, frozen=True):
    """Somebody tried to reach an approver and did not."""

    entry: Digest
    by: PersonId
    role: str
    name: str
    how: str
    at_ms: int
    note: str = ""


class Pairing(msgspec.Struct, frozen=True):
    """The draft in the other language, and the words it was made from."""

    other: bytes
    made_from: bytes = b""


class DraftState(State, frozen=True):
    """What a draft's entries add up to. `withdrawn` None: it is still meant.

    `hands` is who signed what makes up the content now, by entry.
    """

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
    chosen: Register[tuple[str, ...]] = Register()
    pictures: tuple[Picture, ...] = ()
    taken_out: Digest | None = None
    spoken: Register[str] = Register()
    pairing: Register[Pairing] = Register()
    comments: tuple[Comment, ...] = ()
    readings: tuple[Reading, ...] = ()
    overrides: tuple[Override, ...] = ()
    asked: tuple[Asking, ...] = ()
    given: tuple[Given, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    hands: dict[bytes, PersonId] = msgspec.field(default_factory=dict)

    @property
    def is_started(self) -> bool:
        """Whether the entry that began the draft has arrived."""
        return bool(self.incident)

    @property
    def current_text(self) -> str:
        """The text as it stands; of several, the one that was folded last."""
        return self.text.value or ""

    @property
    def channels(self) -> tuple[str, ...]:
        """Where it goes out; the one it was begun for, until somebody says more."""
        return self.chosen.value or ((self.channel,) if self.channel else ())

    @property
    def language(self) -> str:
        """Which language it is in."""
        return self.spoken.value or ENGLISH

    @property
    def pair(self) -> Pairing | None:
        """The draft in the other language, if somebody said which one."""
        found = self.pairing.value
        return found if found and found.other else None

    @property
    def content(self) -> Content:
        """What would go out as things stand."""
        images = tuple(Image(p.sha256, p.about.alt) for p in self.pictures)
        return Content(self.current_text, frozenset(self.channels), images)

    @property
    def in_conflict(self) -> bool:
        """Whether people wrote different content, not knowing of each other."""
        is_so = any(picture.said.in_conflict for picture in self.pictures)
        return is_so or self.text.in_conflict or self.chosen.in_conflict

    @property
    def authors(self) -> frozenset[PersonId]:
        """Everybody whose hand is in the content as it stands."""
        return frozenset(self.hands.values())

    def content_entries(self) -> Iterator[Digest]:
        """Yield the entries that make up the content now."""
        yield from self.text.digests
        yield from self.chosen.digests
        for picture in self.pictures:
            yield picture.entry
            yield from picture.said.digests
        if self.taken_out is not None:
            yield self.taken_out

    def was_published_as_it_stands(self) -> bool:
        """Whether the exact current content went out somewhere."""
        words, content = text_digest(self.current_text), self.content.digest
        return any(
            p.content == content if p.content else p.text_digest == words
            for p in self.publications
        )
