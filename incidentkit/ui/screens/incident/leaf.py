"""What every leaf beside the steps is, and what those do in which something is typed."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.response import Response
from incidentkit.desk.unfinished import Once
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.typed_forms import TypedForms
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.form_fields import Control, FormFields
from incidentkit.ui.widgets.layout import box, column
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident as words
from incidentkit.words.window import left_forms as left_words


class Leaf(QWidget):
    """One leaf.

    Signals:
        left: Back to the step.
    """

    left = Signal()

    def __init__(self, model: IncidentViewModel, title: str) -> None:
        super().__init__()
        self.model = model
        self.content = column()
        self.content.addWidget(label(title, "title"))
        back = button(words.BACK_TO_STEP, "quiet", on_click=self.left.emit)
        self.setLayout(column(back, box(self.content, margin=Space.WIDE), None))

    def draw(self, response: Response) -> None:
        """Show it for a response."""

    def is_wanted(self, response: Response) -> bool:
        """Whether there is anything to do on it."""
        return response.is_open


class WritingLeaf(Leaf):
    """A leaf with fields. What is typed is for one response, and waits for it.

    It is put away when another response is shown, emptied when it is in the log, and
    kept at a lock.
    """

    def __init__(
        self, model: IncidentViewModel, title: str, controls: Mapping[str, Control]
    ) -> None:
        super().__init__(model, title)
        self._title = title
        self._left = model.left_forms()
        self.fields = FormFields(controls)
        self.offered = OfferedBack(self._left)
        self.typed = TypedForms(self._left)
        self.content.addWidget(self.offered)
        self.offered.wanted.connect(lambda values: self.fields.put(values))
        self._left.refused.connect(model.refused)
        model.watch(self.typed.unsaved)

    def draw(self, response: Response) -> None:
        """Show what is typed for this response, and nothing typed for another."""
        title = left_words.beside(self._title, response.reference, response.title)
        self.typed.show(response.incident, title, self.fields)

    def sent(self, once: Once | None) -> bool:
        """Remember what is on its way into the log; whether anything is."""
        return self.typed.sent(once)
