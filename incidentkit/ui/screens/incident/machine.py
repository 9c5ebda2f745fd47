"""Asked once in a response, before the first secret: could this computer be the way in?"""

from PySide6.QtWidgets import QFrame

from incidentkit.desk.response import Response
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import column, group
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident as words


class MachineQuestion(QFrame):
    """A question with two answers, and advice after the one of them."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__()
        self.setProperty("box", "warn")
        self.no = button(
            words.MACHINE_NO, on_click=lambda: model.suspect_machine(suspect=False)
        )
        self.yes = button(
            words.MACHINE_YES, on_click=lambda: model.suspect_machine(suspect=True)
        )
        self.go_on = button(words.MACHINE_GO_ON, on_click=model.go_on_here)
        self._question = group(
            column(
                label(words.MACHINE, "heading"),
                label(words.MACHINE_BODY),
                group(Flow(self.no, self.yes)),
            )
        )
        self._advice = group(
            column(
                label(words.MACHINE_SUSPECT),
                group(Flow(self.go_on)),
            )
        )
        layout = column(
            label(words.MACHINE_TITLE, "strong"), self._question, self._advice
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)

    def draw(self, response: Response, *, shown: bool) -> None:
        """Ask, advise, or stay away."""
        self.setVisible(shown)
        self._question.setVisible(response.machine is None)
        self._advice.setVisible(response.machine is True)
