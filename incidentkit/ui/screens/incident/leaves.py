"""What is said about a response beside its steps: ticks, situation, cause."""

from PySide6.QtWidgets import QComboBox

from incidentkit.desk.response import Response
from incidentkit.incidents.circumstances import CAUSE_STATUSES
from incidentkit.incidents.entries import Situation
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.acts import NOT_SAID
from incidentkit.ui.screens.incident.earlier_part import EarlierPart
from incidentkit.ui.screens.incident.leaf import WritingLeaf
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.form_fields import Control
from incidentkit.ui.widgets.layout import column, empty, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.incidents import CAUSES, SITUATION_LINES
from incidentkit.words.window import incident as words


class TickLeaf(WritingLeaf):
    """Steps that somebody did before the kit was opened.

    Of those that something stands before it is asked when that was and why, once.
    """

    def __init__(self, model: IncidentViewModel) -> None:
        self.earlier = EarlierPart()
        super().__init__(model, words.TICK, self.earlier.controls())
        self._boxes = column(space=Space.TIGHT)
        self.ticks: dict[str, Tick] = {}
        self._gated: frozenset[str] = frozenset()
        self.keep = button(words.TICK_KEEP, "act", on_click=self._keep)
        self.content.addWidget(label(words.TICK_BODY, "quiet"))
        self.content.addLayout(self._boxes)
        self.content.addWidget(self.earlier)
        self.content.addLayout(row(self.keep, None))
        self.earlier.entered.connect(self._keep)

    def draw(self, response: Response) -> None:
        """Offer every step that can be ticked."""
        super().draw(response)
        wanted = [s for s in response.steps if s.tickable]
        if [s.slug for s in wanted] == list(self.ticks):
            return
        empty(self._boxes)
        self.ticks = {step.slug: Tick(step.title) for step in wanted}
        self._gated = frozenset(s.slug for s in wanted if s.has_gate)
        self._draw_earlier()
        phase = ""
        for step in wanted:
            heading = words.phase_of(step.phase, step.playbook)
            if heading != phase:
                phase = heading
                self._boxes.addWidget(label(phase, "strong"))
            self._boxes.addWidget(self.ticks[step.slug])
            self.ticks[step.slug].toggled.connect(self._draw_earlier)

    def _ticked(self) -> list[str]:
        return [slug for slug, tick in self.ticks.items() if tick.isChecked()]

    def _draw_earlier(self) -> None:
        gated = not self._gated.isdisjoint(self._ticked())
        self.earlier.setVisible(gated or self.earlier.is_typed)

    def _keep(self) -> None:
        ticked = self._ticked()
        gated = not self._gated.isdisjoint(ticked)
        earlier = self.earlier.said() if gated else NOT_SAID
        if gated and not (earlier.when and earlier.why):
            self.earlier.ask()
        elif self.sent(self.model.tick(ticked, earlier)):
            self.left.emit()


class SituationLeaf(WritingLeaf):
    """Five lines: known, not known, said, next, needed from you."""

    def __init__(self, model: IncidentViewModel) -> None:
        self.lines = {name: TextBox(2) for name in SITUATION_LINES}
        named = {title: self.lines[name] for name, title in SITUATION_LINES.items()}
        super().__init__(model, words.SITUATION, named)
        for name, title in SITUATION_LINES.items():
            self.content.addWidget(Field(title, self.lines[name]))
        self.keep = button(words.SITUATION_KEEP, "act", on_click=self._keep)
        self.content.addLayout(row(self.keep, None))

    def _keep(self) -> None:
        said = {name: text.text().strip() for name, text in self.lines.items()}
        if self.sent(self.model.set_situation(Situation(**said))):
            self.left.emit()


class CauseLeaf(WritingLeaf):
    """What is known of the cause; no message may claim more than this."""

    def __init__(self, model: IncidentViewModel) -> None:
        self.status = QComboBox()
        for status in CAUSE_STATUSES:
            self.status.addItem(words.STATUSES[status], status)
        self.cause = QComboBox()
        self.cause.addItem("", "")
        for name, text in CAUSES.items():
            self.cause.addItem(text, name)
        self.basis = line()
        named: dict[str, Control] = {
            words.CAUSE_STATUS: self.status,
            words.CAUSE_WHAT: self.cause,
            words.CAUSE_BASIS: self.basis,
        }
        super().__init__(model, words.CAUSE, named)
        self.keep = button(words.CAUSE_KEEP, "act", on_click=self._keep)
        for name, control in named.items():
            self.content.addWidget(Field(name, control))
        self.content.addLayout(row(self.keep, None))

    def _keep(self) -> None:
        status = str(self.status.currentData())
        cause = str(self.cause.currentData() or "")
        if self.sent(self.model.set_cause(status, cause, self.basis.text().strip())):
            self.left.emit()
