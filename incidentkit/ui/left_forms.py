"""What was typed into a form when the kit was locked, found for that form again."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from incidentkit.desk.unfinished import LeftForm, form_left
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.vault.locked_notes import drop_note
from incidentkit.words.problems import words_for


class LeftForms(QObject):
    """Looks for one form at a time.

    Signals:
        found: What waits for the form that was looked for last, None when nothing does.
        refused: It could not be read or removed; the words to show.
    """

    found = Signal(object)
    refused = Signal(object)

    def __init__(self, kit: KitAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._title = ""

    def look(self, title: str) -> None:
        """Look for what waits for a form; an empty title is no form."""
        self._title = title
        if title and self._kit.is_open:
            self._kit.ask(
                lambda desk: form_left(desk, title),
                partial(self._found, title),
                self._refuse,
            )
        else:
            self.found.emit(None)

    def let_go(self, left: LeftForm) -> None:
        """Remove what waits: it is in the form again, or nobody wants it."""
        self._kit.ask(
            lambda desk: drop_note(desk.session, left.note),
            lambda _: self.look(self._title),
            self._refuse,
        )

    def _found(self, title: str, left: LeftForm | None) -> None:
        if title == self._title:
            self.found.emit(left)

    def _refuse(self, error: IncidentKitError) -> None:
        self.refused.emit(words_for(error))
