"""Making what is not needed at once: a little at a time, whenever the window is idle."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer


class Making(QObject):
    """Takes one step between one event and the next, so that typing never waits.

    A step has to be short, and must do no harm when what it makes is there already:
    somebody may have needed it sooner.
    """

    def __init__(
        self, steps: Iterable[Callable[[], object]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._steps = iter(steps)
        self.is_over = False
        # Other events come first: a timer of no time waits until there are none.
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._take_one)

    def start(self) -> None:
        """Begin with the first step, after whatever happens now."""
        if not self.is_over:
            self._turn.start()

    def _take_one(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self.is_over = True
            self._turn.stop()
        else:
            step()
