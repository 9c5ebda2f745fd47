"""Who rehearsed what and when: by playbook, and every exercise that was held."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.drilling import DrillsPage
from incidentkit.drills.register import Held, Rehearsed
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import drills as drill_words
from incidentkit.words.lists import and_list
from incidentkit.words.times import short_time, spoken_date
from incidentkit.words.window import drills as words

_BOOKS, _HELD = 6, 8


class RegisterPart(QWidget):
    """Draws both, and has them saved.

    Signals:
        saved: The folder that the register is to be saved in.
        debrief_asked: Somebody wants to see what an exercise showed.
    """

    saved = Signal(str)
    debrief_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[bytes, str] = {}
        self.books: Rows[Rehearsed] = Rows(self._book_columns(), lambda one: one.slug)
        self.book_table = Table(self.books, words.REGISTER)
        self.held: Rows[Held] = Rows(self._held_columns(), lambda one: one.incident)
        self.held_table = Table(self.held, words.HELD)
        self.none = label(words.NOTHING_HELD, "quiet")
        self.folder = FolderLine(words.SAVE_REGISTER, words.SAVE_HINT)
        self.save = button(words.SAVE_REGISTER, on_click=self._save)
        form = column(self.folder, row(self.save, None))
        self.saving = Unfold(words.SAVE_REGISTER, box(form, "sunken"))
        line = self.fontMetrics().lineSpacing() * 2
        self.book_table.setMinimumHeight(line * _BOOKS)
        self.held_table.setMinimumHeight(line * _HELD)
        self.setLayout(
            column(
                label(words.REGISTER, "heading"),
                label(words.OVERDUE_NOTE, "quiet"),
                self.book_table,
                label(words.HELD, "heading"),
                self.none,
                self.held_table,
                self.saving,
            )
        )
        self.folder.entered.connect(self._save)
        self.held_table.opened.connect(
            lambda one: self.debrief_asked.emit(one.incident)
        )

    def draw(self, page: DrillsPage) -> None:
        """Show both tables."""
        self._names = {bytes(person): name for person, name in page.names.items()}
        self.books.put(page.rehearsed)
        self.held.put(page.held)
        self.none.setVisible(not page.held)
        self.held_table.setVisible(bool(page.held))

    def _save(self) -> None:
        if self.folder.text():
            self.saved.emit(self.folder.text())
            self.saving.fold()

    def _people(self, people: tuple[bytes, ...]) -> str:
        return and_list([self._names.get(bytes(person), "") for person in people])

    def _book_columns(self) -> tuple[Column[Rehearsed], ...]:
        head = drill_words.REGISTER_HEAD
        return (
            Column(head[0], lambda one: one.name, stretch=True),
            Column(head[1], _last, lambda one: one.last_ms),
            Column(head[2], lambda one: self._people(one.people)),
            Column(head[3], lambda one: str(one.times), lambda one: one.times),
            Column(words.OVERDUE_COLUMN, _standing),
        )

    def _held_columns(self) -> tuple[Column[Held], ...]:
        head = drill_words.HELD_HEAD
        return (
            Column(head[0], lambda one: one.reference),
            Column(head[1], lambda one: one.scenario, stretch=True),
            Column(
                head[2],
                lambda one: short_time(one.started_ms),
                lambda one: one.started_ms,
            ),
            Column(head[4], lambda one: self._people(one.people)),
            Column(head[5], _state),
        )


def _last(one: Rehearsed) -> str:
    return spoken_date(one.last_ms) if one.last_ms else drill_words.NEVER


def _standing(one: Rehearsed) -> str:
    return drill_words.OVERDUE if one.is_overdue else drill_words.IN_TIME


def _state(one: Held) -> str:
    return drill_words.GOING_ON if one.is_open else drill_words.ENDED
