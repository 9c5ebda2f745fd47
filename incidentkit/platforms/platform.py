"""What is known of a platform: dated, with how sure we are, and never from code.

The facts are data files, because menus move, links die and limits change, and
a council must be able to correct one without waiting for anybody.
"""

import datetime
import re
from enum import StrEnum

import msgspec


class Confidence(StrEnum):
    """How well a fact is supported. Anything below the first is shown as such."""

    OFFICIAL = "official"
    SEVERAL = "several"
    THIRD_PARTY = "third-party"
    UNCONFIRMED = "unconfirmed"


class PlatformKind(StrEnum):
    """What sort of thing an account is held on."""

    SOCIAL = "social"
    TOOL = "tool"
    MAILBOX = "mailbox"
    PHONE = "phone"


class AccessModel(StrEnum):
    """How people come to post as the council, which decides what rotation means."""

    OWN_LOGIN = "own-login"
    ROLES = "roles"
    NUMBER = "number"
    TOOL = "tool"
    MAILBOX = "mailbox"


class TwoFactor(StrEnum):
    """A second step at sign-in."""

    APP = "app"
    KEY = "key"
    TEXT_MESSAGE = "text-message"
    EMAIL = "email"
    PROMPT = "prompt"
    PIN = "pin"


class Unit(StrEnum):
    """What a limit is counted in."""

    X_WEIGHT = "x-weight"
    FEDIVERSE = "mastodon"
    THREADS = "threads"
    GRAPHEMES = "graphemes"
    CHARACTERS = "characters"
    UTF16 = "utf-16"
    BYTES = "bytes"
    SMS_PARTS = "sms-parts"


class Task(StrEnum):
    """Something that has to be found on a platform in a hurry."""

    PASSWORD = "password"  # noqa: S105  the name of a task
    SESSIONS = "sessions"
    APPS = "apps"
    TWO_FACTOR = "two-factor"
    ROLES = "roles"
    HACKED = "hacked"
    LOCKED_OUT = "locked-out"


class Rung(StrEnum):
    """What a page can do about a comment, the mildest first, as far as networks differ.

    `LIMIT` lets fewer people reply or holds replies back, `CLOSE` lets nobody,
    `RESTRICT` is a milder thing than a block that the network itself offers.
    """

    HIDE = "hide"
    DELETE = "delete"
    LIMIT = "limit"
    CLOSE = "close"
    FILTER = "filter"
    MUTE = "mute"
    RESTRICT = "restrict"
    REPORT = "report"
    BLOCK = "block"


class Sees(StrEnum):
    """Who still sees the comment afterwards."""

    NOBODY = "nobody"
    AUTHOR = "author"
    AUTHOR_AND_FRIENDS = "author-and-friends"
    WHOEVER_LOOKS = "whoever-looks"
    EVERYONE = "everyone"


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of everything in a platform file: strict and immutable."""


class Place(Fact, frozen=True):
    """Where a task is done: a link, the way through the menus, or both.

    `menu_confidence` is given where the menus are less sure than the link; `checked`
    where somebody looked at this one place on another day than at the rest.
    """

    task: Task
    confidence: Confidence
    link: str = ""
    menu: str = ""
    menu_confidence: Confidence | None = None
    note: str = ""
    checked: datetime.date | None = None


class TextLimit(Fact, frozen=True):
    """How long one sort of text may be. `limit` None: no figure could be found.

    `most_bytes` is a second limit that holds at the same time; `folds_at` is
    about where readers see the text cut.
    """

    place: str
    unit: Unit
    confidence: Confidence
    limit: int | None = None
    most_bytes: int | None = None
    folds_at: int | None = None
    note: str = ""


class Action(Fact, frozen=True):
    """What a network does when a page takes one rung. Nothing said: not known.

    `possible` and `author_told` are None where nothing was found. `sees` is for what
    it does to a comment that is there; `sees_confidence` is given where that is less
    sure than the action itself.
    """

    rung: Rung
    confidence: Confidence
    effect: str
    possible: bool | None = None
    sees: Sees | None = None
    sees_confidence: Confidence | None = None
    author_told: bool | None = None
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a fact that claims more than it can show."""
        unsure = self.confidence is Confidence.UNCONFIRMED
        if self.possible is None and not unsure:
            raise ValueError("what is not known is unconfirmed")
        needed = _SOURCES_NEEDED[self.confidence]
        if len(set(self.sources)) < needed:
            raise ValueError(f"{self.confidence} needs sources: {needed}")
        if not all(_ADDRESS.fullmatch(source) for source in self.sources):
            raise ValueError("a source is not an address")
        if not self.effect.strip():
            raise ValueError("it says nothing")
        if self.sees_confidence is not None and self.sees is None:
            raise ValueError("sees_confidence without sees")


