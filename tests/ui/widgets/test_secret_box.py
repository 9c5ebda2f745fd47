"""A field for secrets of several lines: what leaves it is known as a secret."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.ui.clipboard import marks
from incidentkit.ui.screens.evidence.pieces import taken_from
from incidentkit.ui.widgets.secret_box import SecretBox


@pytest.fixture
def board(qapp: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    yield found
    found.clear()


@pytest.mark.skipif(sys.platform == "darwin", reason="Qt cannot name the mark there")
def test_codes_copied_out_of_it_are_marked_and_never_become_evidence(
    qtbot: QtBot, board: QClipboard
) -> None:
    box = SecretBox()
    qtbot.addWidget(box)
    box.setPlainText("CODE-1111-AAAA")
    box.selectAll()
    box.copy()
    data = board.mimeData()
    assert data.text() == "CODE-1111-AAAA"
    assert all(data.hasFormat(name) for name in marks(sys.platform))
    assert taken_from(data).is_secret
