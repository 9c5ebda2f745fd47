"""When things happen in a drill: whatever the pace, and however often it is looked."""

from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drills.scenario import Inject, InjectKind
from incidentkit.drills.schedule import (
    MINUTE_MS,
    Since,
    due,
    following,
    since,
    wait_ms,
)

START = 1_795_244_400_000


def inject(minute: int) -> Inject:
    return Inject(minute, f"At {minute}", InjectKind.CALL, "A", "B", "C", 5, False, 1)


minutes = st.lists(st.integers(0, 60), min_size=1, max_size=8, unique=True)
looks = st.lists(st.floats(0.01, 25), min_size=1, max_size=30)


def gone_through(
    injects: list[Inject], steps: list[float], pace: int
) -> list[tuple[str, float]]:
    """Look after each of these waits; what was shown, and at which minute by the wall."""
    now, shown, told = START, {}, []
    for wait in steps:
        now += round(wait * MINUTE_MS)
        minute = since(injects, START, shown).minute_at(now, pace)
        for one in due(injects, shown, minute):
            shown[one.title] = now
            told.append((one.title, (now - START) / MINUTE_MS))
    return told


@given(minutes, looks, st.sampled_from([1, 5, 20]))
def test_everything_is_shown_once_in_order_and_never_early(when, steps, pace):
    injects = [inject(minute) for minute in sorted(when)]
    told = gone_through(injects, steps, pace)
    titles = [title for title, _ in told]
    assert titles == [i.title for i in injects[: len(titles)]]
    by_title = {i.title: i for i in injects}
    for title, minute in told:
        assert minute * pace >= by_title[title].minute - 0.001


@given(minutes, looks)
def test_a_faster_pace_shows_at_least_as_much(when, steps):
    injects = [inject(minute) for minute in sorted(when)]
    slow, fast = (gone_through(injects, steps, pace) for pace in (1, 20))
    assert [t for t, _ in fast][: len(slow)] == [t for t, _ in slow]


@given(minutes, st.integers(0, 40), st.sampled_from([1, 5, 20]))
def test_what_is_next_is_due_after_the_time_that_was_told(when, minute, pace):
    injects = [inject(one) for one in sorted(when)]
    coming = following(injects, {})
    wait = wait_ms(coming, minute, pace)
    later = Since(START, minute).minute_at(START + wait + 1, pace)
    assert coming in due(injects, {}, later + 0.001)


def test_time_is_counted_on_from_what_was_shown_last():
    injects = [inject(5), inject(20)]
    shown = {"At 5": START + 30 * MINUTE_MS}
    moment = since(injects, START, shown)
    assert moment == Since(START + 30 * MINUTE_MS, 5.0)
    assert due(injects, shown, moment.minute_at(START + 44 * MINUTE_MS, 1)) == ()
    assert due(injects, shown, moment.minute_at(START + 45 * MINUTE_MS, 1)) == (
        injects[1],
    )


def test_another_pace_counts_on_from_now_and_a_clock_put_back_stops_it():
    moment = Since(START).moved_on(START + 4 * MINUTE_MS, 1)
    assert moment.minute_at(START + 5 * MINUTE_MS, 5) == 9.0
    assert moment.minute_at(START - MINUTE_MS, 5) == 4.0
