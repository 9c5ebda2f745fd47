"""What stands under a person's numbers: whether they work, and who stands in."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.people.around_model import AroundModel
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.chooser import Chooser
from incidentkit.ui.widgets.field import Field
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import PersonId
from incidentkit.words import people as people_words
from incidentkit.words.lists import and_list
from incidentkit.words.times import short_date
from incidentkit.words.window import people as words


class TriedLine(QWidget):
    """When a person's numbers were last tried, and the button that says they work."""

    def __init__(self, model: AroundModel) -> None:
        super().__init__()
        self._model = model
        self._person: PersonId | None = None
        self.said = label("", "quiet")
        self.stale = label(words.STALE, "warn")
        self.tried = button(words.TRY, on_click=self._tried)
        self.setLayout(
            column(self.said, self.stale, row(self.tried, None), space=Space.TIGHT)
        )

    def draw(self, person: PersonLine, *, may_write: bool) -> None:
        """Show somebody."""
        self._person, around = person.person, person.around
        reachable = any(
            (
                person.contact.mobile,
                person.contact.work_phone,
                person.contact.out_of_band,
                person.contact.email,
            )
        )
        self.setVisible(reachable and "contact" not in person.to_settle)
        if around.tried_ms:
            when = short_date(around.tried_ms)
            self.said.setText(people_words.tried(when, around.tried_by))
        else:
            self.said.setText(people_words.NEVER_TRIED)
        self.stale.setVisible(around.is_stale)
        self.tried.setVisible(may_write)

    def _tried(self) -> None:
        if self._person is not None:
            self._model.verify(self._person)


class DeputyBox(QWidget):
    """Who stands in for a person."""

    def __init__(self, model: AroundModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[PersonId, PersonId | None] | None = None
        self.who = Chooser()
        self.save = button(words.SAVE, on_click=self._save)
        self.save.setAccessibleName(words.SAVE_DEPUTY)
        content = column(
            Field(people_words.DEPUTY, self.who, value="deputy"), row(self.save, None)
        )
        self.setLayout(column(box(content), space=0))

    def draw(
        self, person: PersonLine, others: Sequence[PersonLine], *, may_write: bool
    ) -> None:
        """Show somebody, with everybody who could stand in."""
        self.setEnabled(may_write)
        choices: list[tuple[object, str]] = [(None, words.NOBODY)]
        choices += [(o.person, o.name) for o in others if o.person != person.person]
        self.who.offer(choices)
        drawn = (person.person, person.around.deputy)
        if drawn != self._drawn:
            self._drawn = drawn
            place = self.who.findData(person.around.deputy)
            self.who.setCurrentIndex(max(0, place))

    def _save(self) -> None:
        if self._drawn is not None:
            chosen = self.who.currentData()
            deputy = PersonId(chosen) if chosen else None
            self._model.set_deputy(self._drawn[0], deputy)


def warnings_of(person: PersonLine) -> list[str]:
    """Return what somebody's page has to say first."""
    found = []
    if person.around.still_posts:
        found.append(words.still_posts(and_list(person.around.still_posts)))
    return found
