"""A secret on the clipboard is marked, and taken back while it is still ours."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incidentkit.ui.clipboard import SecretClipboard, marks

SECRET = "Correct-Horse-9x"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def board(qapp: QApplication) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    yield found
    found.clear()


@pytest.fixture
def clipboard(board: QClipboard) -> Iterator[SecretClipboard]:
    made = SecretClipboard(board, seconds=3)
    yield made
    made.clear_now()


def test_what_is_copied_is_there_and_marked_for_clipboard_managers(clipboard, board):
    clipboard.copy(SECRET)
    assert board.text() == SECRET
    data = board.mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"


def test_each_system_is_told_in_its_own_way():
    assert marks("linux") == {"x-kde-passwordManagerHint": b"secret"}
    windows = {name.split('"')[1]: value for name, value in marks("win32").items()}
    assert windows == {
        "ExcludeClipboardContentFromMonitorProcessing": b"1",
        "CanIncludeInClipboardHistory": bytes(4),
        "CanUploadToCloudClipboard": bytes(4),
        "Clipboard Viewer Ignore": b"1",
    }


def test_it_counts_down_and_then_takes_the_secret_back(clipboard, board, qtbot):
    counted: list[int] = []
    clipboard.counting.connect(counted.append)
    clipboard.copy(SECRET)
    clipboard.timer.timeout.emit()
    clipboard.timer.timeout.emit()
    assert board.text() == SECRET
    with qtbot.waitSignal(clipboard.cleared):
        clipboard.timer.timeout.emit()
    assert counted == [3, 2, 1]
    assert board.text() == ""
    assert not clipboard.timer.isActive()
    assert not clipboard.holds_ours


def test_locking_takes_it_back_at_once(clipboard, board):
    clipboard.copy(SECRET)
    clipboard.clear_now()
    assert board.text() == ""


def test_what_somebody_copied_since_is_left_alone(clipboard, board, qtbot):
    clipboard.copy(SECRET)
    board.setText("the minutes of Tuesday")
    with qtbot.waitSignal(clipboard.cleared):
        clipboard.clear_now()
    assert board.text() == "the minutes of Tuesday"


def test_clearing_twice_takes_nothing_of_somebody_elses(clipboard, board):
    clipboard.copy(SECRET)
    clipboard.clear_now()
    board.setText(SECRET)
    clipboard.clear_now()
    assert board.text() == SECRET


def test_the_secret_itself_is_not_kept(clipboard):
    clipboard.copy(SECRET)
    kept = repr(vars(clipboard)) + repr(clipboard._ours) + str(clipboard.children())
    ours = clipboard._ours
    assert ours is not None
    assert SECRET not in kept
    assert SECRET.encode() not in ours.salt + ours.digest


class Holding(QClipboard):
    """A clipboard that somebody holds on to, as some managers do."""

    def __init__(self) -> None:
        self.held = ""
        self.lets_go = False

    def setMimeData(  # noqa: N802  Qt's name
        self, src: QMimeData, mode: QClipboard.Mode = QClipboard.Mode.Clipboard
    ) -> None:
        self.held = src.text()

    def text(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> str:
        return self.held

    def clear(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        self.held = "" if self.lets_go else self.held

    def supportsSelection(self) -> bool:  # noqa: N802  Qt's name
        return False


def test_a_clipboard_that_does_not_let_go_is_told_of_and_tried_again(
    qtbot: QtBot,
) -> None:
    stubborn = Holding.__new__(Holding)
    stubborn.held, stubborn.lets_go = "", False
    clipboard = SecretClipboard(stubborn)
    clipboard.copy(SECRET)
    with qtbot.waitSignal(clipboard.clear_failed):
        clipboard.clear_now()
    assert clipboard.holds_ours
    stubborn.lets_go = True
    with qtbot.waitSignal(clipboard.cleared):
        clipboard.clear_now()


def test_one_that_breaks_while_it_is_cleared_may_still_hold_it() -> None:
    def broken(_mode: QClipboard.Mode) -> None:
        raise OSError("no clipboard")

    stubborn = Holding.__new__(Holding)
    stubborn.held, stubborn.lets_go = "", True
    clipboard = SecretClipboard(stubborn)
    clipboard.copy(SECRET)
    stubborn.clear = broken
    with pytest.raises(OSError, match="no clipboard"):
        clipboard.clear_now()
    assert clipboard.holds_ours


# --- a real X server, and another program that reads the clipboard ------------

CHILD = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication
from incidentkit.ui.clipboard import SecretClipboard
app = QGuiApplication([])
clipboard = SecretClipboard(app.clipboard())
def say(text):
    print(text, flush=True)
clipboard.cleared.connect(lambda: say("cleared"))
clipboard.clear_failed.connect(lambda: say("failed"))
def told():
    order = sys.stdin.readline().strip()
    if order == "clear":
        clipboard.clear_now()
    elif order:
        clipboard.copy(order)
        say("copied")
    else:
        app.quit()
watch = QSocketNotifier(0, QSocketNotifier.Type.Read)
watch.activated.connect(told)
say("ready")
app.exec()
"""


