"""Every drill in a table, and the one that somebody looks at beside it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from incidentkit.drills.scenario import Scenario
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.drills.view_model import DrillsState, DrillsViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.focus import focus_when_shown
from incidentkit.ui.widgets.layout import SideBySide, box, column, empty, group
from incidentkit.ui.widgets.table import Column, Rows, Table
from incidentkit.ui.widgets.text import label
from incidentkit.words import drills as drill_words
from incidentkit.words.lists import and_list
from incidentkit.words.times import spoken_date
from incidentkit.words.window import drills as words

_ROWS = 9


class ScenarioPart(QWidget):
    """Lets somebody look at the drills, and begin one."""

    def __init__(self, model: DrillsViewModel) -> None:
        super().__init__()
        self._model = model
        self._last: dict[str, str] = {}
        self._drawn: Scenario | None = None
        self.rows: Rows[Scenario] = Rows(self._columns(), lambda one: one.slug)
        self.table = Table(self.rows, words.SCENARIO_TABLE)
        self.table.setMinimumHeight(self.fontMetrics().lineSpacing() * _ROWS * 2)
        self.title = label(words.CHOOSE_ONE, "heading")
        self.about = label("", "lead")
        self.length = label("", "quiet")
        self.start = label()
        self.needs = column(space=Space.TIGHT)
        self.alone = column(space=Space.TIGHT)
        self.together = button(
            words.TOGETHER, "act", on_click=lambda: model.start(alone=False)
        )
        self.by_oneself = button(words.ALONE, on_click=lambda: model.start(alone=True))
        self.setLayout(column(SideBySide(self._list(), self._one(), letters=48)))
        self.table.chosen.connect(self._choose)

    def take_focus(self) -> None:
        """Put the keyboard on the table."""
        focus_when_shown(self.table)

    def draw(self, state: DrillsState) -> None:
        """Show the drills, and the one that is looked at."""
        if state.page is None:
            return
        self._last = {
            one.slug: spoken_date(held.started_ms)
            for one in state.page.scenarios
            if (held := state.last(one)) is not None
        }
        self.rows.put(state.page.scenarios)
        self.together.setEnabled(not state.busy)
        self.by_oneself.setEnabled(not state.busy)
        self._draw_one(state.scenario)

    def _columns(self) -> tuple[Column[Scenario], ...]:
        return (
            Column(words.COLUMN_NAME, lambda one: one.name, stretch=True),
            Column(words.COLUMN_PLAYBOOKS, lambda one: and_list(one.playbooks)),
            Column(words.COLUMN_HELD, lambda one: self._last.get(one.slug, _NEVER)),
        )

    def _list(self) -> QWidget:
        return group(column(label(words.SCENARIOS, "heading"), self.table, None))

    def _one(self) -> QWidget:
        return box(
            column(
                self.title,
                self.length,
                self.about,
                group(Flow(self.together, self.by_oneself)),
                label(words.STARTS, "strong"),
                self.start,
                label(words.NEEDS, "strong"),
                group(self.needs),
                label(words.ALONE_HOW, "strong"),
                group(self.alone),
                space=Space.SMALL,
            )
        )

    def _choose(self, scenario: Scenario | None) -> None:
        if scenario is not None and scenario.slug != self._model.state.chosen:
            self._model.choose(scenario.slug)

    def _draw_one(self, scenario: Scenario | None) -> None:
        if scenario is None or scenario == self._drawn:
            return
        self._drawn = scenario
        self.table.choose(scenario.slug)
        self.title.setText(scenario.name)
        self.about.setText(scenario.about)
        self.length.setText(words.length(scenario.minutes, len(scenario.injects)))
        self.start.setText(scenario.start)
        _lines(self.needs, [f"{role.name}: {role.text}" for role in scenario.needs])
        _lines(self.alone, list(scenario.alone))


_NEVER = drill_words.NEVER


def _lines(layout: QVBoxLayout, texts: list[str]) -> None:
    empty(layout)
    for text in texts:
        layout.addWidget(label(f"•  {text}"))