_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_SOURCES_NEEDED = {
    Confidence.OFFICIAL: 1,
    Confidence.SEVERAL: 2,
    Confidence.THIRD_PARTY: 1,
    Confidence.UNCONFIRMED: 0,
}


class Moderation(Fact, frozen=True):
    """What a page can do about other people's comments, with its own date."""

    checked: datetime.date
    actions: tuple[Action, ...]

    def __post_init__(self) -> None:
        """Refuse two facts about the same rung: nobody could tell which holds."""
        rungs = [action.rung for action in self.actions]
        if len(set(rungs)) < len(rungs):
            raise ValueError("a rung is there twice")


class Compose(Fact, frozen=True):
    """Where a network has a person write a post.

    In the address, `{text}` stands for the words and `{server}` for the account's own
    server. Without `{text}` the page opens empty.
    """

    address: str
    confidence: Confidence
    checked: datetime.date
    note: str = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an address that leads anywhere else, or claims more than is known."""
        bare = self.address.replace("{server}", "server.example", 1)
        bare = bare.replace("{text}", "", 1)
        if not _COMPOSE.fullmatch(bare):
            raise ValueError("compose needs an https address")
        if len(set(self.sources)) < _SOURCES_NEEDED[self.confidence]:
            raise ValueError(f"compose, {self.confidence}, needs more sources")
        if not all(_ADDRESS.fullmatch(source) for source in self.sources):
            raise ValueError("a source is not an address")

    @property
    def takes_text(self) -> bool:
        """Whether the words can stand on the page already."""
        return "{text}" in self.address

    @property
    def needs_server(self) -> bool:
        """Whether the account's own server has to be known."""
        return "{server}" in self.address


_COMPOSE = re.compile(r"https://[a-z0-9.-]+(?:/[A-Za-z0-9._~/?=&%-]*)?")


class Platform(Fact, frozen=True):
    """One platform. The first of `texts` is what a draft is meant for.

    `hosts` is where its posts are found; none where each account has its own server.
    """

    slug: str
    name: str
    kind: PlatformKind
    access: AccessModel
    access_confidence: Confidence
    checked: datetime.date
    texts: tuple[TextLimit, ...]
    places: tuple[Place, ...] = ()
    two_factor: tuple[TwoFactor, ...] = ()
    most_links: int | None = None
    most_hashtags: int | None = None
    notes: tuple[str, ...] = ()
    moderation: Moderation | None = None
    compose: Compose | None = None
    hosts: tuple[str, ...] = ()

    def where(self, task: Task) -> tuple[Place, ...]:
        """Return the places for a task, the surest first."""
        order = list(Confidence)
        found = (place for place in self.places if place.task is task)
        return tuple(sorted(found, key=lambda place: order.index(place.confidence)))

    def text(self, place: str = "") -> TextLimit | None:
        """Return the limit for a sort of text; without a name, for a post."""
        if not place:
            return self.texts[0] if self.texts else None
        return next((text for text in self.texts if text.place == place), None)
