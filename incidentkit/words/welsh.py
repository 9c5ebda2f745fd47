"""What the kit itself says in Welsh inside a message: dates, times, how far we are.

Whoever approves a Welsh template approves the sentences here that it takes in.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from incidentkit.words.times import uk_time

_DAYS = (
    "Dydd Llun",
    "Dydd Mawrth",
    "Dydd Mercher",
    "Dydd Iau",
    "Dydd Gwener",
    "Dydd Sadwrn",
    "Dydd Sul",
)
_MONTHS = (
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
)
CONTROL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "Rydym yn gwirio a yw'r cyfrif o dan ein rheolaeth.",
        "lost": "Nid yw'r cyfrif o dan ein rheolaeth ar hyn o bryd.",
        "in": "Gallwn fynd i mewn i'r cyfrif, ac rydym yn gwneud yn siŵr na all neb arall.",
        "changed": "Mae'r cyfrif yn ôl gennym, ac rydym yn gwneud yn siŵr na all neb "
        "arall ei ddefnyddio.",
        "regained": "Mae'r cyfrif yn ôl o dan ein rheolaeth.",
    }
)
"""The same as in English, by how far we have the account back."""

SENTENCES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"control_now": tuple(CONTROL_WORDS.values())}
)
"""The whole sentences that can be filled into a field."""


def welsh_date(ms: int) -> str:
    """Return a day like Dydd Llun 2 Mawrth 2026, empty beyond any calendar."""
    when = uk_time(ms)
    return "" if when is None else f"{_DAYS[when.weekday()]} {_day(when)}"


def welsh_time(ms: int, now_ms: int) -> str:
    """Return a time like 2.30pm, with its day when that is not today."""
    when, today = uk_time(ms), uk_time(now_ms)
    if when is None or today is None:
        return ""
    said = f"{when.hour % 12 or 12}.{when.minute:02}{'am' if when.hour < 12 else 'pm'}"
    return said if when.date() == today.date() else f"{said}, {_day(when)}"


def _day(when: datetime) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
