"""Printing is offered beside the window, and only where there is a printer."""

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.ui.widgets.printed import offer_printers


def test_without_a_printer_nothing_is_offered(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    parent = QWidget()
    qtbot.addWidget(parent)
    given: list[QPrinter] = []

    assert not offer_printers(parent, "Card", given.append)
    assert parent.findChildren(QPrintDialog) == []


def test_who_accepts_prints_and_the_window_goes_on_meanwhile(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Office"])
    opened: list[QDialog] = []
    monkeypatch.setattr(QDialog, "open", opened.append)  # no window shows offscreen
    parent = QWidget()
    qtbot.addWidget(parent)
    given: list[QPrinter] = []

    assert offer_printers(parent, "Card", given.append)
    (dialog,) = parent.findChildren(QPrintDialog)
    assert opened == [dialog]
    assert given == []
    dialog.accepted.emit(dialog.printer())
    assert [printer.docName() for printer in given] == ["Card"]
