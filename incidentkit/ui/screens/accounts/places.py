"""Where to do things on an account's platform, beside the account."""

from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from incidentkit.desk.register import AccountPage
from incidentkit.platforms.platform import Place, Task
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.drafting import TASK_WORDS
from incidentkit.words.times import spoken_day
from incidentkit.words.window import accounts as words
from incidentkit.words.window.platforms import CORRECT, OPEN, about


class Places(QWidget):
    """Shows each place with its way through the menus, and opens its page.

    Signals:
        platform_asked: Somebody wants to see or correct what is known of a platform.
    """

    platform_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[object, ...] | None = None
        self._found = column(space=Space.TIGHT)
        self.setLayout(self._found)

    def draw(self, page: AccountPage) -> None:
        """Show the places of an account's platform."""
        drawn = (page.row.platform, page.checked, page.places)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        empty(self._found)
        self._found.addWidget(label(words.PLACES, "heading"))
        if not page.places:
            self._found.addWidget(label(words.NOT_KNOWN, "quiet"))
        if page.checked:
            said = words.checked_on(page.platform, spoken_day(str(page.checked)))
            self._found.addWidget(label(said, "quiet"))
            self._found.addLayout(row(self._correct(page.row.platform), None))
        for task, place in page.places:
            self._draw_place(task, place)

    def _draw_place(self, task: Task, place: Place) -> None:
        self._found.addWidget(label(TASK_WORDS[task], "strong"))
        for text in (place.menu, place.link, place.note):
            if text:
                self._found.addWidget(label(text))
        if place.link.startswith("https://"):
            opener = button(
                OPEN,
                "quiet",
                on_click=partial(_open, place.link),
            )
            opener.setAccessibleName(about(TASK_WORDS[task], OPEN))
            self._found.addLayout(row(opener, None))

    def _correct(self, slug: str) -> QWidget:
        return button(
            CORRECT, "quiet", on_click=partial(self.platform_asked.emit, slug)
        )


def _open(link: str) -> None:
    QDesktopServices.openUrl(QUrl(link))
