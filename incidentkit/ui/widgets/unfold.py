"""A question that is asked in the page, under the button that begins it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, group, row


class Unfold(QWidget):
    """A button that gives way to a form, and comes back when the form is done with.

    Signals:
        unfolded: The form is open; fill it.
        folded: The form is closed; empty it.
    """

    unfolded = Signal()
    folded = Signal()

    def __init__(self, text: str, form: QWidget, kind: str = "plain") -> None:
        super().__init__()
        self.button = button(text, kind, on_click=self.unfold)
        self.form = form
        self._closed = group(row(self.button, None))
        self._open = box(column(form), "card", Space.MEDIUM)
        self._open.hide()
        self.setLayout(column(self._closed, self._open, space=0))

    @property
    def is_open(self) -> bool:
        """Whether the form is open."""
        return not self._open.isHidden()

    def reveal(self) -> None:
        """Open the form; the keyboard stays where it is."""
        self._closed.hide()
        self._open.show()
        self.unfolded.emit()

    def unfold(self) -> None:
        """Open the form and put the keyboard in its first field."""
        self.reveal()
        first = next(filter(_takes_keyboard, self.form.findChildren(QWidget)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def fold(self) -> None:
        """Close the form, and put the keyboard back on the button."""
        if not self.is_open:
            return
        had_focus = any(w.hasFocus() for w in self._open.findChildren(QWidget))
        self._open.hide()
        self._closed.show()
        if had_focus:
            self.button.setFocus()
        self.folded.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Close the form on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.fold()
            return
        super().keyPressEvent(event)


def _takes_keyboard(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.isEnabled() and widget.isVisibleTo(widget.window())
