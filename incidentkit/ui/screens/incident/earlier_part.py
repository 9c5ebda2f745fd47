"""When a step was done before the kit was opened, and why it went first."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.acts import Earlier
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import Control
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident_steps as words


class EarlierPart(QFrame):
    """Asked only of a step that something stands before: a copy, a second person.

    Signals:
        entered: Return was pressed in one of its fields.
    """

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.when, self.why = line(), line()
        self.setProperty("box", "sunken")
        layout = column(
            label(words.EARLIER, "strong"),
            label(words.EARLIER_BODY),
            Field(words.EARLIER_WHEN, self.when, words.EARLIER_WHEN_HINT),
            Field(words.EARLIER_WHY, self.why),
            space=Space.SMALL,
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        self.hide()
        for control in (self.when, self.why):
            control.returnPressed.connect(self.entered.emit)

    def controls(self) -> Mapping[str, Control]:
        """Return the fields by the names that people read."""
        return {words.EARLIER_WHEN: self.when, words.EARLIER_WHY: self.why}

    @property
    def is_typed(self) -> bool:
        """Whether anything stands in its fields."""
        return bool(self.when.text() or self.why.text())

    def ask(self) -> None:
        """Show it, and put the keyboard into what is missing."""
        self.show()
        (self.why if self.when.text().strip() else self.when).setFocus()

    def said(self) -> Earlier:
        """Return what was typed."""
        return Earlier(self.when.text().strip(), self.why.text().strip())
