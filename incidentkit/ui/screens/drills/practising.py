"""Changing a secret in an exercise: with one that is made up and kept nowhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.rotating import new_secret
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.text import label
from incidentkit.words import drills as drill_words
from incidentkit.words.window import drills as words


class Practising(QWidget):
    """Has a made-up password typed once, as a real one would be at the network.

    It opens nothing, so it may stand here in the open; it is made anew each time.

    Signals:
        practised: It was typed as it stands.
    """

    practised = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.secret = line()
        self.secret.setReadOnly(True)
        self.typed = line()
        self.field = Field(words.TYPE_IT, self.typed)
        self.confirm = button(words.CONFIRM, "act", on_click=self._confirm)
        self.setLayout(
            column(
                box(
                    column(
                        label(f"{drill_words.EXERCISE}: {words.PRACTISE}", "heading"),
                        label(words.PRACTISE_BODY),
                        Field(words.MADE_UP, self.secret),
                        self.field,
                        row(self.confirm, None),
                    ),
                    "sunken",
                )
            )
        )
        self.typed.returnPressed.connect(self._confirm)

    def begin(self) -> None:
        """Make another password."""
        self.secret.setText(new_secret().reveal())
        self.typed.clear()
        self.field.say_wrong("")

    def take_focus(self) -> None:
        """Put the keyboard where the password is typed."""
        self.typed.setFocus()

    def _confirm(self) -> None:
        if self.typed.text() == self.secret.text():
            self.field.say_wrong("")
            self.secret.clear()
            self.typed.clear()
            self.practised.emit()
        else:
            self.field.say_wrong(words.DIFFERS)
