"""Every screen in every state stays whole at double text size, the harder of the two.

At 100 per cent and in the dark the gallery takes them: python -m tests.ui.gallery FOLDER
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.ui.design.sheet import style_sheet
from incidentkit.ui.design.theme import Theme
from incidentkit.ui.design.tokens import Look
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.widgets.still_wheel import StillWheel
from tests.kept_kits import KeptKits
from tests.ui.conftest import dress_windows
from tests.ui.looks import faults
from tests.ui.pictures import every_picture
from tests.ui.studio import Studio
from tests.ui.wheel import turned_by_the_wheel

PICTURES = every_picture()
DOUBLE = Theme(Look.LIGHT, 200)


@pytest.fixture
def studio(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, kits: KeptKits
) -> Iterator[Studio]:
    """Give a machine whose text is twice as large."""
    dress_windows(qapp, DOUBLE)
    made = Studio(tmp_path / "kit", qtbot, Jobs(), kits=kits)
    yield made
    made.close()


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_screen_is_whole_and_named_at_double_size_and_no_wheel_turns_a_value(
    name: str, studio: Studio, qapp: QApplication
) -> None:
    screen = PICTURES[name](studio)
    studio.qtbot.addWidget(screen)
    screen.setStyleSheet(style_sheet(DOUBLE.colours, DOUBLE.points))
    screen.resize(1280, 800)
    screen.show()
    studio.settle()
    assert not faults(screen)
    StillWheel(screen.window())
    assert not turned_by_the_wheel(screen.window())
