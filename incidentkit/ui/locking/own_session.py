"""Which of the sessions on this machine is ours: the others' locks are not our business."""

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusObjectPath

_LOGIND = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
# What logind takes for the caller's session or, for a program that the desktop runs
# as a service, the one at the screen. It is asked for rather than looked up by process
# number, which Qt cannot send from Python in the type that is wanted.
_OURS = "auto"


class OwnSession(QObject):
    """Asks logind for our session, and knows it once the answer is there.

    `named` is what the environment calls it, for a logind too old to be asked by
    itself. While nothing is known every session counts as ours: a lock too many
    does less harm than one too few.
    """

    def __init__(
        self, bus: QDBusConnection, named: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._names = [name for name in (_OURS, named) if name]
        self._path = ""
        self._ask()

    def is_at(self, path: str) -> bool:
        """Whether this may be our session."""
        return self._path in ("", path)

    @Slot(QDBusMessage)
    def found(self, reply: QDBusMessage) -> None:
        """Take the answer."""
        said = reply.arguments()
        if said and isinstance(said[0], QDBusObjectPath):
            self._path = said[0].path()

    @Slot(QDBusError, QDBusMessage)
    def not_found(self, _error: QDBusError, _call: QDBusMessage) -> None:
        """Ask in another way, if there is one."""
        self._ask()

    def _ask(self) -> None:
        if not self._names or not self._bus.isConnected():
            return
        call = QDBusMessage.createMethodCall(_LOGIND, _PATH, _MANAGER, "GetSession")
        call.setArguments([self._names.pop(0)])
        found = SLOT("found(QDBusMessage)")
        not_found = SLOT("not_found(QDBusError,QDBusMessage)")
        # The stubs say bytes; what runs takes what `SLOT` returns.
        self._bus.callWithCallback(call, self, found, not_found)  # type: ignore[call-overload]
