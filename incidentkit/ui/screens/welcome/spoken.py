"""The words to read out over the telephone, and whether one has been let in."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.welcome.steps import Step
from incidentkit.ui.screens.welcome.view_model import WelcomeState
from incidentkit.ui.widgets.banner import Banner, announce
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, empty, row
from incidentkit.ui.widgets.progress import SHORT_MS, Progress
from incidentkit.ui.widgets.text import label, short_label
from incidentkit.words.window import welcome as words

_COLUMNS = 2


class SpokenWords(QWidget):
    """Shows the words large and numbered, and looks whether a lead has heard them."""

    def __init__(
        self, check: Callable[[], object], leave: Callable[[], object]
    ) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._said = ""
        self.banner = Banner()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.HUGE)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnStretch(_COLUMNS, 1)
        self.standing = label("", "strong")
        self.progress = Progress(SHORT_MS)
        self.check = button(words.CHECK_NOW, "act", on_click=check)
        self.leave = button(words.WAIT_LATER, on_click=leave)
        self.step = Step(
            words.WORDS_TITLE,
            words.WORDS_LEAD,
            self.banner,
            box(column(self._grid), "sunken"),
            label(words.WORDS_WHY, "quiet"),
            self.standing,
            self.progress,
            buttons=(self.check, self.leave),
            number=(2, 2),
        )
        self.setLayout(row(self.step, space=0))
        self.setFocusProxy(self.check)

    def show_state(self, state: WelcomeState) -> None:
        """Draw where joining stands."""
        if state.words != self._words:
            self._words = state.words
            self._draw()
        self.check.setEnabled(not state.busy)
        self.leave.setEnabled(not state.busy)
        must_unlock = state.was_let_in is True and not state.can_open
        self.check.setVisible(not must_unlock)
        self.leave.setText(words.TO_UNLOCK if must_unlock else words.WAIT_LATER)
        self._say(_standing(state))

    def _say(self, text: str) -> None:
        self.standing.setVisible(bool(text))
        self.standing.setText(text)
        if text and text != self._said:
            announce(self, text)
        self._said = text

    def _draw(self) -> None:
        empty(self._grid)
        rows = -(-len(self._words) // _COLUMNS)
        for place, word in enumerate(self._words):
            along, down = divmod(place, rows)
            text = short_label(f"{place + 1}. {word}", "title")
            self._grid.addWidget(text, down, along)


def _standing(state: WelcomeState) -> str:
    if state.was_let_in:
        # Whose passphrase is known need not be told: the kit is opening.
        return "" if state.can_open else words.LET_IN
    return words.NOT_YET if state.was_let_in is False else ""
