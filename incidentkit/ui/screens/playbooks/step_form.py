"""The form beside the text: the fields of what the cursor is in."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from incidentkit.playbooks.editing import Block
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.layout import column, empty
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import playbooks as words

_LONG = frozenset({"how", "goal", "why", "alone"})
_LONGEST = 700


class _Long(TextBox):
    """Says that it was changed when the keyboard leaves it.

    Signals:
        left: The keyboard went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Tell."""
        super().focusOutEvent(event)
        self.left.emit()


class StepForm(QWidget):
    """Draws a block; a field that somebody is in is not drawn over.

    Signals:
        changed: A field's name and what stands in it now.
    """

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._block: Block | None = None
        self.controls: dict[str, QLineEdit | _Long] = {}
        self._fields: dict[str, Field] = {}
        self.title = label("", "heading")
        self.where = label("", "quiet")
        self._rows = column(space=Space.SMALL)
        self.setLayout(column(self.title, self.where, self._rows, None))

    def draw(self, block: Block, at: int, *, may_change: bool) -> None:
        """Show a block."""
        names = block.names
        if tuple(self.controls) != names:
            self._make(names)
        self._block = block
        self.title.setText(words.FIELDS[block.verb] if block.verb else words.HEAD)
        self.where.setText(words.here(at + 1))
        for name, control in self.controls.items():
            self._fill(block, name, control, may_change=may_change)

    def _fill(
        self, block: Block, name: str, control: "QLineEdit | _Long", *, may_change: bool
    ) -> None:
        place = block.field(name)
        simple = place is None or place.simple
        self._fields[name].say_hint("" if simple else words.AS_TABLE)
        control.setReadOnly(not (simple and may_change))
        value = block.value(name)
        if _text(control) == value or control.hasFocus():
            return
        if isinstance(control, QLineEdit):
            control.setText(value)
        else:
            control.setPlainText(value)

    def _make(self, names: tuple[str, ...]) -> None:
        empty(self._rows)
        self.controls, self._fields = {}, {}
        for name in names:
            control = _Long(3) if name in _LONG else line(longest=_LONGEST)
            tell = partial(self._tell, name)
            if isinstance(control, QLineEdit):
                control.editingFinished.connect(tell)
            else:
                control.left.connect(tell)
            made = Field(words.FIELDS[name], control)
            self.controls[name], self._fields[name] = control, made
            self._rows.addWidget(made)

    def _tell(self, name: str) -> None:
        control = self.controls.get(name)
        if control is None or self._block is None or control.isReadOnly():
            return
        text = _text(control)
        if text != self._block.value(name):
            self.changed.emit(name, text)


def _text(control: "QLineEdit | _Long") -> str:
    return control.text()
