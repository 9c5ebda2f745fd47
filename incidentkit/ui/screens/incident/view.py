"""The screen of responses: the list, or one of them with its step large."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from incidentkit.desk.response import Response
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
from incidentkit.ui.widgets.layout import Page, SideBySide, box, column, group
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
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.run)
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
        return self.page

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
        self._ticking.start()

    # --- drawing ---------------------------------------------------------

    def _render(self) -> None:
        state = self._model.state
        response = state.response
        if response is not None and response.incident != self._shown:
            self._shown = response.incident
            self._show_step()  # a leaf belongs to the response it was opened in
        self.stack.setCurrentWidget(self.list if response is None else self.run)
        self.list.draw(state.rows)
        if response is not None:
            self._draw(response)

    def _draw(self, response: Response) -> None:
        now = self._model.now_ms()
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
        if step is None:
            return
        self.card.draw(response, step, now_ms)
        place = (bytes(response.incident), step.slug)
        if place != self._followed:
            self._followed = place
            writes = self.log.isAncestorOf(self.focusWidget())
            if not writes and self.left.currentIndex() == 0:
                self.card.take_focus()
            QTimer.singleShot(0, self.card, self._show_card_top)

    def _show_card_top(self) -> None:
        """Begin a new step at its title: the last one may have ended further down."""
        bar = self.page.verticalScrollBar()
        seen = self.card.mapTo(self.page.viewport(), QPoint(0, 0)).y()
        if seen < Space.SMALL:
            bar.setValue(bar.value() + seen - Space.SMALL)

    def _show_leaf(self, name: str) -> None:
        self.left.setCurrentWidget(self.leaves[name])
        if self._model.state.response is not None:
            self._draw_leaf(self._model.state.response)

    def _show_step(self) -> None:
        self.left.setCurrentIndex(0)

    def _reported(self, files: object) -> None:
        names = tuple(str(file) for file in files) if isinstance(files, tuple) else ()
        self.banner.show_news(words.written(names))
