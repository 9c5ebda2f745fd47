"""The bar at the top of every screen, the locked one too: the response button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import shell as words


class Bar(QFrame):
    """Start a response, write a note, look something up, lock.

    Signals:
        start_asked, note_asked, help_asked, lock_asked: Somebody pressed it.
    """

    start_asked = Signal()
    note_asked = Signal()
    help_asked = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("box", "bar")
        self.council = label(words.APP, "strong")
        self.counting = label("", "warn")
        self.start = button(
            words.with_key(words.START, words.START_KEY),
            "start",
            on_click=self.start_asked.emit,
            key=words.START_KEY,
        )
        self.start.setToolTip(words.START_TIP)
        self.note = button(
            words.NOTE, on_click=self.note_asked.emit, key=words.NOTE_KEY
        )
        self.help = button(
            words.HELP, on_click=self.help_asked.emit, key=words.HELP_KEY
        )
        self.lock = button(
            words.LOCK, on_click=self.lock_asked.emit, key=words.LOCK_KEY
        )
        layout = row(
            self.council, self.counting, self.note, self.help, self.lock, self.start
        )
        # Names and sentences wrap, so that no button is ever cut off.
        layout.setStretchFactor(self.council, 3)
        layout.setStretchFactor(self.counting, 2)
        layout.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.SMALL)
        self.setLayout(layout)
        self.show_open(council="")

    def show_open(self, council: str) -> None:
        """Show what belongs to an open kit; without a council, to a locked one."""
        self.council.setText(council or words.APP)
        self.note.setVisible(bool(council))
        self.lock.setVisible(bool(council))

    def say_counting(self, text: str) -> None:
        """Say something short beside the buttons, such as what the clipboard holds."""
        self.counting.setText(text)
        self.counting.setVisible(bool(text))
