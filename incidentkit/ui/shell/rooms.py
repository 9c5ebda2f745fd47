"""The way from screen to screen: a rail at the side, one screen beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.words.window.shell import GO_TO, ROOM_KEYS


class Arrives(Protocol):
    """A screen that is told when it is shown."""

    def arrive(self) -> None:
        """Read again, and take the keyboard."""
        ...


@dataclass(frozen=True, slots=True)
class Room:
    """One screen in the rail; without a title it is reached by other ways only.

    `made` gives the screen, and makes it when it is first asked for.
    """

    name: str
    made: Callable[[], QWidget]
    title: str = ""


class Rooms(QWidget):
    """Shows one room at a time.

    Signals:
        went: The room that is shown now.
    """

    went = Signal(str)

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        self._rooms = {room.name: room for room in rooms}
        self.stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self.buttons = {room.name: self._way(room) for room in rooms if room.title}
        self._above = column(space=0)
        shown = column(self._above, self.stack, space=0)
        shown.setStretchFactor(self.stack, 1)
        layout = row(self._rail(), shown, space=0)
        layout.setStretchFactor(shown, 1)
        self.setLayout(layout)
        self.here = ""

    @property
    def names(self) -> frozenset[str]:
        """Every room's name."""
        return frozenset(self._rooms)

    def go(self, name: str) -> None:
        """Show a room."""
        screen = self.make(name)
        self.here = name
        self.stack.setCurrentWidget(screen)
        way = self.buttons.get(name)
        self._group.setExclusive(way is not None)
        for other, made in self.buttons.items():
            made.setChecked(other == name)
        cast(Arrives, screen).arrive()
        self.went.emit(name)

    def put_above(self, widget: QWidget) -> None:
        """Show something above whichever room is shown."""
        self._above.addWidget(widget)

    def make(self, name: str) -> QWidget:
        """Return a room's screen, and make it if nobody was there yet."""
        screen = self._rooms[name].made()
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        return screen

    def _way(self, room: Room) -> QPushButton:
        way = button(
            room.title,
            "nav",
            on_click=partial(self.go, room.name),
            key=ROOM_KEYS.get(room.name, ""),
        )
        way.setCheckable(True)
        self._group.addButton(way)
        return way

    def _rail(self) -> QFrame:
        ways = _Ways(column(*self.buttons.values(), None, space=Space.TIGHT))
        rail = box(column(ways), "rail", Space.SMALL)
        rail.setAccessibleName(GO_TO)
        return rail


class _AllOfIt(QWidget):
    """Never less than what it holds: the design's least height is for small text."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for everything."""
        return self.sizeHint()


class _Ways(QScrollArea):
    """The ways, as wide as the longest; they scroll when the text is large."""

    def __init__(self, ways: QLayout) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._inside = _AllOfIt()
        self._inside.setLayout(ways)
        self.setWidget(self._inside)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the ways' own width, and for the bar's beside it when they scroll."""
        inside = self._inside.minimumSizeHint()
        bar = self.verticalScrollBar().sizeHint().width()
        scrolls = self.height() < inside.height()
        return QSize(inside.width() + (bar if scrolls else 0), inside.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Give way in height only."""
        return QSize(self.sizeHint().width(), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Leave the page keys to the page: whoever presses them reads that."""
        event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Become wider with the text."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Make room for the bar when it comes."""
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self.updateGeometry()
