"""The council's own version of a fact about a platform, in the journal.

A state says which version of a place holds; the shipped fact is never in it, so that
putting it back is an entry too, and a newer shipped fact is there when it is.
"""

import datetime
import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

import msgspec

from incidentkit.errors import InvalidValueError
from incidentkit.platforms.platform import Confidence, Place, Task
from incidentkit.vault.change import Change, Write, write
from incidentkit.vault.kinds import (
    Body,
    Fact,
    Fold,
    Kind,
    PersonId,
    Role,
    State,
    SubjectId,
)
from incidentkit.vault.register import Register

LONGEST_LINK = 500
LONGEST_MENU = 300
LONGEST_NOTE = 500
_FIRST_DAY = datetime.date(2000, 1, 1)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z0-9-]{2,}")
_LINK = re.compile(r"https://[!-~]+")  # nothing that cannot be seen, and no space
_REFUSED_IN_LINK = frozenset("\"'<>\\^`{|}")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class PlaceSet(Body, frozen=True):
    """Where a task is done on a platform, as the council found it on that day."""

    platform: str
    task: Task
    confidence: Confidence
    checked: str
    link: str = ""
    menu: str = ""
    note: str = ""
    replaces: tuple[bytes, ...] = ()


class PlacePutBack(Body, frozen=True):
    """What came with the kit holds again for a task."""

    platform: str
    task: Task
    replaces: tuple[bytes, ...] = ()


class FactsConfirmed(Body, frozen=True):
    """Somebody looked at everything known of a platform that day, and it was right."""

    platform: str
    checked: str


class OwnPlace(msgspec.Struct, frozen=True):
    """One version of a place, and who said so. `place` None: the shipped one holds."""

    person: PersonId
    wall: int
    place: Place | None = None


class OwnTask(msgspec.Struct, frozen=True):
    """One task, with every version of its place that nothing has replaced."""

    task: Task
    versions: Register[OwnPlace] = Register()


class OwnFacts(State, frozen=True):
    """What the council says of one platform itself."""

    platform: str = ""
    tasks: tuple[OwnTask, ...] = ()
    confirmed: datetime.date | None = None

    def of(self, task: Task) -> Register[OwnPlace]:
        """Return the versions of one place; none when the council said nothing."""
        return next((t.versions for t in self.tasks if t.task is task), Register())


def subject_of(platform: str) -> SubjectId:
    """Return the subject of a platform's facts: the same for everybody."""
    named = f"incidentkit: platform facts {platform}".encode()
    return SubjectId(hashlib.sha256(named).digest()[:16])


def apply(state: OwnFacts | None, fact: Fact) -> OwnFacts:
    """Return what the council says of a platform, with one more fact.

    An entry that says what nobody could have kept here has no effect.
    """
    known = state or OwnFacts()
    body = fact.body
    platform = getattr(body, "platform", "")
    if fact.subject != subject_of(platform):
        return known
    try:
        return _applied(known, fact, body)
    except InvalidValueError:
        return known


def _applied(known: OwnFacts, fact: Fact, body: Body) -> OwnFacts:
    today = _day_of(fact.wall)
    match body:
        case PlaceSet() as said:
            version = OwnPlace(fact.person, fact.wall, checked_place(said, today))
            return _put(known, fact, said, version)
        case PlacePutBack() as said:
            return _put(known, fact, said, OwnPlace(fact.person, fact.wall))
        case FactsConfirmed(platform=platform, checked=checked):
            days = (known.confirmed, checked_day(checked, today))
            latest = max(day for day in days if day is not None)
            replace = msgspec.structs.replace
            return replace(known, platform=platform, confirmed=latest)
        case _:
            return known


def _put(
    known: OwnFacts, fact: Fact, body: PlaceSet | PlacePutBack, version: OwnPlace
) -> OwnFacts:
    register = known.of(body.task).put(fact.digest, version, body.replaces)
    others = (t for t in known.tasks if t.task is not body.task)
    order = list(Task)
    tasks = sorted(
        (*others, OwnTask(body.task, register)), key=lambda t: order.index(t.task)
    )
    return msgspec.structs.replace(known, platform=body.platform, tasks=tuple(tasks))


