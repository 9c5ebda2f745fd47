"""A drill that goes on, without the screen: its clock, and what happens when."""

from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import Signal

from incidentkit.clock import Clock
from incidentkit.desk.drilling import Drill, answer_inject, read_drill, show_injects
from incidentkit.desk.unfinished import Once
from incidentkit.drills.scenario import Inject
from incidentkit.drills.schedule import (
    MINUTE_MS,
    PACES,
    Since,
    due,
    following,
    since,
    wait_ms,
)
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class RunningState:
    """The drill that is looked at, None for none; its minute, and how fast it goes."""

    drill: Drill | None = None
    minute: float = 0.0
    pace: int = PACES[0]

    @property
    def waiting(self) -> tuple[Inject, ...]:
        """What happened and was not answered yet, oldest first."""
        drill = self.drill
        if drill is None:
            return ()
        return tuple(
            i
            for i in drill.injects
            if i.title in drill.shown and i.title not in drill.answered
        )

    @property
    def next_in(self) -> int | None:
        """In how many minutes of the wall's clock the next event comes."""
        drill = self.drill
        coming = following(drill.injects, drill.shown) if drill else None
        if coming is None:
            return None
        return wait_ms(coming, self.minute, self.pace) // MINUTE_MS


class RunningViewModel(ViewModel[RunningState]):
    """Shows what is due in the drill that is looked at.

    It counts from what was written down, so a lock or another machine loses nothing;
    only the pace is what it always is again.

    Signals:
        happened: Something new is to be answered; what it is called.
        answered: An answer is in the log; the field may be emptied.
    """

    happened = Signal(str)
    answered = Signal()

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(RunningState())
        self._kit = kit
        self._clock = clock
        self._incident: SubjectId | None = None
        self._since = Since(0)
        self._busy = False
        kit.changed.connect(self._read)

    def look_at(self, incident: SubjectId | None) -> None:
        """Follow a drill, or none: what is looked at is real, or is no more there."""
        if incident == self._incident:
            return
        self._incident = incident
        self._set(RunningState())
        self._read()

    def go_faster(self, pace: int) -> None:
        """Go at another pace from now on."""
        self._since = self._since.moved_on(self._clock.now_ms(), self.state.pace)
        self._set(replace(self.state, pace=pace))
        self.tick()

    def next_now(self) -> None:
        """Have the next thing happen at once."""
        drill = self.state.drill
        coming = following(drill.injects, drill.shown) if drill else None
        if coming is not None:
            self._show((coming,))

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed into a form when the kit was locked."""
        return LeftForms(self._kit, self)

    def answer(self, note: str) -> Once | None:
        """Say that what waits longest was answered, and how. Returns what does it."""
        incident, waiting = self._incident, self.state.waiting
        if incident is None or not waiting or self._busy:
            return None
        title = waiting[0].title
        self._busy = True

        def then(drill: Drill) -> None:
            self._found(drill)
            self.answered.emit()

        once = Once(lambda desk: answer_inject(desk, incident, title, note))
        self._kit.ask(lambda desk: cast(Drill, once(desk)), then, self._failed)
        return once

    def tick(self) -> None:
        """Look what is due by now. Whoever draws the drill calls it now and again."""
        drill = self.state.drill
        if drill is None or not drill.is_open:
            return
        minute = self._since.minute_at(self._clock.now_ms(), self.state.pace)
        self._set(replace(self.state, minute=minute))
        ready = due(drill.injects, drill.shown, minute)
        if ready:
            self._show(ready)

    # --- inside -----------------------------------------------------------------

    def _show(self, injects: tuple[Inject, ...]) -> None:
        incident = self._incident
        if incident is None or self._busy:
            return
        titles = tuple(inject.title for inject in injects)
        self._busy = True

        def then(drill: Drill) -> None:
            self._found(drill)
            self.happened.emit(titles[-1])

        self._kit.ask(
            lambda desk: show_injects(desk, incident, titles), then, self._failed
        )

    def _read(self) -> None:
        incident = self._incident
        if incident is not None and self._kit.is_open and not self._busy:
            self._kit.ask(
                lambda desk: read_drill(desk, incident), self._found, self._failed
            )

    def _found(self, drill: Drill) -> None:
        self._busy = False
        if drill.incident != self._incident:
            return
        known = self.state.drill
        if known is None or known.shown != drill.shown:
            self._since = since(drill.injects, drill.started_ms, drill.shown)
        minute = self._since.minute_at(self._clock.now_ms(), self.state.pace)
        self._set(replace(self.state, drill=drill, minute=minute))

    def _failed(self, error: IncidentKitError) -> None:
        self._busy = False
        self._refuse(error)
