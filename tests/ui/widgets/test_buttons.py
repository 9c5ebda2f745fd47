"""Buttons under the keyboard."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.ui.widgets.buttons import button


def test_return_held_down_presses_once(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    made = button("Done, next step", on_click=lambda: pressed.append(True))
    qtbot.addWidget(made)
    key, none = Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
    for repeats in (False, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, key, none, "\r", repeats)
        QApplication.sendEvent(made, press)
    assert pressed == [True]
