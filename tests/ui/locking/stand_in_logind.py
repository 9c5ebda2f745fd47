"""A logind on a real bus that knows two sessions, of which the second is the caller's.

Started as: python stand_in_logind.py auto|named|nothing, by what it can tell of the
caller's session. It says "ready" once it listens. When it has told what it can, the
other session is locked, the machine goes to sleep, and then the caller's is locked.
"""

import sys

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_PATH = "/org/freedesktop/login1"
_ASKED = {"auto": ["auto"], "named": ["auto", "c2"], "nothing": ["auto", "c2"]}


def main() -> None:
    """Answer whoever asks, then lock."""
    knows = sys.argv[1]
    bus = open_dbus_connection(bus="SESSION")
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    print("ready", flush=True)
    for wanted in _ASKED[knows]:
        call = _next_call(bus)
        if call.body == (wanted,) and knows in (wanted, {"c2": "named"}.get(wanted)):
            bus.send(new_method_return(call, "o", (f"{_PATH}/session/c2",)))
        else:
            bus.send(new_error(call, "org.freedesktop.login1.NoSuchSession"))
    for path, interface, name, body in (
        (f"{_PATH}/session/c1", "Session", "Lock", ()),
        (_PATH, "Manager", "PrepareForSleep", (True,)),
        (f"{_PATH}/session/c2", "Session", "Lock", ()),
    ):
        at = DBusAddress(path, interface=f"org.freedesktop.login1.{interface}")
        bus.send(new_signal(at, name, "b" if body else None, body))
    while True:
        bus.receive()


def _next_call(bus: DBusConnection) -> Message:
    while True:
        found = bus.receive()
        is_call = found.header.message_type is MessageType.method_call
        if is_call and found.header.fields[HeaderFields.member] == "GetSession":
            return found


if __name__ == "__main__":
    main()
