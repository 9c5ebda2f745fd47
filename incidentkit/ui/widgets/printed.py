"""Paper: the printers there are, and plain text in letters that are only read."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QGuiApplication,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

_POINTS = 11.5
_MARGIN = 20.0  # millimetres
_NARROW = 14.0
_SIZES = (11.5, 10.5, 9.5, 8.5, 7.5)


def offer_printers(
    parent: QWidget, document: str, then: Callable[[QPrinter], object]
) -> bool:
    """Offer the printers beside the window; false when there is none.

    `then` is given the printer that somebody chose. `document` is what the list of
    waiting prints calls it, so it must hold nothing that is not for others.
    """
    if not QPrinterInfo.availablePrinterNames():
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: then(printer))
    QDialog.open(dialog)  # the print dialog's own `open` wants an old-style slot
    return True


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


def print_within(device: QPagedPaintDevice, text: str, pages: int) -> None:
    """Write a text in the largest letters with which it takes no more pages of A4.

    One that takes more in the smallest letters that can be read takes them.
    """
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_NARROW, _NARROW, _NARROW, _NARROW)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setPlainText(text)
    document.setDocumentMargin(0)
    page = device.pageLayout().paintRect(QPageLayout.Unit.Inch)
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch()
    document.setPageSize(page.size() * dots)
    for points in _SIZES:
        font = document.defaultFont()
        font.setPointSizeF(points)
        document.setDefaultFont(font)
        if document.pageCount() <= pages:
            break
    document.print_(device)
