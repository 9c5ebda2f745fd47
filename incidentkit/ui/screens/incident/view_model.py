"""A response under way, without the screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.clock import Clock
from incidentkit.desk.response import Response, read_response
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.incidents.entries import Situation
from incidentkit.incidents.run import ALONE, MACHINE
from incidentkit.incidents.service import IncidentRow
from incidentkit.ui.jobs import Job
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.locked_notes import leave_note

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class IncidentState:
    """Everything the screen shows. Without a response, it shows the list."""

    rows: tuple[IncidentRow, ...] = ()
    response: Response | None = None
    chosen: str = ""
    goes_on_here: bool = False


class IncidentViewModel(ViewModel[IncidentState]):
    """Opens a response, takes its steps, and writes things down.

    Signals:
        noted: A note is in the log; the field may be emptied.
        reported: A report was written; the files.
    """

    noted = Signal()
    reported = Signal(object)

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(IncidentState())
        self._kit = kit
        self._clock = clock
        self._incident: SubjectId | None = None
        self._reading = False
        self._read_again = False
        self._note = ""
        self._acting = False
        kit.changed.connect(self.refresh)

    # --- looking ---------------------------------------------------------

    def open(self, incident: SubjectId) -> None:
        """Show one response, at its next step."""
        self._incident = incident
        self.state = replace(self.state, chosen="", goes_on_here=False)
        self.refresh()

    def show_list(self) -> None:
        """Show every incident."""
        self._incident = None
        self._set(replace(self.state, response=None, chosen=""))
        self.refresh()

    def arrive(self) -> None:
        """Show the one response that is under way, if there is exactly one."""
        if self._incident is None:
            self._kit.ask(lambda desk: desk.incidents.rows(), self._pick, self._refuse)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read again; what comes in meanwhile is read once more afterwards."""
        if not self._kit.is_open:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading = True
        incident, chosen = self._incident, self.state.chosen

        def work(desk: Desk) -> tuple[tuple[IncidentRow, ...], Response | None]:
            rows = desk.incidents.rows()
            found = read_response(desk, incident, chosen) if incident else None
            return rows, found

        self._kit.ask(work, self._found, self._failed_reading)

    def choose_step(self, slug: str) -> None:
        """Open a step; an empty one is the next."""
        self.state = replace(self.state, chosen=slug)
        self.refresh()

    def minutes(self) -> int:
        """Return how many minutes ago we knew."""
        response = self.state.response
        if response is None:
            return 0
        return max(0, (self._clock.now_ms() - response.known_ms) // _MINUTE_MS)

    def now_ms(self) -> int:
        """Return the time."""
        return self._clock.now_ms()

    # --- steps -----------------------------------------------------------

    def answer(self, slug: str, label: str, reason: str = "") -> None:
        """Answer a question or a decision."""
        self._do(lambda d, i: d.incidents.answer(i, slug, label, reason=reason))

    def done(self, slug: str, note: str = "") -> None:
        """Finish a step and go to the next."""
        self._do(lambda d, i: d.incidents.done(i, slug, note))

    def skip(self, slug: str, reason: str) -> None:
        """Leave a step out."""
        self._do(lambda d, i: d.incidents.skip(i, slug, reason))

    def undo(self, slug: str, reason: str) -> None:
        """Take back what was recorded of a step."""
        self._do(lambda d, i: d.incidents.undo(i, slug, reason))

    def without_capture(self, slug: str, reason: str) -> None:
        """Let a step go before its capture, because waiting is dangerous."""
        self._do(lambda d, i: d.incidents.override_capture(i, slug, reason))

    def tick(self, slugs: Iterable[str]) -> None:
        """Record steps that were done before the kit was opened."""
        wanted = tuple(slugs)

        def work(desk: Desk, incident: SubjectId) -> None:
            for slug in wanted:
                desk.incidents.already_done(incident, slug)

        self._do(work)

    # --- beside the steps ------------------------------------------------

    def note_typed(self, text: str) -> None:
        """Know what is being written, so that a lock does not lose it."""
        self._note = text

    def keep_note(self) -> None:
        """Add what was written to the log."""
        text = self._note

        def kept(_: object) -> None:
            if self._note == text:  # else somebody has gone on writing
                self._note = ""
                self.noted.emit()

        self._do(lambda d, i: d.incidents.note(i, text), kept)

    def work_alone(self, on: bool) -> None:  # noqa: FBT001  what a check box says
        """Say whether one person works on this by themselves."""
        self._do(lambda d, i: d.incidents.circumstances.flag(i, ALONE, on=on))

    def suspect_machine(self, *, suspect: bool) -> None:
        """Say whether the computer in use may be the way in."""
        self._do(lambda d, i: d.incidents.circumstances.flag(i, MACHINE, on=suspect))

    def go_on_here(self) -> None:
        """Go on at a suspect machine, as there is no other."""
        self._set(replace(self.state, goes_on_here=True))

    def set_cause(self, status: str, cause: str, basis: str) -> None:
        """Record what is known of the cause."""
        self._do(
            lambda d, i: d.incidents.circumstances.set_cause(i, status, cause, basis)
        )

    def set_situation(self, situation: Situation) -> None:
        """Record the situation in five lines."""
        self._do(lambda d, i: d.incidents.circumstances.situation(i, situation))

    def close(self, summary: str, lessons: str, reason: str) -> None:
        """Close the incident."""
        self._do(
            lambda d, i: d.incidents.close(i, summary, lessons=lessons, reason=reason)
        )

    def reopen(self, reason: str) -> None:
        """Go on with a closed incident."""
        self._do(lambda d, i: d.incidents.reopen(i, reason))

    def report(self, folder: Path) -> Job | None:
        """Write the report into a folder."""
        incident = self._incident
        if incident is None:
            return None
        return self._kit.ask(
            lambda desk: desk.records.write(incident, folder),
            self.reported.emit,
            self._refuse,
        )

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return what keeps a half-written note, or None when there is none.

        It is kept like a note at the locked screen, because nobody has said that
        it is finished: whoever unlocks reads it and files it.
        """
        text = self._note.strip()
        return (lambda desk: leave_note(desk.session, text)) if text else None

    # --- inside ----------------------------------------------------------

    def _do(
        self,
        work: Callable[[Desk, SubjectId], object],
        then: Callable[[object], None] | None = None,
    ) -> None:
        """Record one thing, and take nothing more until what it led to is shown.

        Otherwise whoever presses a button twice does the same to the next step.
        """
        incident, shown = self._incident, self.state.response
        if incident is None or self._acting:
            return
        if shown is None or shown.incident != incident:
            return  # what was pressed belongs to the response shown before
        self._acting = True

        def finished(found: object) -> None:
            if then is not None:
                then(found)
            stays = then is not None or incident != self._incident
            self.choose_step(self.state.chosen if stays else "")

        def failed(error: IncidentKitError) -> None:
            self._acting = False
            self._refuse(error)

        self._kit.ask(lambda desk: work(desk, incident), finished, failed)

    def _pick(self, rows: tuple[IncidentRow, ...]) -> None:
        under_way = [row for row in rows if row.state.is_open]
        if len(under_way) == 1:
            self.open(under_way[0].incident)
        else:
            self._set(replace(self.state, rows=rows))

    def _found(self, found: tuple[tuple[IncidentRow, ...], Response | None]) -> None:
        self._reading = self._acting = False
        rows, response = found
        is_current = (response.incident if response else None) == self._incident
        if is_current:
            self._set(replace(self.state, rows=rows, response=response))
        self._once_more()

    def _failed_reading(self, error: IncidentKitError) -> None:
        self._reading = self._acting = False
        self._refuse(error)
        self._once_more()

    def _once_more(self) -> None:
        if self._read_again:
            self._read_again = False
            self.refresh()
