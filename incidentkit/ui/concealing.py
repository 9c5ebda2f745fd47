"""Marking the clipboard as concealed on macOS, which Qt has no way to do from Python."""

import ctypes
import ctypes.util
from typing import Any

_CONCEALED = "org.nspasteboard.ConcealedType"


def conceal_on_mac() -> None:
    """Add the type by which clipboard managers on macOS know a secret.

    The type is added to what Qt has just put there, without taking ownership.
    """
    objc = ctypes.CDLL(ctypes.util.find_library("objc") or "libobjc.dylib")
    ctypes.CDLL(ctypes.util.find_library("AppKit") or "AppKit")
    kind = _text(objc, _CONCEALED)
    kinds = _send(objc, _class(objc, "NSArray"), "arrayWithObject:", kind)
    board = _send(objc, _class(objc, "NSPasteboard"), "generalPasteboard")
    _send(objc, board, "addTypes:owner:", kinds, None)
    _send(objc, board, "setString:forType:", _text(objc, ""), kind)


def _class(objc: Any, name: str) -> Any:  # noqa: ANN401  a library is whatever it is
    objc.objc_getClass.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = [ctypes.c_char_p]
    return objc.objc_getClass(name.encode())


def _send(objc: Any, receiver: Any, selector: str, *arguments: Any) -> Any:  # noqa: ANN401
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    pointers = [ctypes.c_void_p] * (2 + len(arguments))
    call = ctypes.CFUNCTYPE(ctypes.c_void_p, *pointers)(("objc_msgSend", objc))
    return call(receiver, objc.sel_registerName(selector.encode()), *arguments)


def _text(objc: Any, text: str) -> Any:  # noqa: ANN401
    made = ctypes.create_string_buffer(text.encode())
    string = _class(objc, "NSString")
    return _send(objc, string, "stringWithUTF8String:", ctypes.addressof(made))
