"""Getting in with the recovery sheet: four short steps."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from incidentkit.ui.jobs import Job, Jobs
from incidentkit.ui.screens.welcome.recover_model import (
    RecoverStage,
    RecoverViewModel,
)
from incidentkit.ui.screens.welcome.sheet_pages import SheetPage, TypeBackPage
from incidentkit.ui.screens.welcome.steps import Step
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import column, row
from incidentkit.ui.widgets.new_passphrase import NewPassphrase
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.problems import Problem
from incidentkit.words.window import shell
from incidentkit.words.window import welcome as words

_STEPS = 4


class RecoverView(QWidget):
    """Opens the kit with the sheet, and hands out the next one.

    Signals:
        recovered: The kit is open, and the new sheet counts.
        left: Somebody goes back to the unlock screen.
    """

    recovered = Signal()
    left = Signal()

    def __init__(self, model: RecoverViewModel, jobs: Jobs) -> None:
        super().__init__()
        self._model = model
        self._shown: RecoverStage | None = None
        self.code = CodePage(model, self._back)
        self.passphrase = PassphrasePage(model, jobs, self._back)
        self.sheet = SheetPage(
            model.sheet,
            words.NEW_SHEET_TITLE,
            words.NEW_SHEET_LEAD,
            (3, _STEPS),
            (model.show_type_back, self._back),
        )
        self.type_back = TypeBackPage(
            model.sheet,
            words.FINISH_RECOVERING,
            (_STEPS, _STEPS),
            (model.type_back, self._back),
        )
        self._pages: dict[RecoverStage, QWidget] = {
            RecoverStage.CODE: self.code,
            RecoverStage.PASSPHRASE: self.passphrase,
            RecoverStage.SHEET: self.sheet,
            RecoverStage.TYPE_BACK: self.type_back,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.setLayout(row(self._stack, space=0))
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.began.connect(self._follow)
        model.stopped.connect(self._stopped)
        model.recovered.connect(self._recovered)
        self._render()

    def arrive(self) -> None:
        """Come to this screen: take the keyboard."""
        self.take_focus()

    def holds_secret(self) -> bool:
        """Whether a sheet's code or a passphrase is here: they open the kit."""
        typed = (self.code.code.text(), self.passphrase.passphrase.text())
        return any(typed) or self._model.state.stage is not RecoverStage.CODE

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        self._pages[self._model.state.stage].setFocus()

    def _back(self) -> None:
        if not self._model.back():
            self._wipe()
            self._model.forget()
            self.left.emit()

    def _recovered(self) -> None:
        self._wipe()
        self.recovered.emit()

    def _wipe(self) -> None:
        self.code.wipe()
        self.passphrase.wipe()
        self.type_back.wipe()

    def _render(self) -> None:
        state = self._model.state
        self.code.show_state(busy=state.busy, offers_older=state.offers_older)
        self.passphrase.be_busy(busy=state.busy)
        self.type_back.be_busy(busy=state.busy)
        if state.stage is not self._shown:
            self._shown = state.stage
            self._stack.setCurrentWidget(self._pages[state.stage])
            if state.stage is RecoverStage.PASSPHRASE:
                self.passphrase.greet(self.code.name.text())
            self.take_focus()

    def _follow(self, job: Job, said: str) -> None:
        self.type_back.banner.clear()
        self.type_back.progress.follow(job, said)

    def _stopped(self) -> None:
        self.type_back.banner.show_news(words.RECOVERY_STOPPED, kind="warn")
        self.take_focus()

    def _refused(self, problem: Problem) -> None:
        banner = self._pages[self._model.state.stage].findChild(Banner)
        if banner is not None:
            banner.show_problem(problem)
        self.take_focus()


class CodePage(QWidget):
    """Asks for the sheet's code and a name."""

    def __init__(self, model: RecoverViewModel, back: Callable[[], object]) -> None:
        super().__init__()
        self._model = model
        self._offers_older = False
        self.banner = Banner()
        self.name = line()
        self.code = SecretLine(longest=200)
        self.show_code = Tick(words.SHOW_CODE)
        self.show_code.toggled.connect(self._show_code)
        self.check = button(words.CHECK_SHEET, "act", on_click=self._submit)
        self.back = button(shell.BACK, on_click=back)
        self.step = Step(
            words.RECOVER_TITLE,
            words.RECOVER_LEAD,
            self.banner,
            Field(words.YOUR_NAME, self.name, words.YOUR_NAME_HINT),
            column(Field(words.CODE, self.code, words.CODE_HINT), self.show_code),
            buttons=(self.check, self.back),
            number=(1, _STEPS),
        )
        self.setLayout(row(self.step, space=0))
        self.setFocusProxy(self.name)
        self.name.returnPressed.connect(self.code.setFocus)
        self.code.returnPressed.connect(self._submit)

    def show_state(self, *, busy: bool, offers_older: bool) -> None:
        """Draw what can be pressed now."""
        self._offers_older = offers_older
        self.check.setText(words.USE_OLDER if offers_older else words.CHECK_SHEET)
        self.check.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def wipe(self) -> None:
        """Empty the secret field."""
        self.code.wipe()
        self.show_code.setChecked(False)
        self.banner.clear()

    def _show_code(self, shown: bool) -> None:  # noqa: FBT001  Qt's signal
        modes = SecretLine.EchoMode
        self.code.setEchoMode(modes.Normal if shown else modes.Password)

    def _submit(self) -> None:
        older = self._offers_older
        self.banner.clear()
        self._model.check(self.name.text(), self.code.text(), accept_older=older)


class PassphrasePage(QWidget):
    """Asks for a new passphrase."""

    def __init__(
        self, model: RecoverViewModel, jobs: Jobs, back: Callable[[], object]
    ) -> None:
        super().__init__()
        self._model = model
        self.banner = Banner()
        self.passphrase = NewPassphrase(StrengthMeter(jobs))
        self.go_on = button(shell.CONTINUE, "act", on_click=self._submit)
        self.back = button(shell.BACK, on_click=back)
        self.step = Step(
            words.CHOOSE_TITLE,
            words.SHEET_FITS,
            self.banner,
            self.passphrase,
            buttons=(self.go_on, self.back),
            number=(2, _STEPS),
        )
        self.setLayout(row(self.step, space=0))
        self.setFocusProxy(self.passphrase)
        self.passphrase.entered.connect(self._submit)

    def greet(self, name: str) -> None:
        """Say who chooses."""
        self.passphrase.know(name)

    def be_busy(self, *, busy: bool) -> None:
        """Take nothing more while it is looked at."""
        self.go_on.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def wipe(self) -> None:
        """Empty the secret fields."""
        self.passphrase.wipe()

    def _submit(self) -> None:
        self.banner.clear()
        if self.passphrase.is_twice_the_same():
            self._model.choose(self.passphrase.text())
