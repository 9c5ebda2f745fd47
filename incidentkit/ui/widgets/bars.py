"""A small picture of numbers: a bar for each, drawn from the words and numbers beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.text import label

Line = tuple[str, int, str]


class _Bar(QWidget):
    """How much one number is of the largest. The words beside it say the same."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = min(max(share, 0.0), 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As high as a line of words."""
        line = self.fontMetrics().height()
        return QSize(line * 4, line)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Give way before the words do."""
        line = self.fontMetrics().height()
        return QSize(line, line)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw a groove, and the bar in it."""
        colours = QGuiApplication.palette()
        high = self.height() / 2
        top = self.height() / 4
        painter = QPainter(self)
        painter.fillRect(
            QRectF(0, top, self.width(), high), colours.color(QPalette.ColorRole.Mid)
        )
        wide = self.width() * self._share
        painter.fillRect(
            QRectF(0, top, wide, high), colours.color(QPalette.ColorRole.Link)
        )
        painter.end()


class Bars(QWidget):
    """A name, a bar and a number on each line. `of` is what a whole bar stands for."""

    def __init__(self, name: str, lines: Sequence[Line], of: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        whole = of or max((number for _, number, _ in lines), default=0) or 1
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.SMALL)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(1, 1)
        for place, (text, number, said) in enumerate(lines):
            grid.addWidget(label(text), place, 0)
            grid.addWidget(_Bar(number / whole), place, 1)
            grid.addWidget(label(said), place, 2)
