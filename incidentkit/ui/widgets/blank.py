"""What a screen shows while there is nothing on it yet, and what to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.text import label


class Blank(QWidget):
    """A title, a sentence, and the button that begins."""

    def __init__(self, title: str, text: str, *actions: QPushButton) -> None:
        super().__init__()
        self.title = label(title, "heading")
        self.text = label(text, "quiet")
        layout = column(self.title, self.text)
        for action in actions:
            layout.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setLayout(layout)
