"""Work off the main thread, and its outcome on it."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from incidentkit.errors import DiskFullError, IncidentKitError, UnexpectedError
from incidentkit.ui.jobs import Job, Jobs, Lane, Watch


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.stop()
    assert made.wait_for_end(5)


def never(found: object) -> None:
    pytest.fail(f"not expected: {found!r}")


def test_work_runs_in_its_lane_and_the_outcome_arrives_on_the_main_thread(
    qtbot: QtBot, jobs: Jobs
) -> None:
    seen: list[tuple[str, bool]] = []

    def then(name: str) -> None:
        seen.append((name, threading.current_thread() is threading.main_thread()))

    for lane in Lane:
        jobs.run(
            lambda: threading.current_thread().name, then=then, failed=never, lane=lane
        )
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert sorted(seen) == [("lane-kit", True), ("lane-side", True)]


def test_jobs_of_one_lane_never_overlap_and_keep_their_order(
    qtbot: QtBot, jobs: Jobs
) -> None:
    inside, order, done = [], [], []

    def work(number: int) -> int:
        inside.append(number)
        assert len(inside) == 1
        inside.remove(number)
        return number

    for number in range(50):
        jobs.run(lambda n=number: order.append(work(n)), then=done.append, failed=never)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert order == list(range(50))


def test_an_expected_failure_arrives_as_itself(qtbot: QtBot, jobs: Jobs) -> None:
    failures: list[IncidentKitError] = []

    def work() -> None:
        raise DiskFullError(reserve_released=False)

    jobs.run(work, then=never, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], DiskFullError)
    assert not jobs.busy


def test_a_bug_frees_the_screen_and_reaches_the_exception_hook(
    qtbot: QtBot, jobs: Jobs
) -> None:
    failures: list[IncidentKitError] = []

    def work() -> float:
        return 1 / 0

    with qtbot.captureExceptions() as caught:
        jobs.run(work, then=never, failed=failures.append)
        qtbot.waitUntil(lambda: bool(failures) and not jobs.busy)
        qtbot.waitUntil(lambda: bool(caught))
    assert isinstance(failures[0], UnexpectedError)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]


def test_long_work_tells_how_far_it_is_and_ends_when_cancelled(
    qtbot: QtBot, jobs: Jobs
) -> None:
    heard, begun, go_on = threading.Event(), threading.Event(), threading.Event()
    reached: list[int] = []

    def work(watch: Watch) -> None:
        heard.wait(10)
        for number in range(100):
            reached.append(number)
            watch(number, 100)
            if number == 3:
                begun.set()
                go_on.wait(10)

    told: list[tuple[int, int]] = []
    job = jobs.run_watched(work, never, never)
    job.progressed.connect(lambda done, of: told.append((done, of)))
    heard.set()
    assert begun.wait(10)
    qtbot.waitUntil(lambda: (3, 100) in told)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert reached == [0, 1, 2, 3, 4]


def test_cancelling_what_is_long_leaves_what_is_short(qtbot: QtBot, jobs: Jobs) -> None:
    gate, done = threading.Event(), []
    jobs.run(lambda: gate.wait(10), then=lambda _: None, failed=never)
    jobs.run_watched(lambda watch: watch(1, 2), never, never)
    jobs.run(lambda: "short", then=done.append, failed=never)
    jobs.cancel_long()
    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["short"]


def test_nothing_arrives_after_the_end(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.run(lambda: 1, then=never, failed=never)
    jobs.stop()
    assert jobs.wait_for_end(5)
    qtbot.waitUntil(lambda: not jobs.busy)


def test_it_says_when_it_becomes_busy_and_when_it_rests(
    qtbot: QtBot, jobs: Jobs
) -> None:
    told: list[bool] = []
    jobs.busy_changed.connect(told.append)
    for _ in range(3):
        jobs.run(lambda: None, then=lambda _: None, failed=never)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert told == [True, False]


# --- stopping what cannot be interrupted -----------------------------------------


def test_what_a_stopped_job_returns_is_dropped_and_nothing_is_done_with_it(
    qtbot: QtBot, jobs: Jobs
) -> None:
    inside, gate, done = threading.Event(), threading.Event(), []

    def work(job: Job) -> None:
        inside.set()
        gate.wait(10)  # one call that nobody can interrupt
        job.settle()
        done.append("what cannot be undone")

    stopped: list[bool] = []
    job = jobs.run_stoppable(work, never, never)
    job.cancelled.connect(lambda: stopped.append(True))
    assert inside.wait(10)
    job.cancel()
    job.cancel()
    assert stopped == [True], "at once, and once"
    assert jobs.busy, "it still runs"
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert done == []


def test_stopping_too_late_stops_nothing_and_the_outcome_arrives(
    qtbot: QtBot, jobs: Jobs
) -> None:
    settled, gate, done = threading.Event(), threading.Event(), []

    def work(job: Job) -> str:
        job.settle()
        settled.set()
        gate.wait(10)
        return "done"

    job = jobs.run_stoppable(work, done.append, never)
    job.cancelled.connect(lambda: never("stopped"))
    assert settled.wait(10)
    job.cancel()
    assert not job.is_cancelled
    gate.set()
    qtbot.waitUntil(lambda: done == ["done"])


def test_stopping_what_is_over_does_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    done: list[int] = []
    job = jobs.run(lambda: 1, then=done.append, failed=never)
    qtbot.waitUntil(lambda: bool(done))
    job.cancel()
    assert not job.is_cancelled


def test_a_failure_after_it_was_stopped_is_not_told(qtbot: QtBot, jobs: Jobs) -> None:
    inside, gate = threading.Event(), threading.Event()

    def work(_job: Job) -> None:
        inside.set()
        gate.wait(10)
        raise DiskFullError(reserve_released=False)

    job = jobs.run_stoppable(work, never, never)
    assert inside.wait(10)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_only_what_stands_behind_a_stopped_job_waits_for_it(
    qtbot: QtBot, jobs: Jobs
) -> None:
    gate, done = threading.Event(), []
    held = jobs.run(lambda: gate.wait(10), then=never, failed=never)
    before = jobs.run(lambda: 1, then=done.append, failed=never)
    assert not before.waits_for_stopped
    held.cancel()
    behind = jobs.run(lambda: 2, then=done.append, failed=never)
    beside = jobs.run(lambda: 3, then=done.append, failed=never, lane=Lane.SIDE)
    assert behind.waits_for_stopped
    assert not beside.waits_for_stopped
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    after = jobs.run(lambda: 4, then=done.append, failed=never)
    assert not after.waits_for_stopped
    qtbot.waitUntil(lambda: sorted(done) == [1, 2, 3, 4])
