"""Every screen in every state stays whole at double text size."""

import pytest
from PySide6.QtWidgets import QApplication

from incidentkit.ui.design.theme import Theme, apply
from incidentkit.ui.design.tokens import Look
from tests.ui.looks import faults
from tests.ui.pictures import every_picture
from tests.ui.studio import Studio

PICTURES = every_picture()


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_screen_is_whole_and_named_at_both_sizes(
    name: str, studio: Studio, qapp: QApplication
) -> None:
    screen = PICTURES[name](studio)
    studio.qtbot.addWidget(screen)
    screen.show()
    for percent in (100, 200):
        apply(qapp, Theme(Look.LIGHT, percent))
        screen.resize(1280, 800)
        studio.settle()
        qapp.processEvents()
        qapp.processEvents()
        assert not faults(screen), f"at {percent} per cent"
