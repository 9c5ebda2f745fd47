"""Letting somebody in: whose words, the words as they are heard, and a role."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.ui.screens.people.letting_in import LettingInViewModel, verdict
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.screens.people.role_choice import role_box, role_in
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.blank import Blank
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.choices import Choices
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import box, column, group, row
from incidentkit.ui.widgets.text import harmless, label, restyle
from incidentkit.vault.kinds import PersonId
from incidentkit.words.problems import Problem
from incidentkit.words.window import people as words
from incidentkit.words.window.shell import BACK


class LettingPanel(QWidget):
    """Shows who waits; nothing is let in before the words were heard."""

    def __init__(self, model: LettingInViewModel, back: Callable[[], object]) -> None:
        super().__init__()
        self._model = model
        self._people: tuple[tuple[PersonId, str], ...] = ()
        self.banner = Banner()
        self.nobody = Blank(words.NOBODY_WAITS, words.NOBODY_WAITS_BODY)
        self.who = Choices()
        self.heard = line()
        self.verdict = label("", "quiet")
        self.roles = role_box()
        self.existing = QComboBox()
        self.same_name = label(words.SAME_NAME, "warn")
        self.let_in = button(words.LET_IN, "act", on_click=self._let_in)
        self.look = button(words.LOOK_AGAIN, on_click=model.look)
        self.back = button(BACK, on_click=back)
        self.form = self._form()
        content = column(
            label(words.LETTING_IN, "heading"),
            label(words.LETTING_IN_LEAD, "quiet"),
            self.banner,
            self.nobody,
            self.who,
            self.form,
            row(self.look, self.back, None),
        )
        self.setLayout(column(box(content), None))
        self.who.picked.connect(self._pick)
        self.heard.textEdited.connect(model.hear)
        self.heard.returnPressed.connect(self._let_in)
        model.changed.connect(self._render)
        model.refused.connect(self._refused)
        self._render()

    def arrive(self) -> None:
        """Look who waits."""
        self.banner.clear()
        self._model.look()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where work goes on."""
        (self.heard if self.form.isVisibleTo(self) else self.look).setFocus()

    def know(self, people: Sequence[PersonLine]) -> None:
        """Take in who is in the kit already."""
        known = tuple((p.person, p.name) for p in people if p.role is not None)
        if known == self._people:
            return
        self._people = known
        self.existing.clear()
        self.existing.addItem(words.SOMEBODY_NEW, None)
        for person, name in known:
            self.existing.addItem(harmless(name), person)

    def _form(self) -> QWidget:
        return group(
            column(
                Field(words.WORDS_HEARD, self.heard, words.WORDS_HINT),
                self.verdict,
                Field(words.WHO_IS_IT, self.existing),
                self.same_name,
                Field(words.ROLE_GIVEN, self.roles),
                row(self.let_in, None),
            )
        )

    def _pick(self, name: str) -> None:
        self.heard.clear()
        self._model.choose(name)
        self.heard.setFocus()

    def _let_in(self) -> None:
        self.banner.clear()
        person = self.existing.currentData()
        existing = PersonId(person) if person is not None else None
        self._model.accept(self.heard.text(), role_in(self.roles), existing)

    def _render(self) -> None:
        state = self._model.state
        if state.has_folder is False:
            self.nobody.title.setText(words.NO_FOLDER)
            self.nobody.text.setText(words.NO_FOLDER_BODY)
        else:
            self.nobody.title.setText(words.NOBODY_WAITS)
            self.nobody.text.setText(words.NOBODY_WAITS_BODY)
        self.nobody.setVisible(not state.names and state.has_folder is not None)
        had_form = self.form.isVisibleTo(self)
        self.who.setVisible(bool(state.names))
        shown = tuple(b.text() for b in self.who.buttons if b.isChecked())
        names = tuple(b.text() for b in self.who.buttons)
        if names != state.names or shown != ((state.chosen,) if state.chosen else ()):
            self.who.offer(state.names, state.chosen)
        self.form.setVisible(bool(state.chosen))
        if state.chosen and not had_form:
            self.heard.clear()
            self.take_focus()
        said, part = verdict(state)
        restyle(self.verdict, "part", part)
        self.verdict.setText(said)
        self.let_in.setEnabled(not state.busy)
        taken = {name.casefold() for _, name in self._people}
        self.same_name.setVisible(state.chosen.casefold() in taken)

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
