"""One person: how to reach them, what they may do, and what their going leaves."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, all_of, keep_form
from incidentkit.officers.entries import Contact
from incidentkit.ui.jobs import Jobs
from incidentkit.ui.screens.people.around_model import AroundModel
from incidentkit.ui.screens.people.beside_person import (
    DeputyBox,
    TriedLine,
    warnings_of,
)
from incidentkit.ui.screens.people.outside_panel import OutsideBox
from incidentkit.ui.screens.people.proof_box import ProofBox
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
from incidentkit.words import people as people_words
from incidentkit.words.roles import role_name
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import people as words

Keep = Callable[[Desk], object]
_HINTS = {
    people_words.OUT_OF_BAND: people_words.OUT_OF_BAND_HINT,
    people_words.HOURS: people_words.HOURS_HINT,
}
_VALUES = {
    words.NAME: "officer_name",
    words.MOBILE: "mobile",
    words.WORK_PHONE: "work_phone",
    words.EMAIL: "email",
    people_words.OUT_OF_BAND: "out_of_band",
    people_words.HOURS: "hours",
}


class PersonPanel(QWidget):
    """Draws the person chosen; what is being typed is not drawn over.

    Signals:
        leaving_asked: Somebody wants to see what this person's going leaves to do.
    """

    leaving_asked = Signal(object)

    def __init__(self, model: PeopleViewModel, jobs: Jobs, around: AroundModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: PersonLine | None = None
        self.name_shown = label("", "heading")
        self.role_shown = label("", "quiet")
        self.notes = label("", "warn")
        self.name, self.mobile, self.work, self.email = (line() for _ in range(4))
        self.out_of_band, self.hours = line(), line()
        self._surround(around)
        self.fields = FormFields(self._named())
        self._sent: tuple[PersonId, dict[str, str], Once] | None = None
        self._left = model.left_forms()
        self.offered = OfferedBack(self._left)
        self.save = button(words.SAVE, "act", on_click=self._save)
        self.role = RoleChoice(model)
        self.why_not = label("", "quiet")
        self.leaving = button(words.SEE_LEAVING, on_click=self._see_leaving)
        self.remove = button(
            words.REMOVE, "danger", on_click=lambda: model.show(Panel.REMOVE)
        )
        self.passphrase = NewPassphrase(StrengthMeter(jobs))
        self.renew = button(words.GIVE_NEW, on_click=self._renew)
        self.offered.wanted.connect(self.fields.put)
        self.offered.wanted.connect(self.outside.form.fields.put)
        self._left.refused.connect(model.refused)
        self.passphrase.entered.connect(self._renew)
        for field in self._named().values():
            field.returnPressed.connect(self._save)
        self._lay_out()

    def _surround(self, around: AroundModel) -> None:
        self.contact_head = label(words.EDIT, "strong")
        self.list_stays = label(words.LIST_STAYS, "quiet")
        self.tried = TriedLine(around)
        self.deputy = DeputyBox(around)
        self.proofs = ProofBox(around)
        self.outside = OutsideBox(around)

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
        is_here = standing or (person.is_outside and not person.around.is_over)
        self.contact_box.setVisible(is_here)
        self._show_around(person, is_here=is_here)
        self.name.setEnabled(i_lead)
        self.name_field.setVisible(not person.is_outside)
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
        self.list_stays.setVisible(not is_here and not person.is_outside)

    def _show_around(self, person: PersonLine, *, is_here: bool) -> None:
        everybody = self._model.state.everybody
        may = everybody.may_write
        others = [
            p
            for p in everybody.people
            if p.role is not None or (p.is_outside and not p.around.is_over)
        ]
        self.save.setEnabled(may)
        self.contact_head.setText(words.REACH if person.is_outside else words.EDIT)
        self.tried.draw(person, may_write=may)
        self.outside.draw(person, may_write=may)
        self.deputy.setVisible(is_here)
        self.deputy.draw(person, others, may_write=may)
        self.proofs.setVisible(is_here or bool(person.around.proofs))
        self.proofs.draw(person, may_write=may)

    def look(self) -> None:
        """Look for what was typed about this person when the kit was locked."""
        drawn = self._drawn
        self._left.look(left_words.person(drawn.name) if drawn else "")

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        person = self._drawn
        is_gone = person is not None and person.role is None and not person.is_outside
        if person is None or is_gone:
            return None
        contact = self._unsaved_contact(person)
        return all_of((contact, self.proofs.unsaved(), self.outside.unsaved()))

    def _unsaved_contact(self, person: PersonLine) -> Keep | None:
        values = self.fields.values()
        fields = (*changed(values, _written(person)), *self.outside.changed())
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
        notes = warnings_of(person)
        notes += [words.to_settle(what) for what in person.to_settle]
        if person.is_unreachable:
            notes.append(words.UNREACHABLE)
        contact = person.contact
        reachable = contact.mobile or contact.work_phone or contact.out_of_band
        if person.role is not None and not reachable:
            notes.append(words.NO_NUMBER)
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))

    def _lay_out(self) -> None:
        fields = self._fields()
        self.name_field = fields[0]
        self.contact_box = box(
            column(
                self.contact_head,
                self.offered,
                *fields,
                row(self.save, None),
                self.tried,
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
        self.leaving_box = box(column(row(self.leaving, None), self.list_stays))
        self.setLayout(
            column(
                column(self.name_shown, self.role_shown, space=0),
                self.notes,
                self.outside,
                self.contact_box,
                self.deputy,
                self.proofs,
                self.role_box,
                self.why_not,
                self.leaving_box,
                self.again_box,
                self.remove_box,
                None,
            )
        )

    def _fields(self) -> list[Field]:
        named = self._named().items()
        return [Field(n, c, _HINTS.get(n, ""), _VALUES[n]) for n, c in named]

    def _named(self) -> dict[str, QLineEdit]:
        return {
            words.NAME: self.name,
            words.MOBILE: self.mobile,
            words.WORK_PHONE: self.work,
            words.EMAIL: self.email,
            people_words.OUT_OF_BAND: self.out_of_band,
            people_words.HOURS: self.hours,
        }

    def _save(self) -> None:
        contact = Contact(
            self.work.text(),
            self.mobile.text(),
            self.email.text(),
            self.out_of_band.text(),
            self.hours.text(),
        )
        once = self._model.save(self.name.text(), contact)
        if once is not None and self._drawn is not None:
            self._sent = (self._drawn.person, self.fields.values(), once)

    def _see_leaving(self) -> None:
        if self._drawn is not None:
            self.leaving_asked.emit(self._drawn.person)

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
        people_words.OUT_OF_BAND: contact.out_of_band,
        people_words.HOURS: contact.hours,
    }


def _standing(person: PersonLine) -> str:
    if person.role is not None:
        return (
            f"{role_name(Role(person.role).name)} · {words.machines(person.machines)}"
        )
    outside = person.around.outside
    if outside is not None and person.left is None:
        return people_words.from_outside(outside.sort, outside.firm, outside.until)
    reason = person.left.reason if person.left else ""
    return log_words.officer_left(person.name, reason) if reason else words.LEFT


def _why_not(person: PersonLine, state: PeopleState) -> str:
    """Say why a lead cannot change what this person may do."""
    if state.is_last_lead(person):
        return words.LAST_LEAD
    if person.is_me:
        return words.OWN_ROLE
    return "" if person.i_may_change else words.BEFORE_YOU
