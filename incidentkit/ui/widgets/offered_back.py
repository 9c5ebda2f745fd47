"""Offers what was typed into a form when the kit was locked: put it back, or not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from incidentkit.desk.unfinished import LeftForm
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, empty, group
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import left_forms as words


class OfferedBack(QFrame):
    """Shows what waits for one form; hidden while nothing does.

    Signals:
        wanted: The fields to fill, by their names.
    """

    wanted = Signal(dict)

    def __init__(self, left: LeftForms) -> None:
        super().__init__()
        self._left = left
        self._shown: LeftForm | None = None
        self._fields = column(space=Space.HAIR)
        self.put_back = button(words.PUT_BACK, on_click=self._put_back)
        self.drop = button(words.THROW_AWAY, on_click=self._ask)
        self.drop_now = button(words.THROW_AWAY_NOW, "danger", on_click=self._drop)
        layout = column(
            label(words.TITLE, "strong"),
            group(self._fields),
            label(words.CHECK, "quiet"),
            group(Flow(self.put_back, self.drop, self.drop_now)),
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setProperty("box", "warn")
        self.setLayout(layout)
        self.hide()
        left.found.connect(self._show)

    def _show(self, found: LeftForm | None) -> None:
        self._shown = found
        empty(self._fields)
        for name, value in found.form.fields if found else ():
            self._fields.addWidget(label(words.field(name, value)))
        self.drop.show()
        self.drop_now.hide()
        self.setVisible(found is not None)

    def _put_back(self) -> None:
        if self._shown is not None:
            self.wanted.emit(dict(self._shown.form.fields))
            self._drop()

    def _ask(self) -> None:
        self.drop.hide()
        self.drop_now.show()
        self.drop_now.setFocus()

    def _drop(self) -> None:
        if self._shown is not None:
            self._left.let_go(self._shown)
