"""Beside the list: removing somebody, and adding somebody on this machine."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.screens.people.role_choice import role_box, role_in
from incidentkit.ui.screens.people.view_model import Panel, PeopleViewModel
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import Control, FormFields, changed
from incidentkit.ui.widgets.layout import box, column, row
from incidentkit.ui.widgets.new_passphrase import NewPassphrase
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import PersonId
from incidentkit.words.lists import and_list
from incidentkit.words.people import only_factor
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import people as words
from incidentkit.words.window.shell import BACK

Keep = Callable[[Desk], object]


class _Typed:
    """What is typed into one panel, and what of it is on its way into the kit."""

    def __init__(self, left: LeftForms, fields: FormFields) -> None:
        self._left = left
        self._fields = fields
        self._sent: tuple[str, dict[str, str], Once] | None = None
        self.offered = OfferedBack(left)
        self.offered.wanted.connect(fields.put)

    def look(self, title: str) -> None:
        """Look for what was typed here when the kit was locked."""
        self._left.look(title)

    def sent(self, title: str, once: Once | None) -> None:
        """Remember what is on its way."""
        if once is not None:
            self._sent = (title, self._fields.values(), once)

    def unsaved(self, title: str) -> Keep | None:
        """Return the work that keeps what is typed; None when nothing is."""
        values = self._fields.values()
        fields = changed(values, self._fields.blank)
        sent = self._sent if self._sent and self._sent[:2] == (title, values) else None
        form = Form(title, fields)
        return partial(keep_form, form=form, kept=sent and sent[2]) if fields else None


class RemovePanel(QWidget):
    """Asks before somebody is removed, and leads to what it will leave to do.

    Signals:
        leaving_asked: Somebody wants to see what this person's going leaves to do.
    """

    leaving_asked = Signal(object)

    def __init__(self, model: PeopleViewModel) -> None:
        super().__init__()
        self._model = model
        self._name = ""
        self._person: PersonId | None = None
        self.title = label("", "heading")
        self.leaves = button(words.SEE_LEAVING, on_click=self._see_leaving)
        self.factor = label("", "bad")
        self.reason = line()
        left = model.left_forms()
        left.refused.connect(model.refused)
        self._typed = _Typed(left, FormFields({words.REASON: self.reason}))
        self.offered = self._typed.offered
        self.remove = button(words.REMOVE_NOW, "danger", on_click=self._remove)
        self.back = button(BACK, on_click=lambda: model.show(Panel.PERSON))
        self.reason.returnPressed.connect(self.remove.setFocus)
        content = column(
            self.title,
            self.factor,
            label(words.REMOVE_BODY),
            row(self.leaves, None),
            self.offered,
            Field(words.REASON, self.reason, words.REASON_HINT, "reason"),
            row(self.remove, self.back, None),
        )
        self.setLayout(column(box(content), None))
        self.setFocusProxy(self.reason)

    def show_person(self, person: PersonLine | None, *, busy: bool) -> None:
        """Draw whom it is about."""
        self.remove.setEnabled(not busy)
        if person is not None:
            self._name, self._person = person.name, person.person
            self.title.setText(words.removing(person.name))
            alone = and_list(person.around.only_factor)
            self.factor.setText(only_factor(alone) if alone else "")
            self.factor.setVisible(bool(alone))

    def arrive(self) -> None:
        """Begin: with what was typed at a lock offered, and the keyboard here."""
        self._typed.look(left_words.removing(self._name))
        self.reason.setFocus()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps the reason, for the lock."""
        return self._typed.unsaved(left_words.removing(self._name))

    def _see_leaving(self) -> None:
        if self._person is not None:
            self.leaving_asked.emit(self._person)

    def _remove(self) -> None:
        once = self._model.remove(self.reason.text())
        self._typed.sent(left_words.removing(self._name), once)

    def clear(self) -> None:
        """Forget the reason: it was for somebody else."""
        self.reason.clear()


class AddPanel(QWidget):
    """Lets somebody in who uses this same machine."""

    def __init__(self, model: PeopleViewModel, jobs: Jobs) -> None:
        super().__init__()
        self._model = model
        self.name = line()
        self.roles = role_box()
        left = model.left_forms()
        left.refused.connect(model.refused)
        named: dict[str, Control] = {
            words.THEIR_NAME: self.name,
            words.ROLE_GIVEN: self.roles,
        }
        self._fields = FormFields(named)
        self._typed = _Typed(left, self._fields)
        self.offered = self._typed.offered
        self.passphrase = NewPassphrase(StrengthMeter(jobs))
        self.add = button(words.ADD, "act", on_click=self._add)
        self.back = button(BACK, on_click=lambda: model.show(Panel.PERSON))
        self.name.returnPressed.connect(self.passphrase.setFocus)
        self.name.textChanged.connect(lambda name: self.passphrase.know(name))
        self.passphrase.entered.connect(self._add)
        content = column(
            label(words.ON_THIS_MACHINE, "heading"),
            label(words.ON_THIS_MACHINE_LEAD, "quiet"),
            self.offered,
            Field(words.THEIR_NAME, self.name, value="officer_name"),
            Field(words.ROLE_GIVEN, self.roles),
            self.passphrase,
            row(self.add, self.back, None),
        )
        self.setLayout(column(box(content), None))
        self.setFocusProxy(self.name)

    def be_busy(self, *, busy: bool) -> None:
        """Take nothing more while it is done."""
        self.add.setEnabled(not busy)

    def arrive(self) -> None:
        """Begin: with what was typed at a lock offered, and the keyboard here."""
        self._typed.look(left_words.ADDING)
        self.name.setFocus()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps name and role, for the lock; no passphrase."""
        return self._typed.unsaved(left_words.ADDING)

    def clear(self) -> None:
        """Empty the form."""
        self._fields.clear()
        self.passphrase.wipe()

    def _add(self) -> None:
        if self.passphrase.is_twice_the_same():
            typed = self.passphrase.text()
            once = self._model.add(self.name.text(), typed, role_in(self.roles))
            self._typed.sent(left_words.ADDING, once)
