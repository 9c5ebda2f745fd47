"""Words on a screen, each with the part it plays."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

# Signs that nobody sees and that turn the direction of the text around them, so that
# what somebody wrote can make a line say something else.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Return what others wrote, with a mark for each sign that would turn text round.

    For what is shown, never for what is kept. In a field that somebody writes in, the
    text stands as it is.
    """
    return _TURNING.sub("\N{REPLACEMENT CHARACTER}", text)


class _Words(QLabel):
    """Shows every text harmlessly, whoever wrote it."""

    def setText(self, text: str) -> None:  # noqa: N802  Qt's name
        """Show a text."""
        super().setText(harmless(text))


def label(text: str = "", part: str = "", parent: QWidget | None = None) -> QLabel:
    """Return words that wrap, can be selected with the mouse, and are never markup.

    `part` is what the style sheet knows: title, heading, lead, quiet, strong,
    small, huge, warn, bad, good.
    """
    made = _Words(harmless(text), parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    if part:
        made.setProperty("part", part)
    return made


def short_label(text: str = "", part: str = "") -> QLabel:
    """Return words that stay on one line."""
    made = label(text, part)
    made.setWordWrap(False)
    return made


def rule() -> QFrame:
    """Return a thin line between two things."""
    made = QFrame()
    made.setProperty("box", "rule")
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
