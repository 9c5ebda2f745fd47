"""A word about what was found: typed in the page, kept at a lock."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from incidentkit.rounds.model import Found
from incidentkit.rounds.service import LONGEST_NOTE
from incidentkit.ui.screens.round.state import RoundState
from incidentkit.ui.screens.round.view_model import RoundViewModel
from incidentkit.ui.typed_form import Keep, TypedForm
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import FormFields
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import round as words
from incidentkit.words.window.shell import BACK


class NotePart(QWidget):
    """Asks for the word that an answer needs."""

    def __init__(self, model: RoundViewModel) -> None:
        super().__init__()
        self._model = model
        self._shown_for: tuple[object, ...] = ()
        self.note = line(longest=LONGEST_NOTE)
        self.field = Field(words.WORD, self.note, words.WORD_HINT, value="note")
        left = model.left_forms()
        left.refused.connect(model.refused)
        self._fields = FormFields({words.WORD: self.note})
        self._typed = TypedForm(left, self._fields)
        self.offered = self._typed.offered
        self.save = button(words.SAVE, "act", on_click=self._save)
        self.back = button(BACK, on_click=model.stop_wording)
        self.note.returnPressed.connect(self._save)
        form = column(self.offered, self.field, row(self.save, self.back, None))
        self.setLayout(column(box(form)))
        self.hide()

    def draw(self, state: RoundState) -> None:
        """Ask for a word, if one is wanted."""
        line_, marked, found = state.line, state.marked, state.wording
        if line_ is None or marked is None or found is None:
            if self._shown_for:
                self._fields.clear()
            self._shown_for = ()
            self.hide()
            return
        self.save.setEnabled(not state.busy)
        asked = (line_.row.account, marked.ask, found)
        if asked == self._shown_for:
            return
        self._shown_for = asked
        self.field.rename(words.ASK_WORD[found.value])
        self._fields.clear()
        if found is Found.SKIPPED and not line_.row.in_use:
            self.note.setText(words.IT_WAS_CLOSED)
        self._typed.look(left_words.round_word(line_.row.label, marked.name))
        self.show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps the word, for the lock."""
        return self._typed.unsaved() if self._shown_for else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Say nothing after all, on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._model.stop_wording()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # No letter typed here is an answer to the page.
            event.accept()

    def _save(self) -> None:
        self._typed.sent(self._model.say_word(self.note.text()))
