"""Answers to a question as large buttons; a number key picks one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, row


class Choices(QWidget):
    """One button for each answer.

    Signals:
        picked: The answer that was pressed.
    """

    picked = Signal(str)

    def __init__(self, *, beside: bool = False) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._layout = row(space=Space.SMALL) if beside else column(space=Space.SMALL)
        self.setLayout(self._layout)

    def offer(self, answers: Sequence[str], chosen: str = "") -> None:
        """Show these answers, one of them as given already."""
        self.place(self.made(answers, chosen))

    def made(self, answers: Sequence[str], chosen: str) -> list[QPushButton]:
        """Take away what was offered and return new buttons, still to be placed."""
        empty(self._layout)
        self.buttons = [self._one(answer, answer == chosen) for answer in answers]
        return self.buttons

    def place(self, widgets: Sequence[QWidget]) -> None:
        """Show widgets, the buttons or what they stand in, one after the other."""
        for widget in widgets:
            self._layout.addWidget(widget)

    def _one(self, answer: str, chosen: bool) -> QPushButton:  # noqa: FBT001
        made = button(answer, "choice", on_click=lambda: self.picked.emit(answer))
        made.setCheckable(chosen)  # a button that can be checked is read as a check box
        made.setChecked(chosen)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Pick by number, and go up and down with the arrows."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.buttons):
            self.buttons[number].click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)
