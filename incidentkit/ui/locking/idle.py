"""Locks when nobody has used the window for a while, or the machine has slept."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from incidentkit.clock import Clock

_USED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
_LOOK_MS = 5_000
# A tick this late means that the machine slept: nothing keeps the main thread so long.
_SLEPT_MS = 60_000


class IdleWatch(QObject):
    """Counts from the last key or mouse event in any of the program's windows.

    Signals:
        idle: Nobody has used it for the time allowed.
        slept: The machine was asleep.
    """

    idle = Signal()
    slept = Signal()

    def __init__(
        self,
        app: QApplication,
        clock: Clock,
        minutes: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._allowed_ms = minutes * 60_000
        self._used_at = self._looked_at = clock.now_ms()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app.installEventFilter(self)

    def allow(self, minutes: int) -> None:
        """Change how long nobody may use it."""
        self._allowed_ms = minutes * 60_000

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note that somebody is there. It sees every event, so it does no more."""
        if event.type() in _USED:
            self._used_at = self._clock.now_ms()
        return False

    def look(self) -> None:
        """See whether it is time. The wall clock counts, because sleep does too."""
        now = self._clock.now_ms()
        slept = now - self._looked_at > _SLEPT_MS
        self._looked_at = now
        self._used_at = min(self._used_at, now)  # a clock put back gives no more time
        if slept:
            self.slept.emit()
        elif now - self._used_at >= self._allowed_ms:
            self.idle.emit()
