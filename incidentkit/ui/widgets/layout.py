"""Rows, columns, cards and pages: where things stand, with the design's own spaces."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from incidentkit.ui.design.tokens import MEASURE, Space


def column(*items: QWidget | QLayout | None, space: int = Space.MEDIUM) -> QVBoxLayout:
    """Return things one under the other; None is room that gives way."""
    made = QVBoxLayout()
    _fill(made, items, space)
    return made


def row(*items: QWidget | QLayout | None, space: int = Space.SMALL) -> QHBoxLayout:
    """Return things side by side; None is room that gives way."""
    made = QHBoxLayout()
    _fill(made, items, space)
    return made


def _fill(
    layout: QBoxLayout, items: tuple[QWidget | QLayout | None, ...], space: int
) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def box(content: QLayout, kind: str = "card", margin: int = Space.LARGE) -> QFrame:
    """Return a frame round something: card, step, sunken, warn, bad, good, rail, bar."""
    made = QFrame()
    made.setProperty("box", kind)
    content.setContentsMargins(margin, margin, margin, margin)
    made.setLayout(content)
    return made


def group(content: QLayout) -> QWidget:
    """Return a layout as a widget that can be shown and hidden as one."""
    made = QWidget()
    made.setLayout(content)
    return made


def empty(layout: QLayout) -> None:
    """Take everything out of a layout, widgets and layouts in it too."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


class _AsTallAsNeeded(QWidget):
    """As tall as its words are at its width, where that decides the height.

    A layout's own least height is that of words in a thin column, and would have a
    page scroll on which everything fits.
    """

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Leave the height to the width."""
        least = super().minimumSizeHint()
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return least
        return QSize(least.width(), 0)


class Page(QScrollArea):
    """A screen that scrolls when the text is large, and keeps its lines readable.

    What is on it is at most `letters` average letters wide, and in the middle
    when `centred`.
    """

    def __init__(
        self, content: QLayout, letters: int = MEASURE * 2, *, centred: bool = False
    ) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._letters = letters
        content.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self._inside = group(content)
        self._inside.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        )
        outer = row(self._inside, space=0)
        if centred:
            outer.insertStretch(0, 1)
        outer.addStretch(1)
        outer.setStretchFactor(self._inside, 1000)
        whole = _AsTallAsNeeded()
        whole.setLayout(outer)
        self.setWidget(whole)
        self._fit()

    def begin_at_top(self) -> None:
        """Show the top of what is new on it, after the layout and the keyboard's place."""
        QTimer.singleShot(0, self, self._soon_at_top)

    def _soon_at_top(self) -> None:
        QTimer.singleShot(0, self, self._at_top)

    def _at_top(self) -> None:
        # Asked for anew: what Python holds of a scroll bar may not outlive the round.
        self.verticalScrollBar().setValue(0)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Keep lines readable, whatever the text's size."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        average = self.fontMetrics().averageCharWidth()
        self._inside.setMaximumWidth(average * self._letters)


class SideBySide(QWidget):
    """Two things beside each other, or one under the other when it gets narrow.

    Narrow is what leaves the first fewer than `letters` average letters.
    """

    def __init__(
        self,
        first: QWidget,
        second: QWidget,
        letters: int = 60,
        parts: tuple[int, int] = (3, 2),
    ) -> None:
        super().__init__()
        self._letters = letters
        self._parts = parts
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.LARGE)
        self._layout.addWidget(first, parts[0])
        self._layout.addWidget(second, parts[1])

    @property
    def is_stacked(self) -> bool:
        """Whether the one is under the other now."""
        return self._layout.direction() is QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the wider of the two: they need not stand beside each other."""
        widest = max(self._least_widths(), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _least_widths(self) -> list[int]:
        items = (self._layout.itemAt(place) for place in range(self._layout.count()))
        return [item.minimumSize().width() for item in items if item is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Stack when the first would be too narrow to read."""
        self._turn()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Stack when the text has become too large."""
        if event.type() is QEvent.Type.FontChange:
            self._turn()
        super().changeEvent(event)

    def _turn(self) -> None:
        first, second = self._parts
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        narrow = letters * first / (first + second) < self._letters
        together = sum(self._least_widths()) + self._layout.spacing()
        narrow = narrow or self.width() < together
        ways = QBoxLayout.Direction
        self._layout.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
