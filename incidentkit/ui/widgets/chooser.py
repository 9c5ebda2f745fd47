"""A list to choose one thing from, which long names never make wider than the page."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from incidentkit.ui.widgets.text import harmless

_LETTERS = 12


class Chooser(QComboBox):
    """Shows names and keeps what they stand for."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(_LETTERS)

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        """Offer these by name; what was chosen stays chosen if it is still there."""
        wanted = [(stands_for, harmless(name)) for stands_for, name in choices]
        if wanted == self._offered():
            return  # nobody is told of a choice that nobody made
        chosen = self.currentText()
        self.clear()
        for stands_for, name in wanted:
            self.addItem(name, stands_for)
        self.setCurrentText(chosen)

    def _offered(self) -> list[tuple[object, str]]:
        return [(self.itemData(n), self.itemText(n)) for n in range(self.count())]
