"""What stands above a response: its name, how long it has been, who does what, times."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.response import Response
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.clocks import ClockStrip
from incidentkit.ui.screens.incident.roles_leaf import OfferedRole
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.exercise_band import ExerciseBand
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import label, short_label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.times import clock_time
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_beside as beside


class Head(QWidget):
    """Draws it, in as little room as it can be.

    Signals:
        roles_asked: Somebody wants to see who does what.
        clocks_asked: Somebody wants to know how a time was counted.
    """

    roles_asked = Signal()
    clocks_asked = Signal()

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__()
        self._model = model
        self.exercise = ExerciseBand()
        self.title = label("", "heading")
        self.elapsed = short_label("", "title")
        self.since = short_label("", "quiet")
        self.overdue = label("", "bad")
        self.owed = label("", "warn")
        self.restricted = label("", "quiet")
        self.alone = Tick(words.ALONE)
        self.all = button(words.ALL_INCIDENTS, "quiet", on_click=model.show_list)
        self.roles = button("", "quiet", on_click=self.roles_asked.emit)
        self.strip = ClockStrip()
        self.offered = OfferedRole()
        self._unsettled = Flow()
        differ = label(words.TO_SETTLE, "warn")
        self.unsettled = group(
            column(differ, group(self._unsettled), space=Space.TIGHT)
        )
        self._lay_out()
        self.alone.clicked.connect(model.work_alone)
        self.strip.asked.connect(self.clocks_asked)
        self.offered.asked.connect(self.roles_asked)

    def _lay_out(self) -> None:
        self.setLayout(
            column(
                self.exercise,
                group(Flow(self.all, self.roles)),
                self.title,
                row(self.elapsed, self.since, None, self.alone, space=Space.SMALL),
                self.restricted,
                self.strip,
                self.overdue,
                self.owed,
                self.unsettled,
                self.offered,
                space=Space.TIGHT,
            )
        )

    def draw(self, response: Response, now_ms: int) -> None:
        """Show it for a response."""
        self.exercise.draw(response.together.exercise)
        self.title.setText(f"{response.reference}  {response.title}")
        self.since.setText(words.since(clock_time(response.known_ms, now_ms)))
        self.overdue.setText(words.overdue(response.overdue))
        self.overdue.setVisible(bool(response.overdue))
        owed = [words.EVIDENCE_OWED, *response.owed] if response.owed else []
        self.owed.setText(". ".join(owed))
        self.owed.setVisible(bool(owed))
        self.alone.setChecked(response.alone)
        self.alone.setVisible(response.is_open)
        self.strip.draw(response, now_ms)
        self.offered.draw(response)
        self._draw_people(response)
        self._draw_unsettled(response)
        self.draw_time()

    def draw_time(self) -> None:
        """Show how long it has been by now."""
        self.elapsed.setText(words.elapsed(self._model.minutes()))

    def _draw_people(self, response: Response) -> None:
        together = response.together
        usual = {p.role: p.holders for p in together.places if p.role in _USUAL_ROLES}
        held = [beside.held_by(role, usual.get(role, ())) for role in _USUAL_ROLES]
        self.roles.setText(".  ".join(held))
        self.roles.setVisible(bool(together.people) and response.is_open)
        texts = (
            beside.RESTRICTED if together.readers else "",
            beside.WENT_ON if together.went_on else "",
        )
        self.restricted.setText("  ".join(text for text in texts if text))
        self.restricted.setVisible(any(texts))

    def _draw_unsettled(self, response: Response) -> None:
        empty(self._unsettled)
        self.unsettled.setVisible(bool(response.unsettled))
        for step in response.unsettled:
            go = partial(self._model.choose_step, step.slug)
            self._unsettled.addWidget(button(step.title, on_click=go))


_USUAL_ROLES = ("Lead", "Second", "Recorder")
