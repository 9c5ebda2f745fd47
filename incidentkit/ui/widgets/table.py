"""A list with columns, filtered and sorted as Python lists.

Qt's own sorting proxy asks `data()` hundreds of thousands of times; a list made
anew and a model reset does it in milliseconds. The chosen row keeps its place.
"""

import html
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from incidentkit.ui.widgets.text import harmless

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
_ONE = QAbstractItemView.SelectionMode.SingleSelection
_MANY = QAbstractItemView.SelectionMode.ExtendedSelection


@dataclass(frozen=True)  # no slots: Python 3.11 cannot make a generic one with them
class Column(Generic[R]):
    """One column: its name, what stands in it, and what it is sorted by."""

    name: str
    text: Callable[[R], str]
    order: Callable[[R], Any] | None = None
    stretch: bool = False


class Rows(QAbstractTableModel, Generic[R]):
    """Rows of one kind of thing. Never a secret."""

    def __init__(
        self, columns: Sequence[Column[R]], key: Callable[[R], Hashable]
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._key = key
        self._all: tuple[R, ...] = ()
        self._search: tuple[str, ...] = ()
        self._shown: list[R] = []
        self._wanted = ""
        self._sieve: Callable[[R], bool] = _everything
        self._sorted_by: tuple[int, bool] | None = None

    def put(self, rows: Sequence[R]) -> None:
        """Show these rows."""
        self._all = tuple(rows)
        texts = ([c.text(row) for c in self._columns] for row in self._all)
        self._search = tuple("\n".join(found).casefold() for found in texts)
        self._arrange()

    def narrow(self, text: str) -> None:
        """Show only rows in which every word of `text` stands."""
        if text != self._wanted:
            self._wanted = text
            self._arrange()

    def sift(self, sieve: Callable[[R], bool]) -> None:
        """Show only rows that a sieve lets through."""
        self._sieve = sieve
        self._arrange()

    def row_at(self, index: Index) -> R | None:
        """Return the row at a place."""
        return self._shown[index.row()] if index.isValid() else None

    def place_of(self, key: Hashable) -> QModelIndex:
        """Return where a row stands, invalid when it is not shown."""
        for number, row in enumerate(self._shown):
            if self._key(row) == key:
                return self.index(number, 0)
        return QModelIndex()

    def key_of(self, row: R) -> Hashable:
        """Return what tells a row from all others."""
        return self._key(row)

    def _arrange(self) -> None:
        words = self._wanted.casefold().split()
        found = [
            row
            for row, text in zip(self._all, self._search, strict=True)
            if all(word in text for word in words) and self._sieve(row)
        ]
        if self._sorted_by is not None:
            number, backwards = self._sorted_by
            column = self._columns[number]
            found.sort(key=column.order or _plain(column.text), reverse=backwards)
        self.beginResetModel()
        self._shown = found
        self.endResetModel()

    # --- what Qt asks --------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words in a cell."""
        if role not in _SAID:  # a table asks thousands of times before it is drawn
            return None
        text = harmless(self._columns[index.column()].text(self._shown[index.row()]))
        return text if role == Qt.ItemDataRole.DisplayRole else tool_tip(text)

    def headerData(  # noqa: N802  Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's name."""
        wanted = role == Qt.ItemDataRole.DisplayRole
        if wanted and orientation is Qt.Orientation.Horizontal:
            return self._columns[section].name
        return None

    def sort(
        self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder
    ) -> None:
        """Sort by a column; before anybody asks, rows stand as they were given."""
        self._sorted_by = (column, order is Qt.SortOrder.DescendingOrder)
        if column < 0:
            self._sorted_by = None
        self._arrange()

    @property
    def stretched(self) -> tuple[int, ...]:
        """Which columns take the room that is left."""
        return tuple(n for n, c in enumerate(self._columns) if c.stretch)


def tool_tip(text: str) -> str:
    """Return words of others as a tool tip that shows them letter by letter.

    A tool tip that begins like markup is taken for markup, and markup can have a
    picture fetched from wherever it likes.
    """
    return f"<span>{html.escape(text)}</span>" if text else ""


def _everything(_row: object) -> bool:
    return True


def _plain(text: Callable[[R], str]) -> Callable[[R], str]:
    return lambda row: text(row).casefold()


class Table(QTableView):
    """Shows rows; arrows, Home and End choose one, Return opens it; with `several` more at once.

    Signals:
        opened: Return or a double click on a row, which comes along.
        chosen: Another row is chosen; None when none is.
    """

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, rows: Rows[Any], name: str, *, several: bool = False) -> None:
        super().__init__()
        self._rows = rows
        self._chosen_key: Hashable = None
        self.setModel(rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(_MANY if several else _ONE)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._lay_out_header()
        rows.sort(-1)
        self.activated.connect(lambda index: self._emit(self.opened, index))
        self.selectionModel().currentRowChanged.connect(self._choose)
        rows.modelReset.connect(self._restore)

    def choose(self, key: Hashable) -> None:
        """Choose a row, if it is shown."""
        self._chosen_key = key
        self._restore()

    def selected_rows(self) -> list[Any]:
        """Return every row that is selected."""
        places = self.selectionModel().selectedRows()
        return [self._rows.row_at(place) for place in places]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Open the chosen row on Return, whatever the desktop says activates."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._emit(self.opened, self.currentIndex())
            return
        super().keyPressEvent(event)

    def moveCursor(  # noqa: N802  Qt's name
        self,
        cursorAction: QAbstractItemView.CursorAction,  # noqa: N803  Qt's name
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Go with Home and End to the first and the last row: a row is one thing here."""
        actions = QAbstractItemView.CursorAction
        if cursorAction in (actions.MoveHome, actions.MoveEnd):
            last = self._rows.rowCount() - 1
            return self._rows.index(0 if cursorAction is actions.MoveHome else last, 0)
        return super().moveCursor(cursorAction, modifiers)

    def _lay_out_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for section in self._rows.stretched:
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)

    def _emit(self, signal: Any, index: Index) -> None:  # noqa: ANN401  Signal's own type
        row = self._rows.row_at(index)
        if row is not None:
            signal.emit(row)

    def _choose(self, index: QModelIndex) -> None:
        row = self._rows.row_at(index)
        if row is not None:
            self._chosen_key = self._rows.key_of(row)
        self.chosen.emit(row)

    def _restore(self) -> None:
        index = self._rows.place_of(self._chosen_key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
