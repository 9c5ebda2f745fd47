"""The log, its check and its report, without the screen."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.clock import Clock
from incidentkit.desk.checking import Verdict, check_kit, holds_head
from incidentkit.desk.log_lines import LogPage, read_log
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.records.service import Prepared, Typeset
from incidentkit.ui.jobs import Job, Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.watching import Watch
from incidentkit.words.window import log as words


@dataclass(frozen=True, slots=True)
class LogState:
    """Everything the screen shows. Without a page it is still being read.

    `incident` is None for everything.
    """

    page: LogPage | None = None
    incident: SubjectId | None = None
    verdict: Verdict | None = None
    checking: bool = False
    writing: bool = False


class LogViewModel(ViewModel[LogState]):
    """Reads the log while it is shown, checks it, and writes reports.

    Signals:
        began: A check is under way; its job.
        stopped: Somebody stopped the check.
        writing: A report is under way: the job of its stage, and what that is in words.
        given_up: Somebody stopped the report; nothing was written.
        head_found: Whether the log holds a head that was looked for, and which.
        reported: A report was written; its files.
    """

    began = Signal(object)
    stopped = Signal()
    writing = Signal(object, str)
    given_up = Signal()
    head_found = Signal(bool, str)
    reported = Signal(object)

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(LogState())
        self._kit = kit
        self._clock = clock
        self._is_shown = False
        self._reading = False
        self._read_again = False
        kit.changed.connect(self._changed)

    # --- reading ---------------------------------------------------------

    def show(self, *, shown: bool) -> None:
        """Know whether anybody looks: reading everything is not cheap."""
        self._is_shown = shown

    def choose(self, incident: SubjectId | None) -> None:
        """Show one incident's log, or everything."""
        if incident != self.state.incident:
            self._set(replace(self.state, incident=incident, page=None))
        self.refresh()

    def refresh(self) -> None:
        """Read again; what comes in meanwhile is read once more afterwards."""
        if not self._kit.is_open:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading = True
        incident = self.state.incident
        self._kit.ask(
            lambda desk: read_log(desk, incident),
            partial(self._found, incident),
            self._failed,
        )

    # --- checking --------------------------------------------------------

    def check(self) -> None:
        """Check the whole kit."""
        if self.state.checking:
            return
        self._set(replace(self.state, checking=True, verdict=None))
        job: Job = self._kit.ask_watched(check_kit, self._checked, self._not_checked)
        job.cancelled.connect(self._check_stopped)
        self.began.emit(job)

    def look_for(self, head: str) -> None:
        """Find out whether the log holds what a printed report names as a head."""
        said = "".join(head.split())

        def then(is_there: bool) -> None:  # noqa: FBT001  a job's outcome
            self.head_found.emit(is_there, said)

        self._kit.ask(lambda desk: holds_head(desk, said), then, self._refuse)

    # --- reporting -------------------------------------------------------

    def write_report(self, incident: SubjectId, folder: Path) -> None:
        """Write the report of an incident into a folder.

        Typesetting is one call that nobody can interrupt and that needs no kit: it
        has the side lane, and everything else goes on meanwhile.
        """
        if self.state.writing:
            return

        def typeset(prepared: Prepared) -> None:
            job = self._kit.jobs.run_watched(
                lambda _watch: prepared.typeset(), keep, self._not_written, Lane.SIDE
            )
            self._follow(job, words.TYPESETTING)

        def keep(report: Typeset) -> None:
            def work(desk: Desk, job: Job) -> tuple[Path, ...]:
                return desk.records.keep(report, folder, job.settle)

            job = self._kit.ask_stoppable(work, self._written, self._not_written)
            self._follow(job, words.WRITING)

        def gather(desk: Desk, watch: Watch) -> Prepared:
            return desk.records.prepare(incident, watch)

        self._set(replace(self.state, writing=True))
        job = self._kit.ask_watched(gather, typeset, self._not_written)
        self._follow(job, words.GATHERING)

    # --- inside ----------------------------------------------------------

    def _changed(self) -> None:
        if self._is_shown:
            self.refresh()

    def _found(self, incident: SubjectId | None, page: LogPage) -> None:
        self._reading = False
        if incident == self.state.incident:
            self._set(replace(self.state, page=page))
        self._once_more()

    def _failed(self, error: IncidentKitError) -> None:
        self._reading = False
        self._refuse(error)
        self._once_more()

    def _once_more(self) -> None:
        if self._read_again:
            self._read_again = False
            self.refresh()

    def _checked(self, verdict: Verdict) -> None:
        self._set(replace(self.state, checking=False, verdict=verdict))

    def _check_stopped(self) -> None:
        self._set(replace(self.state, checking=False))
        self.stopped.emit()

    def _not_checked(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, checking=False))
        self._refuse(error)

    def _follow(self, job: Job, said: str) -> None:
        job.cancelled.connect(self._give_up)
        self.writing.emit(job, said)

    def _give_up(self) -> None:
        self._set(replace(self.state, writing=False))
        self.given_up.emit()

    def _written(self, files: tuple[Path, ...]) -> None:
        self._set(replace(self.state, writing=False))
        self.reported.emit(files)

    def _not_written(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, writing=False))
        self._refuse(error)
