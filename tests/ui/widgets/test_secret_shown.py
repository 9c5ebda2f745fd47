"""A revealed secret is painted, and nothing but painted, for a short while."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.accounts.secret import Secret
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.widgets import secret_shown
from incidentkit.ui.widgets.clipboard_line import ClipboardLine
from incidentkit.ui.widgets.secret_shown import SecretShown
from incidentkit.words.window import secrets as words

TEXT = "Bb7-"


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[SecretClipboard]:
    made = SecretClipboard(QGuiApplication.clipboard(), seconds=5)
    yield made
    made.clear_now()


@pytest.fixture
def shown(qtbot: QtBot, clipboard: SecretClipboard) -> Iterator[SecretShown]:
    page = QWidget()
    made = SecretShown(clipboard, seconds=3)
    layout = QVBoxLayout(page)
    layout.addWidget(made)
    qtbot.addWidget(page)
    page.show()
    made.show_secret(Secret(TEXT), "Password")
    yield made
    page.close()


def every_text(widget: QWidget) -> str:
    """Everything that a screen reader or another program can ask a window for."""
    found = []
    for one in [widget, *widget.findChildren(QWidget)]:
        seen = QAccessible.queryAccessibleInterface(one)
        kinds = QAccessible.Text
        asked = (kinds.Name, kinds.Value, kinds.Description, kinds.Help)
        found += [seen.text(kind) for kind in asked]
        if seen.textInterface() is not None:
            texts = seen.textInterface()
            found.append(texts.text(0, texts.characterCount()))
        found += [one.toolTip(), one.windowTitle(), one.whatsThis(), one.statusTip()]
        found += [str(one.property(bytes(n).decode())) for n in _names(one)]
    return "\n".join(found)


def _names(widget: QObject) -> list[bytes]:
    return [bytes(name.data()) for name in widget.dynamicPropertyNames()]


def test_it_is_painted_and_in_no_text_that_can_be_asked_for(shown):
    long = "Kestrel-Lantern-77"
    shown.show_secret(Secret(long), "Password")
    assert not shown.canvas.is_blank
    assert shown.isVisible()
    assert long not in every_text(shown.window())
    assert not any(part in every_text(shown) for part in ("Kestrel", "Lantern"))
    shown.read_out()
    assert "capital K" not in every_text(shown)


def test_it_can_neither_be_selected_nor_have_the_keyboard(shown):
    assert shown.canvas.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert not isinstance(shown.canvas, QLabel)


def test_letters_digits_and_signs_differ_in_more_than_colour(shown, qapp):
    def drawn(text: str) -> bytes:
        shown.show_secret(Secret(text), "Password")
        shown.canvas.resize(200, 60)
        picture = shown.canvas.grab().toImage()
        grey = picture.convertToFormat(picture.Format.Format_Mono)
        return bytes(grey.constBits())

    digit, sign, letter = drawn("l7"), drawn("l-"), drawn("lx")
    assert len({digit, sign, letter}) == 3
    under = [_marked_rows(shown, text) for text in ("xx", "77", "--")]
    assert len({*under}) == 3


def _marked_rows(shown: SecretShown, text: str) -> tuple[int, int]:
    """How many rows of the picture are a whole line, and how many touch an edge."""
    shown.show_secret(Secret(text), "Password")
    shown.canvas.resize(120, 60)
    image = shown.canvas.grab().toImage()
    ground = image.pixel(image.width() - 1, image.height() - 1)
    widths = [
        sum(image.pixel(x, y) != ground for x in range(image.width()))
        for y in range(image.height())
    ]
    whole = max(widths)
    return whole, sum(width > whole // 2 for width in widths)


def test_it_hides_itself_after_its_time(shown, qtbot):
    assert shown.countdown.text() == words.hides_in(3)
    shown.timer.timeout.emit()
    assert shown.countdown.text() == words.hides_in(2)
    shown.timer.timeout.emit()
    with qtbot.waitSignal(shown.hidden):
        shown.timer.timeout.emit()
    assert not shown.is_showing
    assert not shown.isVisible()
    assert shown.canvas.is_blank
    assert not shown.timer.isActive()


def test_the_usual_time_is_half_a_minute():
    assert secret_shown.SECONDS == 30


def test_it_is_gone_when_its_page_goes_away(shown):
    shown.window().hide()
    assert not shown.is_showing
    assert shown.canvas.is_blank
    shown.window().show()
    assert not shown.isVisible()


def test_a_secret_that_comes_after_its_page_went_away_is_not_kept(shown):
    shown.window().hide()
    shown.show_secret(Secret(TEXT), "Password")
    assert not shown.is_showing
    assert shown.canvas.is_blank
    assert not shown.timer.isActive()


def test_hide_takes_it_off_the_screen(shown, qtbot):
    qtbot.mouseClick(shown.away, Qt.MouseButton.LeftButton)
    assert not shown.is_showing


def test_copy_goes_through_the_clipboard_that_clears_itself(shown, clipboard):
    shown.copy.click()
    board: QClipboard = QGuiApplication.clipboard()
    assert board.text() == TEXT
    assert clipboard.timer.isActive()
    clipboard.clear_now()


def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(
        secret_shown, "announce", lambda _widget, text: said.append(text)
    )
    return said


def test_nothing_is_announced_before_somebody_wants_it(shown, monkeypatch):
    said = heard(monkeypatch)
    shown.show_secret(Secret(TEXT), "Password")
    shown.timer.timeout.emit()
    assert said == []


def test_reading_out_goes_one_character_at_a_time_at_the_persons_pace(
    shown, qtbot, monkeypatch
):
    said = heard(monkeypatch)
    shown.read.setFocus()
    qtbot.keyClick(shown.read, Qt.Key.Key_Space)
    assert said == ["capital B for Bravo"]
    assert shown.place.text() == "1 of 4"
    for _ in range(3):
        qtbot.keyClick(shown.following, Qt.Key.Key_Space)
    assert said[1:] == ["small b for Bravo", "seven", "hyphen"]
    shown.before.click()
    assert said[-1] == "seven"
    shown.following.click()
    shown.following.click()
    assert not shown.reading.isVisible()
    assert shown.spelled.is_blank
    assert shown.is_showing


def test_reading_out_takes_longer_than_looking_and_is_given_the_time(shown):
    shown.timer.timeout.emit()
    shown.timer.timeout.emit()
    shown.read_out()
    assert shown.countdown.text() == words.hides_in(3)


def test_what_is_good_for_seconds_is_not_shown_longer(shown):
    shown.show_secret(Secret("123456"), "Sign-in code", seconds=1)
    shown.read_out()
    shown.timer.timeout.emit()
    assert not shown.is_showing


def test_a_note_is_running_text_and_is_not_spelled(shown):
    shown.show_secret(Secret("Ring Ben\nfirst"), "Note", as_prose=True)
    assert not shown.read.isVisible()
    assert not shown.key.isVisible()


def test_any_character_can_be_painted_and_read_out(shown, qtbot):
    text = "e\u0301 \u00e9\U0001f600\u4e00\x07\u202e"
    shown.show_secret(Secret(text), "Password")
    shown.canvas.repaint()
    shown.read_out()
    for _ in text:
        shown.spelled.repaint()
        shown.following.click()
    assert shown.is_showing


def test_a_long_secret_wraps_inside_its_width(shown):
    shown.show_secret(Secret("x" * 128), "Password")
    assert shown.canvas.heightForWidth(200) > shown.canvas.heightForWidth(800)


def test_the_line_says_how_long_and_when_clearing_failed(qtbot, clipboard):
    line = ClipboardLine(clipboard)
    qtbot.addWidget(line)
    assert line.isHidden()
    clipboard.copy(TEXT)
    assert line.words.text() == words.on_clipboard(5)
    clipboard.clear_failed.emit()
    assert line.words.text() == words.CLEAR_FAILED
    assert line.words.property("part") == "bad"
    clipboard.clear_now()
    assert line.words.text() == words.CLEARED


def test_showing_it_makes_no_window_of_its_own(shown, qapp):
    class Watch(QObject):
        windows = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
                self.windows += watched.isWindow()
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    shown.hide_secret()
    shown.show_secret(Secret(TEXT), "Password")
    shown.read_out()
    qapp.removeEventFilter(watch)
    assert watch.windows == 0
