"""What has the keyboard is plain to see, and a page scrolls only when it has to."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.officers.passphrase import estimate
from incidentkit.ui.design.theme import Theme, apply
from incidentkit.ui.design.tokens import DARK, HIGH_CONTRAST, LIGHT, RING, Colours, Look
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import Page, box, column
from incidentkit.ui.widgets.new_passphrase import NewPassphrase
from incidentkit.ui.widgets.text import label

LOOKS = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.HIGH_CONTRAST: HIGH_CONTRAST}
LONG = " ".join(["Words that take several lines when there is little room."] * 3)


def shown(qtbot: QtBot, window: QWidget, qapp: QApplication, look: Look) -> None:
    qtbot.addWidget(window)
    apply(qapp, Theme(look))
    qapp.setProperty("dressed", "")
    window.resize(700, 500)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", ["act", "start", "danger"])
def test_a_filled_button_with_the_keyboard_has_a_thick_line_inside(
    kind: str, look: Look, qtbot: QtBot, qapp: QApplication
) -> None:
    window, colours = QWidget(), LOOKS[look]
    one, other = button("Done, next step", kind), button("Another")
    window.setLayout(column(one, other, None))
    shown(qtbot, window, qapp, look)
    ring = _on(kind, colours)
    other.setFocus()
    assert _thickness(one, ring) == 0
    one.setFocus()
    assert _thickness(one, ring) == RING


def _on(kind: str, colours: Colours) -> str:
    return colours.on_bad if kind == "danger" else colours.on_act


def _thickness(one: QWidget, ring: str) -> int:
    """How many pixels of a colour there are from the upper edge to the words."""
    picture = one.grab().toImage()
    column_at = 24  # past the rounded corner, before the words
    heights = range(one.height() // 3)
    return sum(picture.pixelColor(column_at, y).name() == ring for y in heights)


def test_how_strong_a_passphrase_is_does_not_look_like_a_field(
    qtbot: QtBot, qapp: QApplication
) -> None:
    jobs = Jobs()
    made = NewPassphrase(StrengthMeter(jobs))
    shown(qtbot, made, qapp, Look.LIGHT)
    seen = []
    for typed in ("password1 hello", "kettle brass lantern otter"):
        made._estimated(estimate(typed))
        qapp.processEvents()
        picture = made.bar.grab().toImage()
        seen.append(picture.pixelColor(QPoint(8, made.bar.height() // 2)).name())
        assert made.bar.height() <= made.first.height() / 3
    jobs.stop()
    assert jobs.wait_for_end(5)
    assert seen == [LIGHT.warn, LIGHT.good]


def test_a_page_on_which_everything_fits_has_no_bar_to_scroll(
    qtbot: QtBot, qapp: QApplication
) -> None:
    several = [label(LONG) for _ in range(6)]
    page = Page(column(box(column(*several)), None), letters=90, centred=True)
    shown(qtbot, page, qapp, Look.LIGHT)
    assert several[-1].mapTo(page, QPoint(0, several[-1].height())).y() < page.height()
    assert not page.verticalScrollBar().isVisible()
    page.resize(700, 200)
    qapp.processEvents()
    assert page.verticalScrollBar().isVisible()
