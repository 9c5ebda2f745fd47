"""What still has to be filled in, and which facts have changed since they were."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from incidentkit.drafting.fields import FIELDS
from incidentkit.drafting.outdated import Outdated
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drafts.view_model import DraftViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.words.window import drafts as words

_LONGEST = 8_000


class OutdatedBox(QFrame):
    """What has changed since the kit filled it in; drawn anew only when it differs."""

    def __init__(self, model: DraftViewModel) -> None:
        super().__init__()
        self._found: tuple[Outdated, ...] = ()
        self.setProperty("box", "warn")
        self._lines = column(space=Space.SMALL)
        self.fill = button(words.FILL_AGAIN, "act", on_click=model.fill_again)
        layout = column(
            label(words.OUTDATED, "strong"),
            group(self._lines),
            group(Flow(self.fill)),
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        self.hide()

    def draw(self, found: tuple[Outdated, ...]) -> None:
        """Say what it is, and offer to fill it in again where that is certain."""
        self.setVisible(bool(found))
        if found == self._found:
            return
        self._found = found
        empty(self._lines)
        for one in found:
            meaning = FIELDS.get(one.field, one.field)
            said = words.outdated(meaning, one.was, one.now)
            self._lines.addWidget(breaking_label(said))
        self.fill.setVisible(any(one.can_fill for one in found))


class Gaps(QFrame):
    """One line for each gap; Return puts what is typed into the text.

    Signals:
        filled: The last one went in, and the keyboard has to go somewhere else.
    """

    filled = Signal()

    def __init__(self, model: DraftViewModel) -> None:
        super().__init__()
        self._model = model
        self.lines: dict[str, QLineEdit] = {}
        self._rows: dict[str, QWidget] = {}
        self._puts: dict[str, QPushButton] = {}
        self.setProperty("box", "warn")
        self._layout = column(label(words.GAPS, "strong"), space=Space.SMALL)
        margin = Space.MEDIUM
        self._layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(self._layout)
        self.hide()

    def draw(self, gaps: tuple[str, ...]) -> None:
        """Ask for these, and leave what is being typed beside the others alone."""
        for name in [name for name in self._rows if name not in gaps]:
            self._take_out(name)
        for place, name in enumerate(gaps, start=1):
            if name not in self._rows:
                self._rows[name] = self._row(name)
                self._layout.insertWidget(place, self._rows[name])
        for name, put in self._puts.items():
            leads = name == next(iter(gaps), "")
            restyle(put, "kind", "act" if leads else "plain")
        self.setVisible(bool(gaps))

    def _row(self, name: str) -> QWidget:
        meaning = words.gap(FIELDS.get(name, ""), name)
        typed = line(longest=_LONGEST)
        typed.textChanged.connect(partial(self._model.gap_typed, name))
        typed.returnPressed.connect(partial(self._model.fill, name))
        self.lines[name] = typed
        put = button(words.PUT_IN, on_click=partial(self._model.fill, name))
        self._puts[name] = put
        put.setAccessibleName(f"{words.PUT_IN}: {meaning}")
        return group(column(Field(meaning, typed), row(put, None), space=Space.TIGHT))

    def _take_out(self, name: str) -> None:
        gone, typed = self._rows.pop(name), self.lines.pop(name)
        del self._puts[name]
        following = next(iter(self.lines.values()), None)
        had_focus = any(w.hasFocus() for w in gone.findChildren(QWidget))
        if had_focus or typed.hasFocus():
            if following is not None:
                following.setFocus()
            else:
                self.filled.emit()
        self._layout.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
