"""Where the keyboard goes: to what has just been made, and on from widget to widget."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

from incidentkit.ui.design.tokens import Space

_ELSEWHERE = "read-elsewhere"


def focus_when_shown(widget: QWidget) -> None:
    """Put the keyboard there as soon as the layout has shown the widget.

    A layout shows what is added to a page in use only once it is back in the event
    loop, and what is not shown yet takes no keyboard. What is made ahead, on a page
    that nobody has opened, leaves it to whoever is typing.
    """

    def put() -> None:
        if widget.isVisible() or not widget.window().isVisible():
            widget.setFocus()

    QTimer.singleShot(0, widget, put)


def focus_first(widget: QWidget) -> None:
    """Put the keyboard on the first thing in a panel, once the panel is shown."""

    def put() -> None:
        place = next((it for it in _in_order(widget) if _takes_tab(it)), None)
        if place is not None:
            place.setFocus()

    QTimer.singleShot(0, widget, put)


def follow_focus(_left: QWidget | None, widget: QWidget | None) -> None:
    """Have every page round what has the keyboard now scroll until it can be seen.

    Not under a mouse button: what is pressed must not move away from the pointer.
    """
    if widget is None or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, Space.LARGE)
        around = around.parentWidget()


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page to something new on it, once the layout has made room."""

    def scroll() -> None:
        page = widget.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            page.ensureWidgetVisible(widget, 0, Space.LARGE)

    QTimer.singleShot(0, widget, lambda: QTimer.singleShot(0, widget, scroll))


class ReadHere(QWidget):
    """Takes no room; the keyboard comes to `target` here, wherever that is laid out."""

    def __init__(self, target: QWidget) -> None:
        super().__init__()
        self.target = target
        self.setFixedHeight(0)
        target.setProperty(_ELSEWHERE, True)  # noqa: FBT003  Qt takes it so


def focus_next(window: QWidget, *, forward: bool) -> bool:
    """Go to the next place in the order the window is read in; false if unknown.

    Qt's own order is the order of making, in which answers and links that were made
    for the step of the moment come after everything else.
    """
    now = window.focusWidget()
    places = [it for it in _in_order(window) if it is now or _takes_tab(it)]
    if now not in places:
        return False
    step = 1 if forward else -1
    reasons = Qt.FocusReason
    reason = reasons.TabFocusReason if forward else reasons.BacktabFocusReason
    places[(places.index(now) + step) % len(places)].setFocus(reason)
    return True


def _takes_tab(widget: QWidget) -> bool:
    policy = Qt.FocusPolicy.TabFocus.value
    return (
        bool(widget.focusPolicy().value & policy)
        and widget.isEnabled()
        and widget.focusProxy() is None
    )


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    """Go through what can be seen, as laid out; without a layout, from the top."""
    layout = widget.layout()
    children = list(_laid_out(layout)) if layout is not None else _from_the_top(widget)
    for child in children:
        if isinstance(child, ReadHere):
            if child.isVisible() and child.target.isVisible():
                yield from _in_order(child.target)
        elif child.isVisible() and not child.property(_ELSEWHERE):
            yield child
            yield from _in_order(child)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid_out(inner)


def _from_the_top(widget: QWidget) -> list[QWidget]:
    children = [found for found in widget.children() if isinstance(found, QWidget)]
    return sorted(
        (child for child in children if not child.isWindow()),
        key=lambda child: (child.y(), child.x()),
    )
