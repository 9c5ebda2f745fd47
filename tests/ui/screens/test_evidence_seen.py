"""Pictures of what is filed: small beside the name, larger when asked, harmless when bad."""

import threading

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter
from pytestqt.logging import _QtMessageCapture

from incidentkit.desk.filing import About, file_bytes
from incidentkit.desk.services import Desk
from incidentkit.ui.screens.evidence import seeing
from incidentkit.ui.screens.evidence.seeing import may_be_seen
from incidentkit.ui.screens.evidence.shelf import FiledRow
from incidentkit.ui.screens.evidence.view import EvidencePanel
from incidentkit.ui.widgets.decoding import LARGE, SMALL, decoded
from incidentkit.ui.widgets.layout import Page, column
from incidentkit.words.window import evidence as words
from tests.ui.pictures.evidence import CAPTURE, panel_of, unwatched
from tests.ui.studio import Studio, one_incident, one_x

BLUE = QColor("#336699")


def picture(width: int = 1280, height: int = 800, kind: bytes = b"png") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(BLUE)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, kind).write(image)
    return bytes(buffer.data().data())


def filed(*files: tuple[str, bytes]):
    def story(desk: Desk) -> None:
        incident = desk.incidents.find()
        for name, data in files:
            about = About(CAPTURE, f"What {name} shows")
            file_bytes(desk, incident, name, data, about, unwatched)

    return story


def shown(studio: Studio, *files: tuple[str, bytes]) -> EvidencePanel:
    panel = panel_of(studio.prepare(one_x, one_incident, filed(*files)))
    page = Page(column(panel, None))
    studio.qtbot.addWidget(page)
    page.resize(900, 800)
    page.show()
    panel.keeps = page  # type: ignore[attr-defined]  # it lives as long as the panel
    studio.settle()
    return panel


def rows_of(panel: EvidencePanel) -> list[FiledRow]:
    return list(panel.shelf.rows.values())


def test_a_filed_screenshot_is_seen_small_beside_its_name(studio: Studio) -> None:
    panel = shown(studio, ("post.png", picture()))
    (row,) = rows_of(panel)
    studio.qtbot.waitUntil(lambda: row.small is not None)
    assert row.small is not None
    assert row.small.isVisible()
    assert row.small.width() == SMALL.width()
    assert row.small.accessibleName() == words.picture_of("What post.png shows")
    assert row.small.grab().toImage().pixelColor(20, 20) == BLUE


def test_it_is_enlarged_in_the_page_and_made_small_again(studio: Studio) -> None:
    panel = shown(studio, ("post.png", picture(2400, 1200)))
    (row,) = rows_of(panel)
    studio.qtbot.waitUntil(lambda: row.small is not None)
    row.look.click()
    studio.settle()
    studio.qtbot.waitUntil(lambda: row.large is not None and row.large.isVisible())
    assert row.large is not None
    studio.qtbot.waitUntil(lambda: row.large.width() > 4 * SMALL.width())
    assert row.large.height() <= row.large.width() // 2 + 1
    assert row.look.text() == words.SMALLER
    assert row.look.accessibleName() == words.named(
        words.SMALLER, "What post.png shows"
    )
    row.look.click()
    assert row.large is None
    assert row.look.text() == words.LARGER


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        picture()[:200],
        b"\xff\xd8\xff" + bytes(4000),
        b"GIF89a" + b"\xff" * 4000,
        b"BM" + b"\xff" * 4000,
        b"RIFF" + b"\xff" * 4000,
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"not a picture at all",
    ],
)
def test_what_is_no_whole_picture_is_a_name_and_nothing_else(
    data: bytes, qtlog: _QtMessageCapture
) -> None:
    with qtlog.disabled():  # the decoder complains of what it is given
        assert decoded(data, LARGE) is None


def test_one_bad_picture_takes_no_other_away(studio: Studio) -> None:
    bad = ("bad.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    panel = shown(studio, bad, ("good.jpg", picture(kind=b"jpeg")))
    one, other = rows_of(panel)
    studio.qtbot.waitUntil(lambda: other.small is not None or one.small is not None)
    studio.settle()
    assert sorted((one.small is not None, other.small is not None)) == [False, True]
    assert sorted((one.look.isHidden(), other.look.isHidden())) == [False, True]


def test_a_small_file_that_claims_to_be_huge_is_not_decoded() -> None:
    data = bytearray(picture(8, 8))
    data[16:24] = (60_000).to_bytes(4, "big") * 2  # the size in a PNG's head
    assert decoded(bytes(data), SMALL) is None


def test_what_is_too_large_a_file_is_not_even_opened(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = picture()
    monkeypatch.setattr(seeing, "MOST_BYTES", len(data) - 1)
    panel = shown(studio, ("post.png", data))
    (item,) = panel._model.state.shelf.here
    assert not may_be_seen(item)
    assert not panel._model.seeing._tried


def test_nothing_is_decoded_on_the_main_thread(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def noted(data: bytes, room: object) -> None:
        threads.append(threading.current_thread())

    monkeypatch.setattr(seeing, "decoded", noted)
    shown(studio, ("post.png", picture()))
    studio.qtbot.waitUntil(lambda: bool(threads))
    assert threading.main_thread() not in threads
