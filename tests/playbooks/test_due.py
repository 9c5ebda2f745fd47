"""Due times are counted in their units; only the law and promises can be missed."""

from datetime import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.council.calendar import LONDON, calendar_for
from incidentkit.playbooks.due import DueTime, due_at
from incidentkit.playbooks.model import Due, DueKind, Origin, Step, Unit, Verb
from incidentkit.playbooks.progress import Progress
from incidentkit.words.playbooks import DUE_KINDS

START = 1_000_000
MINUTE = 60_000
MONTH = Unit.MONTHS
NOTHING = Progress()
MOMENTS = st.integers(0, 2**45)


def a_step(due: Due | None) -> Step:
    return Step(slug="a", verb=Verb.DO, title="A", line=1, due=due)


def at(due: Due | None, progress: Progress = NOTHING, **done: int) -> DueTime | None:
    return due_at(a_step(due), progress, START, done)


def test_a_step_without_a_due_time_has_none():
    assert at(None) is None


def test_a_time_from_the_start_counts_from_when_we_first_knew():
    assert at(Due(10)) == DueTime(START + 10 * MINUTE, DueKind.TARGET, START)


def test_a_time_after_a_step_is_known_when_the_step_is_finished():
    due = Due(30, origin=Origin.STEP, of="first")
    assert at(due) is None
    assert at(due, first=5) == DueTime(5 + 30 * MINUTE, DueKind.TARGET, 5)


def test_a_time_from_a_moment_is_counted_from_the_start_until_it_is_recorded():
    due = Due(60, DueKind.LAW, Origin.MOMENT, "knowing")
    careful = at(due)
    assert (careful.at_ms, careful.assumed) == (START + 60 * MINUTE, True)
    recorded = at(due, Progress(moments={"knowing": START + 7}))
    assert (recorded.at_ms, recorded.assumed) == (START + 7 + 60 * MINUTE, False)


def test_a_promise_is_due_when_we_said():
    progress = Progress(promised={"a": 42})
    promise = Due(60, DueKind.PROMISE, Origin.STEP, "first")
    assert at(promise, progress).at_ms == 42
    assert at(promise, progress, first=5).at_ms == 42
    assert at(promise, first=5).at_ms == 5 + 60 * MINUTE


@pytest.mark.parametrize("kind", [DueKind.LAW, DueKind.TARGET])
def test_nobody_can_promise_away_what_is_not_a_promise(kind):
    assert at(Due(10, kind), Progress(promised={"a": 42})).at_ms == START + 10 * MINUTE


@given(MOMENTS, MOMENTS, st.sampled_from(DueKind))
def test_only_the_law_and_a_promise_can_be_overdue(due_ms, now_ms, kind):
    overdue = DueTime(due_ms, kind, 0).is_overdue(now_ms)
    assert overdue == (kind is not DueKind.TARGET and now_ms > due_ms)


def test_every_kind_of_due_time_has_words():
    assert DUE_KINDS.keys() == set(DueKind)


# Units, deadlines, settings and severity

LONDON_CALENDAR = calendar_for("England")
HOURS_72 = Due(72 * 60, DueKind.LAW, Origin.MOMENT, "knowing")


def civil(said: str) -> int:
    return int(datetime.fromisoformat(said).replace(tzinfo=LONDON).timestamp()) * 1000


def civil_words(ms: int) -> str:
    return datetime.fromtimestamp(ms // 1000, LONDON).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize(
    ("knowing", "ends"),
    [
        # Clocks go forward on 29 March 2026, back on 25 October 2026.
        ("2026-03-27T18:00", "Mon 30 Mar 19:00"),
        ("2026-10-23T18:00", "Mon 26 Oct 17:00"),
        ("2026-12-24T09:00", "Sun 27 Dec 09:00"),
    ],
)
def test_72_hours_are_72_hours_whatever_the_clocks_do(knowing, ends):
    found = at(HOURS_72, Progress(moments={"knowing": civil(knowing)}))
    assert civil_words(found.at_ms) == ends
    assert found.holidays_known


@pytest.mark.parametrize(
    ("unit", "amount", "ends"),
    [
        (Unit.WORKING_MINUTES, 4 * 60, "Wed 02 Sep 12:00"),
        (Unit.WORKING_DAYS, 20, "Tue 29 Sep 23:59"),
        (Unit.WEEKDAY_MINUTES, 48 * 60, "Thu 03 Sep 16:00"),
        (Unit.MONTHS, 1, "Thu 01 Oct 23:59"),
        (Unit.MINUTES, 5 * 24 * 60, "Sun 06 Sep 16:00"),
    ],
)
def test_a_time_is_counted_in_its_unit(unit, amount, ends):
    step = a_step(Due(amount, unit=unit))
    found = due_at(step, NOTHING, civil("2026-09-01T16:00"), {}, LONDON_CALENDAR)
    assert civil_words(found.at_ms) == ends
    assert due_at(step, NOTHING, civil("2026-09-01T16:00"), {}) == found


