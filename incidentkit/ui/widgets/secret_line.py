"""A field for a secret: dots, no undo, no suggestions, and gone once it is taken."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class SecretLine(QLineEdit):
    """Takes a passphrase or a password.

    The text is wiped from the field when it is taken. What Python and Qt copied
    on the way ends with the process, which locking replaces.
    """

    def __init__(self, longest: int = 1024) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(longest)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def take(self) -> str:
        """Return what was typed, and leave the field empty."""
        text = self.text()
        self.wipe()
        return text

    def wipe(self) -> None:
        """Empty the field and forget how it got there."""
        self.setText("")  # unlike `clear`, this drops the undo history

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take no undo: its history is a copy of the secret."""
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(
            QKeySequence.StandardKey.Redo
        ):
            event.accept()
            return
        super().keyPressEvent(event)