OWN_FACTS = Fold("platform.facts", 1, OwnFacts, apply)
PLACE_SET = Kind("platform.place_set", 1, PlaceSet, OWN_FACTS, least=Role.LEAD)
PLACE_PUT_BACK = Kind(
    "platform.place_put_back", 1, PlacePutBack, OWN_FACTS, least=Role.LEAD
)
CONFIRMED = Kind(
    "platform.facts_confirmed", 1, FactsConfirmed, OWN_FACTS, least=Role.LEAD
)
KINDS = (PLACE_SET, PLACE_PUT_BACK, CONFIRMED)


# --- what may be kept ---------------------------------------------------------


def checked_place(said: PlaceSet, today: datetime.date) -> Place:
    """Return a place as it would be kept, tidied.

    Raises:
        InvalidValueError: The link is none that is safe to open, the day is none, or
            nothing is said at all.
    """
    place = Place(
        task=said.task,
        confidence=said.confidence,
        link=checked_link(said.link),
        menu=_line("menu", said.menu, LONGEST_MENU),
        note=_line("note", said.note, LONGEST_NOTE),
        checked=checked_day(said.checked, today),
    )
    if not (place.link or place.menu or place.note):
        raise InvalidValueError("link", "link-or-menu")
    return place


def checked_link(text: str) -> str:
    """Return the address of a page that may be opened in a browser, or nothing.

    Raises:
        InvalidValueError: It is no https address, or hides where it leads.
    """
    tidy = text.strip()
    if not tidy:
        return ""
    if len(tidy) > LONGEST_LINK:
        raise InvalidValueError("link", "too-long")
    plain = _LINK.fullmatch(tidy) and _REFUSED_IN_LINK.isdisjoint(tidy)
    try:
        parts = urlsplit(tidy) if plain else None
        port = parts.port if parts else None
    except ValueError:
        parts, port = None, None
    leads = parts is not None and _HOST.fullmatch(parts.hostname or "")
    if parts is None or not leads or "@" in parts.netloc or port not in (None, 443):
        raise InvalidValueError("link", "https-address")
    return tidy


def checked_day(text: str, today: datetime.date) -> datetime.date:
    """Return the day on which somebody looked.

    Raises:
        InvalidValueError: It is no date of this century, or lies in the future.
    """
    try:
        day = datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidValueError("checked", "date") from None
    if day < _FIRST_DAY:
        raise InvalidValueError("checked", "date")
    if day > today:
        raise InvalidValueError("checked", "not-in-future")
    return day


def _line(field: str, text: str, longest: int) -> str:
    tidy = unicodedata.normalize("NFC", text).strip()
    if len(tidy) > longest:
        raise InvalidValueError(field, "too-long")
    if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in tidy):
        raise InvalidValueError(field, "not-one-line")
    if _TURNING.search(tidy):
        raise InvalidValueError(field, "hidden-direction")
    return tidy


def _day_of(ms: int) -> datetime.date:
    """Return the day of a clock, a day late: somebody's midnight comes before ours."""
    try:
        when = datetime.datetime.fromtimestamp(ms / 1000, datetime.UTC)
        return when.date() + datetime.timedelta(days=1)
    except (ValueError, OverflowError, OSError):
        return _FIRST_DAY


# --- changes ------------------------------------------------------------------


def set_place(known: OwnFacts, said: PlaceSet, today: datetime.date) -> Change:
    """Return the change that keeps a place of the council's own; empty if it is kept.

    Raises:
        InvalidValueError: As `checked_place`.
    """
    tidy = checked_place(said, today)
    register = known.of(said.task)
    standing = register.value
    if standing and standing.place == tidy and not register.in_conflict:
        return Change()
    body = PlaceSet(
        platform=said.platform,
        task=said.task,
        confidence=tidy.confidence,
        checked=said.checked.strip(),
        link=tidy.link,
        menu=tidy.menu,
        note=tidy.note,
        replaces=register.digests,
    )
    return write(Write(subject_of(said.platform), PLACE_SET, body))


def put_back(known: OwnFacts, platform: str, task: Task) -> Change:
    """Return the change that has the shipped place hold again; empty if it does."""
    register = known.of(task)
    if all(version.value.place is None for version in register.versions):
        return Change()
    body = PlacePutBack(platform, task, register.digests)
    return write(Write(subject_of(platform), PLACE_PUT_BACK, body))


def confirm(platform: str, checked: str, today: datetime.date) -> Change:
    """Return the change that says that all was right on a day.

    Raises:
        InvalidValueError: It is no such day.
    """
    day = checked_day(checked, today)
    body = FactsConfirmed(platform, day.isoformat())
    return write(Write(subject_of(platform), CONFIRMED, body))
