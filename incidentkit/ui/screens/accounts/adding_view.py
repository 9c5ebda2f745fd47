"""The form that writes down an account: platform and name first, the rest as it fits."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from incidentkit.accounts.model import Access, NewAccount, Status
from incidentkit.accounts.secret import Secret
from incidentkit.desk.adding import FirstSecret
from incidentkit.desk.unfinished import Form
from incidentkit.errors import PersonalPasswordError
from incidentkit.ui.design.tokens import Space
from incidentkit.ui.screens.accounts.adding import AddingState, AddingViewModel
from incidentkit.ui.screens.accounts.adding_parts import People, Rest
from incidentkit.ui.screens.accounts.links import PhoneFields
from incidentkit.ui.typed_form import Keep
from incidentkit.ui.widgets.banner import Banner
from incidentkit.ui.widgets.buttons import button
from incidentkit.ui.widgets.field import Field, TextBox, line
from incidentkit.ui.widgets.form_fields import (
    AnyControl,
    FormFields,
    changed,
    controls_in,
)
from incidentkit.ui.widgets.layout import Page, box, column, group, row
from incidentkit.ui.widgets.offered_back import OfferedBack
from incidentkit.ui.widgets.refused import say_beside
from incidentkit.ui.widgets.secret_line import SecretLine
from incidentkit.ui.widgets.text import label
from incidentkit.ui.widgets.tick import Tick
from incidentkit.words.accounts import FIELDS
from incidentkit.words.problems import Problem, words_for
from incidentkit.words.window import accounts as words
from incidentkit.words.window import left_forms as left_words

_FIRST = {
    FirstSecret.TYPED: words.PASSWORD_NOW,
    FirstSecret.MADE: words.PASSWORD_NEW,
    FirstSecret.LATER: words.PASSWORD_LATER,
}


_LETTERS = 110


class AddingView(QWidget):
    """Asks for an account.

    Signals:
        left: Somebody goes back to the list without adding one.
    """

    left = Signal()

    def __init__(self, model: AddingViewModel) -> None:
        super().__init__()
        self.model = model
        self.banner = Banner()
        self.platform = QComboBox()
        self.name = line(longest=40)
        self.name_field = Field(
            words.PLATFORM_NAME, self.name, words.PLATFORM_HINT, value="platform"
        )
        self.handle = line()
        self.access = QComboBox()
        self.asks = Tick(words.ASKS)
        self.case, self.service = TextBox(3), line()
        self.login = SecretLine(320)
        self.login.setEchoMode(SecretLine.EchoMode.Normal)
        self.password = SecretLine()
        self.password_field = Field(words.TYPE_PASSWORD, self.password, value="secret")
        self.first = _first_choices()
        self.elsewhere = line(longest=300)
        self.people = People()
        self.phone = PhoneFields()
        self.rest = Rest()
        self.add = button(words.ADD_IT, "act", on_click=self._add)
        self.cancel = button(words.GO_BACK, on_click=self._leave)
        self._left = model.left_forms()
        self.offered = OfferedBack(self._left)
        self._secret = self._own_secret()
        self._refusal = self._personal()
        self._kept_at = group(
            column(Field(words.WHERE_KEPT, self.elsewhere, value="elsewhere"))
        )
        self._case = self._why_wanted()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Begin with an empty form."""
        self.banner.clear()
        self._empty()
        self.model.begin()
        self._left.look(left_words.ACCOUNT)
        self.page.verticalScrollBar().setValue(0)
        self.platform.setFocus()

    def unsaved(self) -> Keep | None:
        """Return the work that keeps what is typed, for the lock."""
        form = Form(left_words.ACCOUNT, self._typed())
        return self.model.unsaved(self._new(self.model.state), form)

    def _typed(self) -> tuple[tuple[str, str], ...]:
        """Return what is filled in, nothing as long as that is choices alone."""
        fields = self._fields()
        typed = changed(fields.values(), {})
        return typed if any(name in fields.words for name, _ in typed) else ()

    def _fields(self) -> FormFields:
        """Return every field by its name; people's have their number before it."""
        named: dict[str, AnyControl] = {}
        for number, person in enumerate(self.people.rows, start=1):
            named |= controls_in(person, words.person_number(number))
        others = controls_in(self)
        theirs = {id(control) for control in named.values()}
        named |= {n: c for n, c in others.items() if id(c) not in theirs}
        return FormFields(named)

    def _put_back(self, values: dict[str, str]) -> None:
        while words.person_number(len(self.people.rows) + 1) in _before_commas(values):
            self.people.add_row()
        self._fields().put(values)
        self.rest.more.setChecked(True)
        access = Access(self.access.currentData())
        self.model.choose_platform(str(self.platform.currentData()))
        self.model.choose_access(access)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back on Escape, as long as nothing is typed."""
        if event.key() == Qt.Key.Key_Escape and not self.handle.text().strip():
            self._leave()
            return
        super().keyPressEvent(event)

    # --- drawing ------------------------------------------------------------

    def _own_secret(self) -> QWidget:
        choices = column(
            label(words.PASSWORD, "strong"),
            *self.first.buttons(),
            space=Space.TIGHT,
        )
        return group(
            column(
                Field(words.LOGIN, self.login, words.LOGIN_HINT, value="login"),
                group(choices),
                self.password_field,
            )
        )

    def _personal(self) -> QWidget:
        problem = words_for(PersonalPasswordError())
        said = column(
            label(problem.title, "strong"),
            label(problem.what_happened),
            label(problem.what_to_do),
            space=Space.TIGHT,
        )
        return box(said, "warn", Space.MEDIUM)

    def _why_wanted(self) -> QWidget:
        return group(
            column(
                Field(
                    words.WHY_WANTED,
                    self.case,
                    words.WHY_WANTED_HINT,
                    value="business_case",
                ),
                Field(FIELDS["service_owner"], self.service, value="service_owner"),
            )
        )

    def _lay_out(self) -> None:
        content = column(
            label(words.ADD_TITLE, "title"),
            label(words.ADD_BODY, "quiet"),
            self.banner,
            self.offered,
            Field(words.WHICH_PLATFORM, self.platform),
            self.name_field,
            Field(words.HANDLE_FIELD, self.handle, words.HANDLE_HINT, value="handle"),
            Field(words.HOW, self.access, value="access"),
            self._secret,
            self._refusal,
            self.people,
            self.phone,
            self._kept_at,
            self.rest,
            self._case,
            row(self.add, self.cancel, None),
            self.asks,
            None,
        )
        self.page = Page(content, letters=_LETTERS)
        self.setLayout(row(self.page, space=0))

    def _connect(self) -> None:
        self.platform.activated.connect(self._choose_platform)
        self.access.activated.connect(self._choose_access)
        self.first.idToggled.connect(self._choose_first)
        self.asks.toggled.connect(self.model.ask_for_it)
        for field in (self.name, self.handle, self.login, self.password):
            field.returnPressed.connect(self._add)
        self.model.changed.connect(self._render)
        self.model.refused.connect(self._refused)
        self._left.refused.connect(self._refused)
        self.offered.wanted.connect(self._put_back)
        self.model.added.connect(lambda _: self._empty())

    def _render(self) -> None:
        state = self.model.state
        if self.platform.count() != len(state.platforms) + 1:
            self.platform.clear()
            for choice in state.platforms:
                self.platform.addItem(choice.name, choice.slug)
            self.platform.addItem(words.ANOTHER_PLATFORM, "")
        self.platform.setCurrentIndex(max(0, self.platform.findData(state.slug)))
        self.name_field.setVisible(not state.slug)
        self._offer_access(state)
        self._secret.setVisible(state.keeps_secret)
        self.password_field.setVisible(state.first is FirstSecret.TYPED)
        self._refusal.setVisible(_is_personal(state))
        self.people.setVisible(_is_personal(state))
        self.phone.setVisible(state.access is Access.NUMBER)
        self._kept_at.setVisible(state.access is Access.ELSEWHERE)
        self.rest.offer_secrets(wanted=state.keeps_secret)
        if not state.keeps_secret:
            self.password.wipe()
        self._case.setVisible(state.asks)
        self.add.setText(words.ASK_FOR_IT if state.asks else words.ADD_IT)
        self.add.setEnabled(not state.busy)

    def _offer_access(self, state: AddingState) -> None:
        if self.access.count() == 0:
            for access in Access:
                self.access.addItem(words.ACCESS_CHOICES[access], access.value)
        self.access.setCurrentIndex(self.access.findData(state.access.value))

    # --- what happens -------------------------------------------------------

    def _choose_platform(self, _number: int) -> None:
        self.model.choose_platform(str(self.platform.currentData()))

    def _choose_access(self, _number: int) -> None:
        self.model.choose_access(Access(self.access.currentData()))

    def _choose_first(self, number: int, checked: bool) -> None:  # noqa: FBT001  Qt's signal
        if checked:
            self.model.choose_first(tuple(_FIRST)[number])
            if tuple(_FIRST)[number] is not FirstSecret.TYPED:
                self.password.wipe()

    def _new(self, state: AddingState) -> NewAccount:
        links = self.people.links() if self.people.isVisibleTo(self) else ()
        if self.phone.isVisibleTo(self) and not self.phone.is_blank:
            links += (self.phone.link(),)
        keeps = state.keeps_secret
        typed = keeps and state.first is FirstSecret.TYPED
        return self.rest.added_to(
            NewAccount(
                platform=state.slug or self.name.text(),
                handle=self.handle.text(),
                access=state.access,
                elsewhere=self.elsewhere.text() if _is_elsewhere(state) else "",
                login=_secret(self.login.text()) if keeps else None,
                secret=_secret(self.password.text()) if typed else None,
                links=links,
                status=Status.ASKED_FOR if state.asks else Status.LIVE,
                business_case=self.case.text() if state.asks else "",
                service_owner=self.service.text() if state.asks else "",
            ),
            keeps_secret=keeps,
        )

    def _add(self) -> None:
        self.banner.clear()
        self.model.add(self._new(self.model.state))

    def _leave(self) -> None:
        self._empty()
        self.left.emit()

    def _empty(self) -> None:
        for field in (self.name, self.handle, self.elsewhere, self.service):
            field.clear()
        self.case.clear()
        self.asks.setChecked(False)
        self.login.wipe()
        self.password.wipe()
        self.people.empty()
        for field in (self.phone.number, self.phone.name, self.phone.what):
            field.clear()
        self.rest.empty()
        self.first.buttons()[0].setChecked(True)

    def _refused(self, problem: Problem) -> None:
        self.banner.show_problem(problem)
        beside = say_beside(self, problem)
        self.page.ensureWidgetVisible(beside or self.banner)


def _before_commas(values: Iterable[str]) -> set[str]:
    return {name.partition(", ")[0] for name in values}


def _first_choices() -> QButtonGroup:
    made = QButtonGroup()
    for number, text in enumerate(_FIRST.values()):
        made.addButton(QRadioButton(text), number)
    made.buttons()[0].setChecked(True)
    return made


def _is_personal(state: AddingState) -> bool:
    """Whether people post through their own profiles, so that no password is ours."""
    return not (state.keeps_secret or state.asks or _is_elsewhere(state))


def _is_elsewhere(state: AddingState) -> bool:
    return state.access is Access.ELSEWHERE


def _secret(text: str) -> Secret | None:
    return Secret(text) if text.strip() else None
