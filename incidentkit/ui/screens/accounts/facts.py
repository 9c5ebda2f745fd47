"""What everybody in the kit can read of an account, and changing it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from incidentkit.accounts.model import Field as AccountField
from incidentkit.accounts.model import Portfolio, Status
from incidentkit.accounts.numbers import spoken_number
from incidentkit.desk.register import AccountPage
from incidentkit.desk.unfinished import all_of
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.account import AccountViewModel, Texts
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.layout import box, column, empty, group, row
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.text import label
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.accounts import ACCESS, FIELDS, PORTFOLIO, STATUS
from incidentkit.words.window import accounts as words
from incidentkit.words.window import left_forms as left_words

# What can be edited as text, in the order of the form, under its headings.
GROUPS = (
    (
        words.WHAT_IT_IS,
        (
            AccountField.HANDLE,
            AccountField.PURPOSE,
            AccountField.URL,
            AccountField.AUDIENCE,
            AccountField.LANGUAGE,
        ),
    ),
    (
        words.GETTING_BACK,
        (
            AccountField.RECOVERY_MAILBOX,
            AccountField.RECOVERY_PHONE,
            AccountField.CODES_PLACE,
            AccountField.ELSEWHERE,
        ),
    ),
    (
        words.WHOSE_IT_IS,
        (
            AccountField.SERVICE_OWNER,
            AccountField.BUSINESS_CASE,
            AccountField.APPROVAL,
            AccountField.PORTFOLIO,
            AccountField.ADVERTS,
            AccountField.VERIFICATION,
        ),
    ),
    (
        words.RUNNING_IT,
        (
            AccountField.HOURS,
            AccountField.FALLBACK,
            AccountField.ARCHIVING,
            AccountField.RISK,
            AccountField.NOTES,
        ),
    ),
)
EDITABLE = tuple(field for _, fields in GROUPS for field in fields)
_BLOCKS = frozenset({AccountField.NOTES, AccountField.RISK, AccountField.BUSINESS_CASE})
_SHOWN = (AccountField.ACCESS, AccountField.STATUS, *EDITABLE)


class Facts(QWidget):
    """Shows the texts, or the form that changes them."""

    def __init__(self, model: AccountViewModel) -> None:
        super().__init__()
        self._model = model
        self._drawn: tuple[object, ...] = ()
        self._page: AccountPage | None = None
        self._away: dict[SubjectId, tuple[AccountPage, Texts]] = {}
        self._lines = column(space=Space.TIGHT)
        self.edit = button(words.EDIT, on_click=self._begin)
        self.form = FactsForm()
        self.form.save.clicked.connect(lambda _=False: self._keep())
        self.form.cancel.clicked.connect(lambda _=False: self._end())
        self._reading = group(column(group(self._lines), row(self.edit, None)))
        self._editing = box(column(self.form), "card")
        self._editing.hide()
        self._left = model.left_forms()
        self._left.refused.connect(model.refused)
        self.offered = OfferedBack(self._left)
        self.offered.wanted.connect(self._put_back)
        self.setLayout(
            column(
                label(words.EVERYBODY_READS, "heading"),
                self.offered,
                self._reading,
                self._editing,
                space=Space.SMALL,
            )
        )

    @property
    def is_editing(self) -> bool:
        """Whether the form is open."""
        return not self._editing.isHidden()

    def draw(self, page: AccountPage) -> None:
        """Show the texts. A form that is open keeps what was typed."""
        self.edit.setVisible(page.row.status is not Status.CLOSED)
        before, self._page = self._page, page
        if before is None or before.account != page.account:
            self._turn_to(page, before)
        if page.texts == self._drawn:
            return
        self._drawn = page.texts
        empty(self._lines)
        for field in _SHOWN:
            text = _in_words(field, page.text(field))
            if text:
                self._lines.addWidget(label(FIELDS[field], "small"))
                self._lines.addWidget(label(text))

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed, of each account."""
        if self._page is not None:
            self._put_away(self._page)
        return all_of(self._model.unsaved(*away) for away in self._away.values())

    def _turn_to(self, page: AccountPage, before: AccountPage | None) -> None:
        """Show what was typed about this account, and nothing of another's."""
        if before is not None:
            self._put_away(before)
        self._close()
        typed = self._away.pop(page.account, None)
        if typed is not None:
            self._open(page)
            self.form.put(typed[1])
        self._left.look(left_words.facts(page.row.label))

    def _put_away(self, page: AccountPage) -> None:
        self._away.pop(page.account, None)
        if self.is_editing:
            self._away[page.account] = (page, self.form.texts())

    def _put_back(self, values: dict[str, str]) -> None:
        page = self._page
        if page is not None:
            if not self.is_editing:
                self._open(page)
            self.form.put(
                [(f, values[FIELDS[f]]) for f in EDITABLE if FIELDS[f] in values]
            )

    def _open(self, page: AccountPage) -> None:
        self.form.fill(page)
        self._reading.hide()
        self._editing.show()

    def _close(self) -> None:
        self._editing.hide()
        self._reading.show()

    def _begin(self) -> None:
        if self._page is not None:
            self._open(self._page)
            self.form.take_focus()

    def _end(self) -> None:
        self._close()
        self.edit.setFocus()

    def _keep(self) -> None:
        """Keep what was changed alone: to write the rest would settle what differs."""
        page = self._model.state.page
        if page is not None:
            texts = self.form.texts()
            changed = tuple((f, text) for f, text in texts if text != page.text(f))
            self._model.edit(changed, self._end)


