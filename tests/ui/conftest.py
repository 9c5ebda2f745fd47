"""A real kit on a real worker, under widgets without a screen."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from incidentkit.ui.design.theme import Theme, apply
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.jobs import Jobs
from tests.read_once import no_waiting_for_the_disk, playbooks_read_once
from tests.ui.studio import Studio

__all__ = ["no_waiting_for_the_disk", "playbooks_read_once"]


@pytest.fixture(autouse=True)
def garbage_on_the_main_thread() -> Iterator[None]:
    """Collect as the program does: a lane must never let go of a widget."""
    gc.disable()
    yield
    gc.enable()


def dress(app: QApplication, theme: Theme) -> None:
    """Give the program a theme, unless it has it: every widget there is is styled anew."""
    if app.property("dressed") != str(theme):
        apply(app, theme)
        app.setProperty("dressed", str(theme))


@pytest.fixture
def studio(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Studio]:
    """Give a machine with no kit on it yet."""
    dress(qapp, Theme(Look.LIGHT))
    made = Studio(tmp_path / "kit", qtbot, Jobs())
    yield made
    made.close()
