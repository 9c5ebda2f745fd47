"""The playbooks in the window: read, changed, checked while typing, used, carried."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from incidentkit.desk.packs import Choice, pack_of
from incidentkit.desk.playbooks import list_playbooks, open_to_change
from incidentkit.playbooks.copies import Shipped, shipped_texts
from incidentkit.playbooks.difference import difference
from incidentkit.playbooks.service import PlaybooksService
from incidentkit.ui.screens.playbooks import comparing
from incidentkit.ui.screens.playbooks.view import PlaybooksView
from incidentkit.words import packs as pack_words
from incidentkit.words.window import playbooks as words
from tests.ui.pictures.playbooks import (
    FAKE,
    WHY,
    a_pack,
    moved_on,
    one_copy,
    two_copies,
    view_of,
)
from tests.ui.studio import Studio

SHIPPED = Shipped(shipped_texts())


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read what is shipped once for all tests: in life it is once for a process."""
    monkeypatch.setattr(PlaybooksService, "shipped", property(lambda _self: SHIPPED))


class Scene:
    """The screen over an open kit."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.view: PlaybooksView = view_of(studio)
        studio.qtbot.addWidget(self.view)
        self.view.resize(1280, 800)
        self.view.show()
        studio.settle()

    @property
    def text(self) -> str:
        return self.view.editor.text.toPlainText()

    def change(self, slug: str = FAKE, step: str = "", note: str = "") -> None:
        self.view.propose(slug, step, note)
        self.settle()

    def settle(self) -> None:
        self.studio.settle()
        self.studio.qtbot.waitUntil(
            lambda: (
                self.view.editing.state.opened is None
                or self.view.editing.state.checked
            )
        )
        self.studio.settle()

    def keys(self, widget: QWidget, typed: str) -> None:
        self.studio.qtbot.keyClicks(widget, typed)

    def press(self, widget: QWidget) -> None:
        widget.click()  # type: ignore[attr-defined]
        self.settle()

    def standing(self) -> str:
        rows = self.studio.ask(list_playbooks)
        return next(r.standing for r in rows if r.slug == FAKE)

    def keep(self, version: str, day: str = "2026-11-20", why: str = WHY) -> None:
        box = self.view.editor.keep
        for control, typed in (
            (box.version, version),
            (box.reviewed, day),
            (box.why, why),
        ):
            control.clear()
            self.keys(control, typed)
        self.press(box.use)


@pytest.fixture
def scene(studio: Studio) -> Scene:
    return Scene(studio.prepare())


def begin(studio: Studio, *stories: object) -> Scene:
    return Scene(studio.prepare(*stories))  # type: ignore[arg-type]


def test_return_opens_the_chosen_playbook_and_the_keyboard_is_in_it(scene):
    table = scene.view.listing.table
    table.setFocus()
    scene.studio.qtbot.keyClick(table, Qt.Key.Key_Return)
    scene.settle()
    assert scene.view.stack.currentWidget() is scene.view.reading
    assert scene.view.reading.title.text() == "Fake account"
    assert "Is anyone in danger right now?" in scene.view.reading.aloud.toPlainText()
    assert scene.view.reading.aloud.hasFocus()


def test_the_list_is_narrowed_by_typing(scene):
    scene.keys(scene.view.listing.finder, "guide")
    assert scene.view.listing.rows.rowCount() == 2


def test_typing_updates_the_form_and_the_check_names_the_line(scene):
    scene.change()
    text = scene.view.editor.text
    line = scene.text.split("\n").index("owner: Head of communications")
    text.go_to(line)
    text.moveCursor(QTextCursor.MoveOperation.EndOfLine)
    scene.keys(text, " and web")
    scene.settle()
    assert (
        scene.view.editor.form.controls["owner"].text()
        == "Head of communications and web"
    )
    text.moveCursor(QTextCursor.MoveOperation.StartOfLine)
    scene.keys(text, "x")
    scene.settle()
    state = scene.view.editing.state
    assert not state.readable
    assert [r.line for r in state.remarks] == [line + 1]
    assert "owner" in state.remarks[0].says
    assert not scene.view.editor.keep.use.isEnabled()
    text.go_to(0)
    scene.press(scene.view.editor.remark_buttons[0])
    assert text.textCursor().blockNumber() == line
    assert text.hasFocus()


def test_the_form_changes_exactly_its_text_and_undo_takes_it_back(scene):
    scene.change()
    before = scene.text
    line = before.split("\n").index("        why: People come before accounts.")
    scene.view.editor.text.go_to(line)
    scene.settle()
    why = scene.view.editor.form.controls["why"]
    why.setFocus()
    why.selectAll()
    scene.keys(why, "Nobody else may know.")
    scene.view.editor.text.setFocus()
    scene.settle()
    changed = [
        (a, b)
        for a, b in zip(before.split("\n"), scene.text.split("\n"), strict=True)
        if a != b
    ]
    assert changed == [
        (
            "        why: People come before accounts.",
            "        why: Nobody else may know.",
        )
    ]
    scene.view.editor.text.undo()
    scene.settle()
    assert scene.text == before
    assert (
        scene.view.editor.form.controls["why"].text() == "People come before accounts."
    )


def test_a_new_line_begins_as_far_in_and_tab_leaves_the_text(scene):
    scene.change()
    text = scene.view.editor.text
    line = scene.text.split("\n").index("        why: People come before accounts.")
    text.go_to(line)
    text.moveCursor(QTextCursor.MoveOperation.EndOfLine)
    scene.studio.qtbot.keyClick(text, Qt.Key.Key_Return)
    scene.keys(text, "alone: Ring first.")
    assert scene.text.split("\n")[line + 1] == "        alone: Ring first."
    scene.studio.qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert not text.hasFocus()
    assert "\t" not in scene.text


def test_using_a_text_needs_a_version_a_day_and_a_reason(scene):
    scene.change()
    scene.view.editing.set_field("goal", "Warn people at once.")
    scene.settle()
    scene.keep("1.0")
    assert scene.view.editor.banner.isVisible()
    assert scene.standing() == "as-shipped"
    scene.keep("1.5", why=" ")
    assert scene.standing() == "as-shipped"
    scene.keep("1.5")
    assert scene.standing() == "ours"
    assert scene.view.editor.banner.title.text() == words.KEPT
    assert "version: 1.5" in scene.text
    assert "reviewed: 2026-11-20" in scene.text
    assert not scene.view.editing.state.is_changed


def test_what_is_being_changed_at_a_lock_waits_and_is_put_back(scene):
    scene.change()
    assert scene.view.editing.unsaved() is None
    scene.view.editor.text.moveCursor(QTextCursor.MoveOperation.End)
    scene.keys(scene.view.editor.text, "# half a thought")
    work = scene.view.editing.unsaved()
    assert work is not None
    scene.studio.ask(work)
    again = Scene(scene.studio)
    again.change()
    assert again.view.editor.left_box.isVisible()
    again.press(again.view.editor.left_box.put_back)
    assert again.text.endswith("# half a thought")
    assert not again.view.editor.left_box.isVisible()
    assert scene.studio.ask(lambda desk: open_to_change(desk, FAKE)).left is None


def test_opening_another_playbook_loses_nothing(scene):
    scene.change()
    scene.keys(scene.view.editor.text, "# first ")
    scene.change("should-i-reply")
    left = scene.studio.ask(lambda desk: open_to_change(desk, FAKE)).left_text
    assert left.startswith("# first ")


def test_leaving_with_changes_asks_and_keeps_them_for_later(scene):
    scene.change()
    scene.keys(scene.view.editor.text, "# first ")
    scene.press(scene.view.editor.back)
    assert scene.view.stack.currentWidget() is scene.view.editor
    assert scene.view.editor.later.hasFocus()
    scene.press(scene.view.editor.later)
    assert scene.view.stack.currentWidget() is not scene.view.editor
    assert scene.studio.ask(lambda desk: open_to_change(desk, FAKE)).left is not None


def test_a_lesson_opens_the_editor_at_its_step_with_a_note(scene):
    scene.change("hacked-account", "report-it-to-the-network", "Say which address.")
    editor = scene.view.editor
    assert editor.note_said.text() == "Say which address."
    assert editor.form.controls["notify"].text() == "Report it to the network"
    assert editor.steps.currentText() == "Report it to the network"


def test_the_difference_is_marked_without_colours(studio):
    scene = begin(studio, one_copy)
    scene.change()
    scene.view.editor.compare.unfold()
    scene.settle()
    view = scene.view.editor.difference
    lines = view.toPlainText().split("\n")
    assert any(line.startswith("-") and "version: 1.0" in line for line in lines)
    cursor = view.document().find("duty")
    assert cursor.charFormat().fontUnderline()
    assert view.document().find("999").charFormat().fontUnderline() is False


def test_going_back_takes_a_reason(studio):
    scene = begin(studio, one_copy)
    scene.change()
    box = scene.view.editor.back_box
    scene.press(box.unfold.button)
    scene.press(box.go)
    assert scene.standing() == "ours"
    scene.keys(box.why, "The new one is better")
    scene.press(box.go)
    assert scene.standing() == "as-shipped"


@pytest.fixture
def threads(monkeypatch) -> list[bool]:
    """Whether each comparison was made where the window is drawn."""
    seen: list[bool] = []

    def noted(*texts):
        seen.append(threading.current_thread() is threading.main_thread())
        return difference(*texts)

    monkeypatch.setattr(comparing, "difference", noted)
    return seen


def test_one_of_two_texts_is_chosen(studio, threads):
    scene = begin(studio, two_copies)
    scene.change()
    conflict = scene.view.editor.conflict
    assert conflict.isVisible()
    assert "version: 1.5" in conflict.view.toPlainText()
    assert set(threads) == {False}, "long texts would keep the window waiting"
    scene.press(conflict.buttons[0])
    assert not conflict.isVisible()
    assert "version: 1.5" in scene.text
    assert scene.standing() == "ours"


def test_the_new_shipped_text_is_taken_in_where_ours_said_nothing(studio):
    scene = begin(studio, moved_on)
    scene.change()
    moved = scene.view.editor.moved
    assert moved.isVisible()
    scene.press(moved.take)
    assert "owner: Head of communications" in scene.text
    assert "goal: Warn people, and have the fake taken down." in scene.text
    assert not moved.isVisible()
    scene.keep("1.6")
    assert scene.standing() == "ours"


def test_an_officer_reads_and_changes_nothing(scene, monkeypatch):
    monkeypatch.setattr("incidentkit.desk.playbooks.may_change", lambda _desk: False)
    scene.view.model.refresh()
    scene.view.open_playbook(FAKE)
    scene.settle()
    assert not scene.view.reading.change.isVisible()
    scene.change()
    assert scene.view.editor.text.isReadOnly()
    assert not scene.view.editor.keep.isVisible()


def test_the_card_and_the_text_are_written_into_a_folder(scene, tmp_path):
    scene.view.open_playbook(FAKE)
    scene.settle()
    reading = scene.view.reading
    reading.folder.put(str(tmp_path))
    reading.exercise.setChecked(True)
    scene.press(reading.card)
    scene.press(reading.plain)
    assert (tmp_path / "fake-account-card.pdf").read_bytes().startswith(b"%PDF")
    assert "FIRST TWO QUESTIONS" in (tmp_path / "fake-account.txt").read_text()
    assert str(tmp_path) in reading.banner.body.text()


def test_a_folder_that_is_not_there_is_told(scene, tmp_path):
    scene.view.open_playbook(FAKE)
    scene.settle()
    scene.view.reading.folder.put(str(tmp_path / "none"))
    scene.press(scene.view.reading.plain)
    assert scene.view.reading.banner.isVisible()
    assert scene.view.reading.plain.isEnabled()


def test_a_pack_is_shown_before_anything_of_it_is_taken(scene, tmp_path, threads):
    path = scene.studio.ask(lambda desk: a_pack(desk, tmp_path))
    scene.view.open_packs()
    scene.view.packs.open_file(path)
    scene.settle()
    page = scene.view.packs
    assert page.signer.text() == pack_words.UNKNOWN
    assert len(page.words.text().split()) == 8
    assert [b.found.standing for b in page.boxes] == [
        *("differs", "new", "same", "refused", "refused"),
    ]
    assert [b.choice.isVisible() for b in page.boxes] == [
        True,
        True,
        False,
        False,
        False,
    ]
    page.boxes[0].show_text.unfold()
    scene.settle()
    assert set(threads) == {False}
    assert page.boxes[0].view.toPlainText().strip()
    page.boxes[1].choose(Choice.BESIDE)
    scene.keys(page.boxes[1].name, "Lost phone")
    page.boxes[0].choose(Choice.TAKE)
    page.compared.setChecked(True)
    scene.press(page.take)
    rows = {r.slug: r for r in scene.studio.ask(list_playbooks)}
    assert rows["lost-phone"].standing == "ours-alone"
    assert rows[FAKE].version == "2.0"
    assert page.banner.title.text() == words.TAKEN


def test_a_damaged_pack_is_refused_in_words(scene, tmp_path):
    data = scene.studio.ask(lambda desk: pack_of(desk, [FAKE]))
    (tmp_path / "bad.ikpack").write_bytes(data.replace(b"Ashcombe", b"Borsley!", 1))
    scene.view.open_packs()
    scene.view.packs.open_file(tmp_path / "bad.ikpack")
    scene.settle()
    assert "changed after it was signed" in scene.view.packs.banner.body.text()
    assert not scene.view.packs.inside.isVisible()


def test_a_pack_is_made_and_says_which_words_to_read(scene, tmp_path):
    scene.view.open_packs()
    scene.settle()
    page = scene.view.packs
    page.make.unfold()
    page.ticks[FAKE].setChecked(True)
    scene.keys(page.messages, "MT-01")
    scene.keys(page.name, "ours")
    page.folder.put(str(tmp_path))
    scene.press(page.make_now)
    assert (tmp_path / "ours.ikpack").exists()
    page.open_file(tmp_path / "ours.ikpack")
    scene.settle()
    assert {b.found.standing for b in page.boxes} == {"same"}
    assert page.words.text().split()[0]


def test_everything_on_the_editor_can_be_reached_with_the_tab_key(scene: Scene) -> None:
    scene.change()
    reached: set[QWidget] = set()
    for _ in range(60):
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.add(now)
        scene.studio.qtbot.keyClick(now, Qt.Key.Key_Tab)
    editor = scene.view.editor
    for wanted in (
        editor.text,
        editor.steps,
        editor.keep.version,
        editor.compare.button,
    ):
        assert wanted in reached
