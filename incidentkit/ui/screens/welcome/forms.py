"""The steps where something is typed: names for a new kit, and a request to join."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from incidentkit.desk.founding import Names
from incidentkit.desk.joining import Newcomer
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.welcome.steps import Step
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.layout import row
from incidentkit.ui.widgets.new_passphrase import NewPassphrase
from incidentkit.ui.widgets.progress import SHORT_MS, Progress
from incidentkit.words.window import shell
from incidentkit.words.window import welcome as words


class NamesPage(QWidget):
    """Asks whose kit it is. What is typed stays until the kit is made."""

    def __init__(
        self,
        jobs: Jobs,
        forth: Callable[[Names], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._forth = forth
        self.banner = Banner()
        self.council, self.name = line(), line()
        self.passphrase = NewPassphrase(StrengthMeter(jobs))
        self.go_on = button(shell.CONTINUE, "act", on_click=self._submit)
        self.back = button(shell.BACK, on_click=back)
        self.step = Step(
            words.NAMES_TITLE,
            words.NAMES_LEAD,
            self.banner,
            Field(words.COUNCIL, self.council, words.COUNCIL_HINT),
            Field(words.YOUR_NAME, self.name, words.YOUR_NAME_HINT),
            self.passphrase,
            buttons=(self.go_on, self.back),
            number=(1, 3),
        )
        self.setLayout(row(self.step, space=0))
        self.setFocusProxy(self.council)
        for here, there in ((self.council, self.name), (self.name, self.passphrase)):
            here.returnPressed.connect(there.setFocus)
            here.textChanged.connect(self._know)
        self.passphrase.entered.connect(self._submit)

    def be_busy(self, *, busy: bool) -> None:
        """Take nothing more while it is looked at."""
        self.go_on.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def holds_secret(self) -> bool:
        """Whether anything is typed in the secret fields."""
        return self.passphrase.is_typed()

    def wipe(self) -> None:
        """Empty the secret fields."""
        self.passphrase.wipe()

    def _know(self) -> None:
        self.passphrase.know(self.council.text(), self.name.text())

    def _submit(self) -> None:
        self.banner.clear()
        if self.passphrase.is_twice_the_same():
            typed = self.passphrase.text()
            self._forth(Names(self.council.text(), self.name.text(), typed))


class JoinPage(QWidget):
    """Asks which folder is shared, and who asks."""

    def __init__(
        self,
        jobs: Jobs,
        forth: Callable[[str, Newcomer], object],
        back: Callable[[], object],
    ) -> None:
        super().__init__()
        self._forth = forth
        self.banner = Banner()
        self.folder = FolderLine(words.FOLDER, words.FOLDER_HINT)
        self.name = line()
        self.passphrase = NewPassphrase(StrengthMeter(jobs))
        self.progress = Progress(SHORT_MS)
        self.ask = button(words.ASK, "act", on_click=self._submit)
        self.back = button(shell.BACK, on_click=back)
        self.step = Step(
            words.JOIN_TITLE,
            words.JOIN_LEAD,
            self.banner,
            self.folder,
            Field(words.YOUR_NAME, self.name, words.YOUR_NAME_HINT),
            self.passphrase,
            self.progress,
            buttons=(self.ask, self.back),
            number=(1, 2),
        )
        self.setLayout(row(self.step, space=0))
        self.setFocusProxy(self.folder)
        self.folder.entered.connect(self.name.setFocus)
        self.name.returnPressed.connect(self.passphrase.setFocus)
        self.name.textChanged.connect(lambda name: self.passphrase.know(name))
        self.passphrase.entered.connect(self._submit)

    def be_busy(self, *, busy: bool) -> None:
        """Take nothing more while the request is made."""
        self.ask.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def holds_secret(self) -> bool:
        """Whether anything is typed in the secret fields."""
        return self.passphrase.is_typed()

    def wipe(self) -> None:
        """Empty the secret fields."""
        self.passphrase.wipe()

    def _submit(self) -> None:
        self.banner.clear()
        if self.passphrase.is_twice_the_same():
            who = Newcomer(self.name.text(), self.passphrase.text())
            self._forth(self.folder.text(), who)
