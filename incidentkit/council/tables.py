"""Settings with more than one value: tables, periods of time, hours of the week."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from incidentkit.council.calendar import OfficeHours
from incidentkit.council.kinds import Kind
from incidentkit.council.values import lines_of, whole_number
from incidentkit.errors import InvalidValueError

SEVERITIES: Final = ("Minor", "Embarrassing", "Serious", "Critical")
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MOST_MINUTES: Final = 60 * 24 * 365
_LENGTH: Final = re.compile(r"(\d{1,3}) (year|month|day)s?")
_HOURS: Final = re.compile(
    r"(?P<first>[A-Za-z]+)(?: ?- ?(?P<last>[A-Za-z]+))? "
    r"(?P<opens>\d{1,2}:\d\d) ?- ?(?P<closes>\d{1,2}:\d\d)"
)
_TARGET: Final = re.compile(
    r"(?P<playbook>[a-z0-9-]+)/(?P<step>[a-z0-9/:-]+) (?P<severity>[A-Za-z]+) "
    r"(?P<minutes>\d{1,6})(?: minutes)?"
)
_DAYS_IN: Final = {"year": 365, "month": 30, "day": 1}


@dataclass(frozen=True, slots=True)
class Table:
    """One value for each of some named rows; a row that is left out has none."""

    rows: tuple[str, ...]
    cell: Kind

    def accept(self, field: str, text: str) -> str:
        """Return one line for each row that has a value."""
        found: dict[str, str] = {}
        for line in lines_of(field, text):
            name, _, value = line.partition(":")
            row = next((r for r in self.rows if r.casefold() == name.casefold()), "")
            if not row or row in found:
                raise InvalidValueError(field, "rows-of-table")
            found[row] = self.cell.accept(field, value)
        return "\n".join(f"{r}: {found[r]}" for r in self.rows if found.get(r))

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return the careful value of each row."""
        tables = [cells_of(text) for text in texts]
        lines = []
        for row in self.rows:
            said = tuple(table[row] for table in tables if row in table)
            if said:
                lines.append(f"{row}: {self.cell.careful(said)}")
        return "\n".join(lines)


def cells_of(text: str) -> dict[str, str]:
    """Return a table as it is kept: the value of each row that has one."""
    lines = (line.partition(": ") for line in text.split("\n"))
    return {name: value for name, _, value in lines if value}


