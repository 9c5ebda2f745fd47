"""Filing evidence: dropped, pasted, chosen, typed, owed; stopped, refused, locked."""

import hashlib
import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel

from incidentkit.incidents.evidence import Custody
from incidentkit.incidents.state import EvidenceItem
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.screens.evidence.pieces import of_image, of_text
from incidentkit.ui.screens.evidence.shelf import name_of
from incidentkit.ui.widgets.layout import Page, column
from incidentkit.ui.widgets.text import label
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words.window import evidence as words
from tests.ui.pictures.evidence import CAPTURE, panel_of, some_filed
from tests.ui.studio import SECRET, Studio, one_incident, one_x

OTHER = "agree-who-files-what"


class Scene:
    """The panel over an open kit with an incident."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.panel = panel_of(studio)
        studio.qtbot.addWidget(self.panel)
        self.model = self.panel._model
        self.filed: list[EvidenceItem] = []
        self.panel.filed.connect(self.filed.append)
        self.panel.resize(1000, 800)
        self.panel.show()

    def press(self, widget: object) -> None:
        widget.click()  # type: ignore[attr-defined]
        self.studio.settle()

    def items(self) -> tuple[EvidenceItem, ...]:
        return self.studio.ask(
            lambda desk: desk.incidents.run(desk.incidents.find()).incident.evidence
        )

    def bytes_of(self, item: EvidenceItem) -> bytes:
        sink = io.BytesIO()
        self.studio.ask(lambda desk: desk.incidents.evidence.read(item, sink))
        return sink.getvalue()

    def words(self) -> str:
        QApplication.processEvents()  # what was just drawn is shown then
        shown = self.panel.findChildren(QLabel)
        return "\n".join(w.text() for w in shown if w.isVisibleTo(self.panel))


@pytest.fixture
def scene(studio: Studio) -> Iterator[Scene]:
    yield Scene(studio.prepare(one_x, one_incident))
    # What Python put on the clipboard must not outlive Python.
    QGuiApplication.clipboard().clear()


def picture(colour: int = 0x336699) -> QImage:
    made = QImage(64, 48, QImage.Format.Format_RGB32)
    made.fill(colour)
    return made


def mime(**said: object) -> QMimeData:
    made = QMimeData()
    if "text" in said:
        made.setText(str(said["text"]))
    if "urls" in said:
        made.setUrls([QUrl(url) for url in said["urls"]])  # type: ignore[attr-defined]
    if "image" in said:
        made.setImageData(said["image"])
    return made


def drop(scene: Scene, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    scene.panel.dropEvent(event)
    scene.studio.settle()


def paste(scene: Scene, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    key, ctrl = Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
    scene.studio.qtbot.keyClick(scene.panel.area.choose, key, ctrl)
    scene.studio.settle()


def test_a_dropped_file_is_filed_with_what_was_said_of_it(
    scene: Scene, tmp_path: Path
) -> None:
    path = tmp_path / "post ŵ.png"
    path.write_bytes(b"\x89PNG and more" * 9000)
    drop(scene, mime(urls=[path.as_uri()]))
    keys = scene.studio.qtbot
    keys.keyClicks(scene.panel.ready.what, "The second post")
    keys.keyClicks(scene.panel.ready.address, "https://x.com/a/1")
    keys.keyClick(scene.panel.ready.address, Qt.Key.Key_Return)
    scene.studio.settle()
    (item,) = scene.filed
    assert (item.name, item.what, item.step) == (path.name, "The second post", CAPTURE)
    assert item.address == "https://x.com/a/1"
    assert item.sha256 == hashlib.sha256(path.read_bytes()).digest()
    assert item.sha256.hex()[:12] in scene.words()
    assert not scene.panel.ready.isVisibleTo(scene.panel)
    assert scene.panel.ready.what.text() == ""


def test_what_is_pasted_comes_into_view_with_the_button_that_files_it(
    scene: Scene,
) -> None:
    page = Page(column(label("\n" * 40), scene.panel))
    page.resize(700, 400)
    page.show()
    QApplication.processEvents()
    file_it = scene.panel.ready.file_it
    assert scene.panel.lies_ready() == ""
    paste(scene, mime(image=picture()))

    def is_in_view() -> bool:
        top = file_it.mapTo(page.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + file_it.height() <= page.viewport().height()

    scene.studio.qtbot.waitUntil(is_in_view)
    assert scene.panel.lies_ready() == words.NOT_FILED
    scene.press(file_it)
    assert scene.panel.lies_ready() == ""
    scene.panel.setParent(None)  # the test's own, and outlives the page
    page.close()


def test_a_pasted_picture_is_filed_as_png_and_lies_in_no_file(
    scene: Scene, tmp_path: Path
) -> None:
    paste(scene, mime(image=picture()))
    assert scene.panel.focusWidget() is scene.panel.ready.file_it
    scene.press(scene.panel.ready.file_it)
    (item,) = scene.filed
    data = scene.bytes_of(item)
    assert data.startswith(b"\x89PNG")
    assert QImage.fromData(data) == picture()
    lying = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert all(data[:32] not in p.read_bytes() for p in lying)


def test_the_same_picture_is_filed_once_and_the_second_paste_is_told(
    scene: Scene,
) -> None:
    for _ in range(2):
        paste(scene, mime(image=picture()))
    assert words.PICTURE_THERE in scene.words()
    assert len(scene.model.state.tray.pieces) == 1
    scene.press(scene.panel.ready.file_it)
    paste(scene, mime(image=picture()))
    assert words.PICTURE_THERE not in scene.words()
    scene.press(scene.panel.ready.file_it)
    assert words.PICTURE_THERE in scene.words()
    assert len(scene.filed) == 1
    assert not scene.panel.ready.isVisibleTo(scene.panel)


def test_a_picture_dragged_from_a_browser_brings_its_address(scene: Scene) -> None:
    drop(scene, mime(image=picture(), urls=["https://example.org/p.png"]))
    scene.press(scene.panel.ready.file_it)
    assert scene.filed[0].address == "https://example.org/p.png"


@pytest.mark.parametrize("how", ["urls", "text"])
def test_an_address_alone_is_kept_for_what_comes_next(scene: Scene, how: str) -> None:
    url = "https://example.org/post/1"
    drop(scene, mime(**{how: [url] if how == "urls" else url}))
    assert scene.panel.ready.address.text() == url
    assert not scene.panel.ready.file_it.isEnabled()
    assert words.ADDRESS_KEPT in scene.words()


def test_several_pieces_are_filed_one_after_the_other(
    scene: Scene, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF" * 1000)
    drop(scene, mime(urls=[path.as_uri()]))
    drop(scene, mime(text="Win a prize now"))
    paste(scene, mime(image=picture()))
    assert scene.panel.ready.file_it.text() == words.file_these(3)
    scene.press(scene.panel.ready.file_it)
    assert [item.name for item in scene.filed] == ["a.pdf", "", "picture.png"]
    assert scene.bytes_of(scene.filed[1]) == b"Win a prize now"


def test_a_piece_can_be_taken_off_before_it_is_filed(scene: Scene) -> None:
    scene.model.add(of_text("one"), of_text("two"))
    scene.model.remove(scene.model.state.tray.pieces[0])
    scene.press(scene.panel.ready.file_it)
    assert [scene.bytes_of(item) for item in scene.filed] == [b"two"]


def test_a_password_of_the_kit_on_the_clipboard_is_not_taken(scene: Scene) -> None:
    clipboard = SecretClipboard(QGuiApplication.clipboard())
    clipboard.copy(SECRET)
    key, ctrl = Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
    scene.studio.qtbot.keyClick(scene.panel.area.choose, key, ctrl)
    assert words.IS_A_SECRET in scene.words()
    assert SECRET not in scene.words()
    assert scene.model.state.tray.pieces == ()
    clipboard.clear_now()


def test_nothing_on_the_clipboard_is_said(scene: Scene) -> None:
    paste(scene, QMimeData())
    assert words.NOTHING_THERE in scene.words()


def test_a_picture_pasted_into_a_line_is_taken_and_text_stays_in_the_line(
    scene: Scene,
) -> None:
    scene.model.add(of_text("x"))
    key, ctrl = Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier
    QGuiApplication.clipboard().setMimeData(mime(image=picture()))
    scene.studio.qtbot.keyClick(scene.panel.ready.what, key, ctrl)
    assert len(scene.model.state.tray.pieces) == 2
    QGuiApplication.clipboard().setText("the post")
    scene.studio.qtbot.keyClick(scene.panel.ready.what, key, ctrl)
    assert scene.panel.ready.what.text() == "the post"


def test_a_typed_text_is_filed(scene: Scene) -> None:
    scene.panel.text.unfold()
    scene.studio.qtbot.keyClicks(scene.panel.text.text, "They asked for a PIN")
    scene.press(scene.panel.text.add)
    scene.press(scene.panel.ready.file_it)
    assert scene.bytes_of(scene.filed[0]) == b"They asked for a PIN"


def test_when_it_was_captured_can_be_said(scene: Scene) -> None:
    scene.model.add(of_text("x"))
    scene.studio.qtbot.keyClicks(scene.panel.ready.captured, "10 minutes ago")
    scene.press(scene.panel.ready.file_it)
    (item,) = scene.filed
    assert 9 * 60_000 < scene.studio.clock.ms - item.at_ms < 11 * 60_000


def test_a_time_that_is_none_is_refused_and_nothing_is_lost(scene: Scene) -> None:
    scene.model.add(of_text("x"))
    scene.panel.ready.captured.setText("half past nonsense")
    scene.press(scene.panel.ready.file_it)
    assert "One value needs another look" in scene.words()
    assert len(scene.model.state.tray.pieces) == 1
    assert scene.panel.ready.file_it.isEnabled()


def test_a_description_with_a_password_is_refused_in_words(scene: Scene) -> None:
    scene.model.add(of_text("x"))
    scene.panel.ready.what.setText(f"They use {SECRET}")
    scene.press(scene.panel.ready.file_it)
    assert "There is a secret in this text" in scene.words()
    assert scene.items() == ()


def test_a_file_that_is_gone_is_named(scene: Scene, tmp_path: Path) -> None:
    scene.panel.take_files((tmp_path / "gone.png",))
    scene.studio.settle()
    assert "This file cannot be read" in scene.words()


# --- held elsewhere ----------------------------------------------------------


def test_what_a_colleague_holds_is_owed_until_it_is_filed(scene: Scene) -> None:
    keys, held = scene.studio.qtbot, scene.panel.held
    held.unfold()
    keys.keyClicks(held.what, "The messages")
    keys.keyClicks(held.device, "her phone")
    keys.keyClicks(held.person, "Carys Evans")
    keys.keyClick(held.person, Qt.Key.Key_Return)
    scene.studio.settle()
    assert [item.is_owed for item in scene.filed] == [True]
    assert words.OWED in scene.words()
    (owed,) = scene.model.state.shelf.owed
    scene.model.settle(owed)
    assert words.SETTLING in scene.words()
    paste(scene, mime(image=picture()))
    assert scene.panel.ready.what.text() == "The messages"
    scene.press(scene.panel.ready.file_it)
    assert not scene.model.state.shelf.owed
    assert scene.filed[-1].settles == owed.digest


def test_who_holds_it_has_to_be_said(scene: Scene) -> None:
    scene.panel.held.unfold()
    scene.panel.held.what.setText("The messages")
    scene.press(scene.panel.held.keep)
    assert "One value needs another look" in scene.words()
    assert scene.panel.held.what.text() == "The messages"


# --- stopping ----------------------------------------------------------------


def held_up(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Have filing wait in its middle, so that somebody can stop it there."""
    reached, go_on = threading.Event(), threading.Event()
    file = Custody.file

    def slow(self, incident, path, source, watch):  # type: ignore[no-untyped-def]
        def told(done: int, of: int) -> None:
            watch(done, of)
            if done >= of // 2:
                reached.set()
                go_on.wait(10)
                watch(done, of)

        return file(self, incident, path, source, told)

    monkeypatch.setattr(Custody, "file", slow)
    return reached, go_on


