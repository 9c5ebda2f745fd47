"""Giving the keyboard to a widget that has only just been made."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


def focus_when_shown(widget: QWidget) -> None:
    """Put the keyboard there as soon as the layout has shown the widget.

    A layout shows what is added to a page in use only once it is back in the event
    loop, and what is not shown yet takes no keyboard.
    """
    QTimer.singleShot(0, widget, widget.setFocus)
