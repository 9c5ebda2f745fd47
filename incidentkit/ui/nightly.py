"""Has the open kit write who can post as us on paper, once a day.

A failure is on the first screen; here nobody is disturbed by it.
"""

from PySide6.QtCore import QObject, QTimer

from incidentkit.desk.services import Desk
from incidentkit.ui.kit_access import KitAccess

_HOUR_MS = 3_600_000
# After an unlock somebody wants to work: the paper can wait a little.
_QUIET_MS = 30_000


class NightlyPaper(QObject):
    """Looks after each unlock, and every hour while the kit stays open."""

    def __init__(self, kit: KitAccess, quiet_ms: int = _QUIET_MS) -> None:
        super().__init__()
        self._kit = kit
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(quiet_ms)
        self._quiet.timeout.connect(self.look)
        self._hourly = QTimer(self)
        self._hourly.setInterval(_HOUR_MS)
        self._hourly.timeout.connect(self.look)
        kit.opened.connect(self._quiet.start)
        kit.opened.connect(self._hourly.start)

    def look(self) -> None:
        """Write today's paper, unless it is there or nobody wants it."""
        if self._kit.is_open:
            self._kit.ask(_write, _nothing, _nothing)


def _write(desk: Desk) -> None:
    from incidentkit.desk.nightly_paper import write_tonight

    write_tonight(desk)


def _nothing(_: object) -> None:
    """Say nothing: the folder has the paper, or the first screen says why not."""
