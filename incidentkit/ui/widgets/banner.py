"""What went wrong, or what is good to know, where it happened."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.text import label, restyle
from incidentkit.words.problems import Problem
from incidentkit.words.window.shell import CLOSE_MESSAGE


class Banner(QFrame):
    """Shows one problem or one piece of news. Hidden while there is none.

    It is a part of the page and never a window of its own: nothing has to be
    pressed to go on.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title: QLabel = label("", "strong")
        self.body: QLabel = label()
        self.advice: QLabel = label()
        self._row = row(space=Space.SMALL)
        self._closer = button(CLOSE_MESSAGE, "quiet", on_click=self.clear)
        words = group(
            column(self.title, self.body, self.advice, self._row, space=Space.TIGHT)
        )
        layout = row(space=Space.MEDIUM)
        layout.addWidget(words, 1)
        layout.addWidget(self._closer, 0, Qt.AlignmentFlag.AlignTop)
        layout.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        self.setLayout(layout)
        self._offered: list[QPushButton] = []
        self.hide()

    def show_problem(self, problem: Problem, *offers: QPushButton) -> None:
        """Say what happened and what to do, with buttons that do it."""
        self._show("bad", problem.title, problem.what_happened, problem.what_to_do)
        self._offer(offers)

    def show_news(self, title: str, body: str = "", kind: str = "good") -> None:
        """Say something that is no problem; `kind` is good or warn."""
        self._show(kind, title, body, "")
        self._offer(())

    def clear(self) -> None:
        """Say nothing any more."""
        self._offer(())
        self.hide()

    def _show(self, kind: str, title: str, body: str, advice: str) -> None:
        restyle(self, "box", kind)
        for part, text in (
            (self.title, title),
            (self.body, body),
            (self.advice, advice),
        ):
            part.setText(text)
            part.setVisible(bool(text))
        self.show()
        announce(self, ". ".join(t for t in (title, body, advice) if t))

    def _offer(self, offers: tuple[QPushButton, ...]) -> None:
        for old in self._offered:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._offered = list(offers)
        for place, offer in enumerate(offers):
            self._row.insertWidget(place, offer)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something that was not asked for."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
