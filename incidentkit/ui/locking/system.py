"""The desktop's own signs: it locks its screen, or is about to sleep.

Said on D-Bus by every Linux desktop we know of; several say it in several ways, and
each is listened to. Elsewhere, and where there is no bus, `idle.IdleWatch` notices
sleep by the clock.
"""

from dataclasses import dataclass

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from incidentkit.ui.locking.own_session import OwnSession


@dataclass(frozen=True, slots=True)
class _Sign:
    """A signal on a bus. `when` is the argument that means it, None for any."""

    on_system_bus: bool
    interface: str
    name: str


_SLEEP = _Sign(
    on_system_bus=True,
    interface="org.freedesktop.login1.Manager",
    name="PrepareForSleep",
)
_LOCK = _Sign(
    on_system_bus=True, interface="org.freedesktop.login1.Session", name="Lock"
)
_SAVERS = tuple(
    _Sign(on_system_bus=False, interface=interface, name="ActiveChanged")
    for interface in (
        "org.freedesktop.ScreenSaver",
        "org.gnome.ScreenSaver",
        "org.cinnamon.ScreenSaver",
        "org.mate.ScreenSaver",
    )
)


class SystemSigns(QObject):
    """Listens to the desktop.

    Signals:
        sleeping: The machine is about to sleep.
        screen_locked: The desktop has locked its screen, that of our own session.
    """

    sleeping = Signal()
    screen_locked = Signal()

    def __init__(self, session: str = "", parent: QObject | None = None) -> None:
        """Listen. `session` is what the environment calls the session we are in."""
        super().__init__(parent)
        self._listen(_SLEEP, SLOT("about_to_sleep(QDBusMessage)"))
        self._listen(_LOCK, SLOT("session_locked(QDBusMessage)"))
        for saver in _SAVERS:
            self._listen(saver, SLOT("saver_changed(QDBusMessage)"))
        self._session = OwnSession(QDBusConnection.systemBus(), session, self)

    @Slot(QDBusMessage)
    def about_to_sleep(self, message: QDBusMessage) -> None:
        """Hear that the machine goes to sleep (true) or woke up (false)."""
        if True in message.arguments():
            self.sleeping.emit()

    @Slot(QDBusMessage)
    def session_locked(self, message: QDBusMessage) -> None:
        """Hear that a session is locked; somebody else's is left to them."""
        if self._session.is_at(message.path()):
            self.screen_locked.emit()

    @Slot(QDBusMessage)
    def saver_changed(self, message: QDBusMessage) -> None:
        """Hear that the screen saver began (true) or ended (false)."""
        if True in message.arguments():
            self.screen_locked.emit()

    def _listen(self, sign: _Sign, slot: str) -> None:
        bus = (
            QDBusConnection.systemBus()
            if sign.on_system_bus
            else QDBusConnection.sessionBus()
        )
        if bus.isConnected():
            # The stubs say bytes; what runs takes what `SLOT` returns.
            bus.connect("", "", sign.interface, sign.name, self, slot)  # type: ignore[call-overload]
