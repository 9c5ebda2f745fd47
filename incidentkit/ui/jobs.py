"""Slow work off the main thread. The only module that knows threads.

Two lanes, one thread each. Everything that touches the kit runs in the kit's
lane, one job after another, so that the store and the session need no locks and
a commit is whole before the next begins. What does not touch the kit and may take
long or hang (the system's keyring, a report being typeset) runs in the side lane.
"""

import queue
import threading
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from incidentkit.errors import IncidentKitError, UnexpectedError

T = TypeVar("T")
Watch = Callable[[int, int], None]
Failed = Callable[[IncidentKitError], None]


class Lane(StrEnum):
    """Which thread a job runs on."""

    KIT = "kit"
    SIDE = "side"


class StoppedByPersonError(Exception):
    """A job ends early because somebody asked for that. Never shown."""


class Job(QObject):
    """One piece of work under way.

    Some work is one call that nobody can interrupt. Cancelling lets the person go
    at once; what the call returns is dropped when it comes, and `settle` draws the
    line after which cancelling comes too late.

    Signals:
        begun: Its lane has come to it.
        progressed: So many of so many are done.
        settled: It can be cancelled no more.
        cancelled: Somebody cancelled it, and it will have no outcome.
    """

    begun = Signal()
    progressed = Signal(int, int)
    settled = Signal()
    cancelled = Signal()

    def __init__(self, parent: QObject, lane: Lane, *, waits: bool = False) -> None:
        super().__init__(parent)
        self.lane = lane
        self._waits = waits
        self._cancelled = threading.Event()
        self._settled = threading.Event()
        self._deciding = threading.Lock()
        self._told = -1
        self.is_heard = True

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked it to end early."""
        return self._cancelled.is_set()

    @property
    def is_settled(self) -> bool:
        """Whether it is too late to cancel it."""
        return self._settled.is_set()

    @property
    def waits_for_stopped(self) -> bool:
        """Whether its lane still has to end what somebody cancelled before."""
        return self._waits

    def cancel(self) -> None:
        """End it at the next step it reports, or before it begins.

        Neither `then` nor `failed` is called any more. Once it is settled, or over,
        this does nothing.
        """
        with self._deciding:
            if self._settled.is_set() or self._cancelled.is_set():
                return
            self._cancelled.set()
        self.cancelled.emit()

    def settle(self) -> None:
        """Go on to what cannot be undone; called by the work itself, in its thread.

        Either it was cancelled before, and nothing more happens, or it cannot be
        cancelled any more. So nobody is told that something was stopped which was
        done all the same.
        """
        with self._deciding:
            if self._cancelled.is_set():
                raise StoppedByPersonError
            was_settled = self._settled.is_set()
            self._settled.set()
        if not was_settled:
            self.settled.emit()

    def begin(self) -> None:
        """Say that its lane has come to it; called in its thread."""
        self.watch(0, 1)
        self._waits = False
        self.begun.emit()

    def end(self) -> None:
        """Know that its outcome is here: nobody can cancel it any more."""
        self._settled.set()

    def watch(self, done: int, of: int) -> None:
        """Take note of progress; called by the work itself, in its thread."""
        if self.is_cancelled:
            raise StoppedByPersonError
        percent = 100 * done // of if of else 0
        if percent != self._told:
            self._told = percent
            self.progressed.emit(done, of)


class Jobs(QObject):
    """Runs work and brings the outcome back to the main thread.

    Signals:
        busy_changed: Whether anything is under way.
    """

    busy_changed = Signal(bool)
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: _LaneThread(lane.value) for lane in Lane}
        self._under_way = 0
        self._long: set[Job] = set()
        self._all: set[Job] = set()
        self._stopped = False
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return self._under_way > 0

    def run(
        self,
        work: Callable[[], T],
        *,
        then: Callable[[T], None],
        failed: Failed,
        lane: Lane = Lane.KIT,
    ) -> Job:
        """Run `work`; at most one of `then` and `failed` follows, on this thread."""
        return self._start(self._job(lane), lambda _job: work(), then, failed)

    def run_watched(
        self,
        work: Callable[[Watch], T],
        then: Callable[[T], None],
        failed: Failed,
        lane: Lane = Lane.KIT,
    ) -> Job:
        """Run `work`, which reports how far it is and thereby can be cancelled."""
        return self.run_stoppable(lambda job: work(job.watch), then, failed, lane)

    def run_stoppable(
        self,
        work: Callable[[Job], T],
        then: Callable[[T], None],
        failed: Failed,
        lane: Lane = Lane.KIT,
    ) -> Job:
        """Run `work`, which is given its job: to report to, and to settle."""
        job = self._job(lane)
        self._long.add(job)
        return self._start(job, work, then, failed)

    def cancel_long(self) -> None:
        """Cancel what was told to be long: something else cannot wait for it."""
        for job in tuple(self._long):
            job.cancel()

    def hear_no_more(self) -> None:
        """Bring back no outcome of what is under way; the work itself goes on.

        What comes after a lock has begun must not reach a screen or the clipboard.
        """
        for job in self._all:
            job.is_heard = False

    def _job(self, lane: Lane) -> Job:
        behind = any(job.is_cancelled and job.lane is lane for job in self._all)
        return Job(self, lane, waits=behind)

    def _start(
        self,
        job: Job,
        work: Callable[[Job], T],
        then: Callable[[T], None],
        failed: Failed,
    ) -> Job:
        self._count(1)
        self._all.add(job)
        self._lanes[job.lane].put(partial(self._work, job, work, then, failed))
        return job

    def stop(self) -> None:
        """Take no outcome any more and let the lanes run out. For the end."""
        self._stopped = True
        for thread in self._lanes.values():
            thread.end()

    def wait_for_end(self, seconds: float) -> bool:
        """Wait, after `stop`, until every lane has run out."""
        return all(thread.join(seconds) for thread in self._lanes.values())

    def _work(
        self,
        job: Job,
        work: Callable[[Job], T],
        then: Callable[[T], None],
        failed: Failed,
    ) -> None:
        try:
            job.begin()
            found = work(job)
            settle: Callable[[], None] = partial(then, found)
        except StoppedByPersonError:
            settle = _nothing
        except IncidentKitError as error:
            settle = partial(failed, error)
        except Exception as error:  # noqa: BLE001  a bug: the screen goes on, and it is told
            settle = partial(_report_bug, failed, error)
        self._settled.emit((job, settle))

    @Slot(object)
    def _deliver(self, outcome: tuple[Job, Callable[[], None]]) -> None:
        job, settle = outcome
        job.end()
        wanted = job.is_heard and not job.is_cancelled
        self._long.discard(job)
        self._all.discard(job)
        job.deleteLater()
        self._count(-1)
        if wanted and not self._stopped:
            settle()

    def _count(self, change: int) -> None:
        before = self.busy
        self._under_way += change
        if self.busy is not before:
            self.busy_changed.emit(self.busy)


def _nothing() -> None:
    """Settle a cancelled job."""


def _report_bug(failed: Failed, error: Exception) -> None:
    """Free the screen, and let the original reach the exception hook."""
    failed(UnexpectedError())
    raise error


class _LaneThread:
    """One thread that does one thing after another.

    A daemon: work that hangs (a keyring that waits for a prompt nobody sees) must
    not keep the process from ending or from being replaced.
    """

    def __init__(self, name: str) -> None:
        self._queue: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(
            target=self._run, name=f"lane-{name}", daemon=True
        )
        self._thread.start()

    def put(self, work: Callable[[], None]) -> None:
        self._queue.put(work)

    def end(self) -> None:
        self._queue.put(None)

    def join(self, seconds: float) -> bool:
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            work()
