"""The council's settings, one field each."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.settings.council_model import (
    NAME,
    CouncilViewModel,
    Decision,
)
from incidentkit.ui.screens.settings.leaf import Leaf
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import settings as words


class CouncilLeaf(Leaf):
    """Draws what is decided; what is being typed is not drawn over."""

    def __init__(self, model: CouncilViewModel) -> None:
        self._model = model
        self.fields: dict[str, QLineEdit] = {}
        self._conflicts: dict[str, QVBoxLayout] = {}
        self._drawn: dict[str, Decision] = {}
        self._list = column(space=Space.LARGE)
        self.only_leads = label(words.ONLY_LEADS, "warn")
        self.save = button(words.SAVE, "act", on_click=self._save)
        super().__init__(
            label(words.COUNCIL_LEAD, "quiet"),
            self.only_leads,
            box(column(self._list, row(self.save, None))),
        )
        model.changed.connect(self._render)
        model.refused.connect(self.banner.show_problem)
        model.saved.connect(lambda: self.banner.show_news(words.SAVED))

    def arrive(self) -> None:
        """Read what is decided now."""
        self._model.read()

    def _save(self) -> None:
        self.banner.clear()
        self._model.save({key: field.text() for key, field in self.fields.items()})

    def _render(self) -> None:
        state = self._model.state
        for decision in state.decisions:
            if decision.key not in self.fields:
                self._add(decision.key)
            self._show(decision)
            self.fields[decision.key].setReadOnly(not state.i_lead)
        self.only_leads.setVisible(not state.i_lead and bool(state.decisions))
        self.save.setVisible(state.i_lead)
        self.save.setEnabled(not state.busy)

    def _add(self, key: str) -> None:
        field = line()
        field.returnPressed.connect(self._save)
        self.fields[key] = field
        named = words.SETTING.get(key, (key, ""))
        name, hint = (words.COUNCIL_NAME, "") if key == NAME else named
        self._conflicts[key] = column(space=Space.SMALL)
        around = column(Field(name, field, hint), self._conflicts[key])
        self._list.addWidget(group(around))

    def _show(self, decision: Decision) -> None:
        before = self._drawn.get(decision.key)
        if before == decision:
            return
        self._drawn[decision.key] = decision
        field, conflict = self.fields[decision.key], self._conflicts[decision.key]
        if before is None or before.value != decision.value:
            field.setText(decision.value)
        empty(conflict)
        if not decision.versions:
            return
        conflict.addWidget(label(words.CONFLICT, "warn"))
        for value in decision.versions:
            use = button(words.USE_THIS, on_click=partial(field.setText, value))
            use.setAccessibleDescription(value)
            both = row(use, label(value))
            both.setStretch(1, 1)
            conflict.addWidget(group(both))
