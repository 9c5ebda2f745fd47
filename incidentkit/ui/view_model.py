"""What every view-model is: one frozen state, and a signal that it is new."""

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from incidentkit.errors import IncidentKitError
from incidentkit.words.problems import Problem, words_for

S = TypeVar("S")


class ViewModel(QObject, Generic[S]):
    """Decides what a screen shows. Knows no widget, and is tested without a window.

    A view connects `changed` to one method that draws `state`.

    Signals:
        changed: `state` is new.
        refused: Something did not work; the words to show.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, state: S) -> None:
        super().__init__()
        self.state = state

    def _set(self, state: S) -> None:
        self.state = state
        self.changed.emit()

    def _refuse(self, error: IncidentKitError) -> None:
        """Say in words why something did not work."""
        self._say_problem(words_for(error))

    def _say_problem(self, problem: Problem) -> None:
        self.refused.emit(problem)
