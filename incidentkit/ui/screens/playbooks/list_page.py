"""Every playbook, guide and part in one list."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from incidentkit.desk.playbooks import PlaybookRow
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import Page, column, group, row
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.words.playbook_copies import KINDS, NEVER, SHORT
from incidentkit.words.times import short_date
from incidentkit.words.window import playbooks as words

_LEAST_LINES = 12
_NARROW = 120
_LEFT_OUT = (1, 4)  # what it is, and when it was rehearsed: on its own page too
_COLUMNS = (
    Column[PlaybookRow](words.NAME, lambda r: r.name, stretch=True),
    Column[PlaybookRow](words.KIND, lambda r: KINDS[r.kind]),
    Column[PlaybookRow](words.VERSION, lambda r: r.version),
    Column[PlaybookRow](
        words.REVIEWED, lambda r: r.reviewed.isoformat(), lambda r: r.reviewed
    ),
    Column[PlaybookRow](
        words.REHEARSED,
        lambda r: NEVER if r.rehearsed_ms is None else short_date(r.rehearsed_ms),
        lambda r: r.rehearsed_ms or 0,
    ),
    Column[PlaybookRow](words.WHOSE, lambda r: SHORT[r.standing]),
)


class ListPage(QWidget):
    """The list; Return opens the chosen one.

    Signals:
        opened: Somebody wants to read this row's playbook.
        change_asked: Somebody wants to change it.
        packs_asked: Somebody goes to the packs.
        templates_asked: Somebody goes to the message templates.
    """

    opened = Signal(object)
    change_asked = Signal(object)
    packs_asked = Signal()
    templates_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        self.finder = FindLine()
        self.rows: Rows[PlaybookRow] = Rows(_COLUMNS, lambda r: r.slug)
        self.table = Table(self.rows, words.LIST)
        self.count = label(words.READING, "quiet")
        self.read = button(words.READ, "act", on_click=self._read)
        self.change = button(words.CHANGE, on_click=self._change)
        self.packs = button(words.PACKS, on_click=self.packs_asked.emit)
        self.templates = button(words.TEMPLATES, on_click=self.templates_asked.emit)
        content = column(
            label(words.TITLE, "title"),
            label(words.LEAD, "quiet"),
            self.banner,
            Field(words.FIND, self.finder, words.FIND_HINT),
            self.count,
            self.table,
            group(Flow(self.read, self.change, self.packs, self.templates)),
        )
        content.setStretchFactor(self.table, 1)
        self.setLayout(row(Page(content, letters=220), space=0))
        self.finder.textChanged.connect(self._narrow)
        self.finder.went_down.connect(self._go_down)
        self.table.opened.connect(self.opened.emit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Keep room for lines, whatever the text's size."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def draw(self, rows: tuple[PlaybookRow, ...] | None, *, may_change: bool) -> None:
        """Show the list."""
        self.change.setVisible(may_change)
        if rows is None:
            return
        self.rows.put(rows)
        self._say_count()
        if not self.table.currentIndex().isValid() and self.rows.rowCount():
            self.table.selectRow(0)

    def _narrow(self, text: str) -> None:
        self.rows.narrow(text)
        self._say_count()

    def _go_down(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self.rows.rowCount():
            self.table.selectRow(0)

    def _say_count(self) -> None:
        self.count.setText(words.counted_rows(self.rows.rowCount()))

    def _read(self) -> None:
        chosen = self.rows.row_at(self.table.currentIndex())
        if chosen is not None:
            self.opened.emit(chosen)

    def _change(self) -> None:
        chosen = self.rows.row_at(self.table.currentIndex())
        if chosen is not None:
            self.change_asked.emit(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leave columns out where names would be cut short."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        for column_number in _LEFT_OUT:
            self.table.setColumnHidden(column_number, letters < _NARROW)
        self.table.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
