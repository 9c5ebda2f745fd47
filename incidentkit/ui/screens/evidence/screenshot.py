"""A picture of the screen, in each desktop's own way."""

import secrets
from pathlib import Path

from PySide6.QtCore import SLOT, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from incidentkit.words.window import evidence as words

_GONE_MS = 400  # as long as desktops take to fade a window out
_PORTAL = "org.freedesktop.portal.Desktop"
_PORTAL_PATH = "/org/freedesktop/portal/desktop"
_SCREENSHOT = "org.freedesktop.portal.Screenshot"
_REQUEST = "org.freedesktop.portal.Request"
_GRABBING = frozenset({"xcb", "windows", "cocoa"})
_BY_PORTAL = frozenset({"wayland", "wayland-egl"})


class Screenshot(QObject):
    """Takes one picture of each screen at a time.

    Signals:
        taken: A picture (QImage).
        kept: The desktop wrote the picture to a file of its own; where.
        failed: None was taken; a Problem.
    """

    taken = Signal(object)
    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._inside = window
        self._portal: Portal | None = None

    def take(self) -> None:
        """Take it. The window comes back whatever happens."""
        platform = QGuiApplication.platformName()
        if platform in _BY_PORTAL:
            self._ask_portal()
        elif platform in _GRABBING:
            self._inside.window().hide()
            QTimer.singleShot(_GONE_MS, self, self._grab)
        else:
            self.failed.emit(words.SCREEN_MISSING)

    def _grab(self) -> None:
        try:
            shots = [s.grabWindow(0) for s in QGuiApplication.screens()]
        finally:
            self._come_back()
        found = [shot.toImage() for shot in shots if not shot.isNull()]
        for image in found:
            self.taken.emit(image)
        if not found:
            self.failed.emit(words.SCREEN_BLANK)

    def _ask_portal(self) -> None:
        """The person can call the window back at any time, should nothing answer."""
        if self._portal is not None:
            return
        self._inside.window().showMinimized()
        self._portal = Portal(QDBusConnection.sessionBus(), self)
        self._portal.answered.connect(self._answered)
        self._portal.refused.connect(self._refused)
        self._portal.ask()

    def _answered(self, path: Path) -> None:
        self._portal_is_done()
        self.kept.emit(path)

    def _refused(self, problem: object) -> None:
        self._portal_is_done()
        self.failed.emit(problem)

    def _portal_is_done(self) -> None:
        if self._portal is not None:
            self._portal.deleteLater()
            self._portal = None
        self._come_back()

    def _come_back(self) -> None:
        window = self._inside.window()
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.activateWindow()


class Portal(QObject):
    """Asks the desktop for a screenshot, as programs on Wayland have to.

    Signals:
        answered: Where the desktop wrote the picture.
        refused: There is none; a Problem.
    """

    answered = Signal(object)
    refused = Signal(object)

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._token = f"incidentkit{secrets.token_hex(8)}"

    def ask(self) -> None:
        """Ask; the answer comes when the person has chosen."""
        if not self._bus.isConnected():
            self.refused.emit(words.SCREEN_MISSING)
            return
        # Listening first, because the answer may come before the call returns. The
        # stubs want bytes for slots; what runs takes what `SLOT` returns.
        name = self._bus.baseService().lstrip(":").replace(".", "_")
        handle = f"{_PORTAL_PATH}/request/{name}/{self._token}"
        answer = SLOT("respond(uint,QVariantMap)")
        self._bus.connect(_PORTAL, handle, _REQUEST, "Response", self, answer)  # type: ignore[call-overload]
        call = QDBusMessage.createMethodCall(
            _PORTAL, _PORTAL_PATH, _SCREENSHOT, "Screenshot"
        )
        call.setArguments(["", {"handle_token": self._token, "interactive": True}])
        taken, missing = (
            SLOT("asked(QDBusMessage)"),
            SLOT("missing(QDBusError,QDBusMessage)"),
        )
        self._bus.callWithCallback(call, self, taken, missing)  # type: ignore[call-overload]

    @Slot(QDBusMessage)
    def asked(self, _reply: QDBusMessage) -> None:
        """Go on waiting: the desktop has taken the request."""

    @Slot(QDBusError, QDBusMessage)
    def missing(self, _error: QDBusError, _reply: QDBusMessage) -> None:
        """Say that nobody takes such a request here."""
        self.refused.emit(words.SCREEN_MISSING)

    @Slot("uint", "QVariantMap")
    def respond(self, code: int, found: dict[str, object]) -> None:
        """Take the answer: where the picture lies, or that there is none."""
        path = QUrl(str(found.get("uri", ""))).toLocalFile()
        if code == 0 and path:
            self.answered.emit(Path(path))
        else:
            self.refused.emit(words.SCREEN_REFUSED)