class FactsForm(QWidget):
    """One field for each text."""

    def __init__(self) -> None:
        super().__init__()
        self.controls: dict[AccountField, QLineEdit | QPlainTextEdit | QComboBox] = {
            field: _control(field) for field in EDITABLE
        }
        self.save = button(words.SAVE, "act")
        self.cancel = button(words.GO_BACK)
        parts = [self._part(heading, fields) for heading, fields in GROUPS]
        self.setLayout(column(*parts, row(self.save, self.cancel, None)))

    def _part(self, heading: str, fields: tuple[AccountField, ...]) -> QWidget:
        named = [
            Field(FIELDS[field], self.controls[field], value=field.value)
            for field in fields
        ]
        return group(column(label(heading, "strong"), *named))

    def fill(self, page: AccountPage) -> None:
        """Put in what is written now."""
        for field, control in self.controls.items():
            _put(control, page.text(field))

    def put(self, texts: Iterable[tuple[AccountField, str]]) -> None:
        """Put these texts in."""
        for field, text in texts:
            _put(self.controls[field], text)

    def texts(self) -> tuple[tuple[AccountField, str], ...]:
        """Return what stands in the fields."""
        return tuple((field, _get(control)) for field, control in self.controls.items())

    def take_focus(self) -> None:
        """Put the keyboard in the first field."""
        self.controls[EDITABLE[0]].setFocus()


def _control(field: AccountField) -> QLineEdit | QPlainTextEdit | QComboBox:
    if field in _BLOCKS:
        return TextBox(4)
    if field is AccountField.PORTFOLIO:
        return portfolio_choice()
    return line(longest=2000)


def portfolio_choice() -> QComboBox:
    """Return a choice of who owns the business account."""
    made = QComboBox()
    for portfolio in Portfolio:
        made.addItem(PORTFOLIO[portfolio], portfolio.value)
    return made


def _put(control: QLineEdit | QPlainTextEdit | QComboBox, text: str) -> None:
    if isinstance(control, QComboBox):
        control.setCurrentIndex(max(0, control.findData(text)))
    elif isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    else:
        control.setText(text)


def _get(control: QLineEdit | QPlainTextEdit | QComboBox) -> str:
    if isinstance(control, QComboBox):
        return str(control.currentData())
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.text()


def _in_words(field: AccountField, text: str) -> str:
    """Return a text as people say it."""
    tables = {
        AccountField.ACCESS: ACCESS,
        AccountField.STATUS: STATUS,
        AccountField.PORTFOLIO: PORTFOLIO,
    }
    if field is AccountField.RECOVERY_PHONE:
        return spoken_number(text)
    if field is AccountField.PORTFOLIO and not text:
        return ""
    return tables.get(field, {}).get(text, text)
