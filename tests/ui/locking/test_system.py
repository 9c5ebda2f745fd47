"""The desktop's own signs, over a real bus."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

DESKTOP = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from incidentkit.ui.locking.system import SystemSigns
app = QCoreApplication([])
signs = SystemSigns()
seen = []

def locked():
    seen.append("locked")
    print("locked", flush=True)
    app.quit()

signs.screen_locked.connect(locked)
other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")
assert QDBusConnection.sessionBus().isConnected() and other.isConnected()
print("ready", flush=True)

def send(value):
    message = QDBusMessage.createSignal("/ScreenSaver", sys.argv[1], "ActiveChanged")
    message.setArguments([value])
    other.send(message)
    print(f"sent-{str(value).lower()}", flush=True)

QTimer.singleShot(0, lambda: send(False))
QTimer.singleShot(200, lambda: send(True))
QTimer.singleShot(15000, app.quit)
app.exec()
"""


@pytest.mark.parametrize(
    "name", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"]
)
def test_a_screen_saver_that_begins_is_heard_and_one_that_ends_is_not(
    name: str, peer: Callable[[str], str]
) -> None:
    script = [peer("dbus-run-session"), "--", sys.executable, "-c", DESKTOP]
    done = subprocess.run(
        [*script, name],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env=dict(os.environ),
    )
    assert done.stdout.split() == ["ready", "sent-false", "sent-true", "locked"], (
        done.stdout + done.stderr
    )
