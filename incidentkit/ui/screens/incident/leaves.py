"""What is said about a response beside its steps: ticks, situation, cause, closing."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QWidget

from incidentkit.desk.response import Response
from incidentkit.incidents.circumstances import CAUSE_STATUSES
from incidentkit.incidents.entries import Situation
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.incidents import CAUSES, SITUATION_LINES
from incidentkit.words.window import incident as words


class Leaf(QWidget):
    """One of them.

    Signals:
        left: Back to the step.
    """

    left = Signal()

    def __init__(self, model: IncidentViewModel, title: str) -> None:
        super().__init__()
        self.model = model
        self.content = column()
        self.content.addWidget(label(title, "title"))
        back = button(words.BACK_TO_STEP, "quiet", on_click=self.left.emit)
        self.setLayout(column(back, box(self.content, margin=Space.WIDE), None))

    def draw(self, response: Response) -> None:
        """Show it for a response."""


class TickLeaf(Leaf):
    """Steps that somebody did before the kit was opened."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__(model, words.TICK)
        self._boxes = column(space=Space.TIGHT)
        self.ticks: dict[str, QCheckBox] = {}
        self.keep = button(words.TICK_KEEP, "act", on_click=self._keep)
        self.content.addWidget(label(words.TICK_BODY, "quiet"))
        self.content.addLayout(self._boxes)
        self.content.addLayout(row(self.keep, None))

    def draw(self, response: Response) -> None:
        """Offer every step that can be ticked."""
        wanted = [s for s in response.steps if s.tickable]
        if [s.slug for s in wanted] == list(self.ticks):
            return
        empty(self._boxes)
        self.ticks = {step.slug: QCheckBox(step.title) for step in wanted}
        phase = ""
        for step in wanted:
            if step.phase != phase:
                phase = step.phase
                self._boxes.addWidget(label(phase, "strong"))
            self._boxes.addWidget(self.ticks[step.slug])

    def _keep(self) -> None:
        ticked = [slug for slug, tick in self.ticks.items() if tick.isChecked()]
        self.model.tick(ticked)
        self.left.emit()


class SituationLeaf(Leaf):
    """Five lines: known, not known, said, next, needed from you."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__(model, words.SITUATION)
        self.lines = {name: TextBox(2) for name in SITUATION_LINES}
        for name, title in SITUATION_LINES.items():
            self.content.addWidget(Field(title, self.lines[name]))
        self.keep = button(words.SITUATION_KEEP, "act", on_click=self._keep)
        self.content.addLayout(row(self.keep, None))

    def _keep(self) -> None:
        said = {name: text.text().strip() for name, text in self.lines.items()}
        self.model.set_situation(Situation(**said))
        self.left.emit()


class CauseLeaf(Leaf):
    """What is known of the cause; no message may claim more than this."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__(model, words.CAUSE)
        self.status = QComboBox()
        for status in CAUSE_STATUSES:
            self.status.addItem(words.STATUSES[status], status)
        self.cause = QComboBox()
        self.cause.addItem("", "")
        for name, text in CAUSES.items():
            self.cause.addItem(text, name)
        self.basis = line()
        self.keep = button(words.CAUSE_KEEP, "act", on_click=self._keep)
        for field in (
            Field(words.CAUSE_STATUS, self.status),
            Field(words.CAUSE_WHAT, self.cause),
            Field(words.CAUSE_BASIS, self.basis),
        ):
            self.content.addWidget(field)
        self.content.addLayout(row(self.keep, None))

    def _keep(self) -> None:
        status = str(self.status.currentData())
        cause = str(self.cause.currentData() or "")
        self.model.set_cause(status, cause, self.basis.text().strip())
        self.left.emit()


class ClosingLeaf(Leaf):
    """Closing, going on after a closing, and the report."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__(model, words.CLOSE)
        self.open = label("", "quiet")
        self.summary, self.lessons = TextBox(2), TextBox(2)
        self.reason, self.again = line(), line()
        self.reason_field = Field(words.CLOSE_REASON, self.reason)
        self.close_now = button(words.CLOSE_NOW, "act", on_click=self._close)
        self.reopen = button(words.REOPEN, on_click=self._reopen)
        self.report = button(words.REPORT, on_click=self._choose_folder)
        self.closing = group(
            column(
                self.open,
                Field(words.CLOSE_SUMMARY, self.summary),
                Field(words.CLOSE_LESSONS, self.lessons),
                self.reason_field,
                row(self.close_now, None),
            )
        )
        self.closed = group(
            column(
                label(words.CLOSED_TITLE, "heading"),
                label(words.CLOSED_BODY, "quiet"),
                Field(words.REOPEN_REASON, self.again),
                row(self.reopen, None),
            )
        )
        for part in (self.closing, self.closed):
            self.content.addWidget(part)
        self.content.addLayout(row(self.report, None))

    def draw(self, response: Response) -> None:
        """Show what is open, or that it is closed."""
        self.closing.setVisible(response.is_open)
        self.closed.setVisible(not response.is_open)
        still = [f"•  {text}" for text in response.left_open]
        self.open.setText("\n".join((words.CLOSE_OPEN, *still)) if still else "")
        self.open.setVisible(bool(still))
        self.reason_field.setVisible(bool(still))

    def write_report(self, folder: Path) -> None:
        """Write the report into a folder somebody chose."""
        self.model.report(folder)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, words.REPORT_FOLDER)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.write_report(Path(path)))
        dialog.open()

    def _close(self) -> None:
        self.model.close(
            self.summary.text().strip(),
            self.lessons.text().strip(),
            self.reason.text().strip(),
        )

    def _reopen(self) -> None:
        self.model.reopen(self.again.text().strip())
        self.again.clear()
