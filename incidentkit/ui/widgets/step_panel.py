"""A panel of one screen that stands inside a step of another; the shell joins them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.response import Response, StepPage


class StepPanel(QWidget):
    """What a step needs beyond reading and ticking.

    Signals:
        finished: What the step asks for has happened; words for the log, or none.
    """

    finished = Signal(str)

    def show_step(self, response: Response, step: StepPage, account: bytes) -> None:
        """Get ready for a step. `account` is the one it is about, empty when none is."""
