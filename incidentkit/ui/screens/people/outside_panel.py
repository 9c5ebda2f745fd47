"""Somebody from outside: written down for the first time, changed, or finished."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QComboBox, QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.desk.when import day_iso
from incidentkit.officers.bodies import Outside, Sort
from incidentkit.ui.screens.people.around_model import AroundModel
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.typed_about import TypedAbout
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import Control, FormFields, changed
from incidentkit.ui.widgets.layout import box, column, group, row
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.unfold import Unfold
from incidentkit.vault.kinds import PersonId
from incidentkit.words import people as people_words
from incidentkit.words.people_log import SORTS
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import people as words
from incidentkit.words.window.shell import BACK


class OutsideForm(QWidget):
    """Name, where they come from, firm and last day."""

    def __init__(self, act: str, save: Callable[[], object]) -> None:
        super().__init__()
        self.name, self.firm, self.until = line(), line(), line()
        self.kind = QComboBox()
        for sort in Sort:
            self.kind.addItem(SORTS[sort], sort)
        self.save = button(act, "act", on_click=save)
        for control in (self.name, self.firm, self.until):
            control.returnPressed.connect(save)
        named: dict[str, Control] = {
            words.NAME: self.name,
            people_words.KIND: self.kind,
            people_words.FIRM: self.firm,
            people_words.UNTIL: self.until,
        }
        self.fields = FormFields(named)
        hints = {people_words.UNTIL: words.DAY_HINT}
        values = {
            words.NAME: "outside_person",
            people_words.FIRM: "firm",
            people_words.UNTIL: "until",
        }
        lines = [
            Field(name, control, hints.get(name, ""), values.get(name, ""))
            for name, control in named.items()
        ]
        self.setLayout(column(*lines))

    @property
    def outside(self) -> Outside:
        """What stands in the form."""
        sort = Sort(self.kind.currentData())
        until = day_iso(self.until.text())
        return Outside(self.name.text(), sort, self.firm.text(), until)

    def put(self, outside: Outside) -> None:
        """Fill the form."""
        self.fields.put(written(outside))


def written(outside: Outside) -> Mapping[str, str]:
    """Return what is written down of somebody from outside, by the fields' names."""
    return {
        words.NAME: outside.name,
        people_words.KIND: SORTS[outside.sort],
        people_words.FIRM: outside.firm,
        people_words.UNTIL: outside.until,
    }


class AddOutsidePanel(QWidget):
    """Writes down somebody from outside for the first time."""

    def __init__(self, model: AroundModel, back: Callable[[], object]) -> None:
        super().__init__()
        self._model = model
        self._sent: tuple[dict[str, str], Once] | None = None
        self.form = OutsideForm(words.OUTSIDE_NOW, self._save)
        left = model.left_forms()
        left.refused.connect(model.refused)
        self._left = left
        self.offered = OfferedBack(left)
        self.offered.wanted.connect(self.form.fields.put)
        content = column(
            label(words.ADD_OUTSIDE, "heading"),
            label(words.OUTSIDE_LEAD, "quiet"),
            self.offered,
            self.form,
            row(self.form.save, button(BACK, on_click=back), None),
        )
        self.setLayout(column(box(content), None))

    def arrive(self) -> None:
        """Begin, with what was typed at a lock offered."""
        self._left.look(left_words.OUTSIDE)
        self.form.name.setFocus()

    def clear(self) -> None:
        """Empty the form."""
        self.form.fields.clear()

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what is typed, for the lock."""
        values = self.form.fields.values()
        fields = self.form.fields.changed(self.form.fields.blank)
        kept = self._sent[1] if self._sent and self._sent[0] == values else None
        form = Form(left_words.OUTSIDE, fields)
        return partial(keep_form, form=form, kept=kept) if fields else None

    def _save(self) -> None:
        once = self._model.set_outside(self.form.outside)
        if once is not None:
            self._sent = (self.form.fields.values(), once)


class OutsideBox(QWidget):
    """Somebody from outside who is written down: changed, or finished."""

    def __init__(self, model: AroundModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[PersonId, Outside] | None = None
        self._sent: tuple[dict[str, str], Once] | None = None
        self.form = OutsideForm(words.SAVE, self._save)
        self.why = line()
        self.finish = button(words.FINISHED_NOW, "danger", on_click=self._finish)
        self.why.returnPressed.connect(self.finish.setFocus)
        asks = column(
            Field(words.FINISHED_WHY, self.why, words.REASON_HINT, "reason"),
            row(self.finish, None),
        )
        self.finished = Unfold(words.FINISHED, group(asks))
        self.finished.folded.connect(self.why.clear)
        left = model.left_forms()
        left.refused.connect(model.refused)
        self._typed = TypedAbout(
            left, FormFields({words.FINISHED_WHY: self.why}), self.finished
        )
        content = column(
            label(words.OUTSIDE_TITLE, "strong"),
            self.form,
            row(self.form.save, None),
            self._typed.offered,
            self.finished,
        )
        self.setLayout(column(box(content), space=0))

    def draw(self, person: PersonLine, *, may_write: bool) -> None:
        """Show somebody; what is being typed is not drawn over."""
        outside = person.around.outside
        self.setVisible(outside is not None)
        if outside is None:
            self._drawn = None
            self._typed.show("")
            return
        self.setEnabled(may_write)
        self.finished.setVisible(not person.around.is_over)
        if self._drawn != (person.person, outside):
            self._drawn = (person.person, outside)
            self.form.put(outside)
        self._typed.show(left_words.finished(person.name))

    def changed(self) -> tuple[tuple[str, str], ...]:
        """Return the fields in which something else stands than is written down."""
        if self._drawn is None:
            return ()
        return changed(self.form.fields.values(), written(self._drawn[1]))

    @property
    def sent(self) -> Once | None:
        """What keeps the form as it stands, if it is on its way."""
        same = self._sent and self._sent[0] == self.form.fields.values()
        return self._sent[1] if self._sent and same else None

    def _save(self) -> None:
        if self._drawn is None:
            return
        once = self._model.set_outside(self.form.outside, self._drawn[0])
        if once is not None:
            self._sent = (self.form.fields.values(), once)

    def _finish(self) -> None:
        if self._drawn is not None:
            sent = self._model.end_outside(self._drawn[0], self.why.text())
            self._typed.sent(sent)

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps why somebody has finished, for the lock."""
        return self._typed.unsaved()
