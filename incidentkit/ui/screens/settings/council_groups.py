"""The settings in groups that open and close; made when they are first wanted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from incidentkit.council.setting import Group
from incidentkit.council.settings import QUESTIONS, SETTINGS
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.settings.council_model import NAME, Decision
from incidentkit.ui.screens.settings.council_row import CouncilRow, searched
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.layout import box, column, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.window import council_settings as words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which settings are to be seen: with a word, asked about, to settle, or by group."""

    word: str = ""
    questions: bool = False
    conflicts: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether something is left out that its group would show."""
        return bool(self.word) or self.questions or self.conflicts


class CouncilGroup(QWidget):
    """One group: a heading that opens it, and its settings below."""

    def __init__(self, room: Group, save: Callable[[], object]) -> None:
        super().__init__()
        self._save = save
        self._name = words.GROUPS[room.value]
        self.keys = tuple(k for k, s in SETTINGS.items() if s.group is room)
        if room is Group.WHO:
            self.keys = (NAME, *self.keys)
        self.rows: dict[str, CouncilRow] = {}
        self._decisions: Mapping[str, Decision] = {}
        self._i_lead = False
        self._wanted = Wanted()
        self.is_open = room is Group.WHO
        self.counts = label("", "quiet")
        self.toggle = button(words.SHOW, "quiet", on_click=self._turn)
        title = column(label(self._name, "heading"), self.counts, space=Space.HAIR)
        heading = row(group(title), self.toggle)
        heading.setStretch(0, 1)
        self.heading = group(heading)
        self._list = column(space=Space.LARGE)
        self.body = box(column(self._list))
        self.setLayout(column(self.heading, self.body, space=Space.SMALL))

    def show_decisions(
        self, decisions: Mapping[str, Decision], *, i_lead: bool
    ) -> None:
        """Draw what is decided now; a group with a conflict opens."""
        self._decisions, self._i_lead = decisions, i_lead
        mine = [decisions[key] for key in self.keys if key in decisions]
        if any(one.versions for one in mine):
            self.is_open = True
        number = sum(one.key != NAME for one in mine)
        decided = sum(bool(one.said) for one in mine if one.key != NAME)
        self.counts.setText(words.group_counts(number, decided))
        for key, shown in self.rows.items():
            shown.show_decision(decisions[key], i_lead=i_lead)
        self.show_wanted(self._wanted)

    def show_wanted(self, wanted: Wanted) -> int:
        """Show what is wanted of this group, and return how much that is."""
        self._wanted = wanted
        chosen = [key for key in self.keys if self._is_wanted(key)]
        for key in chosen:
            self.row(key)
        for key, shown in self.rows.items():
            shown.setVisible(key in chosen)
            shown.ask(as_question=wanted.questions)
        narrowed = wanted.is_narrow
        self.heading.setVisible(not wanted.questions and (bool(chosen) or not narrowed))
        self.toggle.setVisible(not narrowed)
        self.toggle.setText(words.HIDE if self.is_open else words.SHOW)
        self.toggle.setAccessibleName(words.show(self._name, is_open=self.is_open))
        self.body.setVisible(bool(chosen))
        self.setVisible(bool(chosen) or not narrowed)
        return len(chosen)

    def row(self, key: str) -> CouncilRow:
        """Return a setting's row, made now if nobody wanted it before."""
        if key not in self.rows:
            made = CouncilRow(key, self._save)
            made.hide()
            self.rows[key] = made
            later = [k for k in self.keys[self.keys.index(key) + 1 :] if k in self.rows]
            at = self._list.indexOf(self.rows[later[0]]) if later else -1
            self._list.insertWidget(at, made)
            if key in self._decisions:
                made.show_decision(self._decisions[key], i_lead=self._i_lead)
        return self.rows[key]

    def open(self) -> None:
        """Show all settings of this group."""
        self.is_open = True
        self.show_wanted(self._wanted)

    def _turn(self) -> None:
        self.is_open = not self.is_open
        self.show_wanted(self._wanted)

    def _is_wanted(self, key: str) -> bool:
        if key not in self._decisions:
            return False
        if self._wanted.questions:
            return key in QUESTIONS
        if self._wanted.conflicts:
            return bool(self._decisions[key].versions)
        if self._wanted.word:
            return self._wanted.word in searched(key, self._decisions[key].value)
        return self.is_open
