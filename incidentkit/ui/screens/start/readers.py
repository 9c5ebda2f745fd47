"""The quiet option that only named people read what begins."""

from PySide6.QtCore import Signal

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.start.view_model import Person, StartState
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.kinds import PersonId
from incidentkit.words.window import start as words


class OnlyNamed(Unfold):
    """A check box for each colleague, under a button.

    Signals:
        limited: Those who may read it; None for everybody.
    """

    limited = Signal(object)

    def __init__(self) -> None:
        self._people: tuple[Person, ...] = ()
        self.boxes: dict[PersonId, Tick] = {}
        self._list = column(space=Space.TIGHT)
        self.said = label("", "strong")
        self.everybody = button(words.EVERYBODY, "quiet", on_click=self._give_up)
        form = group(
            column(
                label(words.ONLY_NAMED_BODY, "quiet"),
                self._list,
                self.said,
                row(self.everybody, None),
                space=Space.SMALL,
            )
        )
        super().__init__(words.ONLY_NAMED, form, "quiet")
        self.unfolded.connect(self._say)
        self.folded.connect(lambda: self.limited.emit(None))

    def draw(self, state: StartState) -> None:
        """Show who is named."""
        if state.kit.people != self._people:
            self._people = state.kit.people
            self._make()
        if state.readers is None and self.is_open:
            self._untick()
        self.said.setText(words.only_for(state.readers_named))

    def put_away(self) -> None:
        """Begin anew: everybody may read."""
        self._untick()
        self.fold()

    def _make(self) -> None:
        empty(self._list)
        self.boxes = {}
        for person in self._people:
            made = self.boxes[person.person] = Tick(person.name)
            made.toggled.connect(self._say)
            self._list.addWidget(made)

    def _say(self) -> None:
        if self.is_open:
            named = (p for p, each in self.boxes.items() if each.isChecked())
            self.limited.emit(frozenset(named))

    def _untick(self) -> None:
        for each in self.boxes.values():
            each.blockSignals(True)  # noqa: FBT003  Qt's own
            each.setChecked(False)
            each.blockSignals(False)  # noqa: FBT003

    def _give_up(self) -> None:
        self._untick()
        self.fold()
