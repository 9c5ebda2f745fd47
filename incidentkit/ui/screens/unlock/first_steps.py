"""The first steps for what has happened: its name first, then that card alone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from incidentkit.playbooks.card import CardLine
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.focus import bring_into_view
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import unlock as words

Cards = Sequence[tuple[str, tuple[CardLine, ...]]]


class FirstSteps(QWidget):
    """Asks what happened, and shows what to do about it."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, tuple[CardLine, ...]] = {}
        self.which = Choices()
        self.which.picked.connect(self.choose)
        self.title = label("", "heading")
        self.other = button(words.CARD_OTHER, "quiet", on_click=self.ask)
        self._lines = column(space=Space.SMALL)
        self.question = group(
            column(label(words.CARD_WHICH, "strong"), self.which, space=Space.SMALL)
        )
        self.card = group(
            column(
                row(self.other, None),
                self.title,
                label(words.CARD_BODY, "quiet"),
                group(self._lines),
                space=Space.SMALL,
            )
        )
        content = column(self.question, self.card, None, space=0)
        content.setContentsMargins(0, Space.SMALL, 0, 0)
        self.setLayout(content)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.card.hide()

    def draw(self, cards: Cards) -> None:
        """Offer these, the likeliest first."""
        self._cards = dict(cards)
        self.which.offer([name for name, _ in cards])

    def begin(self) -> None:
        """Ask again, and leave the keyboard where it is."""
        self.card.hide()
        self.question.show()

    def ask(self) -> None:
        """Ask again: it was something else."""
        self.begin()
        if self.which.buttons:
            self.which.buttons[0].setFocus()

    def choose(self, name: str) -> None:
        """Show what to do first about that, and nothing of anything else."""
        empty(self._lines)
        for number, line in enumerate(self._cards[name], start=1):
            self._lines.addWidget(_step(number, line))
        self.title.setText(name)
        self.question.hide()
        self.card.show()
        self.other.setFocus()
        bring_into_view(self.other)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back to the question with Escape."""
        if event.key() == Qt.Key.Key_Escape and not self.card.isHidden():
            self.ask()
        else:
            super().keyPressEvent(event)


def _step(number: int, line: CardLine) -> QWidget:
    condition = words.only_if(*line.only_if)
    parts = [label(condition, "small")] if condition else []
    parts.append(label(f"{number}. {line.title}", "strong"))
    parts += [label(how) for how in line.how]
    return box(column(*parts, space=Space.TIGHT), "sunken", Space.SMALL)
