"""The facts of a response: its record, how serious it is and was, and its cause."""

from PySide6.QtCore import Signal

from incidentkit.desk.record import Record, RecordLine
from incidentkit.desk.response import Response
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.leaf import WritingLeaf
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.running import RECORD
from incidentkit.words.times import clock_time, spoken_time
from incidentkit.words.window import incident_beside as words

_AHEAD = "review on"
_PAST = "public since"


class FactsLeaf(WritingLeaf):
    """Nothing on it has to be filled in.

    Signals:
        step_asked: Somebody wants to answer how serious it is.
    """

    step_asked = Signal(str)

    def __init__(self, model: IncidentViewModel) -> None:
        self.lines = {name: line() for name in RECORD}
        super().__init__(
            model, words.FACTS, {RECORD[n]: f for n, f in self.lines.items()}
        )
        self._severity_step = ""
        self.severity = label("", "lead")
        self.before = label("", "small")
        self.again = button(words.SEVERITY_AGAIN, "quiet", on_click=self._answer_again)
        self.cause = label("", "warn")
        self._said = {name: column(space=Space.HAIR) for name in RECORD}
        self.keep = button(words.FACTS_KEEP, "act", on_click=self._keep)
        self.content.addWidget(
            box(
                column(
                    label(words.SEVERITY, "strong"),
                    self.severity,
                    self.before,
                    self.again,
                    space=Space.TIGHT,
                ),
                "sunken",
                Space.MEDIUM,
            )
        )
        self.content.addWidget(self.cause)
        self.content.addWidget(label(words.FACTS_BODY, "quiet"))
        for name, control in self.lines.items():
            hint = {_PAST: words.TIME_HINT, _AHEAD: words.AHEAD_HINT}.get(name, "")
            self.content.addWidget(Field(RECORD[name], control, hint))
            self.content.addWidget(group(self._said[name]))
        self.content.addLayout(row(self.keep, None))

    def is_wanted(self, response: Response) -> bool:
        """Facts can be put right after the closing, too."""
        return True

    def draw(self, response: Response) -> None:
        """Show what is written down."""
        record = response.record
        self._draw_severity(record)
        self._severity_step = record.severity_step
        self.again.setVisible(bool(record.severity_step) and response.is_open)
        differs = len(record.causes) > 1
        causes = [words.wrote(c.cause or c.status, who) for c, who in record.causes]
        self.cause.setText(". ".join((words.CAUSE_DIFFERS, *causes)))
        self.cause.setVisible(differs)
        for one in record.lines:
            self._draw_line(one)
        super().draw(response)

    def _draw_severity(self, record: Record) -> None:
        now = self.model.now_ms()
        self.severity.setText(record.severity or words.SEVERITY_OPEN)
        old = [
            words.at(one.label, clock_time(one.at_ms, now))
            for one in record.severities
            if not one.stands
        ]
        said = f"{words.SEVERITY_BEFORE}: {'; '.join(old)}" if old else ""
        self.before.setText(said)
        self.before.setVisible(bool(old))

    def _draw_line(self, one: RecordLine) -> None:
        said = self._said[one.name]
        empty(said)
        if len(one.said) > 1:
            said.addWidget(label(words.VERSIONS, "warn"))
        for version in one.said:
            text = spoken_time(version.when_ms) if one.is_time else version.text
            said.addWidget(label(words.wrote(text, version.who)))

    def _answer_again(self) -> None:
        self.left.emit()
        self.step_asked.emit(self._severity_step)

    def _keep(self) -> None:
        typed = {n: f.text().strip() for n, f in self.lines.items() if f.text().strip()}
        if typed:
            self.sent(self.model.write_record(typed))
