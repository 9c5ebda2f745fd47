"""A picture on a page: never larger than it is, never wider than the page."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget


class Picture(QWidget):
    """Draws an image in the room there is. `name` is for those who cannot see it."""

    def __init__(self, image: QImage, name: str, *, fixed: bool = False) -> None:
        super().__init__()
        self._pixmap = QPixmap.fromImage(image)
        self.setAccessibleName(name)
        if fixed:
            self.setFixedSize(self._pixmap.size())
            return
        fits = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        fits.setHeightForWidth(True)
        self.setSizePolicy(fits)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return its own size."""
        return self._pixmap.size()

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Keep its shape."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return how tall it is in that width."""
        return self._within(QSize(width, self._pixmap.height())).height()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw it at the left, as large as there is room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRect(self.rect().topLeft(), self._within(self.size()))
        painter.drawPixmap(room, self._pixmap)
        painter.end()

    def _within(self, room: QSize) -> QSize:
        size = self._pixmap.size()
        if size.width() <= room.width() and size.height() <= room.height():
            return size
        return size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
