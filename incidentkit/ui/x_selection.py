"""Taking a selection away from another program on X11.

Qt dates its request with the last event it saw. Another program that took the
selection since then, as a clipboard manager does, has a later date, and the server
refuses. A request without a date is never too old.
"""

import ctypes
import ctypes.util
from typing import Any

from PySide6.QtGui import QClipboard

_NAMES = {
    QClipboard.Mode.Clipboard: b"CLIPBOARD",
    QClipboard.Mode.Selection: b"PRIMARY",
}
_NOBODY = 0
_NOW = 0


def take_away(mode: QClipboard.Mode) -> None:
    """Leave a selection without an owner, whoever has it."""
    library = _library()
    display = library.XOpenDisplay(None)
    if not display:
        return
    selection = library.XInternAtom(display, _NAMES[mode], 0)
    library.XSetSelectionOwner(display, selection, _NOBODY, _NOW)
    library.XSync(display, 0)
    library.XCloseDisplay(display)


def _library() -> Any:  # noqa: ANN401  a library is whatever it is
    found = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    handle, number = ctypes.c_void_p, ctypes.c_ulong
    found.XOpenDisplay.restype = handle
    found.XOpenDisplay.argtypes = [ctypes.c_char_p]
    found.XInternAtom.restype = number
    found.XInternAtom.argtypes = [handle, ctypes.c_char_p, ctypes.c_int]
    found.XSetSelectionOwner.argtypes = [handle, number, number, number]
    found.XSync.argtypes = [handle, ctypes.c_int]
    found.XCloseDisplay.argtypes = [handle]
    return found
