"""Times as people type them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.cli.when import when_ms
from incidentkit.errors import InvalidValueError

UK = ZoneInfo("Europe/London")


def ms(*when: int) -> int:
    return int(datetime(*when, tzinfo=UK).timestamp() * 1000)


NOW = ms(2026, 11, 21, 7, 10)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", 0),
        ("now", NOW),
        ("07:05", ms(2026, 11, 21, 7, 5)),
        ("7.05", ms(2026, 11, 21, 7, 5)),
        ("at 07:05", ms(2026, 11, 21, 7, 5)),
        ("Yesterday  23:40", ms(2026, 11, 20, 23, 40)),
        ("tomorrow at 09:30", ms(2026, 11, 22, 9, 30)),
        ("20 minutes ago", NOW - 20 * 60_000),
        ("1 hour ago", NOW - 3_600_000),
        ("2h ago", NOW - 7_200_000),
        ("3 days ago", NOW - 3 * 86_400_000),
        ("in 2 hours", NOW + 7_200_000),
        ("2026-11-20 06:50", ms(2026, 11, 20, 6, 50)),
        ("2026-07-01 06:50", ms(2026, 7, 1, 6, 50)),
        ("2026-11-20T06:50+00:00", ms(2026, 11, 20, 6, 50)),
        ("2026-11-20T06:50+01:00", ms(2026, 11, 20, 5, 50)),
    ],
)
def test_a_time_is_what_people_mean_by_it(said, meant):
    assert when_ms(said, NOW) == meant


@pytest.mark.parametrize(
    "said",
    [
        "25:00",
        "07:60",
        "soon",
        "minutes ago",
        "ten minutes ago",
        "\u0660\u0667:\u0661\u0660",
    ],
)
def test_what_is_no_time_is_refused(said):
    with pytest.raises(InvalidValueError) as refused:
        when_ms(said, NOW)
    assert refused.value.rule == "not-a-time"


def test_a_clock_time_is_taken_in_uk_time_in_summer_too():
    july = ms(2026, 7, 1, 12, 0)
    assert when_ms("07:10", july) == ms(2026, 7, 1, 7, 10)


@given(st.text(max_size=30))
def test_nothing_that_is_typed_fails_in_another_way(said):
    try:
        found = when_ms(said, NOW)
    except InvalidValueError:
        return
    assert isinstance(found, int)


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_the_day_is_read_back(hour, minute):
    found = datetime.fromtimestamp(when_ms(f"{hour}:{minute:02}", NOW) / 1000, UK)
    assert (found.hour, found.minute, found.day) == (hour, minute, 21)
