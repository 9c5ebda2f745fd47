"""A response under way, without the screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.clock import Clock
from incidentkit.desk.response import (
    ListedStep,
    Response,
    StepPage,
    read_response,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.together import playbooks_to_join
from incidentkit.desk.unfinished import Once, all_of, keep_unfinished
from incidentkit.errors import IncidentKitError
from incidentkit.incidents.service import IncidentRow
from incidentkit.ui.jobs import Job
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.incident.acts import StepActs
from incidentkit.ui.screens.incident.beside_acts import BesideActs
from incidentkit.ui.screens.incident.team_acts import TeamActs
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId

_MINUTE_MS = 60_000

Keep = Callable[[Desk], object]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """The step that is shown is the next one no more: who dealt with it, what is."""

    others: tuple[str, ...]
    step: StepPage
    following: ListedStep | None


@dataclass(frozen=True, slots=True)
class IncidentState:
    """Everything the screen shows. Without a response, it shows the list.

    `opening` is the title of the response that is being opened, "" if not known yet.
    """

    rows: tuple[IncidentRow, ...] = ()
    response: Response | None = None
    opening: str | None = None
    chosen: str = ""
    goes_on_here: bool = False

    @property
    def meanwhile(self) -> Meanwhile | None:
        """What became of the shown step while it was shown, by somebody else's hand."""
        response = self.response
        if response is None or response.step is None or self.chosen:
            return None
        step, following = response.step, response.following
        if following is None or following.slug != step.slug:
            others = step.others if step.is_over else ()
            return Meanwhile(others, step, following)
        return None


