"""A list shows what others wrote letter by letter, in its tool tips too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from pytestqt.qtbot import QtBot

from incidentkit.ui.widgets.table import Column, Rows, Table

HOSTILE = '<img src="//collector.example/share/x.png"><b>Ring 01632 960999</b>'


def test_a_tool_tip_is_never_the_markup_that_somebody_wrote(qtbot: QtBot) -> None:
    rows: Rows[str] = Rows([Column("Said", lambda text: text)], lambda text: text)
    table = Table(rows, "What was said")
    qtbot.addWidget(table)
    rows.put([HOSTILE])
    tip = str(rows.data(rows.index(0, 0), Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in tip
    assert QTextDocumentFragment.fromHtml(tip).toPlainText() == HOSTILE
    assert rows.data(rows.index(0, 0)) == HOSTILE


def test_an_empty_cell_has_no_tool_tip() -> None:
    rows: Rows[str] = Rows([Column("Said", lambda _: "")], lambda text: text)
    rows.put(["anything"])
    assert rows.data(rows.index(0, 0), Qt.ItemDataRole.ToolTipRole) == ""
