"""Every response in a table, those under way first."""

from PySide6.QtWidgets import QWidget

from incidentkit.incidents.service import IncidentRow
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.blank import Blank
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.words.running import exercise
from incidentkit.words.times import short_time
from incidentkit.words.window import incident as words
from incidentkit.words.window.shell import START


class ListPage(QWidget):
    """The table, or what to do while there is nothing in it."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows[IncidentRow] = Rows(_COLUMNS, lambda r: r.incident)
        self.table = Table(self.rows, words.ALL_INCIDENTS)
        self.start = button(START, "act")
        self.blank = Blank(words.NO_INCIDENT, words.NO_INCIDENT_BODY, self.start)
        content = column(label(words.ALL_INCIDENTS, "title"), self.blank, self.table)
        content.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self.setLayout(content)

    def draw(self, rows: tuple[IncidentRow, ...]) -> None:
        """Show them."""
        self.rows.put(rows)
        self.blank.setVisible(not rows)
        self.table.setVisible(bool(rows))


_COLUMNS = (
    Column[IncidentRow](words.COLUMN_INCIDENT, lambda r: r.state.reference),
    Column[IncidentRow](
        words.COLUMN_WHAT,
        lambda r: exercise(r.state.title, r.state.exercise),
        stretch=True,
    ),
    Column[IncidentRow](
        words.COLUMN_KNOWN_SINCE,
        lambda r: short_time(r.state.known_ms),
        lambda r: r.state.known_ms,
    ),
    Column[IncidentRow](
        words.COLUMN_STATE,
        lambda r: words.OPEN_ONES if r.state.is_open else words.CLOSED_ONES,
    ),
    Column[IncidentRow](words.COLUMN_NEXT_STEP, lambda r: r.next_step, stretch=True),
)
