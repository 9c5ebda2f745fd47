"""Times and days as people type them: 07:10, 10 minutes ago, 31/3/2027. UK local time."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from incidentkit.clock import as_datetime
from incidentkit.errors import InvalidValueError
from incidentkit.words.times import spoken_month

_UK = ZoneInfo("Europe/London")
_UNIT = r"(\d{1,4}) *(m|min|minute|h|hr|hour|d|day)s?"
_AGO = re.compile(rf"{_UNIT} ago", re.ASCII)
_AHEAD = re.compile(rf"in {_UNIT}", re.ASCII)
_CLOCK = re.compile(
    r"(?:(today|yesterday|tomorrow) )?(?:at )?(\d{1,2})[:.](\d{2})", re.ASCII
)
_DAY = re.compile(r"(\d{1,2}) *[/. -] *(\d{1,2}|[a-z]{3,9}) *[/. -] *(\d{4})", re.ASCII)
# Not the calendar's names: those are in the language of the machine.
_MONTHS = tuple(spoken_month(f"2000-{n:02}").split()[0].lower() for n in range(1, 13))
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


def day_iso(text: str) -> str:
    """Return a typed day as 2027-03-31; what is no day stays as typed, to be refused.

    The day comes before the month: 31/3/2027, 31.03.2027, 31 Mar 2027.
    """
    match = _DAY.fullmatch(text.strip().lower())
    if match is None:
        return text
    try:
        return date(int(match[3]), _month(match[2]), int(match[1])).isoformat()
    except ValueError:
        return text


def _month(said: str) -> int:
    """Return the number of a month, 0 for what is none."""
    if said.isdigit():
        return int(said)
    fits = (n for n, name in enumerate(_MONTHS, 1) if name.startswith(said))
    return next(fits, 0)


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
