"""Exchanging through the shared folder while the kit is open: asked for, and by itself."""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from incidentkit.desk.exchanging import (
    checked_folder,
    counts_of,
    exchange,
    remember_folder,
    remembered_folder,
)
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.ui.jobs import Job, Watch
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.words.courier import exchange_lines
from incidentkit.words.problems import Problem, words_for

EVERY_MS = 5 * 60_000
MOST_KEPT = 20


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One exchange: when, what it did, one line each, and whether anything moved."""

    at_ms: int
    lines: tuple[str, ...]
    moved: bool


@dataclass(frozen=True, slots=True)
class ExchangesState:
    """The folder, whether an exchange is under way, and those that were, newest first.

    `trouble` are the words about the last exchange when it did not work.
    """

    folder: str = ""
    busy: bool = False
    done: tuple[Exchanged, ...] = ()
    trouble: Problem | None = None


class Exchanges(ViewModel[ExchangesState]):
    """Exchanges when asked to, and every few minutes. Never twice at once.

    One for the whole window. It does nothing while the kit is locked, and says
    only once that a folder is out of reach.

    Signals:
        began: An exchange is under way; the job can be followed and cancelled.
        news: Words about a folder that could not be used by itself, once.
    """

    began = Signal(object)
    news = Signal(object)

    def __init__(self, kit: KitAccess, every_ms: int = EVERY_MS) -> None:
        super().__init__(ExchangesState())
        self._kit = kit
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.exchange_quietly)
        kit.opened.connect(self._opened)

    @property
    def job(self) -> Job | None:
        """The exchange under way, if any."""
        return self._job

    def choose(self, folder: str) -> None:
        """Use this folder from now on, and exchange through it at once."""
        if not self.state.busy:
            self._run(folder.strip(), quietly=False)

    def exchange_now(self) -> None:
        """Exchange, and say what came of it."""
        if not self.state.busy:
            self._run(self.state.folder, quietly=False)

    def exchange_quietly(self) -> None:
        """Exchange if a folder is set and nothing is under way."""
        if self._kit.is_open and self.state.folder and not self.state.busy:
            self._run(self.state.folder, quietly=True)

    def cancel(self) -> None:
        """End the exchange that is under way; what was done by then is kept."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def stop(self) -> None:
        """Exchange nothing by itself any more: the kit is about to be locked."""
        self._timer.stop()
        self.cancel()

    # --- inside ----------------------------------------------------------

    def _opened(self) -> None:
        self._kit.ask(
            lambda desk: remembered_folder(desk.session.kit.places) or "",
            self._found,
            self._refuse,
        )

    def _found(self, folder: str) -> None:
        self._set(replace(self.state, folder=folder))
        self._timer.start()
        self.exchange_quietly()

    def _run(self, folder: str, *, quietly: bool) -> None:
        def work(desk: Desk, watch: Watch) -> tuple[str, Exchanged]:
            return _exchange(desk, folder, watch)

        def failed(error: IncidentKitError) -> None:
            self._failed(folder, error, quietly=quietly)

        self._set(replace(self.state, busy=True))
        self._job = self._kit.ask_watched(work, self._exchanged, failed)
        self.began.emit(self._job)

    def _exchanged(self, outcome: tuple[str, Exchanged]) -> None:
        folder, done = outcome
        earlier = tuple(one for one in self.state.done if one.moved)
        kept = (done, *earlier)[:MOST_KEPT]
        self._end(replace(self.state, folder=folder, done=kept, trouble=None))

    def _failed(self, folder: str, error: IncidentKitError, *, quietly: bool) -> None:
        known, said = self.state.trouble, words_for(error)
        ours = bool(folder) and folder == self.state.folder
        self._end(replace(self.state, trouble=said if ours else known))
        if not quietly:
            self._refuse(error)
        elif known is None:
            self.news.emit(said)

    def _end(self, state: ExchangesState | None = None) -> None:
        self._job = None
        self._set(replace(state or self.state, busy=False))


def _exchange(desk: Desk, folder: str, watch: Watch) -> tuple[str, Exchanged]:
    path: Path = checked_folder(folder)
    done = exchange(desk.session, path, watch)
    remember_folder(desk.session.kit.places, path)
    counts = counts_of(done)
    lines = tuple(exchange_lines(counts))
    moved = done.sent + done.received + done.evidence_sent + done.evidence_received
    now_ms = desk.session.clock.now_ms()
    return str(path), Exchanged(now_ms, lines, moved > 0)