class IncidentViewModel(StepActs, BesideActs, TeamActs, ViewModel[IncidentState]):
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
        self._noting: tuple[str, Once] | None = None
        self._forms: list[Callable[[], Iterable[Keep]]] = []
        self._acting = False
        self._holds = ""
        self._missed = False
        self._is_typing: Callable[[], bool] = lambda: False
        kit.changed.connect(self._look_again)

    # --- looking ---------------------------------------------------------

    def open(self, incident: SubjectId) -> None:
        """Show one response, at its next step, and nothing of another until it is read."""
        self._incident = incident
        self._holds = ""
        state = replace(self.state, chosen="", goes_on_here=False)
        shown = state.response
        if shown is None or shown.incident != incident:
            titles = (row.state.title for row in state.rows if row.incident == incident)
            state = replace(state, response=None, opening=next(titles, ""))
        self._set(state)
        self.refresh()

    def show_list(self) -> None:
        """Show every incident."""
        self._incident = None
        self._set(replace(self.state, response=None, chosen="", opening=None))
        self.refresh()

    def arrive(self) -> None:
        """Show the one response that is under way, if there is exactly one."""
        if self._incident is None:
            self._kit.ask(lambda desk: desk.incidents.rows(), self._pick, self._refuse)
        elif not self._reading or self.state.opening is None:
            self.refresh()  # else it is just being read

    def refresh(self) -> None:
        """Read again; what comes in meanwhile is read once more afterwards."""
        if not self._kit.is_open:
            return
        if self._reading:
            self._read_again = True
            return
        self._reading = True
        incident, chosen = self._incident, self.state.chosen or self._holds

        def work(desk: Desk) -> tuple[tuple[IncidentRow, ...], Response | None]:
            rows = desk.incidents.rows()
            found = read_response(desk, incident, chosen) if incident else None
            return rows, found

        self._kit.ask(work, self._found, self._failed_reading)

    def choose_step(self, slug: str) -> None:
        """Open a step; an empty one is the next."""
        self._holds = ""
        self.state = replace(self.state, chosen=slug)
        self.refresh()

    def minutes(self) -> int:
        """Return how many minutes ago we knew."""
        response = self.state.response
        if response is None:
            return 0
        return max(0, (self._clock.now_ms() - response.known_ms) // _MINUTE_MS)

    def pass_time(self) -> None:
        """Read again when the clock alone has made it another response."""
        response = self.state.response
        if response is not None and 0 < response.turns_ms <= self._clock.now_ms():
            self._look_again()

    def now_ms(self) -> int:
        """Return the time."""
        return self._clock.now_ms()

    # --- beside the steps ------------------------------------------------

    def note_typed(self, text: str) -> None:
        """Know what is being written, so that a lock does not lose it."""
        self._note = text

    def keep_note(self) -> None:
        """Add what was written to the log."""
        text = self._note

        def kept(_: object) -> None:
            self._noting = None
            if self._note == text:  # else somebody has gone on writing
                self._note = ""
                self.noted.emit()

        once = self._do(lambda d, i: d.incidents.note(i, text), kept, stays=True)
        if once is not None:
            self._noting = (text, once)

    def go_on_here(self) -> None:
        """Go on at a suspect machine, as there is no other."""
        self._set(replace(self.state, goes_on_here=True))

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

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed into a form when the kit was locked."""
        return LeftForms(self._kit, self)

    def watch(self, forms: Callable[[], Iterable[Keep]]) -> None:
        """Keep at a lock what these say is typed."""
        self._forms.append(forms)

    def unsaved(self) -> Keep | None:
        """Return what keeps a half-written note and forms, or None when there is nothing.

        They are kept like notes at the locked screen, because nobody has said that
        they are finished: whoever unlocks reads them and goes on with them.
        """
        return all_of((self._note_work(), *(k for held in self._forms for k in held())))

    def _note_work(self) -> Keep | None:
        """Return what keeps the note, once: it may be on its way into the log."""
        text, noting = self._note.strip(), self._noting

        def keep(desk: Desk) -> None:
            sent = noting[0].strip() if noting and noting[1].is_done else ""
            rest = text.removeprefix(sent).strip()
            if rest:
                keep_unfinished(desk, rest)

        return keep if text else None

    def playbooks(self, then: Callable[[tuple[tuple[str, str], ...]], None]) -> None:
        """Read which playbooks there are, by slug and name."""
        self._kit.ask(playbooks_to_join, then, self._refuse)

    def say_typing(self, is_typing: Callable[[], bool]) -> None:
        """Ask this whether somebody is typing into the step that is shown."""
        self._is_typing = is_typing

    # --- inside ----------------------------------------------------------

    def _look_again(self) -> None:
        """Read what came in. The step under somebody's hands stays where it is.

        What was done here reads by itself what it led to.
        """
        self._missed = self._acting
        if self._acting:
            return
        self._hold()
        self.refresh()

    def _hold(self) -> None:
        response = self.state.response
        if response is not None and response.step is not None and not self.state.chosen:
            self._holds = response.step.slug

    def _lets_go(self, response: Response | None) -> bool:
        """Whether a step that was held may give way: it was dealt with at this desk."""
        if not self._holds or response is None or response.step is None:
            return False
        step, following = response.step, response.following
        moved = following is None or following.slug != step.slug
        by_me = step.is_over and bool(step.records) and not step.others
        return moved and by_me and not self._is_typing()

    def _do(
        self,
        work: Callable[[Desk, SubjectId], object],
        then: Callable[[object], None] | None = None,
        *,
        stays: bool = False,
    ) -> Once | None:
        """Record one thing, and take nothing more until what it led to is shown.

        Otherwise whoever presses a button twice does the same to the next step. What
        settles a step leads to the next one; with anything else one `stays`.
        """
        incident, shown = self._incident, self.state.response
        if incident is None or self._acting:
            return None
        if shown is None or shown.incident != incident:
            return None  # what was pressed belongs to the response shown before
        self._acting = True
        once = Once(lambda desk: work(desk, incident))

        def finished(found: object) -> None:
            if then is not None:
                then(found)
            is_left = incident != self._incident
            if stays and not is_left and self._is_typing():
                self._hold()
                self.refresh()
            else:
                self.choose_step(self.state.chosen if stays or is_left else "")

        def failed(error: IncidentKitError) -> None:
            self._acting = False
            self._refuse(error)
            if self._missed:
                self._look_again()

        self._kit.ask(once, finished, failed)
        return once

    def _pick(self, rows: tuple[IncidentRow, ...]) -> None:
        under_way = [row for row in rows if row.state.is_open]
        if self._incident is None and len(under_way) == 1:
            self.open(under_way[0].incident)
        else:
            self._set(replace(self.state, rows=rows))

    def _found(self, found: tuple[tuple[IncidentRow, ...], Response | None]) -> None:
        self._reading = self._acting = False
        rows, response = found
        if self._lets_go(response):
            self.choose_step("")
            return
        is_current = (response.incident if response else None) == self._incident
        if is_current:
            self._set(replace(self.state, rows=rows, response=response, opening=None))
        self._once_more()

    def _failed_reading(self, error: IncidentKitError) -> None:
        self._reading = self._acting = False
        self._refuse(error)
        if self.state.opening is not None and not self._read_again:
            self.show_list()  # what cannot be read cannot be waited for
            return
        self._once_more()

    def _once_more(self) -> None:
        if self._read_again:
            self._read_again = False
            self.refresh()
