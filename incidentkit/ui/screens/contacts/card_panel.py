"""One role beside the list: what it is for, and whom to ring."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from incidentkit.desk.contacts import ContactLine
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import Form, Once, keep_form
from incidentkit.officers.contacts import Card
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.contacts.view_model import ContactsState, ContactsViewModel
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, line
from incidentkit.ui.widgets.flow import Flow
from incidentkit.ui.widgets.form_fields import FormFields, changed
from incidentkit.ui.widgets.layout import box, column, empty, group
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words import contacts as contact_words
from incidentkit.words.times import short_date
from incidentkit.words.window import contacts as words
from incidentkit.words.window import left_forms as left_words

_LINES = (
    "name",
    "work_phone",
    "out_of_band",
    "mailbox",
    "hours",
    "deputy",
    "deputy_phone",
    "signs",
    "note",
)
_HINTS = {
    "out_of_band": words.OUT_OF_BAND_HINT,
    "mailbox": words.MAILBOX_HINT,
}
# As a refusal names them, where that is another name.
_VALUES = {
    "name": "contact_name",
    "deputy": "contact_deputy",
    "note": "contact_note",
}


class CardPanel(QWidget):
    """Draws the role chosen; what is being typed is not drawn over."""

    def __init__(self, model: ContactsViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[str, Card] | None = None
        self._sent: tuple[str, dict[str, str], Once] | None = None
        self.title = label("", "heading")
        self.needed = label("", "quiet")
        self.tried = label("", "quiet")
        self.settle = label(contact_words.SETTLE, "warn")
        self._public = column(space=Space.HAIR)
        self.public = box(column(group(self._public)), "sunken", Space.MEDIUM)
        self.role = line()
        self.role_field = Field(
            contact_words.LINES["role"], self.role, value="contact_role"
        )
        self.lines: dict[str, QLineEdit] = {name: line() for name in _LINES}
        self.fields = FormFields(self._named())
        self.personal = Tick(words.PERSONAL)
        self.personal.setAccessibleDescription(words.PERSONAL_HINT)
        self.absent = Tick(words.ABSENT)
        self._left = model.left_forms()
        self.offered = OfferedBack(self._left)
        self.save = button(words.SAVE, "act", on_click=self._save)
        self.verify = button(words.TRY, on_click=model.verify)
        self.offered.wanted.connect(self.fields.put)
        self._left.refused.connect(model.refused)
        for control in (self.role, *self.lines.values()):
            control.returnPressed.connect(self._save)
        self._lay_out()

    def draw(self, state: ContactsState) -> None:
        """Show the role chosen, or the form for a new one."""
        line, adding = state.line, state.is_adding
        self.setVisible(adding or line is not None)
        if not adding and line is None:
            return
        may = state.page.may_write
        self.form.setEnabled(may)
        self.role_field.setVisible(adding)
        self.absent.setVisible(not adding)
        self.save.setText(words.ADD_NOW if adding else words.SAVE)
        self.save.setEnabled(not state.busy)
        self._draw_head(None if adding else line)
        card = Card("") if adding or line is None else _card(line)
        key = "" if adding or line is None else line.row.slug
        self._draw_card(key, card)
        shows = not adding and line is not None and line.row.is_filled and may
        in_conflict = line is not None and line.row.in_conflict
        self.verify.setVisible(shows and not in_conflict)
        self.verify.setEnabled(not state.busy)

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what is typed and not saved, for the lock."""
        if self._drawn is None:
            return None
        slug, card = self._drawn
        values = self.fields.values()
        fields = changed(values, self._written(card))
        sent = self._sent
        is_sent = sent is not None and sent[:2] == (slug, values)
        kept = sent[2] if sent is not None and is_sent else None
        form = Form(self._form_title(), fields)
        return partial(keep_form, form=form, kept=kept) if fields else None

    def _form_title(self) -> str:
        role = self._drawn[1].role if self._drawn else ""
        return left_words.contact(role or words.ADD_TITLE)

    def _draw_head(self, line: ContactLine | None) -> None:
        known = line.row.known if line else None
        self.title.setText(line.row.role if line else words.ADD_TITLE)
        needed = contact_words.needed_for(known.needed_for) if known else ""
        if known is not None and known.signs:
            needed += f". {contact_words.LINES['signs']}: {known.signs}"
        self.needed.setText(needed)
        self.needed.setVisible(bool(needed))
        self.settle.setVisible(line is not None and line.row.in_conflict)
        self.tried.setText(_tried(line) if line and line.row.is_filled else "")
        self.tried.setVisible(bool(self.tried.text()))
        empty(self._public)
        for one in known.public if known else ():
            said = contact_words.public_number(one.what, one.way, one.when)
            self._public.addWidget(label(said, "strong"))
        self.public.setVisible(bool(known and known.public))

    def _draw_card(self, key: str, card: Card) -> None:
        before = self._drawn
        if before == (key, card):
            return
        self._drawn = (key, card)
        self.fields.put(self._written(card))
        self.personal.setChecked(card.is_personal)
        self.absent.setChecked(card.is_absent)
        if before is None or before[0] != key:
            self._left.look(self._form_title())

    def _written(self, card: Card) -> Mapping[str, str]:
        found = {contact_words.LINES[n]: str(getattr(card, n)) for n in _LINES}
        key = "" if self._drawn is None else self._drawn[0]
        return {contact_words.LINES["role"]: card.role if key else "", **found}

    def _named(self) -> dict[str, QLineEdit]:
        shown = {contact_words.LINES[n]: self.lines[n] for n in _LINES}
        return {contact_words.LINES["role"]: self.role, **shown}

    def _save(self) -> None:
        if self._drawn is None or not self.save.isEnabled():
            return
        slug, before = self._drawn
        texts = {name: control.text() for name, control in self.lines.items()}
        card = Card(
            role=self.role.text() if not slug else before.role,
            **texts,
            is_personal=self.personal.isChecked(),
            is_absent=bool(slug) and self.absent.isChecked(),
        )
        once = self._model.save(card)
        if once is not None:
            self._sent = (slug, self.fields.values(), once)

    def _lay_out(self) -> None:
        fields = [
            Field(
                contact_words.LINES[name],
                self.lines[name],
                _HINTS.get(name, ""),
                _VALUES.get(name, name),
            )
            for name in _LINES
        ]
        place = _LINES.index("out_of_band") + 1
        personal = group(
            column(self.personal, label(words.PERSONAL_HINT, "small"), space=Space.HAIR)
        )
        content: list[QWidget] = [
            self.role_field,
            *fields[:place],
            personal,
            *fields[place:],
            self.absent,
            group(Flow(self.save, self.verify)),
        ]
        self.form = group(column(*content))
        head = column(self.title, self.needed, space=Space.TIGHT)
        whole = column(
            group(head), self.settle, self.public, self.tried, self.offered, self.form
        )
        self.setLayout(column(box(whole), None))


def _card(line: ContactLine) -> Card:
    return line.row.card or Card(line.row.role)


def _tried(line: ContactLine) -> str:
    if not line.tried_ms:
        return contact_words.NEVER_TRIED
    when = short_date(line.tried_ms)
    if line.is_stale:
        return contact_words.too_long_ago(when)
    return contact_words.tried(when, line.tried_by)
