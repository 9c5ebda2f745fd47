"""The mouse wheel scrolls the page, and never turns a value that lies under it.

Whoever scrolls a long form with the pointer over a closed list would change an answer
without a word. One rule for every such field in a window, whenever it was made.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

_TURNED_BY_IT = QComboBox | QAbstractSpinBox | QTabBar | QAbstractSlider


class StillWheel(QObject):
    """Watches a window from outside its widgets, where few events pass.

    It belongs to the window, which has to be on screen already.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        outside = window.windowHandle()
        if outside is not None:
            outside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Give the wheel to the page when a value lies under it."""
        if event.type() is not QEvent.Type.Wheel or not isinstance(event, QWheelEvent):
            return False
        if QApplication.activePopupWidget() is not None:
            return False  # an open list scrolls
        field = _field_at(self._window, event)
        if field is None:
            return False
        area = _scrolls(field)
        if area is not None:
            QApplication.sendEvent(area.viewport(), _moved_to(area.viewport(), event))
        return True


def _field_at(window: QWidget, event: QWheelEvent) -> QWidget | None:
    found = window.childAt(event.position().toPoint())
    while found is not None and not _is_turned(found):
        found = found.parentWidget()
    return found


def _is_turned(widget: QWidget) -> bool:
    return isinstance(widget, _TURNED_BY_IT) and not isinstance(widget, QScrollBar)


def _scrolls(field: QWidget) -> QAbstractScrollArea | None:
    """Return the nearest page round a field that has anything to scroll."""
    around = field.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            bar = around.verticalScrollBar()
            if bar.maximum() > bar.minimum():
                return around
        around = around.parentWidget()
    return None


def _moved_to(target: QWidget, event: QWheelEvent) -> QWheelEvent:
    return QWheelEvent(
        target.mapFromGlobal(event.globalPosition()),
        event.globalPosition(),
        event.pixelDelta(),
        event.angleDelta(),
        event.buttons(),
        event.modifiers(),
        event.phase(),
        event.inverted(),
    )
