"""A desktop that takes screenshots for others, or refuses to: a process on a real bus.

Started as: python desktop_portal.py yes|no PICTURE. It says "ready" once it listens.
"""

import sys

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

_PATH = "/org/freedesktop/portal/desktop/request"


def main() -> None:
    """Answer whoever asks, until the bus is gone."""
    answer, picture = sys.argv[1:]
    bus = open_dbus_connection(bus="SESSION")
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
    print("ready", flush=True)
    while True:
        asked = bus.receive()
        is_call = asked.header.message_type is MessageType.method_call
        if not is_call or asked.header.fields[HeaderFields.member] != "Screenshot":
            continue
        sender = asked.header.fields[HeaderFields.sender].lstrip(":").replace(".", "_")
        handle = f"{_PATH}/{sender}/{asked.body[1]['handle_token'][1]}"
        bus.send(new_method_return(asked, "o", (handle,)))
        request = DBusAddress(handle, interface="org.freedesktop.portal.Request")
        found = {"uri": ("s", f"file://{picture}")} if answer == "yes" else {}
        code = 0 if answer == "yes" else 1
        bus.send(new_signal(request, "Response", "ua{sv}", (code, found)))


if __name__ == "__main__":
    main()
