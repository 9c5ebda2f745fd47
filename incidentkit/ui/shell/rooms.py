"""The way from screen to screen: a rail at the side, one screen beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QStackedWidget, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.words.window.shell import GO_TO


class Arrives(Protocol):
    """A screen that is told when it is shown."""

    def arrive(self) -> None:
        """Read again, and take the keyboard."""
        ...


@dataclass(frozen=True, slots=True)
class Room:
    """One screen in the rail; without a title it is reached by other ways only."""

    name: str
    screen: QWidget
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
        self.buttons = {
            room.name: self._way(number, room)
            for number, room in enumerate((r for r in rooms if r.title), start=1)
        }
        for room in rooms:
            self.stack.addWidget(room.screen)
        layout = row(self._rail(), self.stack, space=0)
        layout.setStretchFactor(self.stack, 1)
        self.setLayout(layout)
        self.here = ""

    def go(self, name: str) -> None:
        """Show a room."""
        room = self._rooms[name]
        self.here = name
        self.stack.setCurrentWidget(room.screen)
        way = self.buttons.get(name)
        self._group.setExclusive(way is not None)
        for other, made in self.buttons.items():
            made.setChecked(other == name)
        cast(Arrives, room.screen).arrive()
        self.went.emit(name)

    def _way(self, number: int, room: Room) -> QPushButton:
        way = button(
            room.title,
            "nav",
            on_click=partial(self.go, room.name),
            key=f"Ctrl+{number}",
        )
        way.setCheckable(True)
        self._group.addButton(way)
        return way

    def _rail(self) -> QFrame:
        rail = box(
            column(*self.buttons.values(), None, space=Space.TIGHT), "rail", Space.SMALL
        )
        rail.setAccessibleName(GO_TO)
        return rail
