"""Working days, hours and months: computed by hand, through holidays and clock changes."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.council.calendar import (
    LONDON,
    NATIONS,
    OfficeHours,
    calendar_for,
    day_of,
    default_calendar,
    load_holidays,
)
from incidentkit.errors import FileUnreadableError, InvalidValueError

ENGLAND = calendar_for("England")
TIMES = st.integers(0, 4_102_444_800_000)  # to the year 2100


def at(said: str) -> int:
    return int(datetime.fromisoformat(said).replace(tzinfo=LONDON).timestamp()) * 1000


def said(ms: int) -> str:
    return datetime.fromtimestamp(ms // 1000, LONDON).strftime("%Y-%m-%d %H:%M:%S")


# Bank holidays, worked out another way


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    left = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * left) // 433
    month = (h + left - 7 * m + 90) // 25
    return date(year, month, (h + left - 7 * m + 33 * month + 19) % 32)


def first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=last.weekday())


def kept(*days: date) -> set[date]:
    """The days on which holidays next to each other are kept, weekends left out."""
    found: set[date] = set()
    for day in days:
        while day.weekday() > 4 or day in found:
            day += timedelta(days=1)
        found.add(day)
    return found


def by_rule(nation: str, year: int) -> set[date]:
    sunday = easter(year)
    christmas = [date(year, 12, 25), date(year, 12, 26)]
    if date(year, 12, 25).weekday() == 6:  # then Boxing Day, a Monday, stays
        christmas.reverse()
    days = {sunday - timedelta(days=2)} | kept(*christmas)
    days |= {first_monday(year, 5), last_monday(year, 5)}
    if nation == "Scotland":
        days |= kept(date(year, 1, 1), date(year, 1, 2)) | {first_monday(year, 8)}
        days |= kept(date(year, 11, 30))
        return days | ({date(2026, 6, 15)} if year == 2026 else set())
    days |= kept(date(year, 1, 1)) | {last_monday(year, 8)}
    days |= {sunday + timedelta(days=1)}
    if nation == "Northern Ireland":
        days |= kept(date(year, 3, 17)) | kept(date(year, 7, 12))
    return days


@pytest.mark.parametrize("nation", NATIONS)
def test_the_bank_holidays_agree_with_the_rules_they_follow(nation):
    known = load_holidays(nation)
    assert nation in known.nations
    assert (known.since, known.reaches) == (date(2024, 1, 1), date(2028, 12, 31))
    for year in range(2024, 2029):
        in_file = {h.day for h in known.holidays if h.day.year == year}
        assert in_file == by_rule(nation, year)
    days = [holiday.day for holiday in known.holidays]
    assert days == sorted(set(days))
    assert all(day.weekday() < 5 for day in days)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2024, "03-31"),
        (2025, "04-20"),
        (2026, "04-05"),
        (2027, "03-28"),
        (2028, "04-16"),
    ],
)
def test_easter_is_when_it_is(year, sunday):
    assert easter(year) == date.fromisoformat(f"{year}-{sunday}")


def test_an_unknown_nation_is_refused():
    with pytest.raises(InvalidValueError):
        calendar_for("Cornwall")


@pytest.mark.parametrize("hours", [(600, 600), (-1, 60), (0, 1440)])
def test_hours_that_end_before_they_begin_are_refused(hours):
    with pytest.raises(InvalidValueError):
        calendar_for("England", OfficeHours(*hours))


def test_bank_holidays_that_cannot_be_read_are_named(monkeypatch, tmp_path):
    place = "incidentkit.council.calendar.resource_path"
    monkeypatch.setattr(place, lambda *parts: tmp_path.joinpath(*parts))
    with pytest.raises(FileUnreadableError):
        load_holidays("Wales")


# Working days, counted on paper


@pytest.mark.parametrize(
    ("nation", "begins", "days", "ends"),
    [
        # Over Christmas 2026: 25 and 28 December, 1 January; 2 January is a Saturday.
        ("England", "2026-12-10T15:00", 20, "2027-01-12"),
        ("Wales", "2026-12-10T15:00", 20, "2027-01-12"),
        ("Northern Ireland", "2026-12-10T15:00", 20, "2027-01-12"),
        # In Scotland 4 January is kept for the second.
        ("Scotland", "2026-12-10T15:00", 20, "2027-01-13"),
        # Over Easter 2026: Good Friday 3 April; Easter Monday but for Scotland.
        ("England", "2026-03-20T09:00", 20, "2026-04-21"),
        ("Wales", "2026-03-20T09:00", 20, "2026-04-21"),
        ("Northern Ireland", "2026-03-20T09:00", 20, "2026-04-21"),
        ("Scotland", "2026-03-20T09:00", 20, "2026-04-20"),
        # St Patrick's Day and the twelfth of July are kept in Northern Ireland alone.
        ("Northern Ireland", "2026-03-16T09:00", 1, "2026-03-18"),
        ("England", "2026-03-16T09:00", 1, "2026-03-17"),
        ("Northern Ireland", "2026-07-10T09:00", 1, "2026-07-14"),
        # A day in Scotland alone, for the football.
        ("Scotland", "2026-06-12T09:00", 1, "2026-06-16"),
        ("England", "2026-06-12T09:00", 1, "2026-06-15"),
        # From a Saturday, and into a leap day.
        ("England", "2026-09-05T23:59", 1, "2026-09-07"),
        ("England", "2028-02-28T12:00", 1, "2028-02-29"),
    ],
)
def test_working_days_count_from_the_next_day_and_end_with_their_day(
    nation, begins, days, ends
):
    found = calendar_for(nation).working_days_after(at(begins), days)
    assert said(found) == f"{ends} 23:59:59"


@pytest.mark.parametrize(
    ("begins", "hours", "ends"),
    [
        # Friday noon before the last Monday of August, a bank holiday.
        ("2026-08-28T12:00", 48, "2026-09-02 12:00:00"),
        # From Saturday: the hours begin on Tuesday.
        ("2026-08-29T10:00", 48, "2026-09-03 00:00:00"),
        # The clocks go back on the Sunday between: it does not count anyway.
        ("2026-10-23T12:00", 48, "2026-10-27 12:00:00"),
        # Midweek.
        ("2026-09-01T08:30", 24, "2026-09-02 08:30:00"),
    ],
)
def test_weekday_hours_leave_out_weekends_and_bank_holidays(begins, hours, ends):
    assert said(ENGLAND.weekday_minutes_after(at(begins), hours * 60)) == ends


@pytest.mark.parametrize(
    ("begins", "hours", "ends"),
    [
        ("2026-09-01T10:00", 4, "2026-09-01 14:00:00"),
        ("2026-09-01T15:00", 4, "2026-09-02 11:00:00"),
        ("2026-09-01T13:00", 4, "2026-09-01 17:00:00"),
        ("2026-09-01T06:00", 1, "2026-09-01 10:00:00"),
        ("2026-09-04T16:00", 2, "2026-09-07 10:00:00"),
        ("2026-12-24T16:30", 1, "2026-12-29 09:30:00"),
        # On either side of both clock changes of 2026.
        ("2026-03-27T16:00", 2, "2026-03-30 10:00:00"),
        ("2026-10-23T16:00", 2, "2026-10-26 10:00:00"),
    ],
)
def test_working_hours_are_the_councils(begins, hours, ends):
    assert said(ENGLAND.working_minutes_after(at(begins), hours * 60)) == ends


def test_a_council_has_hours_of_its_own():
    early = calendar_for("Wales", OfficeHours(8 * 60, 16 * 60 + 30))
    found = early.working_minutes_after(at("2026-09-01T16:00"), 60)
    assert said(found) == "2026-09-02 08:30:00"


@pytest.mark.parametrize(
    ("begins", "months", "ends"),
    [
        ("2026-01-31T10:00", 1, "2026-02-28"),
        ("2028-01-31T10:00", 1, "2028-02-29"),
        ("2028-02-29T10:00", 12, "2029-02-28"),
        ("2026-09-03T10:00", 1, "2026-10-03"),
        ("2026-12-31T10:00", 2, "2027-02-28"),
        ("2026-10-15T00:00", 3, "2027-01-15"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(begins, months, ends):
    assert said(ENGLAND.months_after(at(begins), months)) == f"{ends} 23:59:59"


def test_a_day_may_have_23_or_25_hours():
    def length(day: str, after: str) -> int:
        return (at(after) - at(day)) // 3_600_000

    assert length("2026-03-29T00:00", "2026-03-30T00:00") == 23
    assert length("2026-10-25T00:00", "2026-10-26T00:00") == 25


def test_beyond_what_is_known_weekends_are_left_out_and_it_says_so():
    begins = at("2029-12-21T09:00")
    assert begins > ENGLAND.known_until_ms == at("2029-01-01T00:00") - 1
    assert said(ENGLAND.working_days_after(begins, 2)) == "2029-12-25 23:59:59"


def test_a_council_that_has_not_said_where_it_is_counts_as_in_england():
    assert default_calendar() == ENGLAND


@given(TIMES, st.integers(0, 60), st.sampled_from(NATIONS))
def test_nothing_ends_before_it_begins_and_more_takes_no_less(ms, amount, nation):
    calendar = calendar_for(nation)
    ways = (
        (calendar.working_days_after, 1),
        (calendar.working_minutes_after, 60),
        (calendar.weekday_minutes_after, 60),
        (calendar.months_after, 1),
    )
    for count, each in ways:
        ends = count(ms, amount * each)
        assert (ends == ms) if amount == 0 else (ends > ms)
        assert count(ms, (amount + 1) * each) > ends


@given(TIMES, st.integers(1, 60))
def test_the_last_working_day_is_one(ms, days):
    ends = ENGLAND.working_days_after(ms, days)
    assert ENGLAND.is_working(day_of(ends))
    between = (day_of(ms) + timedelta(days=n) for n in range(1, 400))
    working = [day for day in between if ENGLAND.is_working(day)]
    assert working[days - 1] == day_of(ends)
