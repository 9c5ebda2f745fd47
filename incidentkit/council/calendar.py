"""Working days, working hours and months in the council's part of the country.

Everything is civil time in London: a day is from midnight to midnight there,
whether it has 23, 24 or 25 hours. Times in and out are milliseconds since 1970.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

import msgspec

from incidentkit.errors import FileUnreadableError, InvalidValueError
from incidentkit.resources import resource_path

LONDON: Final = ZoneInfo("Europe/London")
DEFAULT_NATION: Final = "England"
_FILES: Final = {
    "England": "england-and-wales.json",
    "Wales": "england-and-wales.json",
    "Scotland": "scotland.json",
    "Northern Ireland": "northern-ireland.json",
}
NATIONS: Final = tuple(_FILES)
_SATURDAY: Final = 5
_MINUTE_MS: Final = 60_000
_DAY: Final = timedelta(days=1)
_LAST_MS: Final = 221_845_392_000_000  # the year 9000: no calendar counts further


class OfficeHours(msgspec.Struct, frozen=True):
    """When the council works on a working day, in minutes after midnight."""

    opens: int = 9 * 60
    closes: int = 17 * 60


class Calendar(Protocol):
    """Counts what a clock alone cannot. Nothing is ever due before it began."""

    @property
    def known_until_ms(self) -> int:
        """Up to when bank holidays are known; later only weekends are left out."""

    def working_days_after(self, ms: int, days: int) -> int:
        """Return the end of the last of so many working days from the next day."""

    def working_minutes_after(self, ms: int, minutes: int) -> int:
        """Return when so many minutes of the council's hours are over."""

    def weekday_minutes_after(self, ms: int, minutes: int) -> int:
        """Return when so many minutes of working days, nights included, are over."""

    def months_after(self, ms: int, months: int) -> int:
        """Return the end of the same day so many months on, or of that month."""


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One bank holiday, on the day it is kept."""

    day: date
    name: str


class Holidays(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}
):
    """The bank holidays of a part of the country, from one day to another."""

    nations: tuple[str, ...]
    source: str
    checked: date
    since: date
    reaches: date
    holidays: tuple[Holiday, ...]


@dataclass(frozen=True, slots=True)
class CouncilCalendar:
    """A calendar of weekends, bank holidays and the council's hours."""

    holidays: frozenset[date]
    known_until: date
    hours: OfficeHours

    @property
    def known_until_ms(self) -> int:
        """Up to when bank holidays are known."""
        return _end_of(self.known_until)

    def is_working(self, day: date) -> bool:
        """Whether a day is no weekend and, as far as is known, no bank holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def working_days_after(self, ms: int, days: int) -> int:
        """Return the end of the last of so many working days from the next day."""
        if days <= 0:
            return ms
        working = self._working_from(day_of(ms) + _DAY)
        for _ in range(days - 1):
            next(working)
        return _end_of(next(working))

    def working_minutes_after(self, ms: int, minutes: int) -> int:
        """Return when so many minutes of the council's hours are over."""
        opens, closes = self.hours.opens, self.hours.closes
        return self._counted(ms, minutes, lambda d: (_at(d, opens), _at(d, closes)))

    def weekday_minutes_after(self, ms: int, minutes: int) -> int:
        """Return when so many minutes of working days, nights included, are over."""
        return self._counted(ms, minutes, lambda d: (_at(d, 0), _at(d + _DAY, 0)))

    def months_after(self, ms: int, months: int) -> int:
        """Return the end of the same day so many months on, or of that month."""
        if months <= 0:
            return ms
        day = day_of(ms)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = monthrange(year, month + 1)[1]
        return _end_of(date(year, month + 1, min(day.day, last)))

    def _working_from(self, day: date) -> Iterator[date]:
        while True:
            if self.is_working(day):
                yield day
            day += _DAY

    def _counted(
        self, ms: int, minutes: int, window: Callable[[date], tuple[int, int]]
    ) -> int:
        left = minutes * _MINUTE_MS
        if left <= 0:
            return ms
        ms = _within(ms)
        days = self._working_from(day_of(ms))
        while True:
            opens, closes = window(next(days))
            begins = max(ms, opens)
            if left <= closes - begins:
                return begins + left
            left -= max(0, closes - begins)


def day_of(ms: int) -> date:
    """Return the day it is in London, of a time beyond any calendar the nearest."""
    return datetime.fromtimestamp(_within(ms) // 1000, LONDON).date()


def _within(ms: int) -> int:
    """Return a time that can be counted from: an entry may claim any number."""
    return min(max(ms, 0), _LAST_MS)


def _at(day: date, minutes: int) -> int:
    """Return a time of a London day, in minutes after midnight as a clock shows it."""
    civil = time(minutes // 60, minutes % 60)
    return int(datetime.combine(day, civil, LONDON).timestamp()) * 1000


def end_of_day_ms(day: date) -> int:
    """Return the last moment of a day here; the calendar's last day has one, too."""
    return _end_of(min(day, date.max - _DAY))


def _end_of(day: date) -> int:
    return _at(day + _DAY, 0) - 1


def load_holidays(nation: str) -> Holidays:
    """Return what the program knows of a nation's bank holidays.

    Raises:
        InvalidValueError: There is no such nation.
        FileUnreadableError: The file cannot be read.
    """
    if nation not in _FILES:
        raise InvalidValueError("nation", "not-a-choice")
    path = resource_path("holidays", _FILES[nation])
    try:
        return msgspec.json.decode(path.read_bytes(), type=Holidays)
    except (OSError, msgspec.DecodeError) as error:
        raise FileUnreadableError(str(path)) from error


def calendar_for(
    nation: str = DEFAULT_NATION, office_hours: OfficeHours | None = None
) -> CouncilCalendar:
    """Return the calendar of a council in a nation of the United Kingdom.

    Raises:
        InvalidValueError: There is no such nation, or the hours end before they begin.
        FileUnreadableError: What is known of its bank holidays cannot be read.
    """
    hours = office_hours or OfficeHours()
    if not 0 <= hours.opens < hours.closes < 24 * 60:
        raise InvalidValueError("office_hours", "not-a-choice")
    known = load_holidays(nation)
    days = frozenset(holiday.day for holiday in known.holidays)
    return CouncilCalendar(days, known.reaches, hours)


def default_calendar() -> CouncilCalendar:
    """Return the calendar of a council that has not said where it is."""
    return calendar_for()