class Desktop:
    """A display with one program that copies, and xclip beside it."""

    def __init__(self, display: str, xclip: str) -> None:
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(ROOT),
        }
        self.xclip = xclip
        self.program = subprocess.Popen(
            [sys.executable, "-c", CHILD],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.hears() == "ready"

    def tell(self, order: str) -> str:
        assert self.program.stdin is not None
        self.program.stdin.write(f"{order}\n")
        self.program.stdin.flush()
        return self.hears()

    def hears(self) -> str:
        assert self.program.stdout is not None
        return self.program.stdout.readline().strip()

    def read(self, selection: str, *more: str) -> str:
        command = [self.xclip, "-o", "-selection", selection, *more]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        return done.stdout

    def write(self, selection: str, text: str) -> None:
        subprocess.run(
            [self.xclip, "-i", "-selection", selection],
            env=self.environment,
            input=text,
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        # xclip goes on in the background, and may take the selection only then
        assert any(self.read(selection) == text for _ in range(200))

    def close(self) -> None:
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.close()
        self.program.wait(timeout=20)
        self.program.stdout.close()


@pytest.fixture
def desktop(peer: Callable[[str], str]) -> Iterator[Desktop]:
    server, xclip = peer("Xvfb"), peer("xclip")
    told, tell = os.pipe()
    x = subprocess.Popen(
        [
            server,
            "-displayfd",
            str(tell),
            "-nolisten",
            "tcp",
            "-screen",
            "0",
            "64x64x24",
        ],
        pass_fds=(tell,),
        stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    with os.fdopen(told) as line:
        display = f":{line.readline().strip()}"
    made = Desktop(display, xclip)
    yield made
    made.close()
    x.terminate()
    x.wait(timeout=20)


def test_another_program_reads_it_marked_and_then_no_more(desktop: Desktop) -> None:
    secret = f"{SECRET}-{secrets.token_hex(4)}"
    assert desktop.tell(secret) == "copied"
    assert desktop.read("clipboard") == secret
    assert desktop.read("clipboard", "-t", "x-kde-passwordManagerHint") == "secret"
    desktop.write("primary", secret)  # as marking it in a window does
    assert desktop.tell("clear") == "cleared"
    assert desktop.read("clipboard") == ""
    assert desktop.read("primary") == ""


def test_what_another_program_put_there_since_stays(desktop: Desktop) -> None:
    assert desktop.tell(SECRET) == "copied"
    desktop.write("clipboard", "the minutes of Tuesday")
    desktop.write("primary", "Wednesday")
    assert desktop.tell("clear") == "cleared"
    assert desktop.read("clipboard") == "the minutes of Tuesday"
    assert desktop.read("primary") == "Wednesday"
