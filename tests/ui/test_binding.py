"""The binding itself: some releases lose a reference to None at every void call.

With one that does, a short test passes and a working day ends in an abort. If this
fails after an upgrade of PySide6, do not ship that release.
"""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 2_000


def test_calls_that_return_nothing_lose_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("warm")
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("one")
    lost = before - sys.getrefcount(None)
    assert lost < CALLS / 10


def test_the_probe_sees_references_that_go() -> None:
    held = [None] * CALLS
    before = sys.getrefcount(None)
    held.clear()
    if sys.version_info < (3, 12):  # from there on None is never counted
        assert before - sys.getrefcount(None) > 0.9 * CALLS
