"""Python's cyclic garbage, collected on the main thread and nowhere else.

Left to itself, Python collects in whichever thread allocates, and a Qt object that is
let go of in another thread than its own takes the process with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 5_000
_YOUNG = 20_000


class GarbageCollector(QObject):
    """Turns automatic collection off for as long as it lives, and looks now and then."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect when much has been allocated since the last time."""
        if gc.get_count()[0] > _YOUNG:
            gc.collect()

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()
