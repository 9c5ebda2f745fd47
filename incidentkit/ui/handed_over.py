"""Files that the system hands to the running program, as macOS does at a double click.

Other systems name them on the command line instead.
"""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent


class HandedOver(QObject):
    """Hears of them, once it is a filter of the program's events.

    Signals:
        file: One was handed over: its path.
    """

    file = Signal(object)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take what is meant for the program, and nothing else."""
        if event.type() != QEvent.Type.FileOpen:
            return False
        name = cast(QFileOpenEvent, event).file()
        if name:
            self.file.emit(Path(name))
        return True
