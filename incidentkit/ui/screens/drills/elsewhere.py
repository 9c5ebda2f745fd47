"""The band in every other room while an exercise is looked at: here, things are real."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words import drills as drill_words
from incidentkit.words.window import drills as words


class Elsewhere(QFrame):
    """Hidden while no exercise goes on.

    Signals:
        back_asked: Back to the exercise.
    """

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "warn")
        self.setAccessibleName(drill_words.EXERCISE)
        self.scenario = label("", "strong")
        self.back = button(
            words.BACK_TO_IT, "quiet", on_click=lambda: self.back_asked.emit()
        )
        said = column(self.scenario, label(words.ELSEWHERE), space=Space.HAIR)
        layout = row(said, self.back, space=Space.LARGE)
        layout.setStretch(0, 1)
        layout.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        self.setLayout(layout)
        self.hide()

    def say(self, scenario: str) -> None:
        """Say which exercise goes on; nothing when none does."""
        self.scenario.setText(words.going_on(scenario))
        self.setVisible(bool(scenario))
