"""A broad band that says, in words and in any colours, that none of this is real."""

from PySide6.QtWidgets import QFrame

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.text import label, short_label
from incidentkit.words.window import exercise as words


class ExerciseBand(QFrame):
    """Stands above everything that belongs to an exercise; hidden for what is real."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "warn")
        self.setAccessibleName(words.EXERCISE)
        self.scenario = label("", "strong")
        said = column(
            self.scenario, label(words.NOTHING_REAL, "small"), space=Space.HAIR
        )
        layout = row(short_label(words.EXERCISE, "huge"), space=Space.LARGE)
        layout.addLayout(said, 1)
        layout.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        self.setLayout(layout)
        self.hide()

    def draw(self, scenario: str) -> None:
        """Say which scenario it is, or nothing when it is real."""
        self.scenario.setText(words.scenario(scenario))
        self.setVisible(bool(scenario))
