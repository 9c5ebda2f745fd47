"""What a reporter's e-mail says, as the four lines that a press enquiry begins with.

Everything found is a suggestion for a person to look at: nothing is filed by this.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from incidentkit.clock import as_datetime
from incidentkit.exchange.mail import Mail

_UK = ZoneInfo("Europe/London")
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_LONGEST_QUESTION = 2_000
# Mailboxes that many people have say nothing about who somebody writes for.
_ANYBODYS = frozenset(
    [
        "gmail",
        "googlemail",
        "outlook",
        "hotmail",
        "live",
        "yahoo",
        "icloud",
        "aol",
        "btinternet",
        "proton",
        "protonmail",
    ]
)
_ENDINGS = frozenset(
    ["co", "com", "org", "net", "ac", "gov", "uk", "wales", "cymru", "scot"]
)
_QUOTED = re.compile(
    r"^(>|on .{5,200} wrote:$|-{2,} ?original message|from: |sent from my )", re.I
)
_SIGNED = re.compile(
    r"^(-- ?|(kind|best|many|warm)?\s*(regards|wishes|thanks),?|thanks,?)$", re.I
)
_TIME = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?|(noon|midday|midnight)"
_DEADLINE = re.compile(
    rf"\b(?:by|before|deadline(?: is| of|:)?|no later than|latest)\s+"
    rf"(?:(?P<before>today|tomorrow|tonight|{'|'.join(_DAYS)})(?: at| by|,)?\s+)?"
    rf"(?:{_TIME})\b"
    rf"(?:\s+(?:on\s+)?(?P<after>today|tomorrow|tonight|{'|'.join(_DAYS)})\b)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Enquiry:
    """The four lines. `deadline_ms` is 0 when none was found."""

    outlet: str
    name: str
    question: str
    deadline_ms: int
    address: str


def enquiry_in(mail: Mail, now_ms: int) -> Enquiry:
    """Return what a message says about an enquiry.

    A day without a date is the next such day after the message was sent.
    """
    sent = mail.sent_ms if 0 < mail.sent_ms <= now_ms else now_ms
    question = _question(mail.body) or mail.subject
    return Enquiry(
        outlet=_outlet(mail),
        name=mail.name or mail.address,
        question=question[:_LONGEST_QUESTION],
        deadline_ms=_deadline_ms(f"{mail.subject}\n{question}", sent),
        address=mail.address,
    )


def _question(body: str) -> str:
    kept: list[str] = []
    for line in body.split("\n"):
        if _QUOTED.match(line.strip()) or _SIGNED.match(line.strip()):
            break
        kept.append(line)
    return "\n".join(kept).strip()


def _outlet(mail: Mail) -> str:
    _, _, domain = mail.address.lower().rpartition("@")
    parts = [part for part in domain.split(".") if part not in _ENDINGS]
    name = parts[-1] if parts else ""
    return "" if name in _ANYBODYS else name.replace("-", " ").title()


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
    said, minutes, half, named = found.group(2, 3, 4, 5)
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
