"""The shared folder: which it is, exchanging now, and what came of it."""

from PySide6.QtWidgets import QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.exchanges import Exchanged, Exchanges
from incidentkit.ui.jobs import Job
from incidentkit.ui.screens.settings.folder_model import HeldViewModel
from incidentkit.ui.screens.settings.leaf import Leaf
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.folder_line import FolderLine
from incidentkit.ui.widgets.held_list import HeldList
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.progress import Progress
from incidentkit.ui.widgets.text import label
from incidentkit.words.problems import Problem
from incidentkit.words.times import spoken_time
from incidentkit.words.window import held as held_words
from incidentkit.words.window import settings as words


class FolderLeaf(Leaf):
    """Draws the folder, the exchanges since the kit was opened, and what is held."""

    def __init__(self, exchanges: Exchanges, held: HeldViewModel) -> None:
        self._exchanges = exchanges
        self._held = held
        self._shown: tuple[Exchanged, ...] | None = None
        self.no_folder = label(words.NO_FOLDER, "warn")
        self.trouble = label("", "warn")
        self.folder = FolderLine(words.FOLDER, words.FOLDER_HINT)
        self.use = button(words.USE_FOLDER, on_click=self._use)
        self.now = button(words.EXCHANGE_NOW, "act", on_click=self._exchange)
        self.progress = Progress()
        self._history = column(space=Space.SMALL)
        self.held = HeldList()
        self.now_box = group(
            column(row(self.now, None), label(words.AUTOMATIC, "quiet"))
        )
        super().__init__(
            label(words.FOLDER_LEAD, "quiet"),
            box(
                column(
                    self.no_folder,
                    self.folder,
                    row(self.use, None),
                    self.trouble,
                    self.now_box,
                    self.progress,
                )
            ),
            box(column(label(words.HISTORY, "heading"), self._history)),
            box(column(label(held_words.TITLE, "heading"), self.held)),
        )
        self._connect()
        self._render()

    def arrive(self) -> None:
        """Read what is held now."""
        self._held.read()

    def _connect(self) -> None:
        self.progress.cancel.clicked.connect(self._cancel)
        self._exchanges.changed.connect(self._render)
        self._exchanges.began.connect(self._follow)
        self._exchanges.refused.connect(self._refused)
        self.folder.entered.connect(self._use)
        self._held.changed.connect(self._render_held)
        self._held.refused.connect(self.banner.show_problem)
        self._held.news.connect(self.banner.show_news)
        self.held.admit_asked.connect(self._held.admit)

    def _use(self) -> None:
        self.banner.clear()
        self._exchanges.choose(self.folder.text())

    def _exchange(self) -> None:
        self.banner.clear()
        self._exchanges.exchange_now()

    def _cancel(self) -> None:
        self._exchanges.cancel()
        self.banner.show_news(words.STOPPED, kind="warn")

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        self.trouble.hide()  # once is enough

    def _follow(self, job: Job) -> None:
        self.progress.follow(job, words.EXCHANGING)

    def _render(self) -> None:
        state = self._exchanges.state
        if not state.busy:
            self.progress.end()
        if state.folder and self.folder.text() == "":
            self.folder.path.setText(state.folder)
        self.no_folder.setVisible(not state.folder)
        self.now_box.setVisible(bool(state.folder))
        self.now.setEnabled(not state.busy)
        self.use.setEnabled(not state.busy)
        missing = state.trouble
        said = f"{missing.what_happened} {missing.what_to_do}" if missing else ""
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))
        if state.done != self._shown:
            self._shown = state.done
            self._draw(state.done)

    def _draw(self, done: tuple[Exchanged, ...]) -> None:
        empty(self._history)
        if not done:
            self._history.addWidget(label(words.NOTHING_YET, "quiet"))
        for one in done:
            self._history.addWidget(_one(one))

    def _render_held(self) -> None:
        state = self._held.state
        self.held.show_parts(state.parts, may_decide=state.may_decide)


def _one(done: Exchanged) -> QWidget:
    lines = [label(text) for text in done.lines]
    when = label(spoken_time(done.at_ms), "small")
    return box(column(when, *lines, space=Space.HAIR), "sunken", Space.SMALL)
