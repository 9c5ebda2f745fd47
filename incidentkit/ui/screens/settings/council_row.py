"""One setting as it is shown: its words, its control, who decided it, and conflicts."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from incidentkit.council.settings import SETTINGS
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.settings.council_editors import AnyEditor, editor_for
from incidentkit.ui.screens.settings.council_model import NAME, Decision
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import column, empty, group, row
from incidentkit.ui.widgets.text import label
from incidentkit.words.council import explained
from incidentkit.words.window import council_settings as words
from incidentkit.words.window import settings as leaf_words


def name_of(key: str) -> str:
    """Return what a setting's field is called."""
    return leaf_words.COUNCIL_NAME if key == NAME else explained(key).name


class CouncilRow(QWidget):
    """What is being typed is not drawn over."""

    def __init__(self, key: str, save: Callable[[], object]) -> None:
        super().__init__()
        self.key = key
        self._drawn: Decision | None = None
        self._conflict = column(space=Space.SMALL)
        self.decided = label("", "small")
        self.editor = self._editor(save)
        text = explained(key)
        hint = words.says(text) if key != NAME else ""
        self.field = Field(name_of(key), self.editor, hint)
        content = column(self.field, space=Space.TIGHT)
        if key != NAME:
            setting = SETTINGS[key]
            is_choice = bool(setting.choices)
            why = words.default(setting.default, text.because, is_choice=is_choice)
            content.addWidget(label(why, "quiet"))
        content.addWidget(self.decided)
        content.addLayout(self._conflict)
        self.setLayout(content)

    def _editor(self, save: Callable[[], object]) -> AnyEditor:
        if self.key == NAME:
            made: QLineEdit = line()
            made.returnPressed.connect(save)
            return made
        return editor_for(SETTINGS[self.key], explained(self.key), save)

    def matches(self, word: str) -> bool:
        """Whether somebody who types this word may mean this setting."""
        return word in searched(self.key, self.editor.text())

    def ask(self, *, as_question: bool) -> None:
        """Name the setting by the question about it, or by its name."""
        question = explained(self.key).question if self.key != NAME else ""
        self.field.rename(question if as_question and question else name_of(self.key))

    def show_decision(self, decision: Decision, *, i_lead: bool) -> None:
        """Draw what is decided now."""
        self.editor.setReadOnly(not i_lead)
        before, self._drawn = self._drawn, decision
        if before == decision:
            return
        if before is None or before.value != decision.value:
            self.editor.setText(decision.value)
        said = "" if decision.versions else _last(decision)
        self.decided.setText(said)
        self.decided.setVisible(bool(said))
        empty(self._conflict)
        if decision.versions:
            self._show_conflict(decision)

    def _show_conflict(self, decision: Decision) -> None:
        self._conflict.addWidget(label(leaf_words.CONFLICT, "warn"))
        self._conflict.addWidget(label(words.holds(decision.value)))
        for value, (name, at_ms) in zip(decision.versions, decision.said, strict=True):
            use = button(leaf_words.USE_THIS, on_click=partial(self._use, value))
            use.setAccessibleDescription(value)
            both = row(use, label(words.version(value, name, at_ms)))
            both.setStretch(1, 1)
            self._conflict.addWidget(group(both))

    def _use(self, value: str) -> None:
        self.editor.setText(value)
        self.editor.setFocus()


def _last(decision: Decision) -> str:
    return words.decided(*decision.said[-1]) if decision.said else ""


def searched(key: str, value: str) -> str:
    """Return everything that a search of a setting goes through."""
    text = explained(key)
    return f"{name_of(key)} {text.says} {text.question} {value}".casefold()
