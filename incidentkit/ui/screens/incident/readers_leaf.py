"""Who may read a response, and going on with named readers only."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from incidentkit.desk.response import Response
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.incident.leaf import WritingLeaf
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import harmless, label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.vault.kinds import PersonId
from incidentkit.words.window import incident_beside as words


class ReadersLeaf(WritingLeaf):
    """Everybody, or the people named.

    Signals:
        restricted: It goes on in this other response.
    """

    restricted = Signal(object)

    def __init__(self, model: IncidentViewModel) -> None:
        self.why, self.title = line(), line()
        self.person = Chooser()
        named = {words.WHY: self.why, words.RESTRICT_TITLE: self.title}
        super().__init__(model, words.READERS, named)
        self._drawn: object = None
        self._playbook = ""
        self.said = label()
        self._names = column(space=Space.TIGHT)
        self.buttons: dict[str, QPushButton] = {}
        self.ticks: dict[PersonId, Tick] = {}
        self._ticks = column(space=Space.TIGHT)
        self.add = button(words.LET_READ, on_click=self._add)
        self.restrict = button(words.RESTRICT_NOW, on_click=self._restrict)
        self.named = group(
            column(
                group(self._names),
                label(words.END_READING_BODY, "quiet"),
                Field(words.PERSON, self.person),
                Field(words.WHY, self.why),
                row(self.add, None),
            )
        )
        self.everybody = group(
            column(
                label(words.RESTRICT, "heading"),
                label(words.RESTRICT_BODY, "quiet"),
                Field(words.RESTRICT_TITLE, self.title),
                group(self._ticks),
                row(self.restrict, None),
            )
        )
        for part in (self.said, self.named, self.everybody):
            self.content.addWidget(part)

    def draw(self, response: Response) -> None:
        """Show who reads it."""
        together = response.together
        is_restricted = bool(together.readers)
        self._playbook = together.going[0].slug if together.going else ""
        self.said.setText(words.ONLY_THESE if is_restricted else words.EVERYBODY)
        self.named.setVisible(is_restricted and response.is_open)
        self.everybody.setVisible(not is_restricted and response.is_open)
        if (response.incident, together.readers, together.people) != self._drawn:
            self._drawn = (response.incident, together.readers, together.people)
            self._draw_people(response)
        super().draw(response)

    def _draw_people(self, response: Response) -> None:
        together = response.together
        empty(self._names)
        empty(self._ticks)
        self.buttons, self.ticks = {}, {}
        for person, name in together.readers:
            line_of = row(label(name, "strong"), space=Space.MEDIUM)
            if person != together.me:
                end = button(words.END_READING, on_click=partial(self._end, person))
                end.setAccessibleName(f"{words.END_READING}: {name}")
                self.buttons[name] = end
                line_of.addWidget(end)
            line_of.addStretch(1)
            self._names.addLayout(line_of)
        readers = {person for person, _ in together.readers}
        self.person.offer(
            (bytes(p), name) for p, name in together.people if p not in readers
        )
        for person, name in together.people:
            self.ticks[person] = Tick(harmless(name))
            self._ticks.addWidget(self.ticks[person])

    def _add(self) -> None:
        person = self.person.currentData()
        if person:
            why = self.why.text().strip()
            self.sent(self.model.add_reader(PersonId(person), why))

    def _end(self, person: PersonId) -> None:
        self.sent(self.model.remove_reader(person, self.why.text().strip()))

    def _restrict(self) -> None:
        ticked = frozenset(p for p, tick in self.ticks.items() if tick.isChecked())
        title = self.title.text().strip()
        restricted = self.restricted.emit
        self.sent(self.model.restrict(title, self._playbook, ticked, restricted))
