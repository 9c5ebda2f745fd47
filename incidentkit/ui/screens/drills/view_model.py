"""Drills, without the screen: which there are, who rehearsed what, and the debrief."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.desk.drill_register import write_register
from incidentkit.desk.drilling import (
    Debrief,
    DrillsPage,
    Ending,
    end_drill,
    read_debrief,
    read_drills,
    start_drill,
    write_debrief,
)
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Once
from incidentkit.drills.register import Held
from incidentkit.drills.scenario import Scenario
from incidentkit.errors import IncidentKitError, InvalidValueError
from incidentkit.playbooks.model import plain
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class DrillsState:
    """Everything the screen shows. With a debrief, it shows that."""

    page: DrillsPage | None = None
    chosen: str = ""
    debrief: Debrief | None = None
    lessons: tuple[tuple[str, str], ...] = ()
    busy: bool = False

    @property
    def scenario(self) -> Scenario | None:
        """The drill that somebody looks at."""
        found = self.page.scenarios if self.page else ()
        return next((one for one in found if one.slug == self.chosen), None)

    def last(self, scenario: Scenario) -> Held | None:
        """Return when a drill was held last."""
        held = self.page.held if self.page else ()
        mine = (one for one in held if plain(one.scenario) == plain(scenario.name))
        return next(mine, None)


class DrillsViewModel(ViewModel[DrillsState]):
    """Reads the drills, begins one, and ends it with its lessons.

    Signals:
        started: A drill began, or somebody goes on with one.
        written: Files were written; their paths.
        ended: A drill is over.
    """

    started = Signal(object)
    written = Signal(object)
    ended = Signal()

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(DrillsState())
        self._kit = kit
        self._incident: SubjectId | None = None
        kit.changed.connect(self.read)

    def read(self) -> None:
        """Look again."""
        if not self._kit.is_open:
            return
        self._kit.ask(read_drills, self._found, self._refuse)
        if self._incident is not None:
            self._read_debrief(self._incident)

    def choose(self, slug: str) -> None:
        """Look at one drill."""
        self._set(replace(self.state, chosen=slug))

    def start(self, *, alone: bool) -> None:
        """Begin the drill that is looked at, once."""
        scenario = self.state.scenario
        if scenario is not None:
            name = scenario.name
            self._do(
                lambda desk: start_drill(desk, name, alone=alone), self.started.emit
            )

    def go_on(self, incident: SubjectId) -> None:
        """Go on with a drill."""
        self.started.emit(incident)

    # --- the debrief -----------------------------------------------------------

    def open_debrief(self, incident: SubjectId) -> None:
        """Show what a drill showed."""
        if incident != self._incident:
            self._incident = incident
            self.state = replace(self.state, debrief=None, lessons=())
        self._read_debrief(incident)

    def leave_debrief(self) -> None:
        """Go back to the drills."""
        self._incident = None
        self._set(replace(self.state, debrief=None, lessons=()))

    def add_lesson(self, text: str, owner: str) -> bool:
        """Keep a lesson until the drill is ended; both have to be there."""
        for field, said in (("lesson", text), ("owner", owner)):
            if not said.strip():
                self._refuse(InvalidValueError(field, "empty"))
                return False
        lessons = (*self.state.lessons, (text.strip(), owner.strip()))
        self._set(replace(self.state, lessons=lessons))
        return True

    def end(self, summary: str) -> Once | None:
        """End the drill with its lessons. Returns what does it."""
        incident, lessons = self._incident, self.state.lessons
        if incident is None or self.state.busy:
            return None
        ending = Ending(summary, lessons)
        once = Once(lambda desk: end_drill(desk, incident, ending))
        self._do(once, self._over)
        return once

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed into a form when the kit was locked."""
        return LeftForms(self._kit, self)

    def write(self, folder: Path) -> None:
        """Write the debrief into a folder."""
        incident = self._incident
        if incident is not None:
            self._do(
                lambda desk: write_debrief(desk, incident, folder), self.written.emit
            )

    def write_register(self, folder: Path) -> None:
        """Write the register into a folder."""
        self._do(lambda desk: write_register(desk, folder), self.written.emit)

    # --- inside ------------------------------------------------------------------

    def _do(
        self, work: Callable[[Desk], object], then: Callable[[object], object]
    ) -> None:
        """Do one thing at a time, so that a button pressed twice does it once."""
        if self.state.busy:
            return
        self._set(replace(self.state, busy=True))

        def finished(found: object) -> None:
            self._set(replace(self.state, busy=False))
            then(found)

        self._kit.ask(work, finished, self._failed)

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)

    def _over(self, _found: object) -> None:
        self._set(replace(self.state, lessons=()))
        self.ended.emit()

    def _read_debrief(self, incident: SubjectId) -> None:
        def found(debrief: Debrief) -> None:
            if incident == self._incident:
                self._set(replace(self.state, debrief=debrief))

        self._kit.ask(lambda desk: read_debrief(desk, incident), found, self._refuse)

    def _found(self, page: DrillsPage) -> None:
        first = page.scenarios[0].slug if page.scenarios else ""
        self._set(replace(self.state, page=page, chosen=self.state.chosen or first))
