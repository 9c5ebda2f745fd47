"""A picture of the screen: from the window's own system, or from the desktop's portal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QGuiApplication, QImage, QPixmap, QScreen
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incidentkit.ui.screens.evidence.screenshot import Portal, Screenshot
from incidentkit.words.problems import Problem
from incidentkit.words.window import evidence as words

HERE = Path(__file__).parent


class Taker:
    """A window, and what came of a screenshot."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.shot = Screenshot(self.window)
        self.taken: list[QImage] = []
        self.failed: list[Problem] = []
        self.shot.taken.connect(self.taken.append)
        self.shot.failed.connect(self.failed.append)


@pytest.fixture
def taker(qtbot: QtBot) -> Taker:
    return Taker(qtbot)


def on_platform(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: name)


def test_the_window_is_away_while_the_picture_is_taken_and_comes_back(
    taker: Taker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    away: list[bool] = []

    def grab(self: QScreen, window: int) -> QPixmap:
        away.append(taker.window.isVisible())
        made = QPixmap(8, 8)
        made.fill()
        return made

    on_platform(monkeypatch, "xcb")
    monkeypatch.setattr(QScreen, "grabWindow", grab)
    taker.shot.take()
    assert not taker.window.isVisible()
    qtbot.waitUntil(lambda: bool(taker.taken))
    assert away == [False]
    assert taker.window.isVisible()
    assert taker.taken[0].width() == 8


def test_an_empty_picture_is_said_and_the_window_comes_back(
    taker: Taker, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_platform(monkeypatch, "cocoa")
    monkeypatch.setattr(QScreen, "grabWindow", lambda *_: QPixmap())
    taker.shot.take()
    qtbot.waitUntil(lambda: bool(taker.failed))
    assert taker.failed == [words.SCREEN_BLANK]
    assert taker.window.isVisible()


def test_where_there_is_no_screen_it_says_so_at_once(taker: Taker) -> None:
    taker.shot.take()
    assert taker.failed == [words.SCREEN_MISSING]
    assert taker.window.isVisible()


# --- the portal, on a real bus -------------------------------------------------


def desktop(address: str, answer: str, picture: Path) -> "subprocess.Popen[str]":
    made = subprocess.Popen(
        [sys.executable, str(HERE / "desktop_portal.py"), answer, str(picture)],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "ready\n"
    return made


class Asking:
    """Somebody who asks the portal on one bus."""

    def __init__(self, qtbot: QtBot, bus: QDBusConnection) -> None:
        self.answers: list[object] = []
        self.portal = Portal(bus)
        self.portal.answered.connect(self.answers.append)
        self.portal.refused.connect(self.answers.append)
        self.portal.ask()
        qtbot.waitUntil(lambda: bool(self.answers), timeout=10_000)


@pytest.mark.parametrize("answer", ["yes", "no", "nobody"])
def test_the_portal_is_asked_and_each_of_its_answers_is_taken(
    answer: str, bus: str, tmp_path: Path, qtbot: QtBot
) -> None:
    picture = tmp_path / "Screenshot.png"
    helper = None if answer == "nobody" else desktop(bus, answer, picture)
    bus = QDBusConnection.connectToBus(bus, f"test-{answer}")
    try:
        asking = Asking(qtbot, bus)
    finally:
        QDBusConnection.disconnectFromBus(f"test-{answer}")
        if helper is not None:
            helper.terminate()
            helper.wait()
            assert helper.stdout is not None
            helper.stdout.close()
    expected: dict[str, object] = {
        "yes": picture,
        "no": words.SCREEN_REFUSED,
        "nobody": words.SCREEN_MISSING,
    }
    assert asking.answers == [expected[answer]]


def test_without_a_bus_it_says_so_at_once(qtbot: QtBot) -> None:
    bus = QDBusConnection.connectToBus("unix:path=/nowhere/bus", "test-no-bus")
    assert Asking(qtbot, bus).answers == [words.SCREEN_MISSING]


def test_on_wayland_the_window_is_put_away_and_brought_back(
    taker: Taker, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_platform(monkeypatch, "wayland")
    seen: list[bool] = []
    monkeypatch.setattr(
        Portal, "ask", lambda self: seen.append(taker.window.isMinimized())
    )
    taker.shot.take()
    portal = taker.shot._portal
    assert portal is not None
    assert seen == [True]
    portal.refused.emit(words.SCREEN_REFUSED)
    assert taker.failed == [words.SCREEN_REFUSED]
    assert not taker.window.isMinimized()
    assert taker.window.isVisible()
