"""The mouse wheel, turned over every field that shows a value."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QTabBar,
    QWidget,
)


def turn(window: QWidget, field: QWidget, steps: int = -1) -> None:
    """Turn the wheel over a field, as the system hands it to the window."""
    outside = window.windowHandle()
    assert outside is not None
    middle = field.mapTo(window, field.rect().center())
    event = QWheelEvent(
        QPointF(middle),
        QPointF(window.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(outside, event)


def turned_by_the_wheel(window: QWidget) -> list[str]:
    """Return the fields in a window that show something else after the wheel."""
    found = []
    for field in window.findChildren(QWidget):
        if not field.isVisibleTo(window) or not _has_value(field):
            continue
        before = _value(field)
        turn(window, field, -1)
        turn(window, field, 1) if _value(field) == before else None
        if _value(field) != before:
            found.append(f"{type(field).__name__} {field.accessibleName()!r}")
    return found


def _has_value(widget: QWidget) -> bool:
    return isinstance(widget, QComboBox | QAbstractSpinBox | QTabBar)


def _value(widget: QWidget) -> object:
    if isinstance(widget, QComboBox | QTabBar):
        return widget.currentIndex()
    return widget.text() if isinstance(widget, QAbstractSpinBox) else None
