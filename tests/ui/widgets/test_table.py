"""A list shows what others wrote letter by letter, in its tool tips too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from pytestqt.qtbot import QtBot

from incidentkit.ui.widgets.long_words import breaking_label
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import harmless, label

TURNING = [
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    "\u200e",
    "\u200f",
    "\u061c",
]
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


@pytest.mark.parametrize("sign", TURNING)
def test_a_sign_that_turns_text_round_is_shown_and_does_nothing(
    sign: str, qtbot: QtBot
) -> None:
    rows: Rows[str] = Rows([Column("Said", lambda text: text)], lambda text: text)
    table = Table(rows, "What was said")
    qtbot.addWidget(table)
    rows.put([f"AshcombeDC{sign}06:12"])
    rows.narrow(f"ashcombedc{sign}")  # it is found by what was written
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        shown = str(rows.data(rows.index(0, 0), role))
        assert "AshcombeDC\N{REPLACEMENT CHARACTER}06:12" in shown
    assert rows.row_at(rows.index(0, 0)) == f"AshcombeDC{sign}06:12", "nothing is lost"


@pytest.mark.parametrize("sign", TURNING)
def test_words_on_a_screen_are_not_turned_round_either(sign: str, qtbot: QtBot) -> None:
    made = label(f"Ben{sign}Carter")
    qtbot.addWidget(made)
    assert made.text() == "Ben\N{REPLACEMENT CHARACTER}Carter"
    made.setText(f"Carys{sign}Evans")
    assert made.text() == "Carys\N{REPLACEMENT CHARACTER}Evans"
    long = breaking_label(f"a{sign}b")
    qtbot.addWidget(long)
    assert sign not in long.text() + long.accessibleName()


def test_accents_emoji_and_other_scripts_stay_as_they_are() -> None:
    text = "\u0175, \U0001f468\u200d\U0001f469, \u05e9\u05dc\u05d5\u05dd"
    assert harmless(text) == text


def test_an_empty_cell_has_no_tool_tip() -> None:
    rows: Rows[str] = Rows([Column("Said", lambda _: "")], lambda text: text)
    rows.put(["anything"])
    assert rows.data(rows.index(0, 0), Qt.ItemDataRole.ToolTipRole) == ""


def test_home_and_end_and_the_page_keys_go_through_the_rows(qtbot: QtBot) -> None:
    columns = [Column("Said", str), Column("Again", str)]
    rows: Rows[str] = Rows(columns, lambda text: text)
    table = Table(rows, "What was said")
    qtbot.addWidget(table)
    rows.put([f"line {number:02}" for number in range(60)])
    table.resize(300, 300)
    table.show()
    opened: list[str] = []
    table.opened.connect(opened.append)
    for key, row in (("End", 59), ("Home", 0)):
        qtbot.keyClick(table, getattr(Qt.Key, f"Key_{key}"))
        assert table.currentIndex().row() == row
    qtbot.keyClick(table, Qt.Key.Key_PageDown)
    assert table.currentIndex().row() > 3
    qtbot.keyClick(table, Qt.Key.Key_PageUp)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened == ["line 00"]
