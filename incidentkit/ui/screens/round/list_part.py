"""The accounts of a round as a list that one key at a time walks through."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from incidentkit.desk.round import LineRow, RoundPage, When, Whose
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.find_line import FindLine
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.vault.kinds import SubjectId
from incidentkit.words import rounds as round_words
from incidentkit.words.times import short_day
from incidentkit.words.window import round as words

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LEAST_ROWS, _MOST_ROWS = 7, 20
_ROW_LINES = 1.6  # how many lines of text a row is high, as the sheet has it


class WalkTable(Table):
    """A table that keeps only the keys for going up and down.

    All others go on to the page: there, a letter is an answer and no search. Left and
    right are told by signal, because on their way they would scroll the page.

    Signals:
        stepped: -1 for left, 1 for right.
    """

    stepped = Signal(int)

    _OWN = frozenset(
        {
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
            Qt.Key.Key_PageUp,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Home,
            Qt.Key.Key_End,
        }
    )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go up and down; leave everything else to the page."""
        if event.key() in self._OWN:
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            event.ignore()


class ListPart(QWidget):
    """Draws the list and says which account is chosen.

    Signals:
        chosen: The account that somebody went to.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._is_drawing = False
        self._page: RoundPage | None = None
        self._account: SubjectId | None = None
        self.search = FindLine()
        self.only_open = QCheckBox(words.ONLY_OPEN)
        self.rows: Rows[LineRow] = Rows(_COLUMNS, lambda row: row.account)
        self.table = WalkTable(self.rows, words.TABLE)
        # The end of a name tells accounts of one platform apart.
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        policy = QSizePolicy.Policy
        self.table.setSizePolicy(policy.Expanding, policy.Expanding)
        layout = column(Field(words.SEARCH, self.search), self.only_open, self.table)
        layout.setStretchFactor(self.table, 1000)
        layout.addStretch(1)
        self.setLayout(layout)
        self._fit()
        self.search.textChanged.connect(self.rows.narrow)
        self.search.went_down.connect(self.table.setFocus)
        self.only_open.toggled.connect(lambda _on: self._draw())
        self.table.chosen.connect(self._chosen)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Keep so many rows in sight, whatever the text's size."""
        if event.type() is QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        row = self.fontMetrics().lineSpacing() * _ROW_LINES
        self.table.setMinimumHeight(int(row * _LEAST_ROWS))
        self.table.setMaximumHeight(int(row * _MOST_ROWS))

    def draw(self, page: RoundPage, account: SubjectId | None) -> None:
        """Show the list, at one of its accounts."""
        if (page, account) != (self._page, self._account):
            self._page, self._account = page, account
            self._draw()

    def _draw(self) -> None:
        """Draw the list; that its chosen row moves on the way is nobody's choice."""
        if self._page is None:
            return
        left = self.only_open.isChecked()
        rows = [
            row
            for row in self._page.rows
            if not (left and row.is_done) or row.account == self._account
        ]
        self._is_drawing = True
        self.rows.put(rows)
        self.table.choose(self._account)
        self._is_drawing = False

    def _chosen(self, row: LineRow | None) -> None:
        if row is not None and not self._is_drawing:
            self._account = row.account
            self.chosen.emit(row.account)


def state_words(row: LineRow) -> str:
    """Say how far an account is; what has to be changed today comes before that."""
    if row.is_owed:
        return words.OWED
    if row.is_done and row.worst is not None:
        return round_words.FOUND[row.worst.value]
    said = words.TO_DO if row.worst is None else words.BEGUN
    if row.when is When.LATE:
        said = f"{said}, {words.LATE}"
    return said if row.in_use else f"{said}, {words.NOT_IN_USE}"


def owner_words(row: LineRow) -> str:
    """Say who looks at an account."""
    return words.YOURS if row.whose is Whose.MINE else row.owner or round_words.NO_OWNER


_COLUMNS: tuple[Column[LineRow], ...] = (
    Column(words.ACCOUNT, lambda row: row.label, stretch=True),
    Column(words.DUE, lambda row: short_day(row.due), lambda row: row.due),
    Column(words.WHO, owner_words),
    Column(words.STATE, state_words),
)
