"""Times as people say them, in UK local time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidentkit.words.times import (
    NOT_A_TIME,
    spoken_date,
    spoken_day,
    spoken_month,
    spoken_time,
    uk_time,
)


def ms(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ((2026, 11, 21, 7, 10), "Saturday 21 November 2026 at 07:10"),
        ((2026, 7, 1, 23, 30), "Thursday 2 July 2026 at 00:30"),
        ((2026, 3, 29, 0, 59), "Sunday 29 March 2026 at 00:59"),
        ((2026, 3, 29, 1, 0), "Sunday 29 March 2026 at 02:00"),
        ((1970, 1, 1, 0, 0), "Thursday 1 January 1970 at 01:00"),
    ],
)
def test_a_time_is_said_in_words_and_local_time(when, said):
    assert spoken_time(ms(*when)) == said
    assert spoken_date(ms(*when)) == said.partition(" at ")[0]


@given(st.integers(ms(1900, 1, 2), ms(2200, 1, 1)))
def test_every_time_is_the_one_that_a_calendar_gives(number):
    local = datetime.fromtimestamp(number // 1000, ZoneInfo("Europe/London"))
    expected = f"{local:%A} {local.day} {local:%B %Y at %H:%M}"
    assert spoken_time(number) == expected


@given(st.integers())
@example(2**63 - 1)
@example(-(2**63))
def test_a_number_beyond_any_calendar_is_said_to_be_one(number):
    said = spoken_time(number)
    assert (said == NOT_A_TIME) is (uk_time(number) is None)
    assert (spoken_date(number) == NOT_A_TIME) is (uk_time(number) is None)


@pytest.mark.parametrize(
    "text", ["", "soon", "2026-13-01", "²-1-1", "2026-²-1", "9" * 5000]
)
def test_what_is_no_day_is_said_as_it_is(text):
    assert spoken_day(text) == text
    assert spoken_month(text) == text


def test_a_day_and_a_month_are_said_in_words():
    assert spoken_day("2026-11-05") == "5 November 2026"
    assert spoken_month("2026-11") == "November 2026"
