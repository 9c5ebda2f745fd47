"""What exercises add to the window: their room, what happens, and a word in each room."""

from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout

from incidentkit.clock import Clock
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.shell.front_door import FrontDoor

if TYPE_CHECKING:
    from incidentkit.ui.screens.drills.elsewhere import Elsewhere
    from incidentkit.ui.screens.drills.running_model import RunningViewModel
    from incidentkit.ui.screens.drills.view import DrillsView
    from incidentkit.ui.screens.incident.view import IncidentView
    from incidentkit.ui.screens.incident.view_model import IncidentViewModel
    from incidentkit.vault.kinds import SubjectId

# The only room in which what is looked at is the exercise itself.
_ITS_ROOM = "incidents"


class Exercising(FrontDoor):
    """Makes the screens of exercises, and has them follow the response that is shown."""

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(kit)
        self._clock = clock

    @cached_property
    def drills(self) -> "DrillsView":
        """Every exercise there is, and who rehearsed what."""
        from incidentkit.ui.screens.drills.view import DrillsView
        from incidentkit.ui.screens.drills.view_model import DrillsViewModel

        made = DrillsView(DrillsViewModel(self._kit))
        made.incident_asked.connect(self.begun)
        return made

    @cached_property
    def running_model(self) -> "RunningViewModel":
        """The exercise that is looked at, without the card."""
        from incidentkit.ui.screens.drills.running_model import RunningViewModel

        made = RunningViewModel(self._kit, self._clock)
        made.changed.connect(self._say_elsewhere)
        self.rooms.went.connect(lambda _: self._say_elsewhere())
        return made

    @cached_property
    def elsewhere(self) -> "Elsewhere":
        """What says in every other room that an exercise goes on."""
        from incidentkit.ui.screens.drills.elsewhere import Elsewhere

        made = Elsewhere()
        made.back_asked.connect(partial(self.rooms.go, _ITS_ROOM))
        self.rooms.put_above(made)
        return made

    def with_happening(
        self, view: "IncidentView", model: "IncidentViewModel"
    ) -> "IncidentView":
        """Join the responses to the front door and to what happens in an exercise."""
        from incidentkit.ui.screens.drills.happening import Happening

        view.start_asked.connect(partial(self.rooms.go, "start"))
        card = Happening(self.running_model)
        card.debrief_asked.connect(self.open_debrief)
        card.refused.connect(view.banner.show_problem)
        model.watch(card.unsaved)
        cast(QVBoxLayout, view.log.layout()).insertWidget(0, card)
        model.changed.connect(lambda: self._follow(model))
        return view

    def open_debrief(self, incident: "SubjectId") -> None:
        """Show what an exercise showed."""
        self.rooms.go("drills")
        self.drills.open_debrief(incident)

    def _follow(self, model: "IncidentViewModel") -> None:
        response = model.state.response
        is_exercise = response is not None and bool(response.together.exercise)
        shown = response.incident if response is not None and is_exercise else None
        self.running_model.look_at(shown)

    def _say_elsewhere(self) -> None:
        drill = self.running_model.state.drill
        goes_on = drill is not None and drill.is_open
        away = self.rooms.here != _ITS_ROOM
        self.elsewhere.say(drill.name if drill is not None and goes_on and away else "")
