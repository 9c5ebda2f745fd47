"""One person: how to reach them, what they may do, and what their going leaves."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.officers.entries import Contact
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.people.leaving_list import LeavingList
from incidentkit.ui.screens.people.reading import PersonLine
from incidentkit.ui.screens.people.role_choice import RoleChoice
from incidentkit.ui.screens.people.view_model import Panel, PeopleState, PeopleViewModel
from incidentkit.ui.strength import StrengthMeter
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.layout import box, column, group, row
from incidentkit.ui.widgets.new_passphrase import NewPassphrase
from incidentkit.ui.widgets.text import label, rule
from incidentkit.vault.kinds import Role
from incidentkit.words import log as log_words
from incidentkit.words.roles import role_name
from incidentkit.words.window import people as words


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
        if self._drawn is None or self._is_new(person):
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

    def _is_new(self, person: PersonLine) -> bool:
        before = self._drawn
        if before is None or before.person != person.person:
            self.passphrase.wipe()
            return True
        return (before.name, before.contact) != (person.name, person.contact)

    def _fill(self, person: PersonLine) -> None:
        self.name.setText(person.name)
        self.mobile.setText(person.contact.mobile)
        self.work.setText(person.contact.work_phone)
        self.email.setText(person.contact.email)
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
                Field(words.NAME, self.name),
                Field(words.MOBILE, self.mobile),
                Field(words.WORK_PHONE, self.work),
                Field(words.EMAIL, self.email),
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

    def _save(self) -> None:
        contact = Contact(self.work.text(), self.mobile.text(), self.email.text())
        self._model.save(self.name.text(), contact)

    def _renew(self) -> None:
        if self.passphrase.is_twice_the_same():
            self._model.renew(self.passphrase.text())
            self.passphrase.wipe()


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
