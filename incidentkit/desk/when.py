"""Times as people type them: 07:10, yesterday 23:40, 10 minutes ago. UK local time."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from incidentkit.clock import as_datetime
from incidentkit.errors import InvalidValueError

_UK = ZoneInfo("Europe/London")
_UNIT = r"(\d{1,4}) *(m|min|minute|h|hr|hour|d|day)s?"
_AGO = re.compile(rf"{_UNIT} ago", re.ASCII)
_AHEAD = re.compile(rf"in {_UNIT}", re.ASCII)
_CLOCK = re.compile(
    r"(?:(today|yesterday|tomorrow) )?(?:at )?(\d{1,2})[:.](\d{2})", re.ASCII
)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_DAYS = {"yesterday": -1, "tomorrow": 1}


def when_ms(text: str, now_ms: int) -> int:
    """Return what a typed time means, in milliseconds since 1970; 0 for none.

    Raises:
        InvalidValueError: It is no time.
    """
    said = " ".join(text.lower().split())
    if not said:
        return 0
    if said == "now":
        return now_ms
    if match := _AGO.fullmatch(said):
        return now_ms - _span_ms(match)
    if match := _AHEAD.fullmatch(said):
        return now_ms + _span_ms(match)
    now = as_datetime(now_ms).astimezone(_UK)
    try:
        return int(_on_the_clock(said, now).timestamp() * 1000)
    except (ValueError, OverflowError) as cause:
        raise InvalidValueError("time", "not-a-time") from cause


def _span_ms(match: re.Match[str]) -> int:
    span = timedelta(**{_UNITS[match[2][0]]: int(match[1])})
    return int(span.total_seconds() * 1000)


def _on_the_clock(said: str, now: datetime) -> datetime:
    if match := _CLOCK.fullmatch(said):
        day = now + timedelta(days=_DAYS.get(match[1] or "", 0))
        return day.replace(
            hour=int(match[2]), minute=int(match[3]), second=0, microsecond=0, fold=0
        )
    found = datetime.fromisoformat(said)
    return found if found.tzinfo else found.replace(tzinfo=_UK)
