"""The list of accounts: find one while typing, open it with Return."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.views import SavedView
from incidentkit.desk.account_list import RegisterRow, passes
from incidentkit.desk.unfinished import all_of
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.list_columns import (
    COLUMNS,
    LEAST_LETTERS,
    ORDER,
)
from incidentkit.ui.screens.accounts.register import RegisterViewModel
from incidentkit.ui.screens.accounts.several import SeveralForm
from incidentkit.ui.screens.accounts.view_bar import ViewBar
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.blank import Blank
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import Page, column, group, row
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.table import Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.words.problems import Problem
from incidentkit.words.window import accounts as words
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window.exporting import TAKE_OUT
from incidentkit.words.window.platforms import PLATFORMS

_ALL_WIDTH = 10_000  # a table may be as wide as the window


class RegisterView(QWidget):
    """Shows every account.

    Signals:
        opened: Somebody wants to see an account.
        add_asked: Somebody wants to write one down.
        import_asked: Somebody wants to import a table.
        export_asked: Somebody wants to take the accounts out.
        platforms_asked: Somebody wants to see what is known of platforms.
    """

    opened = Signal(object)
    add_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    platforms_asked = Signal()

    def __init__(self, model: RegisterViewModel) -> None:
        super().__init__()
        self._model = model
        self.banner = Banner()
        self.finder = FindLine()
        self.finder.setClearButtonEnabled(False)  # Escape empties it
        self.rows = Rows[RegisterRow](
            tuple(COLUMNS.values()), lambda r: r.account.subject
        )
        self.table = Table(self.rows, words.LIST_NAME, several=True)
        # The end of a name tells accounts of one platform apart.
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.bar = ViewBar(model)
        self.several = SeveralForm(model, self.table.selected_rows)
        self.count = label("", "quiet")
        self.add = button(words.ADD, "act", on_click=self.add_asked.emit)
        self.bring_in = button(words.IMPORT, on_click=self.import_asked.emit)
        self.take_out = button(TAKE_OUT, on_click=self.export_asked.emit)
        self.platforms = button(PLATFORMS, on_click=self.platforms_asked.emit)
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

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed under the list, for the lock."""
        return all_of((self.several.typed.unsaved(), self.bar.typed.unsaved()))

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
        wanted = self.bar.menu.chosen()
        for number, name in enumerate(ORDER):
            is_cramped = letters < LEAST_LETTERS.get(name, 0)
            self.table.setColumnHidden(number, name not in wanted or is_cramped)

    def _list(self) -> QWidget:
        found = Field(words.FIND, self.finder, words.FIND_HINT)
        bar = row(self.bar, self.count)
        bar.setStretch(0, 1)
        bar.setAlignment(self.count, Qt.AlignmentFlag.AlignTop)
        search = row(found, self.bar.choice, space=Space.LARGE)
        search.setStretch(0, 1)
        offered = (self.bar.typed.offered, self.several.typed.offered)
        parts = (search, bar, *offered, self.table, self.several.unfold)
        return group(column(*parts, space=Space.TIGHT))

    def _lay_out(self) -> None:
        self.top = group(Flow(self.platforms, self.bring_in, self.take_out, self.add))
        content = column(
            row(label(words.TITLE, "title"), None, self.top),
            self.banner,
            self.reading,
            self.blank,
            self._full,
        )
        # A page, so that an open form scrolls and the window never outgrows the screen.
        self.setLayout(column(Page(content, letters=_ALL_WIDTH), space=0))

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._narrow)
        self.finder.went_down.connect(self._go_down)
        self.finder.returnPressed.connect(self._open_first)
        self.table.opened.connect(self._open)
        QShortcut(QKeySequence.StandardKey.Find, self, self.take_focus)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self._refused)
        self._model.said.connect(lambda text: self.banner.show_news(text))
        self.bar.wanted.connect(self._show_view)
        self.table.selectionModel().selectionChanged.connect(
            lambda *_: self.several.recount()
        )

    def _narrow(self, text: str) -> None:
        self.bar.say_words(text)
        self.rows.narrow(text)
        self._say_count()

    def _show_view(self, view: SavedView) -> None:
        """Show what a view lets through; a saved one brings its words."""
        if view.name:
            self.finder.setText(view.words)
        self.rows.sift(lambda row: passes(row, view.sieve))
        self._fit_columns()
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
        self.bar.offer(self._model.state.views)
        self.several.offer_people(self._model.state.people)
        was_blank = self.blank.isVisibleTo(self)
        self.reading.setVisible(rows is None)
        self.blank.setVisible(rows == ())
        self._full.setVisible(bool(rows))
        self.top.setVisible(bool(rows))
        if rows:
            self.several.typed.show(left_words.SEVERAL)
            self.bar.typed.show(left_words.VIEW)
            self.rows.put(rows)
            self._say_count()
        if self.isVisible() and self.blank.isVisibleTo(self) is not was_blank:
            self.take_focus()

    def _say_count(self) -> None:
        of = len(self._model.state.rows or ())
        self.count.setText(words.shown(self.rows.rowCount(), of))

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        say_beside(self, problem)
