"""What a table of contacts would change, with every row that stands in its way."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QFrame

from incidentkit.desk.contact_table import ContactTable
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.contacts.view_model import ContactsViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.words import contacts as said
from incidentkit.words.window import contacts as words

_MOST_SHOWN = 12


class TablePanel(QFrame):
    """Shows a table before it is taken in. Hidden while there is none."""

    def __init__(self, model: ContactsViewModel) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._drawn: ContactTable | None = None
        self.found = label("", "strong")
        self._lines = column(space=Space.TIGHT)
        self.take = button(words.TAKE_IN, "act", on_click=model.take_in)
        self.leave = button(words.NOT_NOW, on_click=model.leave_table)
        content = column(
            label(words.IMPORT_TITLE, "heading"),
            self.found,
            group(self._lines),
            label(words.IMPORT_HINT, "quiet"),
            row(self.take, self.leave, None),
        )
        margin = Space.MEDIUM
        content.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(content)
        self.hide()

    def draw(self, table: ContactTable | None, *, busy: bool) -> None:
        """Show what a table would change, or nothing without one."""
        self.take.setEnabled(not busy)
        if table is self._drawn:
            return
        self._drawn = table
        self.setVisible(table is not None)
        if table is not None:
            self._fill(table)

    def _fill(self, table: ContactTable) -> None:
        changing, whole = (
            len(table.changing),
            len(table.rows) + len({one.number for one in table.bad}),
        )
        self.found.setText(words.found(changing, whole))
        empty(self._lines)
        self._add(_bad(table), "bad")
        if table.bad:
            self._lines.addWidget(label(said.NOTHING_TAKEN, "strong"))
        self._add(_changes(table), "")
        if table.unknown:
            left = said.left_out(list(table.unknown))
            self._lines.addWidget(breaking_label(left, "quiet"))
        can = bool(changing) and not table.bad
        self.take.setVisible(can)
        (self.take if can else self.leave).setFocus()

    def _add(self, texts: Iterable[str], part: str) -> None:
        lines = [breaking_label(text, part) for text in texts]
        for shown in lines[:_MOST_SHOWN]:
            self._lines.addWidget(shown)
        rest = lines[_MOST_SHOWN:]
        if rest:
            more = group(column(*rest, space=Space.TIGHT))
            self._lines.addWidget(Unfold(words.more(len(rest)), more, "quiet"))


def _bad(table: ContactTable) -> Iterator[str]:
    for one in table.bad:
        yield said.bad_row(one.number, one.role, one.field, one.rule)


def _changes(table: ContactTable) -> Iterator[str]:
    for one in table.changing:
        new = "" if one.slug else f" ({said.NEW_HERE})"
        values = [(name, getattr(one.card, name)) for name in one.changes]
        yield f"{one.card.role}{new}: {said.changed_to(values)}"
    if not (table.changing or table.bad):
        yield words.NOTHING_NEW
