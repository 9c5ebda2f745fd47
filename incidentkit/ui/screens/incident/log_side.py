"""What stands beside the step: a note at any moment, and the log as it grows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea

from incidentkit.records.timeline import Line, Standing
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.words.times import clock_time
from incidentkit.words.window import incident as words

_SHOWN = 200


class LogSide(QFrame):
    """Newest first, so that what was just done is seen to be written down."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[bytes, ...] = ()
        self.setProperty("box", "card")
        self.note = TextBox(3)
        self.keep = button(words.KEEP_NOTE, on_click=model.keep_note)
        self._lines = column(space=Space.SMALL)
        self._lines.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(group(self._lines))
        scroll.setMinimumHeight(self.fontMetrics().lineSpacing() * 10)
        layout = column(
            Field(words.NOTE, self.note, words.NOTE_HINT),
            row(self.keep, None),
            label(words.LOG, "heading"),
            scroll,
        )
        layout.setStretchFactor(scroll, 1)
        margin = Space.LARGE
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        self.note.textChanged.connect(lambda: model.note_typed(self.note.text()))
        keep = QShortcut(QKeySequence("Ctrl+Return"), self.note)
        keep.setContext(Qt.ShortcutContext.WidgetShortcut)
        keep.activated.connect(model.keep_note)
        model.noted.connect(self.note.clear)

    def draw(self, lines: tuple[Line, ...], now_ms: int) -> None:
        """Show the log of a response; mostly a line has been added at its end."""
        drawn = tuple(line.digest + line.standing.encode() for line in lines)
        if drawn == self._drawn:
            return
        known = len(self._drawn)
        if drawn[:known] != self._drawn or not known:
            empty(self._lines)
            self._lines.addStretch(1)
            known = max(0, len(lines) - _SHOWN)
        for line in lines[known:]:
            self._lines.insertWidget(0, _line(line, now_ms))
        self._drawn = drawn


def _line(line: Line, now_ms: int) -> QFrame:
    made = QFrame()
    head = f"{clock_time(line.at_ms, now_ms)}  {words.by(line.who, line.recorder)}"
    part = "quiet" if line.standing is not Standing.STANDS else ""
    made.setLayout(
        column(
            label(head, "small"), breaking_label(line.sentence, part), space=Space.HAIR
        )
    )
    return made
