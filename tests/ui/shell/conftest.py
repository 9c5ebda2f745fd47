"""The whole window, with nothing replaced but the end of the program and its clothes."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.app import window as made_window
from incidentkit.ui.design.theme import Theme, apply
from tests.long_form import LONG
from tests.ui.whole_window import Scene

# What these prove needs no style sheet, which is nearly half of what a window costs.
PLAIN = {
    "test_changing_language",
    "test_exercising",
    "test_nothing_typed_is_lost",
    "test_window",
}


@pytest.fixture
def scene(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Scene]:
    if request.path.stem in PLAIN and not LONG:
        monkeypatch.setattr(made_window, "apply", apply_without_sheet)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # the program takes it
    made = Scene(qtbot, qapp, tmp_path / "kit")
    yield made
    made.end()
    qapp.setProperty("dressed", "")


def apply_without_sheet(
    app: QApplication, theme: Theme, window: QWidget | None = None
) -> None:
    """Give the program colours and letters, and no style sheet."""
    apply(app, theme, window)
    (window or app).setStyleSheet("")
