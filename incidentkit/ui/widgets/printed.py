"""Plain text on paper, in letters that are read and not typed back."""

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QTextDocument,
)

_POINTS = 11.5
_MARGIN = 20.0  # millimetres


def print_text(device: QPagedPaintDevice, text: str) -> None:
    """Write a text on as many pages of A4 as it takes. Nothing in it is markup."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setPlainText(text)
    document.print_(device)
