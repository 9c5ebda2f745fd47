"""The screen of responses: the list, or one of them with its step large."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QStackedWidget, QVBoxLayout, QWidget

from incidentkit.desk.response import ListedStep, Response
from incidentkit.incidents.service import IncidentRow
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.leaves import (
    CauseLeaf,
    ClosingLeaf,
    Leaf,
    SituationLeaf,
    TickLeaf,
)
from incidentkit.ui.screens.incident.log_side import LogSide
from incidentkit.ui.screens.incident.step_card import StepCard
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.blank import Blank
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.layout import (
    Page,
    SideBySide,
    box,
    column,
    empty,
    group,
    row,
)
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label, short_label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.times import clock_time, short_time
from incidentkit.words.window import incident as words
from incidentkit.words.window.shell import START

_TICK_MS = 15_000


class IncidentView(QWidget):
    """Draws a response, and forwards what is pressed.

    Signals:
        start_asked: Somebody wants to start a response.
    """

    start_asked = Signal()

    def __init__(
        self, model: IncidentViewModel, hosted: Mapping[str, StepPanel]
    ) -> None:
        super().__init__()
        self._model = model
        self._followed: tuple[bytes, str] = (b"", "")
        self._coming: tuple[ListedStep, ...] | None = None
        self.banner = Banner()
        self.list = self._list_page()
        self.card = StepCard(model, hosted)
        self.log = LogSide(model)
        self.danger = _Danger(model)
        self.leaves: dict[str, Leaf] = {
            words.TICK: TickLeaf(model),
            words.SITUATION: SituationLeaf(model),
            words.CAUSE: CauseLeaf(model),
            words.CLOSE: ClosingLeaf(model),
        }
        self.stack = QStackedWidget()
        self.run = self._run_page()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.run)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self._connect()

    def arrive(self) -> None:
        """Show where things stand."""
        self.banner.clear()
        self._model.arrive()

    def open(self, incident: bytes) -> None:
        """Show one response."""
        self._show_step()
        self._model.open(SubjectId(incident))

    def write_note(self) -> None:
        """Put the cursor where a note is written."""
        self.log.note.setFocus()

    # --- pages -----------------------------------------------------------

    def _list_page(self) -> QWidget:
        rows: Rows[IncidentRow] = Rows(_COLUMNS, lambda r: r.incident)
        self.rows = rows
        self.table = Table(rows, words.ALL_INCIDENTS)
        start = button(START, "act", on_click=self.start_asked.emit)
        self.blank = Blank(words.NO_INCIDENT, words.NO_INCIDENT_BODY, start)
        content = column(label(words.ALL_INCIDENTS, "title"), self.blank, self.table)
        content.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        return group(content)

    def _run_page(self) -> QWidget:
        self.title = label("", "heading")
        self.elapsed = short_label("", "title")
        self.since = short_label("", "quiet")
        self.overdue = label("", "bad")
        self.standing = label("", "quiet")
        self.owed = label("", "warn")
        self.alone = QCheckBox(words.ALONE)
        self.all = button(words.ALL_INCIDENTS, "quiet", on_click=self._model.show_list)
        self.coming = column(space=Space.HAIR)
        self.to_next = button(
            words.TO_NEXT, "quiet", on_click=lambda: self._model.choose_step("")
        )
        self.all_done = box(
            column(label(words.ALL_DONE, "heading"), label(words.ALL_DONE_BODY)), "good"
        )
        self.left = QStackedWidget()
        self.left.addWidget(self._step_page())
        for leaf in self.leaves.values():
            self.left.addWidget(leaf)
        both = SideBySide(self.left, self.log, letters=48, parts=(5, 3))
        head = column(
            row(self.all, None),
            row(self.title, space=Space.LARGE),
            row(self.elapsed, self.since, None, self.alone, space=Space.SMALL),
            self.overdue,
            self.owed,
            space=Space.TIGHT,
        )
        self.page = Page(column(head, self.banner, self.danger, both), letters=260)
        return self.page

    def _step_page(self) -> QWidget:
        more = [
            button(name, "quiet", on_click=partial(self._show_leaf, name))
            for name in self.leaves
        ]
        return group(
            column(
                self.card,
                self.all_done,
                self.to_next,
                box(
                    column(
                        label(words.NEXT_STEPS, "heading"), self.standing, self.coming
                    )
                ),
                box(column(label(words.MORE, "heading"), *more, space=Space.HAIR)),
                None,
            )
        )

    def _connect(self) -> None:
        self.table.opened.connect(lambda found: self._model.open(found.incident))
        self.alone.clicked.connect(self._model.work_alone)
        self.card.step_asked.connect(self._model.choose_step)
        for leaf in self.leaves.values():
            leaf.left.connect(self._show_step)
        self._model.changed.connect(self._render)
        self._model.refused.connect(self.banner.show_problem)
        self._model.reported.connect(self._reported)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._draw_time)
        self._ticking.start()

    # --- drawing ---------------------------------------------------------

    def _render(self) -> None:
        state = self._model.state
        response = state.response
        self.stack.setCurrentWidget(self.list if response is None else self.run)
        self.rows.put(state.rows)
        self.blank.setVisible(not state.rows)
        self.table.setVisible(bool(state.rows))
        if response is not None:
            self._draw(response)

    def _draw(self, response: Response) -> None:
        now = self._model.now_ms()
        self.title.setText(f"{response.reference}  {response.title}")
        self.since.setText(words.since(clock_time(response.known_ms, now)))
        self.overdue.setText(words.overdue(response.overdue))
        self.overdue.setVisible(bool(response.overdue))
        owed = [words.EVIDENCE_OWED, *response.owed] if response.owed else []
        settle = [words.TO_SETTLE, *response.conflicts] if response.conflicts else []
        self.owed.setText(". ".join((*owed, *settle)))
        self.owed.setVisible(bool(owed or settle))
        self.alone.setChecked(response.alone)
        self.alone.setVisible(response.is_open)
        self._draw_time()
        self.danger.draw(response)
        self._draw_step(response, now)
        self._draw_coming(response.coming)
        self.standing.setText(words.progress(response.done, response.wanted))
        self.log.draw(response.log, now)
        self._draw_leaf(response)

    def _draw_leaf(self, response: Response) -> None:
        shown = self.left.currentWidget()
        if isinstance(shown, Leaf):
            shown.draw(response)

    def _draw_step(self, response: Response, now_ms: int) -> None:
        step = response.step
        self.card.setVisible(step is not None)
        self.all_done.setVisible(step is None and response.is_open)
        self.to_next.setVisible(bool(self._model.state.chosen))
        if step is None:
            return
        self.card.draw(response, step, now_ms)
        place = (bytes(response.incident), step.slug)
        if place != self._followed:
            self._followed = place
            if not self.log.isAncestorOf(self.focusWidget()):
                self.card.take_focus()
            QTimer.singleShot(0, self.card, self._show_card_top)

    def _show_card_top(self) -> None:
        """Begin a new step at its title: the last one may have ended further down."""
        bar = self.page.verticalScrollBar()
        seen = self.card.mapTo(self.page.viewport(), QPoint(0, 0)).y()
        if seen < Space.SMALL:
            bar.setValue(bar.value() + seen - Space.SMALL)

    def _draw_coming(self, coming: tuple[ListedStep, ...]) -> None:
        if coming == self._coming:
            return
        self._coming = coming
        empty(self.coming)
        for step in coming:
            self.coming.addWidget(
                button(
                    step.title,
                    "quiet",
                    on_click=partial(self._model.choose_step, step.slug),
                )
            )

    def _draw_time(self) -> None:
        self.elapsed.setText(words.elapsed(self._model.minutes()))

    def _show_leaf(self, name: str) -> None:
        self.left.setCurrentWidget(self.leaves[name])
        if self._model.state.response is not None:
            self._draw_leaf(self._model.state.response)

    def _show_step(self) -> None:
        self.left.setCurrentIndex(0)

    def _reported(self, files: object) -> None:
        names = tuple(str(file) for file in files) if isinstance(files, tuple) else ()
        self.banner.show_news(words.written(names))


class _Danger(QFrame):
    """The question that comes before everything, and keeps nobody from anything."""

    def __init__(self, model: IncidentViewModel) -> None:
        super().__init__()
        self._model = model
        self._slug = ""
        self.setProperty("box", "bad")
        self.question = label("", "heading")
        self.answers = Choices(beside=True)
        layout = column(
            self.question, label(words.DANGER_BODY), self.answers, space=Space.SMALL
        )
        margin = Space.MEDIUM
        layout.setContentsMargins(margin, margin, margin, margin)
        self.setLayout(layout)
        self.answers.picked.connect(lambda said: model.answer(self._slug, said))

    def draw(self, response: Response) -> None:
        """Ask while nobody has answered."""
        step = response.danger
        self.setVisible(step is not None and response.is_open)
        if step is not None and (step.slug != self._slug or not self.answers.buttons):
            self._slug = step.slug
            self.question.setText(step.title)
            self.answers.offer(step.labels)


_COLUMNS = (
    Column[IncidentRow](words.COLUMN_INCIDENT, lambda r: r.state.reference),
    Column[IncidentRow](words.COLUMN_WHAT, lambda r: r.state.title, stretch=True),
    Column[IncidentRow](
        words.COLUMN_KNOWN_SINCE,
        lambda r: short_time(r.state.known_ms),
        lambda r: r.state.known_ms,
    ),
    Column[IncidentRow](
        words.COLUMN_STATE,
        lambda r: words.OPEN_ONES if r.state.is_open else words.CLOSED_ONES,
    ),
    Column[IncidentRow](words.COLUMN_NEXT_STEP, lambda r: r.next_step, stretch=True),
)
