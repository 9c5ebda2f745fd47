"""The page that imports a table: choose a file, see what it becomes, write it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from incidentkit.desk.account_import import FoundAccount, FoundTable
from incidentkit.exchange.columns import Column as Taken
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.jobs import Job
from incidentkit.ui.screens.accounts.importing import (
    ImportingState,
    ImportingViewModel,
)
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import Page, box, column, empty, group, row
from incidentkit.ui.widgets.progress import Progress
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.account_commands import COLUMNS, DELETE_THE_FILE
from incidentkit.words.accounts import (
    ACCESS,
    DUPLICATES,
    LAYOUTS,
    NOTICES,
    account_name,
)
from incidentkit.words.problems import Problem
from incidentkit.words.rules import value_rule
from incidentkit.words.window import accounts as words

_MOST_NAMED = 12
_SHOWN_ROWS = 10
_COLUMNS = (
    Column[FoundAccount](words.ROW, lambda a: str(a.row), lambda a: a.row),
    Column[FoundAccount](
        words.ACCOUNT, lambda a: account_name(a.platform, a.handle), stretch=True
    ),
    Column[FoundAccount](words.ACCESS, lambda a: ACCESS[a.access]),
    Column[FoundAccount](
        words.PASSWORD_KEPT, lambda a: words.YES if a.keeps_password else ""
    ),
    Column[FoundAccount](
        words.DUPLICATE, lambda a: DUPLICATES.get(a.same_as or "", "")
    ),
)


class ImportingView(QWidget):
    """Looks at a table and imports it.

    Signals:
        left: Somebody goes back to the list.
    """

    left = Signal()

    def __init__(self, model: ImportingViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: FoundTable | None = None
        self.back = button(words.ALL_ACCOUNTS, "quiet", on_click=self.left.emit)
        self.banner = Banner()
        self.choose = button(words.CHOOSE_FILE, "act", on_click=self._choose)
        self.progress = Progress()
        self.found = label("", "strong")
        self.layout_name = label("", "quiet")
        self.remarks = column(space=Space.TIGHT)
        self.mapping: list[QComboBox] = []
        self._mapping = column(space=Space.SMALL)
        self.rows = Rows[FoundAccount](_COLUMNS, lambda a: a.row)
        self.table = Table(self.rows, words.ACCOUNTS_FOUND)
        self.again = Tick(words.TAKE_DUPLICATES)
        self.again.clicked.connect(lambda on: model.take_duplicates(wanted=on))
        self.write = button("", "act", on_click=model.write)
        self.open_list = button(words.OPEN_LIST, "act", on_click=self.left.emit)
        self._preview = self._preview_part()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Begin with no file."""
        self.banner.clear()
        self._model.begin()
        self.choose.setFocus()

    def take_file(self, path: str) -> None:
        """Look at the file that was chosen."""
        self.banner.clear()
        self._model.look_at(Path(path))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # --- drawing ------------------------------------------------------------

    def _preview_part(self) -> QWidget:
        return group(
            column(
                self.found,
                self.layout_name,
                group(self.remarks),
                self.again,
                row(self.write, None),
                label(words.ACCOUNTS_FOUND, "heading"),
                self.table,
                box(
                    column(label(words.COLUMNS, "heading"), group(self._mapping)),
                    "card",
                ),
            )
        )

    def _lay_out(self) -> None:
        content = column(
            row(self.back, None),
            label(words.IMPORT_TITLE, "title"),
            label(words.IMPORT_BODY),
            self.banner,
            self.progress,
            row(self.choose, self.open_list, None),
            self._preview,
            None,
        )
        self.page = Page(content)
        self.setLayout(row(self.page, space=0))

    def _connect(self) -> None:
        self._model.writing.connect(self._follow)
        self._model.stopped.connect(self._stopped)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self._refused)
        self._render()

    def _render(self) -> None:
        state = self._model.state
        if not state.busy:
            self.progress.end()
        self.choose.setEnabled(not state.busy)
        first = state.table is None and not state.written
        restyle(self.choose, "kind", "act" if first else "plain")
        self._preview.setVisible(state.table is not None)
        self.open_list.setVisible(bool(state.written))
        if state.table is not None and state.table != self._drawn:
            self._draw(state.table)
        self._drawn = state.table
        self.write.setEnabled(
            state.table is not None and state.table.can_be_imported and not state.busy
        )
        self._say_outcome(state)

    def _say_outcome(self, state: ImportingState) -> None:
        if state.has_changed:
            self.banner.show_news(words.FILE_CHANGED, kind="warn")
        elif state.written:
            self.banner.show_news(words.imported(state.written), DELETE_THE_FILE)
            self.open_list.setFocus()

    def _draw(self, table: FoundTable) -> None:
        number, wanted = len(table.accounts), len(table.written)
        self.found.setText(words.found_in(table.path.name, number, number - wanted))
        self.layout_name.setText(LAYOUTS[table.layout])
        self.write.setText(words.import_all(wanted))
        self.write.setVisible(bool(wanted))
        self.again.setVisible(bool(table.duplicates))
        self.again.setChecked(table.with_duplicates)
        self.table.setColumnHidden(len(_COLUMNS) - 1, not table.duplicates)
        self.rows.put(table.accounts)
        self._fit_table(number)
        self._draw_remarks(table)
        self._draw_mapping(table)

    def _fit_table(self, number: int) -> None:
        """Let the list be as high as its rows, up to some; it scrolls after that."""
        each = self.table.verticalHeader().defaultSectionSize()
        header = self.table.horizontalHeader().sizeHint().height()
        rows = min(number, _SHOWN_ROWS) * each
        self.table.setFixedHeight(header + rows + Space.SMALL)

    def _draw_remarks(self, table: FoundTable) -> None:
        empty(self.remarks)
        if table.problems:
            self.remarks.addWidget(label(words.problems(len(table.problems)), "bad"))
        said = [
            words.row_problem(p.row, p.column, value_rule(p.rule).because)
            for p in table.problems
        ]
        said += [words.row_remark(r.row, NOTICES[r.notice]) for r in table.remarks]
        for text in said[:_MOST_NAMED]:
            self.remarks.addWidget(label(text))
        if len(said) > _MOST_NAMED:
            more = words.more_like_this(len(said) - _MOST_NAMED)
            self.remarks.addWidget(label(more, "quiet"))

    def _draw_mapping(self, table: FoundTable) -> None:
        empty(self._mapping)
        self.mapping = []
        for number, heading in enumerate(table.headings):
            choice = _column_choice(table.mapping[number])
            choice.activated.connect(partial(self._take_for, number))
            self.mapping.append(choice)
            name = heading or f"{words.COLUMN} {number + 1}"
            self._mapping.addWidget(Field(name, choice))

    # --- what happens -------------------------------------------------------

    def _choose(self) -> None:
        dialog = QFileDialog(self, words.CHOOSE_FILE)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(words.CSV_FILES)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def _take_for(self, number: int, choice: int) -> None:
        self._model.take_column_for(number, tuple(Taken)[choice])

    def _follow(self, job: Job) -> None:
        self.progress.follow(job, words.IMPORTING)

    def _stopped(self) -> None:
        self.banner.show_news(words.STOPPED, kind="warn")

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        self.page.ensureWidgetVisible(self.banner)


def _column_choice(taken: Taken) -> QComboBox:
    made = QComboBox()
    for column_ in Taken:
        text = COLUMNS[column_]
        made.addItem(f"{text[0].upper()}{text[1:]}")
    made.setCurrentIndex(list(Taken).index(taken))
    return made
