"""A box to tick. The mark is drawn here: a style sheet can only fill the box."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

# Where a tick bends, as parts of its box, and how thick it is.
_SHAPE = ((0.22, 0.52), (0.42, 0.72), (0.79, 0.28))
_THICKNESS = 0.13


class Tick(QCheckBox):
    """A check box whose tick can be seen in every look and at every size of text."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the mark over what the style has drawn."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        area = self._indicator()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Not the box's own palette: the style sheet has made that transparent.
        pen = QPen(QGuiApplication.palette().color(QPalette.ColorRole.Base))
        pen.setWidthF(area.width() * _THICKNESS)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([_within(area, *place) for place in _SHAPE])
        painter.end()

    def _indicator(self) -> QRectF:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxIndicator
        return QRectF(self.style().subElementRect(part, option, self))


def _within(area: QRectF, across: float, down: float) -> QPointF:
    return QPointF(
        area.left() + area.width() * across, area.top() + area.height() * down
    )
