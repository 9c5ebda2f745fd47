"""What falls due, days ahead; as a list, as a calendar file, and as counts for a locked kit.

While the kit is locked, only how many things fall due on which day is known: a small
file beside the kit, on this machine alone, without any name.
"""

import contextlib
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

import msgspec

from incidentkit.accounts.health import keeps_own_secret
from incidentkit.accounts.model import Item
from incidentkit.accounts.public import AccountState
from incidentkit.council.calendar import CouncilCalendar, day_of
from incidentkit.council.rules import UpkeepRule
from incidentkit.desk.people import current, proof_rule
from incidentkit.desk.services import Desk
from incidentkit.desk.upkeep import password_due_ms
from incidentkit.officers.proving import standings
from incidentkit.vault.folder import Places, storage_errors, write_whole
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import reminding as words

DAYS_AHEAD = 7
# As far as a calendar is filled, and as far as a locked kit knows.
FAR_AHEAD = 92
_INDEX = "due"
_OCTETS = 73


class Kind(StrEnum):
    """What falls due."""

    EVENT = "event"
    PASSWORD = "password"  # noqa: S105  the name of a kind
    CHECK = "check"
    REVIEW = "review"
    CONTRACT = "contract"
    PERMISSION = "permission"
    TRAINING = "training"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing, the working day on which it has to be done, and what it is about."""

    on: date
    kind: Kind
    label: str
    subject: SubjectId | None = None


def upcoming(desk: Desk, days: int = DAYS_AHEAD) -> tuple[Reminder, ...]:
    """Return what is late, falls due today, or within so many days, in that order."""
    today = day_of(desk.session.clock.now_ms())
    last = today + timedelta(days=days)
    calendar = desk.council.calendar()
    found = (
        Reminder(_moved(one, calendar), one.kind, one.label, one.subject)
        for one in _all(desk)
    )
    return tuple(
        sorted(
            (one for one in found if one.on <= last),
            key=lambda one: (one.on, one.kind, one.label),
        )
    )


def working_day(day: date, calendar: CouncilCalendar) -> date:
    """Return the last working day up to a day: what is due on a Sunday is due before."""
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def _moved(one: Reminder, calendar: CouncilCalendar) -> date:
    """What has to be changed the same day waits for no Monday, nor for a Friday gone."""
    return one.on if one.kind is Kind.EVENT else working_day(one.on, calendar)


def _all(desk: Desk) -> Iterator[Reminder]:
    rule, calendar = desk.council.upkeep(), desk.council.calendar()
    reviews = desk.council.reviews_accounts()
    for subject, state in desk.accounts.states().items():
        about = _Account(subject, state)
        yield from about.events(rule)
        if state.status.is_open:
            yield from about.dated()
            yield from about.password(rule, calendar)
            if reviews:
                yield from about.review(rule, calendar)
    yield from _checks(desk)
    yield from _training(desk)


@dataclass(frozen=True, slots=True)
class _Account:
    """What falls due on one account."""

    subject: SubjectId
    state: AccountState

    def _on(self, day: date, kind: Kind) -> Reminder:
        return Reminder(day, kind, self.state.name, self.subject)

    def events(self, rule: UpkeepRule) -> Iterator[Reminder]:
        for one in self.state.owed[:1]:
            if one.reason.value in rule.events:
                yield self._on(day_of(one.owed_at), Kind.EVENT)

    def dated(self) -> Iterator[Reminder]:
        for agency in self.state.agencies:
            yield from self._ends(agency.value.until, Kind.CONTRACT)
        for permission in self.state.permissions:
            yield from self._ends(permission.value.until, Kind.PERMISSION)

    def _ends(self, until: str, kind: Kind) -> Iterator[Reminder]:
        with contextlib.suppress(ValueError):
            yield self._on(date.fromisoformat(until), kind)

    def password(
        self, rule: UpkeepRule, calendar: CouncilCalendar
    ) -> Iterator[Reminder]:
        if not rule.rotation.every_months or not keeps_own_secret(self.state):
            return
        age = self.state.age(Item.SECRET)
        due_ms = password_due_ms(rule.rotation, self.subject, age, calendar)
        if due_ms is not None:
            yield self._on(day_of(due_ms), Kind.PASSWORD)

    def review(self, rule: UpkeepRule, calendar: CouncilCalendar) -> Iterator[Reminder]:
        last = self.state.review.wall if self.state.review else self.state.added
        due_ms = calendar.months_after(last, rule.review_months)
        yield self._on(day_of(due_ms), Kind.REVIEW)


def _checks(desk: Desk) -> Iterator[Reminder]:
    found = desk.rounds.open_round()
    if found is None:
        return
    labels = {s: t.label for s, t in desk.accounts.states().items()}
    for line in found.lines:
        with contextlib.suppress(ValueError):
            if not found.is_kept(line):
                day, label = date.fromisoformat(line.due), labels.get(line.account, "")
                yield Reminder(day, Kind.CHECK, label, line.account)


def _training(desk: Desk) -> Iterator[Reminder]:
    rule, now_ms = proof_rule(desk), desk.session.clock.now_ms()
    for row in current(desk):
        for shown in standings(row.proofs, rule, now_ms):
            if shown.proof is not None and shown.until_ms:
                yield Reminder(day_of(shown.until_ms), Kind.TRAINING, row.name)


# --- a calendar -------------------------------------------------------------------


def calendar_file(
    reminders: Iterable[Reminder], kit: bytes, now_ms: int, *, names: bool = False
) -> bytes:
    """Return a calendar that other programs read, one entry a day.

    Without names nobody learns more from it than how much is due when. An entry keeps
    its name from one time to the next, so that a calendar takes the new in its place.
    """
    by_day: dict[date, list[Reminder]] = {}
    for one in reminders:
        by_day.setdefault(one.on, []).append(one)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{words.APP}//{words.CALENDAR}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    stamp = f"{day_of(now_ms):%Y%m%d}T000000Z"
    for day, found in sorted(by_day.items()):
        lines += _entry(day, found, kit, stamp, names=names)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _entry(
    day: date, found: list[Reminder], kit: bytes, stamp: str, *, names: bool
) -> Iterator[str]:
    said = f"incidentkit/due/{kit.hex()}/{day}".encode()
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(said).hexdigest()[:32]}@incidentkit.invalid"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_escaped(words.opaque(len(found)))}"
    if names:
        said_of = "\n".join(words.named(one.kind, one.label) for one in found)
        yield f"DESCRIPTION:{_escaped(said_of)}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in pieces that are short enough, never cut within a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > _OCTETS:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join((*pieces, piece))


def write_calendar(desk: Desk, path: Path, *, names: bool = False) -> int:
    """Write the calendar of the months ahead; returns how many days are in it.

    Raises:
        DiskFullError, ReadOnlyError, WriteFailedError: Nothing was written.
    """
    found = upcoming(desk, FAR_AHEAD)
    kit, now_ms = desk.session.kit.identity.kit, desk.session.clock.now_ms()
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, calendar_file(found, kit, now_ms, names=names))
    return len({one.on for one in found})


# --- while locked -----------------------------------------------------------------


class DueIndex(msgspec.Struct, frozen=True):
    """How many things fall due on which day, as it was when the kit was open.

    `told` is the day on which somebody was last told of it.
    """

    days: dict[date, int] = {}
    told: date | None = None

    def due(self, today: date) -> tuple[int, int]:
        """Return how much is due on a day, and how much is late by then."""
        late = sum(count for day, count in self.days.items() if day < today)
        return self.days.get(today, 0), late


def read_index(places: Places) -> DueIndex | None:
    """Return what is known while locked; None where nothing is, or it cannot be read."""
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((places.state / _INDEX).read_bytes(), type=DueIndex)
    return None


def keep_index(desk: Desk) -> DueIndex:
    """Write down for the locked kit what falls due, and return it.

    Raises:
        DiskFullError, ReadOnlyError, WriteFailedError: Nothing was written.
    """
    counts = Counter(one.on for one in upcoming(desk, FAR_AHEAD))
    places = desk.session.kit.places
    before = read_index(places)
    index = DueIndex(dict(sorted(counts.items())), before.told if before else None)
    if index != before:
        _write(places, index)
    return index


def note_told(places: Places, today: date) -> None:
    """Remember that somebody was told, so that a restart does not tell them again.

    Raises:
        DiskFullError, ReadOnlyError, WriteFailedError: Nothing was written.
    """
    known = read_index(places) or DueIndex()
    _write(places, DueIndex(known.days, today))


def to_tell(places: Places, today: date) -> tuple[int, int] | None:
    """Return how much is due and late, if somebody has to be told today; else None."""
    known = read_index(places)
    if known is None or known.told == today:
        return None
    due, late = known.due(today)
    return (due, late) if due or late else None


def _write(places: Places, index: DueIndex) -> None:
    write_whole(places.state / _INDEX, msgspec.json.encode(index))