def test_filing_that_is_stopped_files_nothing_and_keeps_the_piece(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "video.mp4"
    path.write_bytes(bytes(300_000))
    scene.panel.take_files((path,))
    scene.studio.settle()
    reached, go_on = held_up(monkeypatch)
    scene.panel.ready.file_it.click()
    assert reached.wait(10)
    assert scene.panel.progress.isVisibleTo(scene.panel)
    scene.panel.progress.cancel.click()
    go_on.set()
    scene.studio.settle()
    assert scene.items() == ()
    assert list((scene.studio.around.places.evidence).iterdir()) == []
    assert words.STOPPED in scene.words()
    assert len(scene.model.state.tray.pieces) == 1


def test_stopping_too_late_says_that_it_was_filed(scene: Scene, tmp_path: Path) -> None:
    scene.model.add(of_text("quick"))
    scene.panel.ready.file_it.click()
    job = scene.model._under.job
    job.cancel = lambda: scene.studio.ask(lambda desk: job._cancelled.set())
    scene.panel.progress._job = None
    scene.model.cancel()
    scene.studio.settle()
    assert len(scene.items()) == 1
    assert words.FILED_AFTER_ALL in scene.words()
    assert scene.model.state.tray.pieces == ()


def test_the_window_goes_on_while_something_large_is_filed(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "video.mp4"
    path.write_bytes(bytes(300_000))
    scene.panel.take_files((path,))
    scene.studio.settle()
    reached, go_on = held_up(monkeypatch)
    scene.panel.ready.file_it.click()
    assert reached.wait(10)
    scene.studio.qtbot.keyClicks(scene.panel.ready.what, "still typing")
    assert scene.panel.ready.what.text() == "still typing"
    go_on.set()
    scene.studio.settle()
    assert len(scene.items()) == 1


# --- steps, copies, locking ---------------------------------------------------


def test_what_lies_ready_on_one_step_is_there_again_on_return(scene: Scene) -> None:
    incident = scene.studio.ask(lambda desk: desk.incidents.find())
    scene.model.add(of_text("for the first"))
    scene.panel.ready.what.setText("what it is")
    scene.panel.show_step(incident, "")
    scene.studio.settle()
    assert not scene.panel.ready.isVisibleTo(scene.panel)
    scene.panel.show_step(incident, CAPTURE)
    scene.studio.settle()
    assert scene.panel.ready.what.text() == "what it is"
    assert len(scene.model.state.tray.pieces) == 1


def test_an_item_is_written_out_again_as_it_came(scene: Scene, tmp_path: Path) -> None:
    scene.studio.ask(some_filed)
    scene.model.refresh()
    scene.studio.settle()
    shelf = scene.model.state.shelf
    folder = tmp_path / "copies"
    folder.mkdir()
    item = next(i for i in shelf.here if i.name == "post.png")
    scene.panel.shelf.save_to(item, folder)
    scene.studio.settle()
    (copy,) = folder.iterdir()
    assert copy.name == f"evidence-{item.digest.hex()[:8]}.png"
    assert hashlib.sha256(copy.read_bytes()).digest() == item.sha256
    assert words.saved(str(copy)) in scene.words()


def test_a_folder_that_cannot_be_written_is_said(scene: Scene, tmp_path: Path) -> None:
    scene.studio.ask(some_filed)
    scene.model.refresh()
    scene.studio.settle()
    item = scene.model.state.shelf.here[0]
    scene.panel.shelf.save_to(item, tmp_path / "not" / "there")
    scene.studio.settle()
    assert scene.panel.banner.isVisibleTo(scene.panel)


def test_changed_evidence_is_said_and_no_copy_is_left(
    scene: Scene, tmp_path: Path
) -> None:
    scene.studio.ask(some_filed)
    scene.model.refresh()
    scene.studio.settle()
    item = next(i for i in scene.model.state.shelf.here if i.name == "post.png")
    (sealed,) = scene.studio.around.places.evidence.iterdir()
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= 1
    sealed.write_bytes(data)
    folder = tmp_path / "copies"
    folder.mkdir()
    scene.panel.shelf.save_to(item, folder)
    scene.studio.settle()
    assert list(folder.iterdir()) == []
    assert scene.panel.banner.isVisibleTo(scene.panel)


def test_nothing_is_unsaved_when_nothing_lies_ready(scene: Scene) -> None:
    assert scene.model.unsaved() is None
    scene.model.add(of_text("x"))
    scene.press(scene.panel.ready.file_it)
    assert scene.model.unsaved() is None


def test_at_lock_pictures_are_filed_and_what_was_typed_waits_as_a_note(
    scene: Scene, tmp_path: Path
) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"video")
    scene.panel.take_files((path,))
    scene.studio.settle()
    scene.model.add(of_image(picture()), of_text("They asked for a PIN"))
    scene.panel.ready.what.setText("The second post")
    scene.panel.ready.address.setText("https://x.com/a/1")
    scene.panel.held.device.setText("her phone")
    keep = scene.model.unsaved()
    assert keep is not None
    scene.studio.ask(keep)
    (item,) = scene.items()
    assert scene.bytes_of(item).startswith(b"\x89PNG")
    (note,) = scene.studio.ask(lambda desk: read_notes(desk.session))
    for part in (
        "The second post",
        "https://x.com/a/1",
        "PIN",
        "clip.mp4",
        "her phone",
    ):
        assert part in note.text


def test_a_long_text_at_lock_waits_whole_in_several_notes(scene: Scene) -> None:
    text = "ŵé\U0001f600" * 3000
    scene.model.typed(text=text)
    keep = scene.model.unsaved()
    assert keep is not None
    scene.studio.ask(keep)
    notes = scene.studio.ask(lambda desk: read_notes(desk.session))
    assert "".join(note.text for note in notes).endswith(text)


def test_a_file_is_named_so_that_its_name_can_say_nothing_else(
    scene: Scene, tmp_path: Path
) -> None:
    path = tmp_path / "photo\u202egpj.exe\nFiled at 07:00."
    path.write_bytes(b"x")
    scene.panel.take_files((path,))
    scene.studio.settle()
    (piece,) = scene.model.state.tray.pieces
    assert piece.name == "photo\ufffdgpj.exe\ufffdFiled at 07:00."
    scene.model.file_all()
    scene.studio.settle()
    (item,) = scene.items()
    assert name_of(item) == piece.name


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_what_is_no_file_is_refused_and_nobody_waits_for_it(
    scene: Scene, tmp_path: Path
) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for path in (pipe, link, tmp_path):
        scene.panel.take_files((path,))
        scene.studio.settle()
        assert scene.panel.banner.isVisibleTo(scene.panel)
        assert not scene.model.state.tray.pieces
