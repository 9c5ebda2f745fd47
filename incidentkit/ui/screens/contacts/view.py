"""Whom to ring for each role. Draws state, forwards what is pressed, decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from incidentkit.desk.contacts import ContactLine
from incidentkit.desk.services import Desk
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.contacts.card_panel import CardPanel
from incidentkit.ui.screens.contacts.table_panel import TablePanel
from incidentkit.ui.screens.contacts.view_model import ContactsViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import Page, SideBySide, box, column, group, row
from incidentkit.ui.widgets.printed import offer_printers, print_within
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words import contacts as contact_words
from incidentkit.words.problems import Problem
from incidentkit.words.window import contacts as words

_ROWS_SHOWN = 24
PAGES = 2


class ContactsView(QWidget):
    """The roles at the left, the one chosen at the right.

    Signals:
        back_asked: Somebody wants to see the people of the kit.
    """

    back_asked = Signal()

    def __init__(self, model: ContactsViewModel) -> None:
        super().__init__()
        self._model = model
        self._is_drawing = False
        self._was_adding = False
        self.banner = Banner()
        self.search = FindLine()
        self.rows = Rows(_COLUMNS, lambda line: line.row.slug)
        self.table = Table(self.rows, words.TABLE)
        self.care = label("", "warn")
        self.missing = label("", "quiet")
        self.only_care = Tick(words.ONLY_CARE)
        self.card = CardPanel(model)
        self.print = button(words.PRINT, on_click=self.ask_printer)
        self.save_text = button(words.SAVE_TEXT, on_click=self.ask_path)
        self.with_personal = Tick(words.WITH_PERSONAL)
        self.add = button(words.ADD, on_click=model.add_role)
        self.look = button(words.IMPORT, on_click=self.ask_table)
        self.table_panel = TablePanel(model)
        self.back = button(words.BACK, "quiet", on_click=self.back_asked.emit)
        self._lay_out()
        self._connect()
        self._render()

    def arrive(self) -> None:
        """Come to this screen: read again, and go to the search."""
        self.banner.clear()
        self._model.read()
        self.search.setFocus()

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        return self.card.unsaved()

    def ask_printer(self) -> None:
        """Fetch the list; the printers are offered when it is there."""
        self._model.ask_paper(personal=self.with_personal.isChecked())

    def print_on(self, printer: QPrinter, text: str) -> None:
        """Print the list."""
        print_within(printer, text, PAGES)
        self.banner.show_news(words.PRINTED)

    def ask_path(self) -> None:
        """Ask where to save the list."""
        dialog = QFileDialog(self, words.SAVE_TITLE)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(words.TEXT_FILTER)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(words.SAVE_NAME)
        dialog.fileSelected.connect(self.save_at)
        dialog.open()

    def save_at(self, path: str) -> None:
        """Save the list to a file."""
        self._model.save_text(path, personal=self.with_personal.isChecked())

    def ask_table(self) -> None:
        """Ask which table to look at."""
        dialog = QFileDialog(self, words.IMPORT_TITLE)
        dialog.setNameFilter(words.IMPORT_FILTER)
        dialog.fileSelected.connect(self.take_table)
        dialog.open()

    def take_table(self, path: str) -> None:
        """Look at the table that was chosen."""
        self.banner.clear()
        self._model.look_at(path)

    def _connect(self) -> None:
        model = self._model
        self.search.textChanged.connect(self.rows.narrow)
        self.search.went_down.connect(self.table.setFocus)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self.card.lines["name"].setFocus())
        self.only_care.toggled.connect(lambda on: model.show_only(care=on))
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.news.connect(self.banner.show_news)
        model.on_paper.connect(self._print)

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        say_beside(self, problem)

    def _lay_out(self) -> None:
        policy = QSizePolicy.Policy
        height = self.table.fontMetrics().lineSpacing() * 2 * _ROWS_SHOWN
        self.table.setMinimumHeight(height // 2)
        self.table.setSizePolicy(policy.Expanding, policy.Expanding)
        told = column(
            label(words.EMPTY_TITLE, "strong"),
            label(words.EMPTY_BODY),
            space=Space.HAIR,
        )
        self.nobody = box(told, "sunken", Space.MEDIUM)
        said = column(self.care, self.missing, self.only_care, space=Space.TIGHT)
        left = column(
            self.nobody, Field(words.SEARCH, self.search), group(said), self.table
        )
        ways = Flow(self.add, self.look, self.print, self.save_text, self.with_personal)
        sides = SideBySide(group(left), self.card, letters=52, parts=(1, 1))
        head = column(
            row(label(words.TITLE, "title"), None, self.back),
            label(words.LEAD, "quiet"),
            group(ways),
            self.banner,
            self.table_panel,
            sides,
        )
        self.setLayout(row(Page(head, letters=190), space=0))

    def _render(self) -> None:
        state = self._model.state
        self._is_drawing = True
        self.rows.put(state.shown)
        self.table.choose(state.chosen)
        self._is_drawing = False
        found = state.page.care
        self.care.setText(words.care(len(found.stale), len(found.no_deputy)))
        self.care.setVisible(bool(self.care.text()))
        self.missing.setText(words.missing(len(found.missing)))
        self.missing.setVisible(bool(self.missing.text()) and not state.is_empty)
        self.nobody.setVisible(state.is_empty)
        self.add.setVisible(state.page.may_write)
        self.look.setVisible(state.page.may_write)
        self.table_panel.draw(state.table, busy=state.busy)
        self.card.draw(state)
        if state.is_adding and not self._was_adding:
            self.card.role.setFocus()
        self._was_adding = state.is_adding

    def _chosen(self, line: ContactLine | None) -> None:
        if not self._is_drawing and line is not None:
            self._model.choose(line.row.slug)

    def _print(self, text: str) -> None:
        if not offer_printers(self, words.TITLE, lambda p: self.print_on(p, text)):
            self.banner.show_news(words.NO_PRINTER, words.NO_PRINTER_BODY, "warn")


def _who(line: ContactLine) -> str:
    card = line.row.card
    if line.row.is_absent:
        return contact_words.NOT_HERE
    return card.name if card else ""


def _phone(line: ContactLine) -> str:
    card = line.row.card
    if card is not None and line.row.is_filled:
        return card.work_phone or card.out_of_band
    public = line.row.known.public if line.row.known else ()
    ways = [one.way for one in public if one.way[:1].isdigit()]
    return ways[0] if ways and not line.row.is_absent else ""


_COLUMNS: tuple[Column[ContactLine], ...] = (
    Column(words.ROLE, lambda line: line.row.role, stretch=True),
    Column(words.WHO, _who, stretch=True),
    Column(words.PHONE, _phone),
)
