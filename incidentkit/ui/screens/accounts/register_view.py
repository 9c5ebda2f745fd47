"""The list of accounts: find one while typing, open it with Return."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import Status
from incidentkit.desk.register import RegisterRow
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.register import RegisterViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.blank import Blank
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.words.accounts import ACCESS
from incidentkit.words.lists import and_list
from incidentkit.words.problems import Problem
from incidentkit.words.times import short_date
from incidentkit.words.window import accounts as words

_COLUMNS = (
    Column[RegisterRow](words.PLATFORM, lambda r: r.platform),
    Column[RegisterRow](words.HANDLE, lambda r: r.account.handle, stretch=True),
    Column[RegisterRow](words.STANDING, lambda r: _standing(r)),
    Column[RegisterRow](
        words.CHANGED, lambda r: _changed(r), lambda r: r.account.changed or 0
    ),
    Column[RegisterRow](words.WHO, lambda r: and_list(r.holders), stretch=True),
    Column[RegisterRow](words.ACCESS, lambda r: ACCESS[r.account.access]),
)
# With large text there is no room for all: these go first, and the page has them.
_LEAST_LETTERS = {4: 96, 5: 130}


class RegisterView(QWidget):
    """Shows every account.

    Signals:
        opened: Somebody wants to see an account.
        add_asked: Somebody wants to write one down.
        import_asked: Somebody wants to import a table.
    """

    opened = Signal(object)
    add_asked = Signal()
    import_asked = Signal()

    def __init__(self, model: RegisterViewModel) -> None:
        super().__init__()
        self._model = model
        self.banner = Banner()
        self.finder = FindLine()
        self.finder.setClearButtonEnabled(False)  # Escape empties it
        self.rows = Rows[RegisterRow](_COLUMNS, lambda r: r.account.subject)
        self.table = Table(self.rows, words.LIST_NAME)
        self.count = label("", "quiet")
        self.add = button(words.ADD, "act", on_click=self.add_asked.emit)
        self.bring_in = button(words.IMPORT, on_click=self.import_asked.emit)
        self.first = button(words.FIRST, "act", on_click=self.add_asked.emit)
        self.first_import = button(words.IMPORT, on_click=self.import_asked.emit)
        self.blank = Blank(
            words.NO_ACCOUNT, words.NO_ACCOUNT_BODY, self.first, self.first_import
        )
        self.reading = label(words.READING, "quiet")
        self._full = self._list()
        self._lay_out()
        self._connect()
        self._render()

    def arrive(self) -> None:
        """Read the accounts again, and be ready to find one."""
        self._model.look()
        self.take_focus()

    def come_back(self) -> None:
        """Read the accounts again, and go on from the account that was opened."""
        self._model.look()
        if self.table.isVisibleTo(self) and self.table.currentIndex().isValid():
            self.table.setFocus()
        else:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        if self.blank.isVisibleTo(self):
            self.first.setFocus()
        else:
            self.finder.setFocus()
            self.finder.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leave columns out where there is no room for them."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Do so as well when the text has become larger or smaller."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_columns()

    def _fit_columns(self) -> None:
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        for number, least in _LEAST_LETTERS.items():
            self.table.setColumnHidden(number, letters < least)

    def _list(self) -> QWidget:
        found = Field(words.FIND, self.finder, words.FIND_HINT)
        return group(column(found, self.table, self.count, space=Space.SMALL))

    def _lay_out(self) -> None:
        self.top = group(row(self.bring_in, self.add))
        content = column(
            row(label(words.TITLE, "title"), None, self.top),
            self.banner,
            self.reading,
            self.blank,
            self._full,
        )
        content.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self.setLayout(content)

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._narrow)
        self.finder.went_down.connect(self._go_down)
        self.finder.returnPressed.connect(self._open_first)
        self.table.opened.connect(self._open)
        QShortcut(QKeySequence.StandardKey.Find, self, self.take_focus)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self._refused)

    def _narrow(self, text: str) -> None:
        self.rows.narrow(text)
        self._say_count()

    def _go_down(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _open_first(self) -> None:
        """Return in the line opens what is left when only one is."""
        if self.rows.rowCount() == 1:
            self._open(self.rows.row_at(self.rows.index(0, 0)))
        else:
            self._go_down()

    def _open(self, found: RegisterRow | None) -> None:
        if found is not None:
            self.opened.emit(found.account.subject)

    def _render(self) -> None:
        rows = self._model.state.rows
        was_blank = self.blank.isVisibleTo(self)
        self.reading.setVisible(rows is None)
        self.blank.setVisible(rows == ())
        self._full.setVisible(bool(rows))
        self.top.setVisible(bool(rows))
        if rows:
            self.rows.put(rows)
            self._say_count()
        if self.isVisible() and self.blank.isVisibleTo(self) is not was_blank:
            self.take_focus()

    def _say_count(self) -> None:
        of = len(self._model.state.rows or ())
        self.count.setText(words.shown(self.rows.rowCount(), of))

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)


def _standing(row_: RegisterRow) -> str:
    account = row_.account
    return words.row_standing(
        waiting=bool(account.waiting),
        settle=bool(account.to_settle),
        retired=account.status is Status.RETIRED,
        newer=account.has_unopened,
    )


def _changed(row_: RegisterRow) -> str:
    return short_date(row_.account.changed) if row_.account.changed else ""
