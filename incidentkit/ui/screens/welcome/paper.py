"""A recovery sheet on paper: the same lines for a printer and for a PDF."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

_POINTS = 11
_MARGIN = 20.0  # millimetres


def pdf_of(text: str) -> bytes:
    """Return lines as a PDF of one page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    write_on(writer, text)
    del writer  # it finishes the document
    return bytes(buffer.data().data())


def write_on(device: QPagedPaintDevice, text: str) -> None:
    """Write lines on paper, each where it stands and the code in letters of one width."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setPlainText(text)
    room = device.pageLayout().paintRectPixels(device.logicalDpiX())
    document.documentLayout().setPaintDevice(device)
    document.setPageSize(room.size().toSizeF())
    painter = QPainter(device)
    document.drawContents(painter)
    painter.end()
