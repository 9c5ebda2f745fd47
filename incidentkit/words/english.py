"""What the kit itself says in English inside a message: dates, times, how far we are.

A message is English whatever language the window speaks, so nothing here is translated;
`welsh` has the same for a Welsh message.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from incidentkit.words.times import NOT_A_TIME, uk_time

CONTROL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "We are checking whether the account is under our control.",
        "lost": "The account is not under our control at the moment.",
        "in": "We can get into the account, and are making sure that nobody else can.",
        "changed": "We have the account back, and are making sure that nobody else can "
        "use it.",
        "regained": "The account is back under our control.",
    }
)
CONTROL_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "Being checked",
        "lost": "Not under our control",
        "in": "Under our control",
        "changed": "Under our control",
        "regained": "Under our control",
    }
)

_DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def english_date(ms: int) -> str:
    """Return a day like Saturday 21 November 2026."""
    when = uk_time(ms)
    return NOT_A_TIME if when is None else f"{_day(when)} {when.year}"


def english_time(ms: int, now_ms: int) -> str:
    """Return a time like 07:10, with its day when that is not today."""
    when, now = uk_time(ms), uk_time(now_ms)
    if when is None:
        return NOT_A_TIME
    short = f"{when.hour:02}:{when.minute:02}"
    is_today = now is not None and when.date() == now.date()
    return short if is_today else f"{short} on {_day(when)}"


def _day(when: datetime) -> str:
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"
