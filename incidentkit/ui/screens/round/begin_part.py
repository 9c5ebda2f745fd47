"""Before there is a round: beginning one, or why there is none to begin."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.round import RoundPage, Stage
from incidentkit.ui.screens.round.view_model import RoundViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import round as words


class BeginPart(QWidget):
    """Draws what there is before a round.

    Signals:
        go_asked: Somebody wants to go to this place.
    """

    go_asked = Signal(str)

    def __init__(self, model: RoundViewModel) -> None:
        super().__init__()
        self.heading = label("", "heading")
        self.body = label("")
        self.begin = button(words.BEGIN, "act", on_click=model.begin)
        self.settings = button(
            words.TO_SETTINGS, on_click=lambda: self.go_asked.emit("settings/council")
        )
        self.add = button(
            words.ADD_ACCOUNT, "act", on_click=lambda: self.go_asked.emit("add-account")
        )
        content = column(
            self.heading, self.body, row(self.begin, self.settings, self.add, None)
        )
        self.setLayout(column(box(content), None))

    def draw(self, page: RoundPage, *, busy: bool) -> None:
        """Show what there is to do."""
        is_off = page.stage is Stage.OFF
        is_empty = not is_off and not page.in_use
        self.settings.setVisible(is_off)
        self.add.setVisible(is_empty)
        self.begin.setVisible(not is_off and not is_empty and page.may_write)
        self.begin.setEnabled(not busy)
        if is_off:
            self._say(words.OFF_TITLE, words.OFF)
        elif is_empty:
            self._say(words.NO_ACCOUNTS, words.NO_ACCOUNTS_BODY)
        else:
            more = "" if page.may_write else f" {words.OBSERVER}"
            self._say(words.begin(page.month), words.in_use(page.in_use) + more)

    def take_focus(self) -> None:
        """Put the keyboard on the one thing to do."""
        for control in (self.begin, self.settings, self.add):
            if control.isVisibleTo(self):
                control.setFocus()
                return

    def _say(self, heading: str, body: str) -> None:
        self.heading.setText(heading)
        self.body.setText(body)
