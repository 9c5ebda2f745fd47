"""What is known of a platform: dated, with how sure we are, and never from code.

The facts are data files, because menus move, links die and limits change, and
a council must be able to correct one without waiting for anybody.
"""

import datetime
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


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of everything in a platform file: strict and immutable."""


class Place(Fact, frozen=True):
    """Where a task is done: a link, the way through the menus, or both.

    `menu_confidence` is given where the menus are less sure than the link.
    """

    task: Task
    confidence: Confidence
    link: str = ""
    menu: str = ""
    menu_confidence: Confidence | None = None
    note: str = ""


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


class Platform(Fact, frozen=True):
    """One platform. The first of `texts` is what a draft is meant for."""

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
