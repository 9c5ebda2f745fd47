"""Everything of the window, made once and joined: the only module that knows it all."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from incidentkit.app.start import Start
from incidentkit.resources import resource_path
from incidentkit.ui.clipboard import SecretClipboard
from incidentkit.ui.crash import CrashHook
from incidentkit.ui.design.theme import apply
from incidentkit.ui.exchanges import Exchanges
from incidentkit.ui.garbage import GarbageCollector
from incidentkit.ui.handed_over import HandedOver
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.locking.idle import IdleWatch
from incidentkit.ui.locking.locker import Aftermath, Keep, Locker
from incidentkit.ui.locking.system import SystemSigns
from incidentkit.ui.nightly import NightlyPaper
from incidentkit.ui.preferences import Preferences
from incidentkit.ui.reminders import Reminders, Tray
from incidentkit.ui.shell.lending import Surroundings
from incidentkit.ui.shell.screens import Screens
from incidentkit.ui.shell.window import MainWindow
from incidentkit.vault.kit import Surrounding
from incidentkit.words.window import shell as words

Around = Callable[[], Surrounding]
Replace = Callable[[Start], object]
DESKTOP_FILE = "org.incidentkit.incidentkit"  # by it a desktop knows the window's icon
_FIRST_LOCK_MINUTES = 10


class Program:
    """The window and everything behind it, for as long as the process lives."""

    def __init__(
        self, app: QApplication, start: Start, around: Around, replace_: Replace
    ) -> None:
        self.app = app
        self.garbage = GarbageCollector()
        self.jobs = Jobs()
        self.kit = KitAccess(self.jobs, around)
        surrounding = around()
        self.clipboard = SecretClipboard(app.clipboard())
        state = surrounding.places.state
        self.preferences = Preferences(state, self.jobs, start.speaks)
        self.exchanges = Exchanges(self.kit)
        self.screens = Screens(
            Surroundings(
                self.kit,
                around,
                surrounding.clock,
                self.clipboard,
                self.preferences,
                self.exchanges,
            )
        )
        self.window = MainWindow(self.kit, self.screens)
        self.handed_over = HandedOver()
        self.crash = CrashHook(self.window.banner.show_problem)
        self._again = partial(_again, replace_, start)
        self.locker = Locker(self.kit, self.clipboard, self._again)
        self.idle = IdleWatch(app, surrounding.clock, _FIRST_LOCK_MINUTES)
        self.reminders = Reminders(
            self.kit, lambda: around().places, surrounding.clock, Tray(app)
        )
        self.nightly = NightlyPaper(self.kit)
        self.signs = SystemSigns(os.environ.get("XDG_SESSION_ID", ""))
        self._join()
        # After it is made: what is made under a style sheet is styled over and over.
        apply(app, self.preferences.theme, self.window)
        self.window.begin(start.locked, lost=start.lost, copied=start.copied)
        self._take_files(start.pack)

    def _join(self) -> None:
        self.locker.watch(*self.screens.writers, _People(self), _Council(self))
        self.locker.watch_locked(self.screens.holds_secret)
        self.locker.locking.connect(self.window.draw_curtain)
        self.locker.locking.connect(self.exchanges.stop)
        self.window.lock_asked.connect(partial(self.locker.lock, "person"))
        self.window.ended.connect(self._end)
        self.idle.idle.connect(partial(self._left_alone, "idle"))
        self.idle.slept.connect(partial(self._left_alone, "sleep"))
        self.signs.sleeping.connect(partial(self._left_alone, "sleep"))
        self.signs.screen_locked.connect(partial(self._left_alone, "session"))
        self.preferences.changed.connect(partial(apply, self.app, window=self.window))
        self.preferences.language.chosen.connect(self._change_language)
        self.exchanges.news.connect(self.window.banner.show_problem)
        self.clipboard.counting.connect(self._say_clipboard)
        self.clipboard.cleared.connect(partial(self.window.bar.say_counting, ""))
        self.clipboard.clear_failed.connect(self._say_clipboard_failed)
        self.kit.opened.connect(self._ask_minutes)
        self.kit.changed.connect(self._ask_minutes)

    def _take_files(self, pack: str | None) -> None:
        """Open the pack of the command line, and what the system hands over later."""
        self.handed_over.file.connect(self.window.open_pack)
        if sys.platform == "darwin":  # it sees every event: elsewhere, for nothing
            self.app.installEventFilter(self.handed_over)
        if pack:
            self.window.open_pack(Path(pack))

    def _left_alone(self, reason: str) -> None:
        """Lock; where nothing is open to be locked, empty what was typed to open it."""
        self.locker.lock(reason)
        if not self.kit.is_open:
            self.screens.unlock.forget()
            if "welcome" in vars(self.screens):
                self.screens.welcome.forget()

    def _change_language(self) -> None:
        """Words are imported once, so another language needs another process."""
        if self.kit.is_open:
            self.locker.lock("language")
        else:
            self._again(Aftermath("language"))

    def _ask_minutes(self) -> None:
        self.kit.ask(
            lambda desk: desk.council.lock_minutes(), self.idle.allow, lambda _: None
        )

    def _say_clipboard(self, seconds: int) -> None:
        self.window.bar.say_counting(words.clipboard_clears(seconds))

    def _say_clipboard_failed(self) -> None:
        self.window.bar.say_counting("")
        self.window.banner.show_news(
            words.CLIPBOARD_STAYS, words.CLIPBOARD_STAYS_BODY, kind="bad"
        )

    def _end(self) -> None:
        """Leave for good: what is unsaved is saved first, and the clipboard cleared."""
        self.locker.end(self.app.quit)


@dataclass(frozen=True, slots=True)
class _People:
    """What is typed about somebody, if that screen was ever made."""

    program: Program

    def unsaved(self) -> Keep | None:
        """Return the work that keeps it."""
        screens = self.program.screens
        return screens.people.unsaved() if "people" in vars(screens) else None


@dataclass(frozen=True, slots=True)
class _Council:
    """What is typed into the council's settings, if they were ever shown."""

    program: Program

    def unsaved(self) -> Keep | None:
        """Return the work that keeps it."""
        screens = self.program.screens
        return (
            screens.settings.council.unsaved() if "settings" in vars(screens) else None
        )


def _again(replace_: Replace, start: Start, after: Aftermath) -> None:
    again = replace(start, locked=after.reason, lost=after.lost, copied=after.copied)
    replace_(again)


def run(start: Start, around: Around, replace_: Replace) -> int:
    """Run the window until it is closed."""
    app = QApplication([sys.argv[0]])
    app.setApplicationName("incidentkit")
    app.setDesktopFileName(DESKTOP_FILE)
    app.setWindowIcon(QIcon(str(resource_path("icon", "incidentkit.svg"))))
    app.setQuitOnLastWindowClosed(False)
    program = Program(app, start, around, replace_)
    program.window.show()
    program.reminders.start()
    code = app.exec()
    program.locker.wait()
    program.jobs.stop()
    program.jobs.wait_for_end(5)
    return int(code)
