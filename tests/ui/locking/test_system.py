"""The desktop's own signs, over a real bus."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

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


# --- logind, and the sessions of others ----------------------------------------

LISTENING = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from incidentkit.ui.locking.system import SystemSigns
app = QCoreApplication([])
signs = SystemSigns(sys.argv[1])
seen = []

def hear(what):
    seen.append(what)
    print(what, flush=True)
    if seen[-2:] == ["sleep", "lock"]:
        app.quit()

signs.sleeping.connect(lambda: hear("sleep"))
signs.screen_locked.connect(lambda: hear("lock"))
QTimer.singleShot(15000, app.quit)
app.exec()
"""


@contextlib.contextmanager
def logind(address: str, knows: str) -> Iterator[None]:
    made = subprocess.Popen(
        [sys.executable, str(Path(__file__).parent / "stand_in_logind.py"), knows],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None
    try:
        assert made.stdout.readline() == "ready\n"
        yield
    finally:
        made.terminate()
        made.wait()
        made.stdout.close()


@pytest.mark.parametrize(
    ("knows", "heard"),
    [
        ("auto", ["sleep", "lock"]),
        ("named", ["sleep", "lock"]),
        ("nothing", ["lock", "sleep", "lock"]),
    ],
)
def test_only_our_own_sessions_lock_is_heard_unless_nobody_can_say_which_is_ours(
    knows: str, heard: list[str], bus: str
) -> None:
    with logind(bus, knows):
        done = subprocess.run(
            [sys.executable, "-c", LISTENING, "c2"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus},
        )
    assert done.stdout.split() == heard, done.stdout + done.stderr
