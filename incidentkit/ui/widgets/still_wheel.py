"""The wheel and the page keys scroll the page, and never turn a value on it.

Whoever scrolls a long form with the pointer over a closed list would change an answer
without a word. One rule for every such field in a window, whenever it was made.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)

PAGE_KEYS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
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
        """Give the wheel and the page keys to the page, and not to a value."""
        if QApplication.activePopupWidget() is not None:
            return False  # an open list scrolls
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._page_key(event)
        return isinstance(event, QWheelEvent) and self._wheel(event)

    def _page_key(self, event: QKeyEvent) -> bool:
        field = self._window.focusWidget()
        if event.key() not in PAGE_KEYS or not isinstance(field, QComboBox):
            return False
        area = _scrolls(field)
        if area is not None:
            turn_page(area, event.key())
        return True

    def _wheel(self, event: QWheelEvent) -> bool:
        field = _field_at(self._window, event)
        if field is None:
            return False
        area = _scrolls(field)
        if area is not None:
            QApplication.sendEvent(area.viewport(), _moved_to(area.viewport(), event))
        return True


def turn_page(area: QAbstractScrollArea, key: int) -> None:
    """Scroll by as much as can be seen at once."""
    actions = QAbstractSlider.SliderAction
    down = key == Qt.Key.Key_PageDown
    bar = area.verticalScrollBar()
    bar.triggerAction(actions.SliderPageStepAdd if down else actions.SliderPageStepSub)


def longest_page(screen: QWidget) -> QAbstractScrollArea | None:
    """Return the page of a screen that has anything to scroll, the largest of several."""
    shown = (one for one in screen.findChildren(QScrollArea) if one.isVisible())
    pages = [one for one in shown if one.verticalScrollBar().maximum() > 0]
    return max(pages, key=lambda one: one.width() * one.height(), default=None)


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
