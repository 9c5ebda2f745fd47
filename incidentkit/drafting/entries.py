"""What can be written about a draft: its words, what goes with them, what was said.

Who approved what is in `approval_entries`.
"""

import msgspec

from incidentkit.vault.kinds import Body

ENGLISH, CYMRAEG = "en", "cy"
LANGUAGES = (ENGLISH, CYMRAEG)


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
    language: str = ENGLISH


class DraftEdited(Body, frozen=True):
    """The text was changed. `replaces` names the entries it was changed from.

    `filled` is what the kit filled in anew, by field.
    """

    text: str
    replaces: tuple[bytes, ...]
    filled: dict[str, str] = msgspec.field(default_factory=dict)


class DraftPublished(Body, frozen=True):
    """A person published the text. `when_ms` is when they say they did.

    The kit sends nothing; `text_digest` says which exact words went out, and
    `content` with which pictures, to which channels; empty in older entries.
    `unapproved` is why it went out without the approval that it needed.
    """

    where: str
    when_ms: int
    address: str
    text_digest: bytes
    content: bytes = b""
    unapproved: str = ""


class DraftWithdrawn(Body, frozen=True):
    """The draft will not be used."""

    reason: str


class ChannelsChosen(Body, frozen=True):
    """Where the text goes out, all of it at once."""

    channels: tuple[str, ...]
    replaces: tuple[bytes, ...] = ()


class About(msgspec.Struct, frozen=True):
    """What has to be known of a picture before it goes out.

    `is_statement`: it is a picture of words. Whoever says nothing of rights or
    consent has not got them.
    """

    alt: str = ""
    is_video: bool = False
    has_captions: bool = False
    is_statement: bool = False
    has_rights: bool = False
    shows_people: bool = False
    has_consent: bool = False
    shows_child: bool = False
    has_child_consent: bool = False


class PictureAdded(Body, frozen=True):
    """A picture goes out with the text. The sealed file has a key of its own."""

    name: str
    file: bytes
    key: bytes
    sha256: bytes
    size: int
    about: About = About()


class PictureDescribed(Body, frozen=True):
    """What is known of a picture, all of it at once. `picture` is its entry."""

    picture: bytes
    about: About
    replaces: tuple[bytes, ...] = ()


class PictureRemoved(Body, frozen=True):
    """A picture does not go out after all. `picture` is its entry."""

    picture: bytes
    reason: str = ""


class LanguageSet(Body, frozen=True):
    """Which language the text is in, `en` or `cy`."""

    language: str
    replaces: tuple[bytes, ...] = ()


class Paired(Body, frozen=True):
    """The same message in the other language is that draft; with none it has no pair.

    `made_from` is the digest of the words it was translated from, empty when this is
    what the other was translated from, or nobody knows.
    """

    other: bytes
    made_from: bytes = b""
    replaces: tuple[bytes, ...] = ()


class CommentMade(Body, frozen=True):
    """Somebody said something about the draft. `quoted` are the words it is about."""

    text: str
    quoted: str = ""


class CommentResolved(Body, frozen=True):
    """A comment is dealt with. `comment` is its entry."""

    comment: bytes
    note: str = ""


class DraftRead(Body, frozen=True):
    """A second person read exactly this content, and found it fine or not."""

    content: bytes
    is_fine: bool
    words: str = ""


class CheckOverridden(Body, frozen=True):
    """What a check stops goes out all the same: this content only, and why."""

    check: str
    reason: str
    content: bytes
