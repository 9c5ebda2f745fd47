"""Secrets on the system's clipboard: marked as such, and gone again after a while.

What stands on a clipboard is there for every program. So it is told to clipboard
managers, in each system's way, that this is not to be kept, and it is taken back
after a time, unless somebody has copied something else since.
"""

import hashlib
import hmac
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

from incidentkit.ui.concealing import conceal_on_mac

SECONDS = 30
_SECOND_MS = 1000
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = bytes(4)  # a 32-bit zero
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


def marks(system: str) -> Mapping[str, bytes]:
    """Return what tells a system's clipboard managers not to keep what is copied.

    `system` is as in `sys.platform`. What Windows wants are clipboard formats,
    which Qt makes of media types of this spelling.
    """
    if system == "win32":
        return {
            _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
            _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
            _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
            _WINDOWS.format("Clipboard Viewer Ignore"): b"1",
        }
    if system == "darwin":
        return {}  # Qt cannot name the type that is wanted: see `conceal_on_mac`
    return {"x-kde-passwordManagerHint": b"secret"}


@dataclass(frozen=True, slots=True, repr=False)
class _Print:
    """A salted digest of what was copied: enough to know it again, not to tell it."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, text: str) -> "_Print":
        salt = secrets.token_bytes(16)
        return cls(salt, _digest(salt, text))

    def fits(self, text: str) -> bool:
        return hmac.compare_digest(_digest(self.salt, text), self.digest)


def _digest(salt: bytes, text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, key=salt).digest()


class SecretClipboard(QObject):
    """Puts a secret on the clipboard and takes it back.

    Signals:
        counting: A secret is on the clipboard for so many more seconds.
        cleared: It is not there any more, or somebody copied something else.
        clear_failed: It was taken back, and is still there.
    """

    counting = Signal(int)
    cleared = Signal()
    clear_failed = Signal()

    def __init__(
        self, board: QClipboard, seconds: int = SECONDS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._seconds = seconds
        self._left = 0
        self._ours: _Print | None = None
        self.timer = QTimer(self)
        self.timer.setInterval(_SECOND_MS)
        self.timer.timeout.connect(self._count_down)

    @property
    def holds_ours(self) -> bool:
        """Whether what was copied here may still be on the clipboard."""
        return self._ours is not None

    def copy(self, secret: str) -> None:
        """Put a secret on the clipboard for a while."""
        data = QMimeData()
        data.setText(secret)
        for name, value in marks(sys.platform).items():
            data.setData(name, value)
        self._board.setMimeData(data)
        if sys.platform == "darwin":
            conceal_on_mac()
        self._ours = _Print.of(secret)
        self._left = self._seconds
        self.timer.start()
        self.counting.emit(self._left)

    def clear_now(self) -> None:
        """Take the secret back, if it is still there. Called at lock and by the timer."""
        self._left = 0
        self.timer.stop()
        if self._ours is None:
            return
        for mode in self._holding(self._ours):
            self._clear(mode)
        if self._holding(self._ours):
            self.clear_failed.emit()  # another try is worth it: at lock, or when asked
        else:
            self._ours = None
            self.cleared.emit()

    def _count_down(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.counting.emit(self._left)
        else:
            self.clear_now()

    def _clear(self, mode: QClipboard.Mode) -> None:
        if QGuiApplication.platformName() == "xcb" and not self._owns(mode):
            from incidentkit.ui.x_selection import take_away  # on X11 alone

            take_away(mode)
        else:
            self._board.clear(mode)

    def _owns(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection:
            return self._board.ownsSelection()
        return self._board.ownsClipboard()

    def _holding(self, ours: _Print) -> list[QClipboard.Mode]:
        """Where it is: the primary selection too, if somebody marked it somewhere."""
        modes = _MODES if self._board.supportsSelection() else _MODES[:1]
        return [mode for mode in modes if ours.fits(self._board.text(mode))]
