"""Every message template in one list, narrowed by words, readers and playbooks."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from incidentkit.desk.templates import TemplateRow
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.layout import Page, SideBySide, column, row
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.words.playbook_copies import SHORT
from incidentkit.words.templates import AUDIENCES, LANGUAGES, VARIANTS, WELSH_STANDING
from incidentkit.words.window import templates as words

_LEAST_LINES = 12
_NARROW = 120
_LEFT_OUT = (5, 6)  # whose text it is, and how far the Welsh is: on its own page too
_COLUMNS = (
    Column[TemplateRow](words.NUMBER, lambda r: r.id),
    Column[TemplateRow](words.WHAT, lambda r: r.title, stretch=True),
    Column[TemplateRow](words.FORM, lambda r: VARIANTS[r.variant]),
    Column[TemplateRow](words.LANGUAGE, lambda r: LANGUAGES[r.language]),
    Column[TemplateRow](words.AUDIENCE, lambda r: AUDIENCES[r.audience]),
    Column[TemplateRow](words.WHOSE, lambda r: SHORT[r.standing]),
    Column[TemplateRow](words.WELSH, lambda r: WELSH_STANDING[r.welsh]),
)


class ListPage(QWidget):
    """The list; Return opens the chosen one.

    Signals:
        opened: Somebody wants to see this row's template.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner()
        self.finder = FindLine()
        self.audience, self.playbook = Chooser(), Chooser()
        self.rows: Rows[TemplateRow] = Rows(_COLUMNS, lambda r: r.file)
        self.table = Table(self.rows, words.LIST)
        self.count = label(words.READING, "quiet")
        self.read = button(words.OPEN, "act", on_click=self._open)
        content = column(
            label(words.TITLE, "title"),
            label(words.LEAD, "quiet"),
            self.banner,
            Field(words.FIND, self.finder, words.FIND_HINT),
            SideBySide(
                Field(words.AUDIENCE, self.audience),
                Field(words.PLAYBOOK, self.playbook),
                letters=30,
            ),
            self.count,
            self.table,
            row(self.read, None),
        )
        content.setStretchFactor(self.table, 1)
        self.setLayout(row(Page(content, letters=220), space=0))
        self._offer(())
        self.finder.textChanged.connect(lambda _: self._narrow())
        self.finder.went_down.connect(self._go_down)
        for choice in (self.audience, self.playbook):
            choice.currentIndexChanged.connect(lambda _: self._narrow())
        self.table.opened.connect(self.opened.emit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Keep room for lines, whatever the text's size."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leave columns out where names would be cut short."""
        super().resizeEvent(event)
        self._fit()

    def draw(self, rows: tuple[TemplateRow, ...] | None) -> None:
        """Show the list."""
        if rows is None:
            return
        self._offer(rows)
        self.rows.put(rows)
        self._narrow()
        if not self.table.currentIndex().isValid() and self.rows.rowCount():
            self.table.selectRow(0)

    def _offer(self, rows: tuple[TemplateRow, ...]) -> None:
        """Offer whoever reads something and whatever writes something."""
        found = dict.fromkeys(r.audience for r in rows)
        books = sorted({name for r in rows for name in r.playbooks})
        readers = [(key, name) for key, name in AUDIENCES.items() if key in found]
        self.audience.offer([("", words.EVERYBODY), *readers])
        self.playbook.offer([("", words.ANY_PLAYBOOK), *((b, b) for b in books)])

    def _narrow(self) -> None:
        audience = str(self.audience.currentData() or "")
        book = str(self.playbook.currentData() or "")
        self.rows.sift(
            lambda r: (
                (not audience or r.audience == audience)
                and (not book or book in r.playbooks)
            )
        )
        self.rows.narrow(self.finder.text())
        self.count.setText(words.counted_rows(self.rows.rowCount()))

    def _go_down(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self.rows.rowCount():
            self.table.selectRow(0)

    def _open(self) -> None:
        chosen = self.rows.row_at(self.table.currentIndex())
        if chosen is not None:
            self.opened.emit(chosen)

    def _fit(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        for number in _LEFT_OUT:
            self.table.setColumnHidden(number, letters < _NARROW)
        self.table.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
