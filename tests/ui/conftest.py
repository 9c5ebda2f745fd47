"""A real kit on a real worker, under widgets without a screen."""

import gc
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from incidentkit.ui.design.theme import Theme, apply
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.jobs import Jobs
from tests.kept_kits import KeptKits
from tests.long_form import LONG
from tests.read_once import no_waiting_for_the_disk, playbooks_read_once
from tests.ui.studio import Studio

__all__ = ["no_waiting_for_the_disk", "playbooks_read_once"]


@pytest.fixture(autouse=True)
def garbage_on_the_main_thread() -> Iterator[None]:
    """Collect as the program does: a lane must never let go of a widget."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left_on_the_screen() -> Iterator[None]:
    """Delete every widget of a test: each one left makes every later window dearer.

    One that was told to go still stands, because a test ends outside every loop of
    events. One whose screen is held by its own signals would stand until the end. And
    what was copied would outlive Python, which the platform without a screen lets go
    of at the very end of the process: that ended with a crash.
    """
    yield
    if QApplication.instance() is None:
        return
    QApplication.clipboard().clear()
    deferred = QEvent.Type.DeferredDelete.value
    QCoreApplication.sendPostedEvents(None, deferred)
    for widget in QApplication.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, deferred)


def dress(app: QApplication, theme: Theme) -> None:
    """Give the program a theme, unless it has it: every widget there is is styled anew."""
    if app.property("dressed") != str(theme):
        apply(app, theme)
        app.setProperty("dressed", str(theme))


def dress_windows(app: QApplication, theme: Theme) -> None:
    """Give the program a theme of which each window brings the style sheet, as in life."""
    if app.property("dressed") != f"{theme} of windows":
        apply(app, theme, QWidget())
        app.setStyleSheet("")
        app.setProperty("dressed", f"{theme} of windows")


def undress(app: QApplication) -> None:
    """Give the program the light theme's colours and letters, and no style sheet."""
    if app.property("dressed") != "plain":
        apply(app, Theme(Look.LIGHT))
        app.setStyleSheet("")
        app.setProperty("dressed", "plain")


@pytest.fixture
def clothes(qapp: QApplication) -> None:
    """Leave the style sheet out: it is more than half of what a screen costs.

    What a screen does is the same without it. How screens look with it is tested by
    test_pictures.py, widgets/, shell/, real/ and the files in screens/ that measure
    (see their conftest.py), and by every test in the long form.
    """
    if LONG:
        dress(qapp, Theme(Look.LIGHT))
    else:
        undress(qapp)


@pytest.fixture
def studio(
    qtbot: QtBot, clothes: None, tmp_path: Path, kits: KeptKits
) -> Iterator[Studio]:
    """Give a machine with no kit on it yet."""
    made = Studio(tmp_path / "kit", qtbot, Jobs(), kits=kits)
    yield made
    made.close()


@pytest.fixture
def bus(peer: Callable[[str], str]) -> Iterator[str]:
    """Give the address of a desktop's own bus, without a desktop on it."""
    daemon = subprocess.Popen(
        [peer("dbus-daemon"), "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait()
    daemon.stdout.close()
