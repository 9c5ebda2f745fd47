"""Buttons, by what they are for."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from incidentkit.ui.design.tokens import RADIUS, RING, Space

# Their fill has the colour that the line round a plain button has.
_FILLED = frozenset({"act", "start", "danger"})


class _Button(QPushButton):
    """A button that a key held down presses once, so that it ticks off one step only."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw a thick line inside a filled button that has the keyboard."""
        super().paintEvent(event)
        if not self.hasFocus() or self.property("kind") not in _FILLED:
            return
        inset = Space.HAIR + RING / 2  # the pen draws on both sides of its line
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().buttonText().color(), RING))
        line = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(line, RADIUS / 2, RADIUS / 2)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Press, unless the keyboard only repeats itself."""
        if not event.isAutoRepeat():
            super().keyPressEvent(event)


def button(
    text: str,
    kind: str = "plain",
    *,
    on_click: Callable[[], object] | None = None,
    key: str = "",
) -> QPushButton:
    """Return a button that Return and Space press.

    `kind`: act (the one thing to do next), plain, quiet (like a link), danger,
    choice (one of several answers), nav, start. `key` works from anywhere in the
    window and is told in the tool tip.
    """
    made = _Button(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind == "quiet":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if key:
        made.setShortcut(QKeySequence(key))
        made.setToolTip(
            QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        )
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made