@dataclass(frozen=True, slots=True)
class Names:
    """Names in one line, with a comma between two."""

    def accept(self, field: str, text: str) -> str:
        """Return each name once."""
        del field
        return ", ".join(dict.fromkeys(n for n in map(str.strip, text.split(",")) if n))

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return everybody whom one of them names."""
        return ", ".join(dict.fromkeys(n for t in texts for n in t.split(", ")))


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time, such as 6 years. The longest is careful: nothing is lost."""

    def accept(self, field: str, text: str) -> str:
        """Return it in one spelling."""
        found = _LENGTH.fullmatch(" ".join(text.split()).lower())
        number = int(found[1]) if found else 0
        if not found or not number:
            raise InvalidValueError(field, "length-of-time")
        return f"{number} {found[2]}" + ("s" if number > 1 else "")

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return the longest."""
        return max(texts, key=days_in)


def days_in(length: str) -> int:
    """Return about how many days a length of time has, to compare two."""
    number, unit = length.split()
    return int(number) * _DAYS_IN[unit.removesuffix("s")]


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both among them, and what for."""

    first: date
    last: date
    name: str = ""

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Periods:
    """Periods of days, one on a line: 2027-03-22 to 2027-05-06 and a name."""

    def accept(self, field: str, text: str) -> str:
        """Return them in order."""
        found = sorted(
            (_period(field, line) for line in lines_of(field, text)),
            key=lambda p: (p.first, p.last, p.name),
        )
        lines = (f"{p.first} to {p.last} {p.name}".rstrip() for p in found)
        return "\n".join(dict.fromkeys(lines))

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return those that any of them has."""
        return self.accept("", "\n".join(texts))


def periods_of(text: str) -> tuple[Period, ...]:
    """Return periods as they are kept."""
    return tuple(_period("", line) for line in text.split("\n") if line)


def _period(field: str, line: str) -> Period:
    words = line.split(" ", 3)
    try:
        first, last = date.fromisoformat(words[0]), date.fromisoformat(words[2])
    except (ValueError, IndexError):
        raise InvalidValueError(field, "period-of-days") from None
    if words[1].lower() != "to" or last < first:
        raise InvalidValueError(field, "period-of-days")
    return Period(first, last, words[3] if len(words) > 3 else "")


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Hours of the week, such as Mon-Fri 09:00-17:00, one line for each sort of day."""

    def accept(self, field: str, text: str) -> str:
        """Return one line for each run of days with the same hours."""
        hours: dict[int, OfficeHours] = {}
        for line in lines_of(field, text.replace(";", "\n")):
            days, window = _days_and_hours(field, line)
            if hours.keys() & set(days):
                raise InvalidValueError(field, "hours-of-week")
            hours |= dict.fromkeys(days, window)
        if not any(day < DAYS.index("Sat") for day in hours):
            raise InvalidValueError(field, "hours-of-week")
        return _spelled(hours)

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return the widest hours of each day: what is due then comes soonest."""
        widest: dict[int, OfficeHours] = {}
        for text in texts:
            for day, hours in week_of(text).items():
                known = widest.get(day, hours)
                widest[day] = OfficeHours(
                    min(known.opens, hours.opens), max(known.closes, hours.closes)
                )
        return _spelled(widest)


def week_of(text: str) -> dict[int, OfficeHours]:
    """Return hours of the week as they are kept, by the number of the day."""
    found: dict[int, OfficeHours] = {}
    for line in text.split("\n"):
        days, hours = _days_and_hours("", line)
        found |= dict.fromkeys(days, hours)
    return found


def office_hours(week: Mapping[int, OfficeHours]) -> OfficeHours:
    """Return the hours of a working day: its earliest opening to its latest closing."""
    working = [hours for day, hours in week.items() if day < DAYS.index("Sat")]
    return OfficeHours(min(h.opens for h in working), max(h.closes for h in working))


def _days_and_hours(field: str, line: str) -> tuple[range, OfficeHours]:
    found = _HOURS.fullmatch(line)
    if found is None:
        raise InvalidValueError(field, "hours-of-week")
    first = _day(field, found["first"])
    last = _day(field, found["last"] or found["first"])
    opens, closes = _minutes(field, found["opens"]), _minutes(field, found["closes"])
    if last < first or closes <= opens:
        raise InvalidValueError(field, "hours-of-week")
    return range(first, last + 1), OfficeHours(opens, closes)


def _day(field: str, word: str) -> int:
    short = word[:3].title()
    if short not in DAYS:
        raise InvalidValueError(field, "hours-of-week")
    return DAYS.index(short)


def _minutes(field: str, text: str) -> int:
    hours, minutes = (int(part) for part in text.split(":"))
    if hours >= 24 or minutes >= 60:
        raise InvalidValueError(field, "hours-of-week")
    return hours * 60 + minutes


def _spelled(hours: Mapping[int, OfficeHours]) -> str:
    lines: list[str] = []
    day = 0
    while day < len(DAYS):
        window = hours.get(day)
        last = day
        while window is not None and hours.get(last + 1) == window:
            last += 1
        if window is not None:
            days = DAYS[day] if last == day else f"{DAYS[day]}-{DAYS[last]}"
            lines.append(f"{days} {_clock(window.opens)}-{_clock(window.closes)}")
        day = last + 1
    return "\n".join(lines)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True, slots=True)
class Targets:
    """Minutes for a step at a severity: hacked-account/publish-it Serious 10."""

    def accept(self, field: str, text: str) -> str:
        """Return one line for each step and severity, in order."""
        found: dict[tuple[str, str, str], int] = {}
        for line in lines_of(field, text):
            key, minutes = _target(field, line)
            if key in found:
                raise InvalidValueError(field, "twice")
            found[key] = minutes
        return _targets_spelled(found)

    def careful(self, texts: tuple[str, ...]) -> str:
        """Return the shortest time for each."""
        shortest: dict[tuple[str, str, str], int] = {}
        for text in texts:
            for key, minutes in targets_of(text).items():
                shortest[key] = min(minutes, shortest.get(key, minutes))
        return _targets_spelled(shortest)


def targets_of(text: str) -> dict[tuple[str, str, str], int]:
    """Return targets as they are kept: minutes by playbook, step and severity."""
    return dict(_target("", line) for line in text.split("\n") if line)


def _target(field: str, line: str) -> tuple[tuple[str, str, str], int]:
    found = _TARGET.fullmatch(line)
    severity = found["severity"].title() if found else ""
    minutes = whole_number(found["minutes"]) if found else None
    if (
        found is None
        or severity not in SEVERITIES
        or minutes is None
        or not 0 < minutes <= _MOST_MINUTES
    ):
        raise InvalidValueError(field, "time-target")
    return (found["playbook"], found["step"], severity), minutes


def _targets_spelled(targets: Mapping[tuple[str, str, str], int]) -> str:
    order = sorted(targets, key=lambda k: (k[0], k[1], SEVERITIES.index(k[2])))
    return "\n".join(f"{p}/{s} {v} {targets[p, s, v]}" for p, s, v in order)
