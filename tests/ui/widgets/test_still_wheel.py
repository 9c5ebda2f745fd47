"""The wheel over a closed list scrolls the page it is on."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.ui.widgets.layout import Page, column
from incidentkit.ui.widgets.still_wheel import StillWheel
from incidentkit.ui.widgets.text import label
from tests.ui.wheel import turn, turned_by_the_wheel


def _choice() -> QComboBox:
    made = QComboBox()
    made.addItems(["One", "Two", "Three"])
    made.setCurrentIndex(1)
    return made


def _number() -> QSpinBox:
    made = QSpinBox()
    made.setValue(7)
    return made


@pytest.mark.parametrize("make", [_choice, _number, QDateEdit])
def test_the_wheel_over_a_field_scrolls_the_page_and_leaves_the_value(
    make: type[QWidget], qtbot: QtBot, qapp: QApplication
) -> None:
    field = make()
    page = Page(column(field, *(label(f"Line {n}") for n in range(60)), None))
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    qapp.processEvents()
    field.setFocus()
    StillWheel(page)
    assert not turned_by_the_wheel(page)
    turn(page, field)
    assert page.verticalScrollBar().value() > 0
