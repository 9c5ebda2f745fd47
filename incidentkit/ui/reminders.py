"""Telling somebody what is due, from the open window or the locked one; never a name.

What is told comes from the small file that the open kit keeps. It survives a lock and a
restart, and on one day nobody is told twice.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QStyle, QSystemTrayIcon

from incidentkit.clock import Clock
from incidentkit.ui.jobs import Lane
from incidentkit.ui.kit_access import KitAccess
from incidentkit.vault.folder import Places
from incidentkit.words.reminding import notice

_HOUR_MS = 3_600_000
# After a commit others mostly follow: what is due is worked out once they are over.
_QUIET_MS = 20_000
_AT_FIRST_MS = 5_000


class Sink(Protocol):
    """Where a notification goes."""

    def tell(self, title: str, body: str) -> None:
        """Show it to whoever is there."""
        ...


class Tray:
    """The desktop's own notifications, where there is a tray to send them from."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._icon: QSystemTrayIcon | None = None

    def tell(self, title: str, body: str) -> None:
        """Show it; a desktop without a tray shows nothing."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._icon is None:
            sign = QStyle.StandardPixmap.SP_MessageBoxInformation
            icon = self._app.style().standardIcon(sign)
            self._icon = QSystemTrayIcon(icon, self._app)
        self._icon.show()
        self._icon.showMessage(title, body)


class Reminders(QObject):
    """Looks every hour whether somebody has to be told."""

    def __init__(
        self, kit: KitAccess, places: Callable[[], Places], clock: Clock, sink: Sink
    ) -> None:
        super().__init__()
        self._kit = kit
        self._places = places
        self._clock = clock
        self._sink = sink
        self._hourly = QTimer(self)
        self._hourly.setInterval(_HOUR_MS)
        self._hourly.timeout.connect(self.look)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.keep)
        kit.opened.connect(self._quiet.start)
        kit.changed.connect(self._quiet.start)

    def start(self) -> None:
        """Begin to look, once the window has had time to be there."""
        self._hourly.start()
        QTimer.singleShot(_AT_FIRST_MS, self, self.look)

    def keep(self) -> None:
        """Have the open kit write down what is due, then look."""
        if not self._kit.is_open:
            return
        from incidentkit.desk.reminding import keep_index

        self._kit.ask(keep_index, lambda _: self.look(), lambda _: None)

    def look(self) -> None:
        """Tell somebody what is due today, unless they were told today."""

        def work() -> tuple[int, int] | None:
            from incidentkit.council.calendar import day_of
            from incidentkit.desk.reminding import note_told, to_tell

            places, today = self._places(), day_of(self._clock.now_ms())
            found = to_tell(places, today)
            if found is not None:
                note_told(places, today)
            return found

        self._kit.jobs.run(work, then=self._tell, failed=lambda _: None, lane=Lane.SIDE)

    def _tell(self, found: tuple[int, int] | None) -> None:
        if found is not None:
            self._sink.tell(*notice(*found))
