"""What a reporter's e-mail says, as the four lines that a press enquiry begins with.

Everything found is a suggestion for a person to look at: nothing is filed by this.
"""

import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from incidentkit.clock import as_datetime
from incidentkit.desk.letter import parts_of
from incidentkit.desk.outlet import outlet_of
from incidentkit.desk.when import when_ms
from incidentkit.errors import FileUnreadableError, InvalidValueError
from incidentkit.exchange.mail import MOST_BYTES, Mail, read_mail
from incidentkit.playbooks.model import Step
from incidentkit.words.times import spoken_time

_UK = ZoneInfo("Europe/London")
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_LONGEST_QUESTION = 2_000
_LINES = ("outlet", "name", "question", "deadline")
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?|(noon|midday|midnight)"
_DEADLINE = re.compile(
    rf"\b(?:by|before|deadline(?: is| of|:)?|no later than|latest)\s+"
    rf"(?:(?P<before>today|tomorrow|tonight|{'|'.join(_DAYS)})(?: at| by|,)?\s+)?"
    rf"(?:{_TIME})\b"
    rf"(?:\s+(?:on\s+)?(?P<after>today|tomorrow|tonight|{'|'.join(_DAYS)})\b)?",
    re.I,
)
_DATED = re.compile(
    rf"(?:(?:{'|'.join(_DAYS)}),?\s+)?(\d{{1,2}})\s+({'|'.join(_MONTHS)})"
    rf"(?:\s+(\d{{4}}))?,?\s+(?:at\s+|by\s+)?(?:{_TIME})",
    re.I | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Enquiry:
    """The four lines. `deadline_ms` is 0 when none was found."""

    outlet: str
    name: str
    question: str
    deadline_ms: int
    address: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The four lines as they stand in a form, and the address to answer to."""

    outlet: str = ""
    name: str = ""
    question: str = ""
    deadline: str = ""
    address: str = ""

    @property
    def named(self) -> dict[str, str]:
        """Each line under the name that a playbook's form has for it."""
        return {
            "outlet": self.outlet,
            "name": self.name,
            "question": self.question,
            "deadline": self.deadline,
            "address": self.address,
        }

    @property
    def texts(self) -> tuple[str, ...]:
        """What is written, without the lines that are empty."""
        return tuple(text for text in self.named.values() if text.strip())


@dataclass(frozen=True, slots=True)
class Message:
    """An e-mail in a file: what it says, and the file as it came."""

    name: str
    lines: Lines
    sent_ms: int = 0
    data: bytes = field(default=b"", repr=False)


def read_message(path: Path, now_ms: int) -> Message:
    """Return an e-mail that was saved as a file, with the lines it suggests.

    Raises:
        FileUnreadableError: It cannot be read, is too large, or is no message.
    """
    try:
        found = path.stat()
        # What never ends, or waits for somebody to write into it, is no message.
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            raise FileUnreadableError(path.name)
        data = path.read_bytes()
    except OSError as error:
        raise FileUnreadableError(path.name) from error
    mail = read_mail(data, path.name)
    return Message(path.name, lines_of(enquiry_in(mail, now_ms)), mail.sent_ms, data)


def intake_of(steps: Iterable[Step]) -> Step | None:
    """Return the step that asks for the four lines of an enquiry, if there is one."""
    return next((s for s in steps if {f.name for f in s.form}.issuperset(_LINES)), None)


def lines_of(enquiry: Enquiry) -> Lines:
    """Return an enquiry as the lines of a form."""
    due = spoken_time(enquiry.deadline_ms) if enquiry.deadline_ms else ""
    return Lines(enquiry.outlet, enquiry.name, enquiry.question, due, enquiry.address)


def deadline_in(text: str, now_ms: int) -> int:
    """Return the time that somebody typed as a deadline, 0 when none can be read."""
    said = " ".join(text.split())
    if not said:
        return 0
    try:
        return max(0, when_ms(said, now_ms))
    except InvalidValueError:
        dated = _DATED.search(said)
        return _dated_ms(dated, now_ms) if dated else _deadline_ms(f"by {said}", now_ms)


def _dated_ms(found: re.Match[str], now_ms: int) -> int:
    hour, minute = _clock_of(*found.group(4, 5, 6, 7))
    if hour is None:
        return 0
    now = as_datetime(now_ms).astimezone(_UK)
    month = _MONTHS.index(found[2].lower()) + 1
    try:
        day = datetime(int(found[3] or now.year), month, int(found[1]), tzinfo=_UK)
        if not found[3] and day.date() < now.date():
            day = day.replace(year=day.year + 1)
        day += timedelta(days=hour // 24)
        return int(day.replace(hour=hour % 24, minute=minute).timestamp() * 1000)
    except (ValueError, OverflowError):
        return 0


def enquiry_in(mail: Mail, now_ms: int) -> Enquiry:
    """Return what a message says about an enquiry.

    A day without a date is the next such day after the message was sent.
    """
    sent = mail.sent_ms if 0 < mail.sent_ms <= now_ms else now_ms
    letter = parts_of(mail.body, mail.name)
    question = letter.question or mail.subject
    return Enquiry(
        outlet=outlet_of(mail.address, mail.name, letter.signature),
        name=mail.name or mail.address,
        question=question[:_LONGEST_QUESTION],
        deadline_ms=_deadline_ms(f"{mail.subject}\n{letter.written}", sent),
        address=mail.address,
    )


def _deadline_ms(text: str, sent_ms: int) -> int:
    for found in _DEADLINE.finditer(text):
        hour, minute = _clock(found)
        if hour is None:
            continue
        day = (found["before"] or found["after"] or "").lower()
        when = _next(as_datetime(sent_ms).astimezone(_UK), day, hour, minute)
        return int(when.timestamp() * 1000)
    return 0


def _clock(found: re.Match[str]) -> tuple[int | None, int]:
    return _clock_of(*found.group(2, 3, 4, 5))


def _clock_of(
    said: str, minutes: str | None, half: str | None, named: str | None
) -> tuple[int | None, int]:
    if named:
        return {"noon": 12, "midday": 12, "midnight": 24}[named.lower()], 0
    hour, minute = int(said), int(minutes or 0)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    # "by 5" is the number of something as often as it is a time.
    plain = bool(half or minutes)
    return (hour, minute) if plain and hour < 24 and minute < 60 else (None, 0)


def _next(sent: datetime, day: str, hour: int, minute: int) -> datetime:
    ahead = {"tomorrow": 1}.get(day, 0)
    if day in _DAYS:
        ahead = (_DAYS.index(day) - sent.weekday()) % 7
    start = sent.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    days, hour = ahead + hour // 24, hour % 24
    when = (start + timedelta(days=days)).replace(hour=hour, minute=minute)
    if when > sent or day in {"today", "tonight", "tomorrow"}:
        return when
    return when + timedelta(days=7 if day in _DAYS else 1)
