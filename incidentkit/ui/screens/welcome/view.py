"""The first minutes. Draws state, forwards what is pressed, decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.jobs import Job, Jobs
from incidentkit.ui.screens.welcome.forms import JoinPage, NamesPage
from incidentkit.ui.screens.welcome.sheet_pages import SheetPage, TypeBackPage
from incidentkit.ui.screens.welcome.spoken import SpokenWords
from incidentkit.ui.screens.welcome.steps import Step
from incidentkit.ui.screens.welcome.view_model import Stage, WelcomeViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import SideBySide, box, column, row
from incidentkit.ui.widgets.progress import Progress
from incidentkit.ui.widgets.text import label
from incidentkit.words.problems import Problem
from incidentkit.words.window import welcome as words


class WelcomeView(QWidget):
    """Makes a kit, or asks to join one.

    Signals:
        made: The kit is made and open; the first account is being offered.
        joined: This machine was let in, and its kit is open.
        first_account_asked: Somebody wants to write the first account down.
        finished: Nothing is left to do here.
        left_waiting: The request is left; the unlock screen goes on from here.
    """

    made = Signal()
    joined = Signal()
    first_account_asked = Signal()
    finished = Signal()
    left_waiting = Signal()

    def __init__(self, model: WelcomeViewModel, jobs: Jobs) -> None:
        super().__init__()
        self._model = model
        self._shown: Stage | None = None
        self.choice = ChoicePage(self._begin)
        self.names = NamesPage(jobs, model.draw, model.back)
        self.sheet = SheetPage(
            model.sheet,
            words.SHEET_TITLE,
            words.SHEET_LEAD,
            (2, 3),
            (lambda: model.go_to(Stage.TYPE_BACK), model.back),
        )
        self.type_back = TypeBackPage(
            model.sheet, words.FINISH_MAKING, (3, 3), (model.type_back, model.back)
        )
        self.done = MadePage(self.first_account_asked.emit, self.finished.emit)
        self.join = JoinPage(jobs, model.ask_to_join, model.back)
        self.spoken = SpokenWords(model.check, self.left_waiting.emit)
        self._pages: dict[Stage, QWidget] = {
            Stage.CHOICE: self.choice,
            Stage.NAMES: self.names,
            Stage.SHEET: self.sheet,
            Stage.TYPE_BACK: self.type_back,
            Stage.MADE: self.done,
            Stage.JOIN: self.join,
            Stage.WORDS: self.spoken,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.setLayout(row(self._stack, space=0))
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        model.began.connect(self._follow)
        model.stopped.connect(self._stopped)
        model.made.connect(self._made)
        model.joined.connect(self._joined)
        model.left.connect(self.left_waiting)
        self._render()

    def arrive(self) -> None:
        """Come to this screen: take the keyboard."""
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        self._pages[self._model.state.stage].setFocus()

    def forget(self) -> None:
        """Empty what was typed and is secret: nobody is there any more."""
        if self._model.state.busy:
            return
        typed = [
            page.holds_secret() for page in (self.names, self.type_back, self.join)
        ]
        self._wipe()
        if self._model.forget() or any(typed):
            self._banner().show_news(words.LEFT_ALONE, words.LEFT_ALONE_BODY, "warn")

    def _begin(self, stage: Stage) -> None:
        self._model.go_to(stage)

    def _made(self) -> None:
        self._wipe()
        self.made.emit()

    def _joined(self) -> None:
        self._wipe()
        self.joined.emit()

    def _wipe(self) -> None:
        for page in (self.names, self.type_back, self.join):
            page.wipe()

    def _render(self) -> None:
        state = self._model.state
        for page in (self.names, self.join, self.type_back):
            page.be_busy(busy=state.busy)
        if state.is_made:
            self.type_back.offer_opening(words.OPEN_MADE)
        progress = self._pages[state.stage].findChild(Progress)
        if not state.busy and progress is not None:
            progress.end()
        self.spoken.show_state(state)
        if state.stage is not self._shown:
            self._shown = state.stage
            self._stack.setCurrentWidget(self._pages[state.stage])
            self._banner().clear()
            self.take_focus()

    def _banner(self) -> Banner:
        page = self._pages[self._model.state.stage]
        found = page.findChild(Banner)
        return found if found is not None else self.choice.banner

    def _follow(self, job: Job, said: str) -> None:
        self._banner().clear()
        progress = self._pages[self._model.state.stage].findChild(Progress)
        if progress is not None:
            progress.follow(job, said)

    def _stopped(self, said: str) -> None:
        self._banner().show_news(said, kind="warn")
        self.take_focus()

    def _refused(self, problem: Problem) -> None:
        self._banner().show_problem(problem)
        self.take_focus()


class ChoicePage(QWidget):
    """Two big choices."""

    def __init__(self, begin: Callable[[Stage], object]) -> None:
        super().__init__()
        self.banner = Banner()
        self.make = button(words.MAKE, "choice", on_click=lambda: begin(Stage.NAMES))
        self.join = button(words.JOIN, "choice", on_click=lambda: begin(Stage.JOIN))
        both = SideBySide(
            _choice(self.make, words.MAKE_BODY),
            _choice(self.join, words.JOIN_BODY),
            letters=24,
            parts=(1, 1),
        )
        step = Step(
            words.TITLE,
            words.LEAD,
            self.banner,
            both,
            label(words.NOTHING_LEAVES, "quiet"),
        )
        self.setLayout(row(step, space=0))
        self.setFocusProxy(self.make)


class MadePage(QWidget):
    """Says that the kit is made, and offers the first account."""

    def __init__(
        self, first_account: Callable[[], object], later: Callable[[], object]
    ) -> None:
        super().__init__()
        self.first_account = button(words.FIRST_ACCOUNT, "act", on_click=first_account)
        self.later = button(words.LATER, on_click=later)
        step = Step(
            words.MADE_TITLE,
            words.MADE_LEAD,
            *(label(text) for text in words.MADE_NEXT),
            buttons=(self.first_account, self.later),
        )
        self.setLayout(row(step, space=0))
        self.setFocusProxy(self.first_account)


def _choice(made: QPushButton, text: str) -> QFrame:
    made.setAccessibleDescription(text)
    return box(column(made, label(text), None, space=Space.MEDIUM), "sunken")
