"""One person: how to reach them, what they may do, and what their going leaves."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.officers.entries import Contact
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.people.leaving_list import LeavingList
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.screens.people.role_choice import RoleChoice
from incidentkit.ui.screens.people.view_model import Panel, PeopleState, PeopleViewModel
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.form_fields import FormFields, changed
from incidentkit.ui.widgets.layout import box, column, group, row
from incidentkit.ui.widgets.new_passphrase import NewPassphrase
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label, rule
from incidentkit.vault.kinds import PersonId, Role
from incidentkit.words import log as log_words
from incidentkit.words.roles import role_name
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import people as words

Keep = Callable[[Desk], object]


class PersonPanel(QWidget):
    """Draws the person chosen; what is being typed is not drawn over.

    Signals:
        rotate_asked: Somebody wants to change this account's secret.
    """

    rotate_asked = Signal(object)

    def __init__(self, model: PeopleViewModel, jobs: Jobs) -> None:
        super().__init__()
        self._model = model
        self._drawn: PersonLine | None = None
        self.name_shown = label("", "heading")
        self.role_shown = label("", "quiet")
        self.notes = label("", "warn")
        self.name, self.mobile, self.work, self.email = (line() for _ in range(4))
        self.fields = FormFields(self._named())
        self._sent: tuple[PersonId, dict[str, str], Once] | None = None
        self._left = model.left_forms()
        self.offered = OfferedBack(self._left)
        self.save = button(words.SAVE, "act", on_click=self._save)
        self.role = RoleChoice(model)
        self.why_not = label("", "quiet")
        self.leaving = LeavingList()
        self.remove = button(
            words.REMOVE, "danger", on_click=lambda: model.show(Panel.REMOVE)
        )
        self.passphrase = NewPassphrase(StrengthMeter(jobs))
        self.renew = button(words.GIVE_NEW, on_click=self._renew)
        self.leaving.rotate_asked.connect(self.rotate_asked)
        self.offered.wanted.connect(self.fields.put)
        self._left.refused.connect(model.refused)
        self.passphrase.entered.connect(self._renew)
        for field in (self.name, self.mobile, self.work, self.email):
            field.returnPressed.connect(self._save)
        self._lay_out()

    def show_person(self, person: PersonLine | None, *, i_lead: bool) -> None:
        """Draw somebody."""
        self.setVisible(person is not None)
        if person is None:
            return
        self._show_head(person)
        if self._is_new(person):
            self._fill(person)
        self._drawn = person
        standing = person.role is not None
        self.contact_box.setVisible(standing)
        self.name.setEnabled(i_lead)
        self.role_box.setVisible(standing and person.i_may_change)
        if person.role is not None:
            self.role.show_role(person.role)
        said = _why_not(person, self._model.state) if standing and i_lead else ""
        self.why_not.setText(said)
        self.why_not.setVisible(bool(said))
        last = self._model.state.is_last_lead(person)
        self.remove.setText(words.REMOVE_SELF if person.is_me else words.REMOVE)
        may_go = person.i_may_change or (person.is_me and not last)
        self.remove_box.setVisible(standing and may_go)
        self.again_box.setVisible(standing and i_lead and not person.is_me)
        self.leaving_box.setVisible(not standing)
        self.leaving.show_departure(person.leaves)

    def look(self) -> None:
        """Look for what was typed about this person when the kit was locked."""
        drawn = self._drawn
        self._left.look(left_words.person(drawn.name) if drawn else "")

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        person = self._drawn
        if person is None or person.role is None:
            return None
        values = self.fields.values()
        fields = changed(values, _written(person))
        sent = (person.person, values)
        saving = self._sent[2] if self._sent and self._sent[:2] == sent else None
        form = Form(left_words.person(person.name), fields)
        return partial(keep_form, form=form, kept=saving) if fields else None

    def _is_new(self, person: PersonLine) -> bool:
        before = self._drawn
        if before is None or before.person != person.person:
            self.passphrase.wipe()
            self._left.look(left_words.person(person.name))
            return True
        return (before.name, before.contact) != (person.name, person.contact)

    def _fill(self, person: PersonLine) -> None:
        self.fields.put(_written(person))
        self.passphrase.know(person.name)

    def _show_head(self, person: PersonLine) -> None:
        me = f" ({words.YOU})" if person.is_me else ""
        self.name_shown.setText(person.name + me)
        self.role_shown.setText(_standing(person))
        notes = [words.to_settle(what) for what in person.to_settle]
        if person.is_unreachable:
            notes.append(words.UNREACHABLE)
        reachable = person.contact.mobile or person.contact.work_phone
        if person.role is not None and not reachable:
            notes.append(words.NO_NUMBER)
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))

    def _lay_out(self) -> None:
        self.contact_box = box(
            column(
                label(words.EDIT, "strong"),
                self.offered,
                *(Field(name, control) for name, control in self._named().items()),
                row(self.save, None),
            )
        )
        self.role_box = box(column(label(words.ROLE_TITLE, "strong"), self.role))
        self.again_box = box(
            column(
                label(words.AGAIN_TITLE, "strong"),
                label(words.AGAIN_BODY, "quiet"),
                self.passphrase,
                row(self.renew, None),
            )
        )
        self.remove_box = group(column(rule(), row(self.remove, None)))
        self.leaving_box = box(column(self.leaving, label(words.LIST_STAYS, "quiet")))
        self.setLayout(
            column(
                column(self.name_shown, self.role_shown, space=0),
                self.notes,
                self.contact_box,
                self.role_box,
                self.why_not,
                self.leaving_box,
                self.again_box,
                self.remove_box,
                None,
            )
        )

    def _named(self) -> dict[str, QLineEdit]:
        return {
            words.NAME: self.name,
            words.MOBILE: self.mobile,
            words.WORK_PHONE: self.work,
            words.EMAIL: self.email,
        }

    def _save(self) -> None:
        contact = Contact(self.work.text(), self.mobile.text(), self.email.text())
        once = self._model.save(self.name.text(), contact)
        if once is not None and self._drawn is not None:
            self._sent = (self._drawn.person, self.fields.values(), once)

    def _renew(self) -> None:
        if self.passphrase.is_twice_the_same():
            self._model.renew(self.passphrase.text())
            self.passphrase.wipe()


def _written(person: PersonLine) -> dict[str, str]:
    """Return what is written down of a person, by the fields' names."""
    contact = person.contact
    return {
        words.NAME: person.name,
        words.MOBILE: contact.mobile,
        words.WORK_PHONE: contact.work_phone,
        words.EMAIL: contact.email,
    }


def _standing(person: PersonLine) -> str:
    if person.role is not None:
        return (
            f"{role_name(Role(person.role).name)} · {words.machines(person.machines)}"
        )
    reason = person.left.reason if person.left else ""
    return log_words.officer_left(person.name, reason) if reason else words.LEFT


def _why_not(person: PersonLine, state: PeopleState) -> str:
    """Say why a lead cannot change what this person may do."""
    if state.is_last_lead(person):
        return words.LAST_LEAD
    if person.is_me:
        return words.OWN_ROLE
    return "" if person.i_may_change else words.BEFORE_YOU
