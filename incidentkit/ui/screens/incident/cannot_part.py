"""That a step could not be done, or nobody could be reached: why, and who was tried."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.response import StepPage
from incidentkit.playbooks.model import Verb
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.acts import Tried
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import Control
from incidentkit.ui.widgets.layout import SideBySide, box, column, group, row
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_steps as step_words

_MOST = 4


class Attempt(QWidget):
    """One person who was tried."""

    def __init__(self) -> None:
        super().__init__()
        self.whom, self.how, self.when = line(), line(), line()
        how = Field(step_words.ATTEMPT_HOW, self.how, step_words.ATTEMPT_HOW_HINT)
        when = Field(step_words.ATTEMPT_WHEN, self.when, step_words.ATTEMPT_WHEN_HINT)
        whom = Field(step_words.ATTEMPT_WHOM, self.whom)
        self.setLayout(
            column(whom, SideBySide(how, when, 24, (1, 1)), space=Space.SMALL)
        )


class CannotPart(QWidget):
    """Folded away until somebody needs it. `open` stands elsewhere: it is given away.

    Signals:
        failed: It could not be done: why, and who was tried.
    """

    failed = Signal(str, tuple)

    def __init__(self) -> None:
        super().__init__()
        self.open = button(step_words.CANNOT, "quiet", on_click=self.unfold)
        self.why = line()
        self.attempts = [Attempt() for _ in range(_MOST)]
        self.another = button(
            step_words.ATTEMPT_MORE, "quiet", on_click=self._show_another
        )
        self.record = button(step_words.CANNOT_NOW, "act", on_click=self._record)
        self.back = button(words.NEVER_MIND, on_click=self.fold)
        self._form = box(
            column(
                Field(step_words.CANNOT_WHY, self.why),
                group(column(*self.attempts)),
                self.another,
                row(self.record, self.back, None),
            ),
            "sunken",
            Space.MEDIUM,
        )
        self.setLayout(column(self._form))
        self.why.returnPressed.connect(self._record)
        self.begin()

    def begin(self) -> None:
        """Begin with an empty form for another step."""
        self.fold()
        for number, attempt in enumerate(self.attempts):
            attempt.setVisible(number == 0)

    def controls(self) -> dict[str, Control]:
        """Return the fields by the names that people read."""
        named: dict[str, Control] = {step_words.CANNOT_WHY: self.why}
        for number, attempt in enumerate(self.attempts, 1):
            named |= {
                f"{number}. {step_words.ATTEMPT_WHOM}": attempt.whom,
                f"{number}. {step_words.ATTEMPT_HOW}": attempt.how,
                f"{number}. {step_words.ATTEMPT_WHEN}": attempt.when,
            }
        return named

    def draw(self, step: StepPage, *, shown: bool) -> None:
        """Offer it, in the words of what the step asks."""
        rings = step.verb is Verb.NOTIFY
        self.open.setText(step_words.NOBODY if rings else step_words.CANNOT)
        self.setVisible(shown)
        self.open.setVisible(shown and self._form.isHidden())
        if not self._form.isHidden() or not self.is_typed:
            return
        self.unfold(focus=False)  # it was typed before somebody looked elsewhere

    @property
    def is_typed(self) -> bool:
        """Whether anything stands in the fields."""
        return bool(self.why.text() or any(a.whom.text() for a in self.attempts))

    def unfold(self, *, focus: bool = True) -> None:
        """Open the form."""
        self.open.hide()
        self._form.show()
        for attempt in self.attempts:
            if attempt.whom.text():
                attempt.show()
        if focus:
            self.why.setFocus()

    def fold(self) -> None:
        """Close the form, and throw away what stands in it."""
        for control in self.controls().values():
            control.clear()
        self._form.hide()
        self.open.show()

    def _show_another(self) -> None:
        hidden = next((a for a in self.attempts if a.isHidden()), None)
        if hidden is not None:
            hidden.show()
            hidden.whom.setFocus()
        self.another.setVisible(any(a.isHidden() for a in self.attempts))

    def _record(self) -> None:
        tried = tuple(
            Tried(a.whom.text().strip(), a.how.text().strip(), a.when.text().strip())
            for a in self.attempts
            if a.whom.text().strip()
        )
        self.failed.emit(self.why.text().strip(), tried)
