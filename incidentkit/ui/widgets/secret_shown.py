"""A secret that was revealed, for a short while."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from incidentkit.accounts.secret import Secret
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.banner import announce
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.secret_canvas import SecretCanvas, SpelledCanvas
from incidentkit.ui.widgets.text import label
from incidentkit.words.spelling import place_in_text, spoken_character
from incidentkit.words.window import secrets as words

SECONDS = 30
_SECOND_MS = 1000


class SecretShown(QFrame):
    """Shows one secret and forgets it again. Hidden while there is none.

    Showing it has to have been logged by whoever calls `show_secret`. The name is
    what the secret is, such as "Password", and is shown beside it. `had_focus` says,
    once it is hidden, whether the keyboard was here.

    Signals:
        hidden: The secret is no longer on the screen.
    """

    hidden = Signal()

    def __init__(self, clipboard: SecretClipboard, seconds: int = SECONDS) -> None:
        super().__init__()
        self._clipboard = clipboard
        self._seconds = seconds
        self._secret: Secret | None = None
        self._left = 0
        self._at = 0
        self._may_stay = True
        self.had_focus = False
        self.setProperty("box", "sunken")
        self.name = label("", "strong")
        self.canvas = SecretCanvas()
        self.key = label(words.KEY_TO_SIGNS, "small")
        self.countdown = label("", "quiet")
        self.copy = button(words.COPY, on_click=self._copy)
        self.read = button(words.READ_OUT, on_click=self.read_out)
        self.away = button(words.HIDE, on_click=self.hide_secret)
        self.reading = self._reading()
        self.timer = QTimer(self)
        self.timer.setInterval(_SECOND_MS)
        self.timer.timeout.connect(self._count_down)
        self._lay_out()
        self.hide()

    @property
    def is_showing(self) -> bool:
        """Whether a secret is on the screen."""
        return self._secret is not None

    def show_secret(
        self,
        secret: Secret,
        name: str,
        *,
        seconds: int | None = None,
        as_prose: bool = False,
    ) -> None:
        """Show a secret for a while. That it is shown has been logged already.

        `seconds` is for what is good for no longer, such as the code of the moment.
        """
        self._secret = secret
        self._may_stay = seconds is None
        self._left = self._seconds if seconds is None else seconds
        self.name.setText(name)
        self.canvas.paint_secret(secret.reveal(), as_prose=as_prose)
        self.key.setVisible(not as_prose)
        self.read.setVisible(not as_prose)
        self._stop_reading()
        self._say_time()
        self.timer.start()
        self.show()
        if not self.isVisible():  # the page went away while the secret was on its way
            self.hide_secret()

    def hide_secret(self) -> None:
        """Take it off the screen and forget it."""
        was_shown, self._secret = self._secret is not None, None
        self.had_focus = any(control.hasFocus() for control in self._controls())
        self.timer.stop()
        self.canvas.paint_secret("")
        self._stop_reading()
        self.hide()
        if was_shown:
            self.hidden.emit()

    def read_out(self) -> None:
        """Show and announce one character after the other, beginning with the first."""
        if self._secret is None:
            return
        self.reading.show()
        self.read.hide()
        self._read(0)
        self.following.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Forget the secret when its page goes away."""
        super().hideEvent(event)
        self.hide_secret()

    # --- inside ----------------------------------------------------------

    def _controls(self) -> tuple[QPushButton, ...]:
        reading = (self.following, self.before, self.end)
        return (self.copy, self.read, self.away, *reading)

    def _lay_out(self) -> None:
        content = column(
            self.name,
            self.canvas,
            self.key,
            row(self.copy, self.read, self.away, None),
            self.countdown,
            self.reading,
            space=Space.SMALL,
        )
        content.setContentsMargins(
            Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM
        )
        self.setLayout(content)

    def _reading(self) -> QWidget:
        self.spelled = SpelledCanvas()
        self.place = label("", "quiet")
        self.before = button(words.BEFORE, on_click=lambda: self._read(self._at - 1))
        self.following = button(
            words.NEXT, "act", on_click=lambda: self._read(self._at + 1)
        )
        self.end = button(words.END_READING, on_click=self._stop_reading)
        buttons = column(
            row(self.following, self.before, None),
            row(self.end, None),
            space=Space.SMALL,
        )
        return group(column(self.spelled, self.place, buttons, space=Space.SMALL))

    def _read(self, number: int) -> None:
        if self._secret is None:
            return
        text = self._secret.reveal()
        if not 0 <= number < len(text):
            self._stop_reading()
            return
        self._at = number
        if self._may_stay:
            self._left = self._seconds  # reading out takes longer than looking
        name = spoken_character(text[number])
        self.spelled.paint_character(text[number], name)
        self.place.setText(place_in_text(number + 1, len(text)))
        self.before.setEnabled(number > 0)
        self._say_time()
        announce(self, name)

    def _stop_reading(self) -> None:
        had_focus = any(control.hasFocus() for control in self._controls()[3:])
        self.spelled.paint_character("", "")
        self.reading.hide()
        self.read.setVisible(self.key.isVisibleTo(self))
        if had_focus:
            self.read.setFocus()

    def _copy(self) -> None:
        if self._secret is not None:
            self._clipboard.copy(self._secret.reveal())

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._say_time()
        else:
            self.hide_secret()

    def _say_time(self) -> None:
        self.countdown.setText(words.hides_in(self._left))
