"""The question that comes before everything, and keeps nobody from anything."""

from PySide6.QtWidgets import QFrame

from incidentkit.desk.response import Response
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.layout import column
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident as words


class Danger(QFrame):
    """Stands beside every step until it is answered."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__()
        self._model = model
        self._slug = ""
        self.setProperty("box", "bad")
        self.question = label("", "heading")
        self.answers = Choices(beside=True)
        layout = column(
            self.question, label(words.DANGER_BODY), self.answers, space=Space.SMALL
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        self.answers.picked.connect(lambda said: model.answer(self._slug, said))

    def draw(self, response: Response) -> None:
        """Ask while nobody has answered."""
        step = response.danger
        self.setVisible(step is not None and response.is_open)
        if step is not None and (step.slug != self._slug or not self.answers.buttons):
            self._slug = step.slug
            self.question.setText(step.title)
            self.answers.offer(step.labels)
