"""The whole window, put together as the program does it, with nothing replaced but the end."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QFileDialog

from incidentkit.app.start import Start
from incidentkit.ui.shell.window import room_on
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words.window import shell as words
from incidentkit.words.window import unlock as unlock_words
from tests.ui.pictures.incident import hijacked
from tests.ui.pictures.playbooks import a_pack
from tests.ui.studio import COUNCIL, one_page, one_x
from tests.ui.whole_window import Scene, kit_with


def test_without_a_kit_the_first_minutes_are_shown(scene: Scene) -> None:
    program = scene.begin()
    assert program.window.stack.currentWidget() is program.screens.welcome
    assert program.window.bar.start.isVisibleTo(program.window)


def test_help_is_there_even_before_there_is_a_kit(scene: Scene) -> None:
    program = scene.begin()
    program.window.bar.start.click()
    assert program.window.stack.currentWidget() is program.screens.help


def test_unlocking_leads_home_and_names_the_council(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    assert program.window.windowTitle() == words.title("")
    assert not program.window.bar.lock.isVisibleTo(program.window)
    scene.unlock()
    assert program.screens.rooms.here == "home"
    assert program.window.windowTitle() == words.title(COUNCIL)
    assert program.window.bar.lock.isVisibleTo(program.window)


def test_a_response_asked_for_at_the_locked_screen_starts_after_unlocking(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    program.window.bar.start.click()
    assert program.screens.unlock.banner.body.text() == unlock_words.THEN_RESPONSE
    scene.unlock()
    assert program.screens.rooms.here == "start"


def test_a_pack_handed_over_is_shown_once_the_kit_is_open(
    scene: Scene, tmp_path: Path
) -> None:
    packs: list[Path] = []
    kit_with(scene, one_x, lambda desk: packs.append(a_pack(desk, tmp_path)))
    program = scene.begin(Start(str(scene.base), pack=str(packs[0])))
    assert packs[0].name in program.window.banner.title.text()
    scene.unlock()
    assert program.screens.rooms.here == "playbooks"
    assert program.screens.playbooks.packs.boxes
    assert not program.window.banner.isVisible()


def test_a_pack_that_the_system_hands_over_is_shown_at_once(
    scene: Scene, tmp_path: Path
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    gone = QFileOpenEvent(str(tmp_path / "gone.ikpack"))
    assert program.handed_over.eventFilter(scene.app, gone)
    assert not program.handed_over.eventFilter(scene.app, QEvent(QEvent.Type.Timer))
    scene.settle()
    assert program.screens.rooms.here == "playbooks"
    assert program.screens.playbooks.packs.banner.isVisible()


def test_two_answers_lead_to_the_running_response(scene: Scene) -> None:
    kit_with(scene, one_x, one_page)
    program = scene.begin()
    scene.unlock()
    program.window.bar.start.click()
    scene.settle()
    start = program.screens.start
    scene.qtbot.keyClick(start.choices, Qt.Key.Key_1)
    scene.qtbot.keyClicks(start.which.finder, "ashcombedc")
    scene.qtbot.keyClick(start.which.finder, Qt.Key.Key_Return)
    scene.settle()
    assert program.screens.rooms.here == "incidents"
    card = program.screens.incidents.card
    first = "Ask every other administrator to try to get in"
    assert card.title.text() == first


def test_the_rail_goes_to_every_room(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    for name, way in program.screens.rooms.buttons.items():
        way.click()
        scene.settle()
        assert program.screens.rooms.here == name
        assert [
            n for n, w in program.screens.rooms.buttons.items() if w.isChecked()
        ] == [name]


def test_a_lock_shows_nothing_and_begins_again_with_its_reason(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    program.window.bar.lock.click()
    scene.settle()
    assert scene.again == [Start(str(scene.base), "person")]
    assert program.window.stack.currentWidget() is program.window.curtain


@pytest.mark.parametrize(
    ("sign", "reason"), [("slept", "sleep"), ("screen_locked", "session")]
)
def test_every_sign_locks(sign: str, reason: str, scene: Scene) -> None:
    kit_with(scene)
    program = scene.begin()
    scene.unlock()
    source = program.idle if sign == "slept" else program.signs
    getattr(source, sign).emit()
    scene.settle()
    assert [start.locked for start in scene.again] == [reason]


@pytest.mark.parametrize("sign", ["idle", "slept"])
def test_left_alone_with_no_kit_open_what_was_typed_is_emptied(
    sign: str, scene: Scene
) -> None:
    program = scene.begin()
    welcome = program.screens.welcome
    welcome.choice.make.click()
    scene.qtbot.keyClicks(welcome.names.passphrase.first, "brass otter")
    getattr(program.idle, sign).emit()
    assert welcome.names.passphrase.first.text() == ""
    assert not scene.again, "there is nothing to lock"


def test_left_alone_at_the_locked_screen_the_passphrase_is_emptied(
    scene: Scene,
) -> None:
    kit_with(scene)
    program = scene.begin()
    unlock = program.screens.unlock
    scene.qtbot.keyClicks(unlock.passphrase, "brass otter")
    program.signs.screen_locked.emit()
    assert unlock.passphrase.text() == ""
    assert unlock.why.text() == unlock_words.LEFT_ALONE


def test_a_half_written_note_is_found_after_the_next_unlock(scene: Scene) -> None:
    kit_with(scene, one_x, hijacked)
    program = scene.begin()
    scene.unlock()
    program.window.bar.note.click()
    scene.settle()
    scene.qtbot.keyClicks(program.screens.incidents.log.note, "They posted again at")
    program.window.bar.lock.click()
    scene.settle()
    assert scene.again == [Start(str(scene.base), "person", lost=False)]
    found: list[object] = []
    program.kit.ask(lambda desk: read_notes(desk.session), found.append, found.append)
    scene.settle()
    (notes,) = found
    assert [note.text for note in notes] == ["They posted again at"]


def test_what_is_typed_about_a_person_and_in_the_settings_is_kept_too(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    for room in ("people", "settings"):
        program.screens.rooms.go(room)
        scene.settle()
    program.screens.people.person.mobile.setText("07700 900999")
    program.screens.settings.council.fields["public_contact"].setText("01632 960500")
    program.window.bar.lock.click()
    scene.settle()
    found: list[object] = []
    program.kit.ask(lambda desk: read_notes(desk.session), found.append, found.append)
    scene.settle()
    (notes,) = found
    assert sorted(note.text.split(": ")[-1] for note in notes) == [
        "01632 960500",
        "07700 900999",
    ]


def test_why_it_is_locked_and_what_was_lost_is_said(scene: Scene) -> None:
    kit_with(scene)
    program = scene.begin(Start(str(scene.base), "idle", lost=True))
    assert program.screens.unlock.why.text() == unlock_words.why_locked("idle")
    assert program.window.banner.title.text() == words.COULD_NOT_SAVE


@pytest.mark.parametrize("lost", [False, True])
def test_a_clipboard_that_could_not_be_cleared_is_still_said_after_the_lock(
    lost: bool, scene: Scene
) -> None:
    kit_with(scene)
    program = scene.begin(Start(str(scene.base), "person", lost=lost, copied=True))
    banner = program.window.banner
    assert banner.title.text() == words.CLIPBOARD_STAYS
    assert words.CLIPBOARD_STAYED in banner.body.text()
    assert (words.COULD_NOT_SAVE in banner.body.text()) is lost
    scene.unlock()
    assert not banner.isVisibleTo(program.window)


def test_a_lock_that_leaves_a_secret_on_the_clipboard_tells_the_next_process(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit_with(scene)
    program = scene.begin()
    scene.unlock()
    program.clipboard.copy("brass otter")
    monkeypatch.setattr(program.clipboard, "_clear", lambda _mode: None)
    program.window.bar.lock.click()
    scene.settle()
    assert scene.again == [Start(str(scene.base), "person", copied=True)]
    monkeypatch.undo()
    program.clipboard.clear_now()


def test_the_councils_minutes_are_what_the_idle_watch_allows(scene: Scene) -> None:
    kit_with(scene, lambda desk: desk.council.set("lock_minutes", "3"))
    program = scene.begin()
    scene.unlock()
    assert program.idle._allowed_ms == 3 * 60_000


def test_nothing_is_shown_of_what_the_clipboard_holds_but_how_long(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    program.clipboard.copy("Correct-Horse-9x")
    assert "Correct" not in program.window.bar.counting.text()
    assert program.window.bar.counting.isVisibleTo(program.window)
    program.clipboard.clear_now()
    assert not program.window.bar.counting.isVisibleTo(program.window)


def test_a_bug_is_said_calmly_and_nothing_of_it(scene: Scene, capsys) -> None:
    kit_with(scene)
    program = scene.begin()
    program.crash.caught(ValueError, ValueError("Correct-Horse-9x"), None)
    assert program.window.banner.isVisibleTo(program.window)
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "Correct-Horse-9x" not in said


def test_a_sheet_typed_and_left_lying_is_gone_when_nobody_is_there(
    scene: Scene,
) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    program.locker.lock("idle")
    assert not scene.again
    program.screens.unlock.sheet.click()
    program.screens.recover.code.code.setText("KIT1 ABCD")
    program.locker.lock("idle")
    assert [start.locked for start in scene.again] == ["idle"]


def test_a_dialog_that_is_open_does_not_keep_the_kit_open(scene: Scene) -> None:
    kit_with(scene, one_x)
    program = scene.begin()
    scene.unlock()
    dialog = QFileDialog(program.window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.open()
    assert scene.app.activeModalWidget() is dialog
    program.idle.idle.emit()
    scene.settle()
    dialog.close()
    assert [start.locked for start in scene.again] == ["idle"]


@pytest.mark.parametrize("screen", [QSize(1092, 614), QSize(640, 400)])
def test_the_window_begins_no_larger_than_a_small_screen(screen: QSize) -> None:
    began = room_on(screen)
    assert began.width() < screen.width()
    assert began.height() < screen.height()
    assert room_on(QSize(1920, 1080)) == QSize(1180, 760)
