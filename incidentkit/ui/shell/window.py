"""The main window: a bar, and under it the locked screen, the first minutes or the rooms."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from incidentkit.desk.services import Desk
from incidentkit.desk.unlocking import Standing
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.shell.bar import Bar
from incidentkit.ui.shell.making import Making
from incidentkit.ui.shell.rooms import Arrives
from incidentkit.ui.shell.screens import Screens
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.focus import focus_next, follow_focus
from incidentkit.ui.widgets.still_wheel import (
    PAGE_KEYS,
    StillWheel,
    longest_page,
    turn_page,
)
from incidentkit.words.problems import words_for
from incidentkit.words.window import shell as words

_WIDTH, _HEIGHT = 1180, 760
_FRAME = 16  # about what a window's own frame takes, and its title twice that


def room_on(screen: QSize) -> QSize:
    """Return how large the window begins: never over the edge of a small screen.

    What ends there is "Start a response", and the lock.
    """
    frame = QSize(_FRAME, 2 * _FRAME)
    return QSize(_WIDTH, _HEIGHT).boundedTo(screen - frame)


class MainWindow(QMainWindow):
    """Shows what there is to show: welcome, unlock, or the open kit.

    Signals:
        lock_asked: Somebody wants the kit locked.
        ended: The window was closed.
    """

    lock_asked = Signal()
    ended = Signal()

    def __init__(self, kit: KitAccess, screens: Screens) -> None:
        super().__init__()
        self._kit = kit
        self._screens = screens
        self._wants_response = False
        self._wants_pack: Path | None = None
        self._before_help: Arrives | None = None
        self._before_manual: Arrives | None = None
        self._still_wheel: StillWheel | None = None
        self.making = Making(screens.steps(), self)
        self.bar = Bar()
        self.banner = Banner()
        self.stack = QStackedWidget()
        self.stack.addWidget(screens.unlock)
        self.stack.addWidget(screens.rooms)
        self.curtain = QWidget()
        self.stack.addWidget(self.curtain)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.bar, self.banner, self.stack):
            layout.addWidget(part)
        layout.setStretchFactor(self.stack, 1)
        self.setCentralWidget(inside)
        self.setWindowTitle(words.title(""))
        self.resize(room_on(self.screen().availableSize()))
        self._connect()

    def begin(
        self, reason: str = "", *, lost: bool = False, copied: bool = False
    ) -> None:
        """Show the locked screen, or the first minutes when there is no kit.

        Say as well what a lock could not do: keep something, clear the clipboard.
        """
        self.bar.show_open("")
        self.stack.setCurrentWidget(self._screens.unlock)
        self._screens.unlock.arrive(reason)
        if lost or copied:
            self._say_failed(lost=lost, copied=copied)
        self._kit.look(self._looked, self._refused)

    def start_response(self) -> None:
        """Start a response, or say what helps until the kit is open."""
        self._leave_manual()
        if self._kit.is_open:
            self._show_rooms("start")
        elif self._screens.is_guiding(self.stack.currentWidget()):
            self._ask_after_guide()
        elif self.stack.currentWidget() is self._screens.unlock:
            self._wants_response = True
            self._screens.unlock.say_response_waits()
        elif self.stack.currentWidget() is not self._screens.help:
            self._before_help = cast(Arrives, self.stack.currentWidget())
            self._show_screen(self._screens.help)

    def open_pack(self, path: Path) -> None:
        """Look into a pack of playbooks, as soon as the kit is open."""
        if self._kit.is_open and self.stack.currentWidget() is self._screens.rooms:
            self._screens.open_pack(path)
        elif self.stack.currentWidget() is not self.curtain:
            self._wants_pack = path
            self.banner.show_news(words.pack_waits(path.name), kind="warn")

    def show_manual(self) -> None:
        """Show the manual's part for what is shown, or go from it back to work."""
        shown, manual = self.stack.currentWidget(), self._screens.manual
        if shown is self._screens.rooms:
            manual.toggle()
        elif manual.is_reading(shown):
            self._leave_manual()
        elif shown is not self.curtain:
            self._before_manual = cast(Arrives, shown)
            is_new = self._screens.is_welcoming(shown)
            manual.locked.model.open_for("welcome" if is_new else "locked")
            self._show_screen(manual.locked)

    def write_note(self) -> None:
        """Go to where a note is written."""
        self._screens.rooms.go("incidents")
        self._screens.incidents.write_note()

    def draw_curtain(self) -> None:
        """Show nothing any more: it is being locked."""
        self.bar.setEnabled(False)
        self.banner.show_news(words.LOCKING, kind="warn")
        self.stack.setCurrentWidget(self.curtain)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Lock before going, so that what is unsaved is saved."""
        event.accept()
        self.ended.emit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Keep the wheel from turning values, once the system knows the window."""
        super().showEvent(event)
        self._still_wheel = self._still_wheel or StillWheel(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Make what is not shown yet, now that what is shown has been painted."""
        super().paintEvent(event)
        self.making.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Scroll what is shown with the page keys, wherever the keyboard is."""
        page = longest_page(self._shown()) if event.key() in PAGE_KEYS else None
        if page is None:
            super().keyPressEvent(event)
        else:
            turn_page(page, event.key())

    def _shown(self) -> QWidget:
        rooms, shown = self._screens.rooms, self.stack.currentWidget()
        return (rooms.stack.currentWidget() if shown is rooms else shown) or self

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802  Qt's name
        """Go through the window in the order it is read in, whatever was made later."""
        return focus_next(self, forward=forward) or super().focusNextPrevChild(forward)

    def _connect(self) -> None:
        cast(QApplication, QApplication.instance()).focusChanged.connect(follow_focus)
        self.bar.start_asked.connect(self.start_response)
        self.bar.note_asked.connect(self.write_note)
        self.bar.lock_asked.connect(self.lock_asked)
        self.bar.help_asked.connect(self.show_manual)
        self._screens.manual.left.connect(self._leave_manual)
        self._kit.opened.connect(self._opened)
        self._screens.welcome_done.connect(self._welcomed)
        self._screens.unlock_asked.connect(lambda: self.begin())
        self._screens.help_left.connect(self._leave_help)
        self._screens.guides_asked.connect(
            lambda: self._show_screen(self._screens.locked_guides)
        )
        self._screens.response_asked.connect(self._ask_after_guide)
        self._screens.unlock.sheet_asked.connect(
            lambda: self._show_screen(self._screens.recover)
        )

    def _ask_after_guide(self) -> None:
        """Go from a guide to the locked screen, with the response asked for."""
        self.begin()
        self.start_response()

    def _looked(self, standing: Standing) -> None:
        if not standing.exists and not self._kit.is_open:
            self._show_screen(self._screens.welcome)

    def _say_failed(self, *, lost: bool, copied: bool) -> None:
        """Say the clipboard first: there is something to do about it."""
        title = words.CLIPBOARD_STAYS if copied else words.COULD_NOT_SAVE
        body = words.CLIPBOARD_STAYED if copied else ""
        more = words.COULD_NOT_SAVE if copied and lost else ""
        self.banner.show_news(title, " ".join(filter(None, (body, more))), "warn")

    def _refused(self, error: IncidentKitError) -> None:
        self.banner.show_problem(words_for(error))

    def _opened(self) -> None:
        self.banner.clear()
        self._kit.ask(
            lambda desk: desk.council.name(), self._show_council, self._refused
        )
        self._kit.ask(_tell_of_sheets, _nothing, _nothing)
        if self._screens.is_welcoming(self.stack.currentWidget()):
            return  # it offers the first account, and says when it is over
        self._screens.unlock_model.rest()
        wanted = "start" if self._wants_response else "home"
        self._wants_response = False
        self._show_rooms(wanted)
        if wanted == "home":
            self._open_what_waits()

    def _leave_help(self) -> None:
        if self._before_help is not None:
            self._show_screen(self._before_help)

    def _leave_manual(self) -> None:
        """Go back to what was shown before the manual, as it was left."""
        if self._screens.manual.is_reading(self.stack.currentWidget()):
            self._show_screen(cast(Arrives, self._before_manual))

    def _show_screen(self, screen: Arrives) -> None:
        page = cast(QWidget, screen)
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        screen.arrive()

    def _show_council(self, council: str) -> None:
        self.bar.show_open(council)
        self.setWindowTitle(words.title(council))

    def _welcomed(self, room: str) -> None:
        self._show_rooms(room)
        self._open_what_waits()

    def _open_what_waits(self) -> None:
        path, self._wants_pack = self._wants_pack, None
        if path is not None:
            self.open_pack(path)

    def _show_rooms(self, name: str) -> None:
        self.stack.setCurrentWidget(self._screens.rooms)
        self._screens.rooms.go(name)


def _tell_of_sheets(desk: Desk) -> None:
    from incidentkit.desk.sheet_used import tell_of_sheets

    tell_of_sheets(desk)


def _nothing(_: object) -> None:
    """Say nothing: what could not be written is written after the next unlock."""
