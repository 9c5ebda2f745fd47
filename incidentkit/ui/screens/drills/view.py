"""The screen of drills: the list with its register, or one drill's debrief."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from incidentkit.desk.drilling import DrillsPage
from incidentkit.drills.register import Held
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drills.debrief_page import DebriefPage
from incidentkit.ui.screens.drills.register_part import RegisterPart
from incidentkit.ui.screens.drills.scenario_part import ScenarioPart
from incidentkit.ui.screens.drills.view_model import DrillsViewModel
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.layout import Page, box, column, empty, group
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import drills as words


class DrillsView(QWidget):
    """Draws the drills, and forwards what is pressed.

    Signals:
        incident_asked: A drill began, or somebody goes on with one.
    """

    incident_asked = Signal(object)

    def __init__(self, model: DrillsViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[Held, ...] | None = None
        self.banner = Banner()
        self.going_on = column(space=Space.SMALL)
        self.open_box = box(
            column(label(words.OPEN_ONES, "heading"), self.going_on), "warn"
        )
        self.scenarios = ScenarioPart(model)
        self.register = RegisterPart()
        self.debrief = DebriefPage(model)
        self.list = Page(
            column(
                label(words.TITLE, "title"),
                label(words.BODY, "lead"),
                self.open_box,
                self.scenarios,
                self.register,
                None,
            )
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.debrief)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.banner)
        outer.addWidget(self.stack)
        self._connect()

    def arrive(self) -> None:
        """Read again, with the keyboard on the drills."""
        self.banner.clear()
        self._model.read()
        if self._model.state.debrief is None:
            self.scenarios.take_focus()

    def open_debrief(self, incident: SubjectId) -> None:
        """Show what a drill showed."""
        self._model.open_debrief(incident)

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        return self.debrief.unsaved()

    def _connect(self) -> None:
        self._model.changed.connect(self._render)
        self._model.refused.connect(self.banner.show_problem)
        self._model.started.connect(self.incident_asked)
        self._model.written.connect(self._written)
        self._model.ended.connect(lambda: self.banner.show_news(words.ENDED))
        self.register.saved.connect(
            lambda folder: self._model.write_register(Path(folder))
        )
        self.register.debrief_asked.connect(self._model.open_debrief)

    def _render(self) -> None:
        state = self._model.state
        shows = self.debrief if state.debrief is not None else self.list
        was, page = self.stack.currentWidget(), state.page
        self.stack.setCurrentWidget(shows)
        if state.debrief is not None:
            self.debrief.draw(state)
        if page is not None:
            self._draw_open(page)
            self.scenarios.draw(state)
            self.register.draw(page)
        if was is not shows:
            self.debrief.take_focus() if shows is self.debrief else None

    def _draw_open(self, page: DrillsPage) -> None:
        self.open_box.setVisible(bool(page.open_ones))
        if page.open_ones == self._drawn:
            return
        self._drawn = page.open_ones
        empty(self.going_on)
        for one in page.open_ones:
            name = words.open_one(one.reference, one.scenario)
            go_on = button(
                words.GO_ON, "act", on_click=partial(self._model.go_on, one.incident)
            )
            debrief = button(
                words.DEBRIEF,
                on_click=partial(self._model.open_debrief, one.incident),
            )
            go_on.setAccessibleName(f"{words.GO_ON}: {name}")
            debrief.setAccessibleName(f"{words.DEBRIEF}: {name}")
            self.going_on.addWidget(label(name, "strong"))
            self.going_on.addWidget(group(Flow(go_on, debrief)))

    def _written(self, files: object) -> None:
        names = tuple(str(file) for file in files) if isinstance(files, tuple) else ()
        is_register = any(name.endswith(".csv") for name in names)
        title = words.SAVED if is_register else words.PRINTED
        self.banner.show_news(title, words.files(names))
