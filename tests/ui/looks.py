"""What anybody can see of a screen without knowing what it is for.

A screen is good enough to look at when every control can be reached and has a name,
no words are cut off, and nothing sticks out of it.
"""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

_SLACK = 2
# Layouts in layouts settle one after the other, each in a round of its own.
_ROUNDS = 6


def faults(screen: QWidget) -> list[str]:
    """Return what is wrong with a screen as it stands, in words."""
    for _ in range(_ROUNDS):
        QApplication.processEvents()
    shown = [w for w in screen.findChildren(QWidget) if w.isVisibleTo(screen)]
    return [*_nameless(shown), *_cut_off(shown), *_too_wide(screen, shown)]


def _nameless(shown: list[QWidget]) -> Iterator[str]:
    for widget in shown:
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isEnabled():
            continue
        if widget.objectName().startswith("qt_") or widget.focusProxy() is not None:
            continue
        if isinstance(widget, QLabel | QScrollArea):
            continue
        seen = QAccessible.queryAccessibleInterface(widget)
        if seen is None or not seen.text(QAccessible.Text.Name).strip():
            yield f"{_called(widget)} can have the focus and has no name"


def _cut_off(shown: list[QWidget]) -> Iterator[str]:
    for widget in shown:
        if isinstance(widget, QLabel) and widget.text():
            needed = widget.heightForWidth(widget.width())
            if needed < 0:
                needed = widget.sizeHint().height()
            if widget.height() + _SLACK < needed:
                yield f"words cut off: {widget.text()[:60]!r}"
            if (
                not widget.wordWrap()
                and widget.width() + _SLACK < widget.sizeHint().width()
            ):
                yield f"line cut off: {widget.text()[:60]!r}"
        elif isinstance(widget, QAbstractButton | QComboBox) and not _is_qts_own(
            widget
        ):
            hint = widget.minimumSizeHint()
            if (
                widget.width() + _SLACK < hint.width()
                or widget.height() + _SLACK < hint.height()
            ):
                yield f"control cut off: {_called(widget)}"
        elif (
            isinstance(widget, QLineEdit)
            and widget.height() + _SLACK < widget.minimumSizeHint().height()
        ):
            yield f"field cut off: {_called(widget)}"


def _too_wide(screen: QWidget, shown: list[QWidget]) -> Iterator[str]:
    for widget in shown:
        if isinstance(widget, QScrollArea) and widget.widget() is not None:
            inside, outside = widget.widget().width(), widget.viewport().width()
            if inside > outside + _SLACK:
                yield f"scrolls sideways by {inside - outside}: {_called(widget)}"
        if _in_scroll_area(widget, screen):
            continue
        right = widget.mapTo(screen, QPoint(widget.width(), 0)).x()
        if right > screen.width() + _SLACK:
            yield f"sticks out by {right - screen.width()}: {_called(widget)}"


def _in_scroll_area(widget: QWidget, screen: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not screen:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _called(widget: QWidget) -> str:
    text = getattr(widget, "text", lambda: "")
    words = text() if callable(text) else ""
    return f"{type(widget).__name__} {words or widget.accessibleName()!r}"


def _is_qts_own(widget: QWidget) -> bool:
    return widget.objectName() in {"ScrollLeftButton", "ScrollRightButton"}
