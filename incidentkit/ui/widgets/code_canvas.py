"""The code of a recovery sheet, painted group by group and given to nothing else."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from incidentkit.ui.design.tokens import Size, Space

_CENTRED = int(Qt.AlignmentFlag.AlignCenter)


class CodeCanvas(QWidget):
    """Groups in a grid, each over its number. In no label, so nothing can copy it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._groups: tuple[str, ...] = ()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is painted."""
        return not self._groups

    def paint_groups(self, groups: tuple[str, ...]) -> None:
        """Paint this code from now on; nothing when there are no groups."""
        self._groups = groups
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return the height that the groups need."""
        rows = -(-len(self._groups) // self._per_row(width))
        return rows * self._cell().height()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for half of the groups beside each other."""
        width = max(self.width(), self._cell().width() * 4)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the height that the width at hand needs."""
        return QSize(self._cell().width(), self.heightForWidth(self.width() or 1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint it."""
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        cell, per_row = self._cell(), self._per_row(self.width())
        low = QFontMetrics(self._small()).height() + Space.SMALL
        for number, group in enumerate(self._groups):
            down, along = divmod(number, per_row)
            left, top = along * cell.width(), down * cell.height()
            painter.setFont(self._large())
            high = QRect(left, top, cell.width(), cell.height() - low)
            painter.drawText(high, _CENTRED, group)
            painter.setFont(self._small())
            under = QRect(left, top + high.height(), cell.width(), low - Space.SMALL)
            painter.drawText(under, _CENTRED, str(number + 1))

    def _per_row(self, width: int) -> int:
        fits = max(1, width // self._cell().width())
        return next(n for n in (8, 4, 2, 1) if n <= fits)

    def _cell(self) -> QSize:
        large, small = QFontMetrics(self._large()), QFontMetrics(self._small())
        width = large.horizontalAdvance("MMMM") + Space.WIDE
        return QSize(width, large.height() + small.height() + Space.LARGE)

    def _large(self) -> QFont:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF() * Size.TITLE)
        return fixed

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * Size.SMALL)
        return font
