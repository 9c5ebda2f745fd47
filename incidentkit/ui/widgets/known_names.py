"""A line for a name: it offers those that are known, and takes any other."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit


class NameLine(QLineEdit):
    """Offers known names while one is typed; the down key shows them all."""

    def __init__(self, longest: int = 500) -> None:
        super().__init__()
        self.setMaxLength(longest)
        self._names = QStringListModel(self)
        made = self._offers = QCompleter(self._names, self)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(made)

    def offer(self, names: Iterable[str]) -> None:
        """Offer these names, in their order."""
        wanted = list(dict.fromkeys(names))
        if wanted != self._names.stringList():
            self._names.setStringList(wanted)

    @property
    def offered(self) -> tuple[str, ...]:
        """The names that are offered."""
        return tuple(self._names.stringList())

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Leave no names over a page that is gone, such as at a lock."""
        if (popup := self._offers.popup()) is not None:
            popup.hide()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Show every name that fits on the down key, all of them in an empty line."""
        if event.key() == Qt.Key.Key_Down:
            self._offers.setCompletionPrefix(self.text())
            self._offers.complete()
            return
        super().keyPressEvent(event)
