"""Parts of the form for a new account: the people with a role, and what can wait."""

import dataclasses

from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import AnyLink, NewAccount, Portfolio
from incidentkit.accounts.secret import Secret
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.facts import portfolio_choice
from incidentkit.ui.screens.accounts.links import RoleFields
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.focus import focus_when_shown
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.secret_box import SecretBox
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.text import label
from incidentkit.words.accounts import FIELDS, ITEMS
from incidentkit.words.window import accounts as words


class People(QWidget):
    """As many people with a role as somebody cares to name."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RoleFields] = []
        self._cards = column(space=Space.SMALL)
        self.another = button(words.ANOTHER_PERSON, on_click=self.add_row)
        self.setLayout(
            column(
                label(words.PEOPLE, "heading"),
                label(words.PEOPLE_BODY, "quiet"),
                group(self._cards),
                row(self.another, None),
            )
        )
        self._add()

    def add_row(self) -> None:
        """Offer fields for another person, and put the keyboard there."""
        focus_when_shown(self._add().name)

    def links(self) -> tuple[AnyLink, ...]:
        """Return everybody who was named."""
        return tuple(person.link() for person in self.rows if not person.is_blank)

    def empty(self) -> None:
        """Begin again with one person."""
        empty(self._cards)
        self.rows = []
        self._add()

    def _add(self) -> RoleFields:
        made = RoleFields()
        self.rows.append(made)
        number = label(words.person_number(len(self.rows)), "small")
        self._cards.addWidget(box(column(number, made), "card", Space.MEDIUM))
        return made


class Rest(QWidget):
    """Everything that can follow later, behind one button."""

    def __init__(self) -> None:
        super().__init__()
        self.more = button(words.REST, "quiet")
        self.more.setCheckable(True)
        self.url, self.purpose = line(longest=2000), line()
        self.mailbox, self.phone = line(longest=320), line(longest=40)
        self.portfolio = portfolio_choice()
        self.notes = TextBox(3)
        self.code_key = SecretLine()
        self.codes = SecretBox(3)
        self.note = SecretBox(3)
        self._fields = self._all_fields()
        self._fields.hide()
        self.more.toggled.connect(self._fields.setVisible)
        self.setLayout(column(row(self.more, None), self._fields))

    def offer_secrets(self, *, wanted: bool) -> None:
        """Show the fields for codes only where the kit may keep them."""
        self._code_key.setVisible(wanted)
        self._codes.setVisible(wanted)
        if not wanted:
            self.code_key.wipe()
            self.codes.wipe()

    def added_to(self, new: NewAccount, *, keeps_secret: bool) -> NewAccount:
        """Return the account with what was filled in here."""
        codes = tuple(
            Secret(text)
            for text in self.codes.toPlainText().splitlines()
            if text.strip()
        )
        return dataclasses.replace(
            new,
            url=self.url.text(),
            purpose=self.purpose.text(),
            recovery_mailbox=self.mailbox.text(),
            recovery_phone=self.phone.text(),
            portfolio=Portfolio(self.portfolio.currentData()),
            notes=self.notes.text(),
            totp=_secret(self.code_key.text()) if keeps_secret else None,
            codes=codes if keeps_secret else (),
            note=_secret(self.note.toPlainText()),
        )

    def empty(self) -> None:
        """Empty every field, and put them away."""
        for field in (self.url, self.purpose, self.mailbox, self.phone, self.notes):
            field.clear()
        for secret in (self.code_key, self.codes, self.note):
            secret.wipe()
        self.portfolio.setCurrentIndex(0)
        self.more.setChecked(False)

    def _all_fields(self) -> QWidget:
        self._code_key = Field(
            words.CODE_KEY, self.code_key, words.CODE_KEY_HINT, value="totp"
        )
        self._codes = Field(
            ITEMS["codes"], self.codes, words.CODES_LINES, value="codes"
        )
        return group(
            column(
                label(words.REST_BODY, "quiet"),
                Field(FIELDS["purpose"], self.purpose, value="purpose"),
                Field(FIELDS["url"], self.url, value="url"),
                Field(
                    FIELDS["recovery_mailbox"], self.mailbox, value="recovery_mailbox"
                ),
                Field(FIELDS["recovery_phone"], self.phone, value="recovery_phone"),
                self._code_key,
                self._codes,
                Field(FIELDS["portfolio"], self.portfolio),
                Field(FIELDS["notes"], self.notes, value="notes"),
                Field(ITEMS["note"], self.note, value="note"),
            )
        )


def _secret(text: str) -> Secret | None:
    return Secret(text) if text.strip() else None
