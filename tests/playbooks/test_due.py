"""Due times run by the clock, and only the law and our promises can be missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.playbooks.due import DueTime, due_at
from incidentkit.playbooks.model import Due, DueKind, Origin, Step, Verb
from incidentkit.playbooks.progress import Progress
from incidentkit.words.playbooks import DUE_KINDS

START = 1_000_000
MINUTE = 60_000
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
