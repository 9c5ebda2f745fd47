"""A place for one secret: copy it, or show it for a while."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.secret import Secret
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, group, row
from incidentkit.ui.widgets.secret_shown import SecretShown
from incidentkit.words.window import secrets as words


class SecretSlot(QWidget):
    """Two buttons that ask for a secret, and the secret in their place when it comes.

    It opens nothing itself: whoever answers logs first.

    Signals:
        copy_asked: The secret is wanted on the clipboard.
        show_asked: The secret is wanted on the screen.
    """

    copy_asked = Signal()
    show_asked = Signal()

    def __init__(self, clipboard: SecretClipboard, name: str) -> None:
        super().__init__()
        self._name = name
        self.copy = button(words.COPY, on_click=self.copy_asked.emit)
        self.show_it = button(words.REVEAL, on_click=self.show_asked.emit)
        self.copy.setAccessibleName(words.copy_named(name))
        self.show_it.setAccessibleName(words.show_named(name))
        self.asking = group(row(self.copy, self.show_it, None))
        self.shown = SecretShown(clipboard)
        self.shown.hidden.connect(self._ask_again)
        self.setLayout(column(self.asking, self.shown, space=Space.SMALL))

    def show_secret(
        self, secret: Secret, *, seconds: int | None = None, as_prose: bool = False
    ) -> None:
        """Show the secret. That it is shown has been logged already."""
        has_focus = self.show_it.hasFocus() or self.copy.hasFocus()
        self.shown.show_secret(secret, self._name, seconds=seconds, as_prose=as_prose)
        if has_focus:
            self.shown.copy.setFocus()
        self.asking.hide()

    def take_focus(self) -> None:
        """Put the keyboard on the first of its buttons."""
        (self.shown.copy if self.shown.is_showing else self.copy).setFocus()

    def hide_secret(self) -> None:
        """Take the secret off the screen."""
        self.shown.hide_secret()

    def _ask_again(self) -> None:
        had_focus = self.shown.had_focus
        self.asking.show()
        if had_focus:
            self.show_it.setFocus()
