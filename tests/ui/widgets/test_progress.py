"""The line that shows long work, and stops it."""

import threading

import pytest

from incidentkit.ui.jobs import Job, Jobs
from incidentkit.ui.widgets.progress import Progress
from incidentkit.words.window.progress import WAITS

DOING = "Counting the stars."


@pytest.fixture
def jobs(qtbot):
    made = Jobs()
    yield made
    made.stop()
    assert made.wait_for_end(5)


def never(found: object) -> None:
    pytest.fail(f"not expected: {found!r}")


def shown(qtbot, patience_ms: int = 0) -> Progress:
    progress = Progress(patience_ms)
    qtbot.addWidget(progress)
    return progress


def test_what_is_over_soon_is_never_shown(qtbot, jobs):
    progress = shown(qtbot, patience_ms=60_000)
    done: list[int] = []
    progress.follow(jobs.run(lambda: 1, then=done.append, failed=never), DOING)
    qtbot.waitUntil(lambda: bool(done))
    assert not progress.isVisible()
    progress.end()
    assert not progress._patience.isActive()


def test_what_takes_longer_is_shown_and_can_be_stopped(qtbot, jobs):
    progress, gate = shown(qtbot, patience_ms=1), threading.Event()
    stopped: list[bool] = []
    job = jobs.run(lambda: gate.wait(10), then=never, failed=never)
    job.cancelled.connect(lambda: stopped.append(True))
    progress.follow(job, DOING)
    qtbot.waitUntil(progress.isVisible)
    assert progress.words.text() == progress.bar.accessibleName() == DOING
    progress.cancel.click()
    assert stopped == [True]
    assert not progress.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_what_waits_for_something_stopped_says_so_at_once(qtbot, jobs):
    progress, gate = shown(qtbot, patience_ms=60_000), threading.Event()
    inside, hold, done = threading.Event(), threading.Event(), []

    def work() -> None:
        inside.set()
        gate.wait(10)

    stopped = jobs.run(work, then=never, failed=never)
    assert inside.wait(10)
    stopped.cancel()
    job = jobs.run(lambda: hold.wait(10), then=done.append, failed=never)
    progress.follow(job, DOING)
    assert progress.isVisible()
    assert progress.words.text() == WAITS
    gate.set()
    qtbot.waitUntil(lambda: progress.words.text() == DOING)
    hold.set()
    qtbot.waitUntil(lambda: bool(done))


def test_what_cannot_be_undone_any_more_offers_no_stop(qtbot, jobs):
    progress, gate, done = shown(qtbot), threading.Event(), []

    def work(job: Job) -> str:
        job.settle()
        gate.wait(10)
        return "done"

    job = jobs.run_stoppable(work, done.append, never)
    progress.follow(job, DOING)
    qtbot.waitUntil(lambda: not progress.cancel.isEnabled())
    progress._cancel()  # pressed a moment before the window heard of it
    assert progress.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: done == ["done"])
