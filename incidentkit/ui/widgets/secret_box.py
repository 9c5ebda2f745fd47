"""A field for secrets of several lines, such as recovery codes. It keeps no history."""

import sys

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from incidentkit.ui.clipboard import marks
from incidentkit.ui.design.tokens import Space


class SecretBox(QPlainTextEdit):
    """Takes recovery codes or a note; wiped when it is taken. Tab leaves it.

    What is typed can be seen, because nobody copies ten codes unseen without a
    mistake.
    """

    def __init__(self, lines: int = 4) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._lines = lines

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for so many lines, however large the text is."""
        height = self.fontMetrics().lineSpacing() * self._lines
        return QSize(super().sizeHint().width(), height + 2 * Space.MEDIUM)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802  Qt's name
        """Mark what is copied, marked with the mouse or dragged away as a secret."""
        data = super().createMimeDataFromSelection()
        for name, value in marks(sys.platform).items():
            data.setData(name, value)
        return data

    def take(self) -> str:
        """Return what was typed, and leave the field empty."""
        text = self.toPlainText()
        self.wipe()
        return text

    def wipe(self) -> None:
        """Empty the field. It has no history to forget."""
        self.clear()
