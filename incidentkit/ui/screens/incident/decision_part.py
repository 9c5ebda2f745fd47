"""The answers to a question, each with what it leads to where that is written down."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.desk.asking import Asked, Choice
from incidentkit.playbooks.model import DONT_KNOW
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import SideBySide, box, column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_steps as step_words

_LETTERS = 26  # an option narrower than this is hard to read


class Options(Choices):
    """Answers that are compared side by side where something is said of them."""

    def compare(self, choices: Sequence[Choice], chosen: str = "") -> None:
        """Show these answers, one of them as given already."""
        buttons = self.made([choice.label for choice in choices], chosen)
        if not any(c.means or c.is_rule for c in choices):
            self.place(buttons)
            return
        made: list[QWidget] = [
            _option(choice, press)
            for choice, press in zip(choices, buttons, strict=True)
        ]
        pairs = zip(made[::2], [*made[1::2], None], strict=False)
        self.place(
            [SideBySide(one, two or QWidget(), _LETTERS, (1, 1)) for one, two in pairs]
        )


def _option(choice: Choice, press: QPushButton) -> QFrame:
    parts = [press]
    texts = [
        label(text, part)
        for text, part in (
            (step_words.RULE if choice.is_rule else "", "good"),
            (choice.means, ""),
            (step_words.basis(choice.basis) if choice.basis else "", "small"),
        )
        if text
    ]
    press.setAccessibleDescription(". ".join(text.text() for text in texts))
    return box(column(*parts, *texts, None, space=Space.TIGHT), "sunken", Space.SMALL)


class DecisionPart(QWidget):
    """Answers, and the reason where one is asked for.

    Signals:
        answered: An answer, with its reason where one is needed.
    """

    answered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._asked = Asked()
        self._offered: tuple[tuple[Choice, ...], str] | None = None
        self._pending = ""
        self.options = Options()
        self.reason = line()
        self.why = label("", "strong")
        self.reason_field = Field(words.REASON, self.reason, words.REASON_HINT)
        self.confirm = button("", "act", on_click=self._confirm)
        self.asking = box(
            column(self.why, self.reason_field, row(self.confirm, None)),
            "sunken",
            Space.MEDIUM,
        )
        self.setLayout(column(self.options, self.asking))
        self.options.picked.connect(self._picked)
        self.reason.returnPressed.connect(self._confirm)

    @property
    def buttons(self) -> list[QPushButton]:
        """The answers on offer, as buttons."""
        return self.options.buttons

    def begin(self) -> None:
        """Ask a new question."""
        self._pending, self._offered = "", None

    def draw(self, asked: Asked, answer: str, *, decides: bool) -> None:
        """Show the answers; a decision may always be given a reason."""
        self._asked = asked
        if self._offered != (asked.choices, answer):
            self._offered = (asked.choices, answer)
            self.options.compare(asked.choices, answer)
        self._draw_reason(decides=decides)

    def _draw_reason(self, *, decides: bool) -> None:
        asked, pending = self._asked, self._pending
        against = bool(pending and asked.rule and asked.rule != pending)
        self.why.setText(
            step_words.against_rule(asked.rule) if against else step_words.REASON_ASKED
        )
        self.why.setVisible(against or asked.reason_required)
        self.confirm.setVisible(bool(pending))
        if pending:
            self.confirm.setText(step_words.answer_as(pending))
        self.asking.setVisible(decides or asked.reason_required or bool(pending))

    def _picked(self, said: str) -> None:
        reason = self.reason.text().strip()
        if said != DONT_KNOW and self._needs_reason(said) and not reason:
            self._pending = said
            self._draw_reason(decides=True)
            self.reason.setFocus()
            return
        self.answered.emit(said, reason)

    def _needs_reason(self, said: str) -> bool:
        asked = self._asked
        return asked.reason_required or bool(asked.rule and asked.rule != said)

    def _confirm(self) -> None:
        """Give the answer that waits; without a reason the kit says what is missing."""
        if self._pending:
            self.answered.emit(self._pending, self.reason.text().strip())
