"""A panel of one screen that stands inside a step of another; the shell joins them."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.response import Response, StepPage
from incidentkit.ui.widgets.focus import focus_first

_DIRECTLY = Qt.FindChildOption.FindDirectChildrenOnly


@runtime_checkable
class TakesFocus(Protocol):
    """Something that knows where in it the keyboard belongs, and when."""

    def take_focus(self) -> None:
        """Take the keyboard, now or when there is something to answer."""
        ...


class StepPanel(QWidget):
    """What a step needs beyond reading and ticking.

    Signals:
        finished: What the step asks for has happened; words for the log, or none.
    """

    finished = Signal(str)

    def show_step(self, response: Response, step: StepPage, account: bytes) -> None:
        """Get ready for a step. `account` is the one it is about, empty when none is."""

    @property
    def doubt(self) -> str:
        """What speaks against ending the step now, in words; asked once."""
        return ""

    def lies_ready(self) -> str:
        """Say what stands here and is not kept yet, before the step is called done."""
        return ""

    def take_focus(self) -> None:
        """Hand the keyboard to what is lent here; it may have to read first."""
        lent = self.findChildren(QWidget, options=_DIRECTLY)
        takers = [one for one in lent if isinstance(one, TakesFocus)]
        if takers:
            takers[0].take_focus()
        else:
            focus_first(self)
