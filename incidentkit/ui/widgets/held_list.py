"""What is held back, part by part, with the one thing that can be decided about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.held import HeldPart
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, empty, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import held as words


class HeldList(QWidget):
    """One box for each part of the log that is held back.

    Signals:
        admit_asked: A lead lets this part count.
    """

    admit_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[bytes, QWidget] = {}
        self._shown: tuple[object, ...] = ()
        self._layout = column(space=Space.SMALL)
        self.setLayout(self._layout)

    def show_parts(self, parts: Sequence[HeldPart], *, may_decide: bool) -> None:
        """Show what is held."""
        if (*parts, may_decide) == self._shown:
            return
        self._shown = (*parts, may_decide)
        empty(self._layout)
        self.buttons = {}
        if not parts:
            self._layout.addWidget(label(words.NOTHING, "quiet"))
            return
        self._layout.addWidget(label(words.BODY, "quiet"))
        for part in parts:
            self._layout.addWidget(self._one(part, may_decide=may_decide))
        about = words.LEAVE if may_decide else words.ONLY_LEADS
        self._layout.addWidget(label(about, "quiet"))

    def _one(self, part: HeldPart, *, may_decide: bool) -> QWidget:
        said = words.told(part.by, part.entries, part.first, part.last)
        content = column(
            label(said, "strong"), label(words.why(is_split=part.is_split))
        )
        if may_decide:
            admit = button(
                words.LET_IN, on_click=lambda: self.admit_asked.emit(part.chain)
            )
            admit.setAccessibleDescription(said)
            self.buttons[part.chain] = admit
            content.addLayout(row(admit, None))
        return box(content, "warn", Space.MEDIUM)
