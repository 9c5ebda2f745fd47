"""When a sentence says that something will be: "next update at 3 pm", "by Friday".

Only what is certain is read; of a day without an hour, and of working days, a person
says when. UK local time.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from incidentkit.clock import as_datetime

_UK: Final = ZoneInfo("Europe/London")
_WEEK: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_CLOCK: Final = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\b"
    r"|(?<![\d/.:£])\b(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)\b(?![./:]\d|%)"
    r"|\b(?P<name>noon|midday|midnight)\b",
    re.IGNORECASE,
)
_DAY: Final = re.compile(rf"\b(today|tonight|tomorrow|{'|'.join(_WEEK)})\b", re.I)
_SPAN: Final = re.compile(
    r"\b(?:within|in) (?:the next )?(?P<number>\d{1,3}|an?|one|two|three|four|five|six"
    r"|half an?) (?P<unit>minute|hour)s?\b",
    re.IGNORECASE,
)
_NUMBERS: Final = {
    "a": 1.0,
    "an": 1.0,
    "half a": 0.5,
    "half an": 0.5,
    "one": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
}
_NAMED: Final = {"noon": 12, "midday": 12, "midnight": 24}
_NOON: Final = 12


def promised_ms(sentence: str, said_ms: int) -> int:
    """Return when a sentence of that time says it will be; 0 when that is not certain."""
    span = _SPAN.search(sentence)
    if span is not None:
        return said_ms + _span_ms(span)
    said = as_datetime(said_ms).astimezone(_UK)
    hours = {clock for found in _CLOCK.finditer(sentence) if (clock := _clock(found))}
    days = {found[1].lower() for found in _DAY.finditer(sentence)}
    if len(hours) != 1 or len(days) > 1:
        return 0
    hour, minute = hours.pop()
    return _on(said, days.pop() if days else "", hour, minute)


def _span_ms(found: re.Match[str]) -> int:
    number = found["number"].lower()
    amount = _NUMBERS.get(number) or float(number)
    minutes = amount * (60 if found["unit"].lower() == "hour" else 1)
    return int(minutes * 60_000)


def _clock(found: re.Match[str]) -> tuple[int, int] | None:
    if found["name"]:
        return _NAMED[found["name"].lower()], 0
    if found["hour24"]:
        return int(found["hour24"]), int(found["minute24"])
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= _NOON or minute > 59:
        return None
    return hour % _NOON + (_NOON if found["half"].lower() == "p" else 0), minute


def _on(said: datetime, day: str, hour: int, minute: int) -> int:
    """Return the time on the day that is named, or else the next time it is that late."""
    start = said.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)

    def at(days: int) -> datetime:
        on = start + timedelta(days=days + hour // 24)
        return on.replace(hour=hour % 24, minute=minute)

    found = _DAYS_ON.get(day, _next)(said, at)
    if day in _WEEK:
        ahead = (_WEEK.index(day) - said.weekday()) % 7
        found = at(ahead) if at(ahead) > said else at(ahead + 7)
    return int(found.timestamp() * 1000) if found > said else 0


def _next(said: datetime, at: Callable[[int], datetime]) -> datetime:
    return at(0) if at(0) > said else at(1)


_DAYS_ON: Final[
    dict[str, Callable[[datetime, Callable[[int], datetime]], datetime]]
] = {
    "today": lambda _, at: at(0),
    "tonight": lambda _, at: at(0),
    "tomorrow": lambda _, at: at(1),
}
