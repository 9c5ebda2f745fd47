"""Dates and times as they are said in the United Kingdom, in UK local time."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_UK = ZoneInfo("Europe/London")
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
_DAY = re.compile("([0-9]{1,9})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH = re.compile("([0-9]{1,9})-([0-9]{1,2})")
_START = datetime(1970, 1, 1, tzinfo=UTC)
NOT_A_TIME = "a time that cannot be right"


def uk_time(ms: int) -> datetime | None:
    """Return milliseconds since 1970 in UK local time, None beyond any calendar."""
    try:
        return (_START + timedelta(milliseconds=ms)).astimezone(_UK)
    except (OverflowError, ValueError):
        return None


def spoken_time(ms: int) -> str:
    """Return a time like Saturday 21 November 2026 at 07:10."""
    when = uk_time(ms)
    if when is None:
        return NOT_A_TIME
    return f"{_date(when)} at {when.hour:02}:{when.minute:02}"


def spoken_date(ms: int) -> str:
    """Return a date like Saturday 21 November 2026."""
    when = uk_time(ms)
    return NOT_A_TIME if when is None else _date(when)


def spoken_day(day: str) -> str:
    """Return a day written as 2026-11-21 like 21 November 2026; what is none as it is."""
    found = _DAY.fullmatch(day)
    if found is None or not 1 <= int(found[2]) <= len(_MONTHS):
        return day
    return f"{int(found[3])} {_MONTHS[int(found[2]) - 1]} {found[1]}"


def spoken_month(month: str) -> str:
    """Return a month written as 2026-11 like November 2026; what is none as it is."""
    found = _MONTH.fullmatch(month)
    if found is None or not 1 <= int(found[2]) <= len(_MONTHS):
        return month
    return f"{_MONTHS[int(found[2]) - 1]} {found[1]}"


def clock_time(ms: int, now_ms: int) -> str:
    """Return a time as short as it can be: 07:10, with the day when it is another."""
    when, now = uk_time(ms), uk_time(now_ms)
    if when is None:
        return NOT_A_TIME
    short = f"{when.hour:02}:{when.minute:02}"
    if now is not None and when.date() == now.date():
        return short
    return f"{short} on {_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]}"


def short_time(ms: int) -> str:
    """Return a time as it stands in a table: 21 Nov 2026 07:10."""
    when = uk_time(ms)
    return NOT_A_TIME if when is None else f"{_short(when)} {when:%H:%M}"


def short_date(ms: int) -> str:
    """Return a date as it stands in a table: 21 Nov 2026."""
    when = uk_time(ms)
    return NOT_A_TIME if when is None else _short(when)


def short_day(day: date) -> str:
    """Return a day of this year as it stands in a table: 7 Dec."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def log_time(ms: int) -> str:
    """Return a time as it stands in a list: 21 Nov 2026 07:10:04."""
    when = uk_time(ms)
    if when is None:
        return NOT_A_TIME
    return f"{_short(when)} {when:%H:%M:%S}"


def _short(when: datetime) -> str:
    return f"{when.day:02} {_MONTHS[when.month - 1][:3]} {when.year}"


def _date(when: datetime) -> str:
    day = _DAYS[when.weekday()]
    return f"{day} {when.day} {_MONTHS[when.month - 1]} {when.year}"
