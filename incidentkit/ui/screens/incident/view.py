"""The screen of responses: the list, or one of them with its step large."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from incidentkit.desk.response import Response, StepPage
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.clocks import ClocksLeaf
from incidentkit.ui.screens.incident.closing_leaf import ClosingLeaf
from incidentkit.ui.screens.incident.coming import Coming
from incidentkit.ui.screens.incident.danger import Danger
from incidentkit.ui.screens.incident.facts_leaf import FactsLeaf
from incidentkit.ui.screens.incident.head import Head
from incidentkit.ui.screens.incident.leaf import Leaf
from incidentkit.ui.screens.incident.leaves import CauseLeaf, SituationLeaf, TickLeaf
from incidentkit.ui.screens.incident.list_page import ListPage
from incidentkit.ui.screens.incident.log_side import LogSide
from incidentkit.ui.screens.incident.playbooks_leaf import PlaybooksLeaf
from incidentkit.ui.screens.incident.readers_leaf import ReadersLeaf
from incidentkit.ui.screens.incident.roles_leaf import RolesLeaf
from incidentkit.ui.screens.incident.step_card import StepCard
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import (
    Page,
    SideBySide,
    box,
    column,
    group,
    row,
)
from incidentkit.ui.widgets.step_panel import StepPanel
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_beside as beside
from incidentkit.words.window.incident_clocks import CLOCKS

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
        self._was_over = self._was_open = False
        self._shown = b""
        self.banner = Banner()
        self.list = ListPage()
        self.rows, self.table = self.list.rows, self.list.table
        self.head = Head(model)
        self.alone = self.head.alone
        self.card = StepCard(model, hosted)
        self.log = LogSide(model)
        self.danger = Danger(model)
        self.coming = Coming(model)
        self.standing = self.coming.standing
        self._make_leaves(model)
        self.stack = QStackedWidget()
        self.run = self._run_page()
        self.opening = self._opening_page()
        for made in (self.list, self.run, self.opening):
            self.stack.addWidget(made)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        # Above the pages: a refusal is seen however far down somebody has scrolled.
        outer.addWidget(self.banner)
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

    def _make_leaves(self, model: IncidentViewModel) -> None:
        self.roles, self.readers = RolesLeaf(model), ReadersLeaf(model)
        self.playbooks, self.clocks = PlaybooksLeaf(model), ClocksLeaf(model)
        self.facts = FactsLeaf(model)
        self.leaves: dict[str, Leaf] = {
            words.TICK: TickLeaf(model),
            words.SITUATION: SituationLeaf(model),
            beside.ROLES: self.roles,
            CLOCKS: self.clocks,
            beside.FACTS: self.facts,
            words.CAUSE: CauseLeaf(model),
            beside.PLAYBOOKS: self.playbooks,
            beside.READERS: self.readers,
            words.CLOSE: ClosingLeaf(model),
        }
        self.to_leaf: dict[str, QPushButton] = {
            name: button(name, "quiet", on_click=partial(self._show_leaf, name))
            for name in self.leaves
        }

    def _run_page(self) -> QWidget:
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
        self.page = Page(column(self.head, self.danger, both), letters=260)
        return group(column(self.page, self.card.foot, space=0))

    def _opening_page(self) -> QWidget:
        self.opening_title = label("", "title")
        self.elsewhere = button(
            words.ALL_INCIDENTS, "quiet", on_click=self._model.show_list
        )
        said = column(self.opening_title, label(words.OPENING_BODY, "quiet"))
        return Page(column(row(self.elsewhere, None), box(said), None))

    def _step_page(self) -> QWidget:
        more = column(label(words.MORE, "heading"), space=Space.HAIR)
        for made in self.to_leaf.values():
            more.addWidget(made)
        return group(
            column(self.card, self.all_done, self.to_next, self.coming, box(more), None)
        )

    def _connect(self) -> None:
        model = self._model
        self.list.start.clicked.connect(lambda: self.start_asked.emit())
        self.table.opened.connect(lambda found: model.open(found.incident))
        self.card.step_asked.connect(model.choose_step)
        for leaf in self.leaves.values():
            leaf.left.connect(self._show_step)
        self.head.roles_asked.connect(lambda: self._show_leaf(beside.ROLES))
        self.head.clocks_asked.connect(lambda: self._show_leaf(CLOCKS))
        self.clocks.step_asked.connect(model.choose_step)
        self.facts.step_asked.connect(model.choose_step)
        self.playbooks.incident_asked.connect(self.open)
        self.readers.restricted.connect(self.open)
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)
        model.reported.connect(self._reported)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.head.draw_time)
        self._ticking.timeout.connect(model.pass_time)
        self._ticking.start()

    # --- drawing ---------------------------------------------------------

    def _render(self) -> None:
        state = self._model.state
        response = state.response
        if response is not None and response.incident != self._shown:
            self._shown = response.incident
            self._show_step()  # a leaf belongs to the response it was opened in
        self.list.draw(state.rows)
        if response is not None:
            self._draw(response)
            self.stack.setCurrentWidget(self.run)
        elif state.opening is not None:
            self._draw_opening(state.opening)
        else:
            self.stack.setCurrentWidget(self.list)

    def _draw_opening(self, title: str) -> None:
        """Show which response is on its way; what is read of it begins at its top."""
        self._followed = (b"", "")
        self.opening_title.setText(words.opening(title))
        if self.stack.currentWidget() is not self.opening:
            self.stack.setCurrentWidget(self.opening)
            self.elsewhere.setFocus()

    def _draw(self, response: Response) -> None:
        now = self._model.now_ms()
        was_open, self._was_open = self._was_open, response.is_open
        if was_open and not response.is_open:
            # What was refused before is over; the top says that it is closed.
            self.banner.clear()
            self._begin_at_top(whole=True)
        self.head.draw(response, now)
        self.danger.draw(response)
        self._draw_step(response, now)
        self.coming.draw(response, now)
        self.log.draw(response.log, now)
        for name, leaf in self.leaves.items():
            self.to_leaf[name].setVisible(leaf.is_wanted(response))
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
        if step is not None:
            self._draw_card(response, step, now_ms)
        self._draw_foot()

    def _draw_card(self, response: Response, step: StepPage, now_ms: int) -> None:
        self.card.draw(response, step, now_ms)
        place = (bytes(response.incident), step.slug)
        opened_again, self._was_over = self._was_over and not step.is_over, step.is_over
        if place != self._followed or opened_again:
            is_other = place[0] != self._followed[0]
            self._followed = place
            writes = self.log.isAncestorOf(self.focusWidget())
            if not writes and self.left.currentIndex() == 0:
                self.card.take_focus()
            self._begin_at_top(whole=is_other or response.danger is not None)

    def _draw_foot(self) -> None:
        """Show what ends the step as long as the step is what is shown."""
        shows = self.left.currentIndex() == 0 and self.card.isVisibleTo(self.left)
        self.card.foot.setVisible(shows and self.card.has_foot)

    def _begin_at_top(self, *, whole: bool) -> None:
        """Begin what is new at its title: the last thing may have ended further down.

        `whole` is from the top of the page, with what the response is about.
        """

        def scroll() -> None:
            bar, page = self.page.verticalScrollBar(), self.page.viewport()
            top = self.left.mapTo(page, QPoint(0, 0)).y() + bar.value()
            fits = whole or top < page.height() // 2
            bar.setValue(0 if fits else top - Space.SMALL)

        # The layout comes first, and after it the keyboard.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, scroll))

    def _show_leaf(self, name: str) -> None:
        self.left.setCurrentWidget(self.leaves[name])
        self._draw_foot()
        self._begin_at_top(whole=False)
        if self._model.state.response is not None:
            self._draw_leaf(self._model.state.response)

    def _show_step(self) -> None:
        if self.left.currentIndex() != 0:
            self.left.setCurrentIndex(0)
            self._draw_foot()
            self._begin_at_top(whole=False)

    def _reported(self, files: object) -> None:
        names = tuple(str(file) for file in files) if isinstance(files, tuple) else ()
        self.banner.show_news(words.written(names))
