"""Filing evidence for a step."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from incidentkit.desk.filing import About, file_bytes, file_text
from incidentkit.desk.services import Desk
from incidentkit.incidents.evidence import Source
from incidentkit.ui.screens.evidence.pieces import of_image, of_text
from incidentkit.ui.screens.evidence.view import EvidencePanel
from incidentkit.ui.screens.evidence.view_model import EvidenceViewModel
from incidentkit.ui.widgets.decoding import png_of
from incidentkit.ui.widgets.layout import Page, column
from tests.ui.studio import Studio, one_incident, one_x

CAPTURE = "take-screenshots-before-anything-is-changed"
PICTURE = b"\x89PNG\r\n" + bytes(range(256)) * 900


def unwatched(done: int, of: int) -> None:
    """Nobody waits."""


def panel_of(studio: Studio, step: str = CAPTURE) -> EvidencePanel:
    panel = EvidencePanel(EvidenceViewModel(studio.kit, studio.clock))
    panel.show_step(studio.ask(lambda desk: desk.incidents.find()), step)
    studio.settle()
    return panel


def paged(studio: Studio, panel: EvidencePanel) -> QWidget:
    studio.settle()
    page = Page(column(panel, None))
    page.setProperty("panel", panel)
    return page


def some_filed(desk: Desk) -> None:
    incident = desk.incidents.find()
    about = About(CAPTURE, "The first post", "https://x.com/AshcombeDC/status/1")
    file_bytes(desk, incident, "post.png", PICTURE, about, unwatched)
    file_text(desk, incident, "Win a prize now", About(CAPTURE))
    held = Source(CAPTURE, "The direct messages")
    desk.incidents.evidence.held_elsewhere(incident, held, "work phone", "Ben Carter")


def many_filed(desk: Desk) -> None:
    some_filed(desk)
    incident = desk.incidents.find()
    for number in range(14):
        step = CAPTURE if number % 2 else ""
        what = f"Post {number} with every reply, long description " * (number % 3)
        about = About(step, what, "https://x.com/AshcombeDC/status/" + "9" * 120)
        file_bytes(desk, incident, f"{number}.png", PICTURE, about, unwatched)


def empty(studio: Studio) -> QWidget:
    return paged(studio, panel_of(studio.prepare(one_x, one_incident)))


def normal(studio: Studio) -> QWidget:
    return paged(studio, panel_of(studio.prepare(one_x, one_incident, some_filed)))


def a_screenshot(width: int, height: int) -> bytes:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(0xDDE6EE)
    painter = QPainter(picture)
    painter.fillRect(0, 0, width, height // 6, QColor("#0f5b8c"))
    for line in range(3, 11):
        painter.fillRect(
            width // 12,
            line * height // 12,
            width * line // 14,
            height // 30,
            "#35404c",
        )
    painter.end()
    return png_of(picture, "a.png")


def pictures_filed(desk: Desk) -> None:
    incident = desk.incidents.find()
    for name, what, data in (
        ("post.png", "The first post", a_screenshot(1280, 800)),
        ("replies.png", "Its replies, on a phone", a_screenshot(500, 1100)),
        ("damaged.png", "A picture that was cut short", PICTURE),
    ):
        about = About(CAPTURE, what, "https://x.com/AshcombeDC/status/1")
        file_bytes(desk, incident, name, data, about, unwatched)


def seen(studio: Studio) -> QWidget:
    page = paged(studio, panel_of(studio.prepare(one_x, one_incident, pictures_filed)))
    panel = page.property("panel")
    studio.settle()
    first = next(row for row in panel.shelf.rows.values() if row.small is not None)
    first.look.click()
    studio.settle()
    return page


def ready(studio: Studio) -> QWidget:
    panel = panel_of(studio.prepare(one_x, one_incident))
    picture = QImage(1280, 800, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    text = "You have won a prize. Follow the link and enter your bank details. " * 3
    panel._model.add(of_image(picture), of_text(text), address="https://x.com/a/1")
    return paged(studio, panel)


def crowded(studio: Studio) -> QWidget:
    return paged(studio, panel_of(studio.prepare(one_x, one_incident, many_filed)))


def held(studio: Studio) -> QWidget:
    panel = panel_of(studio.prepare(one_x, one_incident, some_filed))
    panel.held.unfold()
    panel._model.settle(panel._model.state.shelf.owed[0])
    return paged(studio, panel)


def failed(studio: Studio) -> QWidget:
    panel = panel_of(studio.prepare(one_x, one_incident))
    panel.take_files((Path("/nowhere/picture.png"),))
    return paged(studio, panel)


PICTURES = {
    "empty": empty,
    "normal": normal,
    "ready": ready,
    "seen": seen,
    "crowded": crowded,
    "held": held,
    "failed": failed,
}
