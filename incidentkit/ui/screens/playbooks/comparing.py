"""Comparing two texts in the kit's lane: long ones would keep the window waiting."""

from PySide6.QtCore import QObject, Signal

from incidentkit.playbooks.difference import Line, difference
from incidentkit.ui.kit_access import KitAccess
from incidentkit.words.problems import words_for


class Comparing(QObject):
    """Compares what it is asked to.

    Signals:
        found: The two texts, and the lines of their difference.
        refused: It could not be done; the words to show.
    """

    found = Signal(str, str, object)
    refused = Signal(object)

    def __init__(self, kit: KitAccess, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit

    def ask(self, old: str, new: str) -> None:
        """Compare; `found` has what was asked, for whoever asked it."""

        def then(lines: tuple[Line, ...]) -> None:
            self.found.emit(old, new, lines)

        self._kit.ask(
            lambda _: difference(old, new),
            then,
            lambda error: self.refused.emit(words_for(error)),
        )
