"""A tick that can be seen: light, dark, high contrast, and with large text."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.ui.design.theme import Theme
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.widgets.tick import Tick
from tests.ui.conftest import dress


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK, Look.HIGH_CONTRAST])
@pytest.mark.parametrize("percent", [100, 200])
def test_a_ticked_box_shows_a_mark_on_its_fill(
    look: Look, percent: int, qtbot: QtBot, qapp: QApplication
) -> None:
    theme = Theme(look, percent)
    dress(qapp, theme)
    made = Tick("I am working alone")
    qtbot.addWidget(made)
    made.show()
    assert marked(made, theme) == 0
    made.setChecked(True)
    side = made._indicator().width()
    assert side >= 1.5 * theme.points
    assert marked(made, theme) > side  # more of it than a line across
    dress(qapp, Theme(Look.LIGHT))


def marked(made: Tick, theme: Theme) -> int:
    """Count the points in the middle of the box that stand out from its fill."""
    area = made._indicator().toRect().adjusted(3, 3, -3, -3)
    picture = made.grab().toImage()
    act = QColor(theme.colours.act)
    fill = [picture.pixelColor(x, y) for x, y in points_of(area)]
    if all(abs(c.lightness() - act.lightness()) > 60 for c in fill):
        return 0  # it is not filled
    return sum(abs(c.lightness() - act.lightness()) > 60 for c in fill)


def points_of(area):
    return [
        (x, y)
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    ]