def test_48_hours_without_the_weekend_and_then_5_days():
    """A notice on the Friday before the August bank holiday of 2026."""
    notice = Progress(moments={"notice": civil("2026-08-28T15:00")})
    contact = Due(48 * 60, DueKind.LAW, Origin.MOMENT, "notice", Unit.WEEKDAY_MINUTES)
    first = due_at(a_step(contact), notice, START, {}, LONDON_CALENDAR)
    assert civil_words(first.at_ms) == "Wed 02 Sep 15:00"
    answer = Due(5 * 24 * 60, DueKind.TARGET, Origin.STEP, "contact")
    done = {"contact": civil("2026-09-01T10:00")}
    second = due_at(a_step(answer), notice, START, done, LONDON_CALENDAR)
    assert civil_words(second.at_ms) == "Sun 06 Sep 10:00"


def test_a_time_beyond_the_known_holidays_says_so():
    days = a_step(Due(20, unit=Unit.WORKING_DAYS))
    assert due_at(days, NOTHING, civil("2028-11-01T09:00"), {}).holidays_known
    assert not due_at(days, NOTHING, civil("2028-12-20T09:00"), {}).holidays_known
    by_clock = a_step(Due(60))
    assert due_at(by_clock, NOTHING, civil("2030-01-01T09:00"), {}).holidays_known


def test_a_time_before_a_deadline_is_known_when_the_deadline_is():
    due = Due(30, origin=Origin.DEADLINE, of="press deadline")
    assert at(due) is None
    found = at(due, Progress(moments={"press deadline": START + 90 * MINUTE}))
    assert found == DueTime(START + 60 * MINUTE, DueKind.TARGET, START + 90 * MINUTE)


@pytest.mark.parametrize(
    ("deadline", "share", "after"), [(200, 25, 50), (-60, 25, -60)]
)
def test_a_share_of_the_way_lies_between_the_start_and_the_deadline(
    deadline, share, after
):
    due = Due(share, origin=Origin.DEADLINE, of="d", unit=Unit.SHARE)
    found = at(due, Progress(moments={"d": START + deadline * MINUTE}))
    assert found.at_ms == START + after * MINUTE


@pytest.mark.parametrize(
    ("said", "minutes"), [("20", 20), ("", None), ("soon", None), ("9" * 30, None)]
)
def test_a_time_that_the_council_set_is_as_the_council_set_it(said, minutes):
    due = Due(1, setting="press holding minutes")
    found = at(due, Progress(facts={"setting press holding minutes": said}))
    assert found == (
        None
        if minutes is None
        else DueTime(START + minutes * MINUTE, DueKind.TARGET, START)
    )


def test_the_strictest_time_holds_until_somebody_says_how_serious_it_is():
    by = (("Minor", Due(60)), ("Serious", Due(15)), ("Critical", Due(1, unit=MONTH)))
    step = msgspec.structs.replace(a_step(Due(15)), due_by=by)
    minutes = {
        severity: (due_at(step, NOTHING, START, {}, None, severity).at_ms - START)
        for severity in ("", "Minor", "Embarrassing", "Serious", "Critical")
    }
    long = minutes.pop("Critical")
    assert long > 27 * 24 * 60 * MINUTE
    assert {s: ms // MINUTE for s, ms in minutes.items()} == {
        "": 15,
        "Minor": 60,
        "Embarrassing": 15,
        "Serious": 15,
    }


def test_a_repeating_step_is_due_again_after_its_time():
    step = msgspec.structs.replace(a_step(Due(10)), repeat_minutes=30)
    assert due_at(step, NOTHING, START, {}).at_ms == START + 10 * MINUTE
    again = due_at(step, Progress(times={"a": START + 7}), START, {})
    assert again == DueTime(START + 7 + 30 * MINUTE, DueKind.TARGET, START + 7)


def test_a_step_is_done_again_as_often_as_the_council_decided():
    step = msgspec.structs.replace(
        a_step(Due(10)), repeat_minutes=60, repeat_setting="review hours"
    )
    done = {"a": START + 7}
    for said, hours in (("6", 6), ("", 1), ("0", 1), ("often", 1)):
        known = Progress(times=done, facts={"setting review hours": said})
        assert due_at(step, known, START, {}).at_ms == START + 7 + hours * 60 * MINUTE


def test_a_promise_that_was_kept_is_not_due_any_more():
    step = msgspec.structs.replace(a_step(Due(10, DueKind.PROMISE)), repeat_minutes=30)
    promised = Progress(promised={"a": START + 5}, times={"a": START + 6})
    assert due_at(step, promised, START, {}).at_ms == START + 6 + 30 * MINUTE
    late = Progress(promised={"a": START + 5}, times={"a": START + 4})
    assert due_at(step, late, START, {}).at_ms == START + 5


@given(
    st.integers(0, 2**42),
    st.sampled_from(Unit),
    st.integers(0, 100),
    st.sampled_from(Origin),
)
def test_a_due_time_never_comes_before_what_it_counts_from(start, unit, amount, origin):
    due = Due(amount, origin=origin, of="x", unit=unit)
    known = Progress(moments={"x": start})
    found = due_at(a_step(due), known, start, {"x": start}, LONDON_CALENDAR)
    back = origin is Origin.DEADLINE and unit is not Unit.SHARE
    assert (found.at_ms <= start) if back else (found.at_ms >= start)
