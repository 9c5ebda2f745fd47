"""An account is written down in under a minute, and fifty in one go or not at all."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.accounts.model import Access, Field, Item, Status
from incidentkit.accounts.secret import Secret
from incidentkit.desk.register import AccountPage, read_account
from incidentkit.errors import (
    FileUnreadableError,
    ImportRefusedError,
    InvalidValueError,
    PersonalPasswordError,
    ReadOnlyError,
    SecretInTextError,
)
from incidentkit.exchange.columns import Column
from incidentkit.ui.screens.accounts.adding_view import AddingView
from incidentkit.ui.screens.accounts.importing_view import ImportingView
from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.words.account_commands import DELETE_THE_FILE
from incidentkit.words.problems import words_for
from incidentkit.words.window import accounts as words
from tests.ui.pictures.accounts import FAULTY, TABLE, view_of
from tests.ui.screens.test_accounts import read_only
from tests.ui.studio import Studio, one_x

TYPED = "Typed-by-hand-1"


@pytest.fixture
def view(studio: Studio, qtbot: QtBot) -> AccountsView:
    made = view_of(studio)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def said(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def at_form(studio: Studio, view: AccountsView, slug: str = "x") -> AddingView:
    view.add_account()
    studio.settle()
    choose(view.adding, slug)
    return view.adding


def choose(form: AddingView, slug: str) -> None:
    form.platform.setCurrentIndex(form.platform.findData(slug))
    form.platform.activated.emit(form.platform.currentIndex())


def choose_access(form: AddingView, access: Access) -> None:
    form.access.setCurrentIndex(form.access.findData(access.value))
    form.access.activated.emit(form.access.currentIndex())


def pages(studio: Studio) -> list[AccountPage]:
    return studio.ask(
        lambda desk: [read_account(desk, r.subject) for r in desk.accounts.rows()]
    )


# --- adding one ------------------------------------------------------------------------


def test_the_first_account_is_added_with_the_keyboard_alone(studio, view, qtbot):
    studio.prepare()
    view.arrive()
    studio.settle()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.keyClick(view.register.first, Qt.Key.Key_Return)
    studio.settle()
    form = view.adding
    assert form.platform.hasFocus()
    qtbot.keyClicks(form.platform, "x")
    assert form.platform.currentText() == "X"
    for field, text in (
        (form.handle, "AshcombeDC"),
        (form.access, ""),
        (form.login, "comms@ashcombe.example"),
        (form.first.buttons()[0], ""),
        (form.password, TYPED),
    ):
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        assert field.hasFocus(), field
        qtbot.keyClicks(field, text)
    qtbot.keyClick(form.password, Qt.Key.Key_Return)
    studio.settle()
    (page,) = pages(studio)
    assert page.row.label == "X @AshcombeDC"
    assert {kept.item for kept in page.items} == {Item.LOGIN, Item.SECRET}
    assert view.stack.currentWidget() is view.account
    assert "AshcombeDC" in view.account.title.text()
    assert form.password.text() == form.login.text() == form.handle.text() == ""


def test_a_password_that_is_made_waits_until_it_is_set_on_the_platform(studio, view):
    studio.prepare()
    form = at_form(studio, view)
    form.handle.setText("AshcombeDC")
    form.first.buttons()[1].setChecked(True)
    assert not form.password_field.isVisible()
    form.add.click()
    studio.settle()
    (page,) = pages(studio)
    assert page.row.waiting == (Item.SECRET,)
    assert view.account.rotation.isVisible()


def test_a_password_can_follow_later(studio, view):
    studio.prepare()
    form = at_form(studio, view)
    form.handle.setText("AshcombeDC")
    form.password.setText(TYPED)
    form.first.buttons()[2].setChecked(True)
    assert form.password.text() == ""
    form.add.click()
    studio.settle()
    (page,) = pages(studio)
    assert page.items == ()


def test_a_page_with_roles_takes_people_and_says_why_it_takes_no_password(studio, view):
    studio.prepare()
    form = at_form(studio, view, "facebook")
    assert not form.password.isVisible()
    assert not form.rest.code_key.isVisibleTo(form)
    assert words_for(PersonalPasswordError()).what_happened in said(form)
    form.handle.setText("Ashcombe")
    form.people.another.click()
    for person, name in zip(
        form.people.rows, ("Ben Carter", "Dewi Morgan"), strict=True
    ):
        person.name.setText(name)
        person.role.setText("editor")
        person.mobile.setText("07700 900123")
    form.people.rows[0].removes.setChecked(True)
    form.people.another.click()  # and a third, who is left blank
    form.add.click()
    studio.settle()
    (page,) = pages(studio)
    assert page.row.access is Access.ROLES
    assert [now.way.name for now in page.ways] == ["Ben Carter", "Dewi Morgan"]
    assert page.ways[0].way.number == "+447700900123"
    assert not page.has_own_secret


def test_a_personal_password_is_refused_with_the_reason(studio, view):
    """Also where somebody calls the platform by a name of their own."""
    studio.prepare()
    form = at_form(studio, view, "")
    form.name.setText("facebook")
    form.handle.setText("Ashcombe")
    form.password.setText(TYPED)
    form.add.click()
    studio.settle()
    assert form.banner.title.text() == words_for(PersonalPasswordError()).title
    assert pages(studio) == []


def test_a_password_typed_before_the_platform_was_changed_is_dropped(studio, view):
    studio.prepare()
    form = at_form(studio, view, "x")
    form.password.setText(TYPED)
    choose(form, "facebook")
    choose(form, "x")
    assert form.password.text() == ""


def test_a_telephone_names_who_carries_it_and_another_vault_says_which(studio, view):
    studio.prepare()
    form = at_form(studio, view, "whatsapp-channel")
    assert form.phone.isVisible()
    form.handle.setText("Ashcombe floods")
    form.phone.number.setText("07700 900456")
    form.phone.name.setText("Carys Evans")
    form.add.click()
    studio.settle()
    form = at_form(studio, view, "x")
    choose_access(form, Access.ELSEWHERE)
    assert not form.password.isVisible()
    form.handle.setText("AshcombeDC")
    form.elsewhere.setText("the vault of the ICT service")
    form.add.click()
    studio.settle()
    channel, x = pages(studio)
    assert channel.ways[0].way.name == "Carys Evans"
    assert x.text(Field.ELSEWHERE) == "the vault of the ICT service"


def test_the_rest_is_kept_when_somebody_fills_it_in(studio, view):
    studio.prepare()
    form = at_form(studio, view, "x")
    form.handle.setText("AshcombeDC")
    form.first.buttons()[2].setChecked(True)
    rest = form.rest
    assert not rest.url.isVisible()
    rest.more.click()
    rest.url.setText("https://x.com/AshcombeDC")
    rest.phone.setText("01632 960001")
    rest.code_key.setText("JBSWY3DPEHPK3PXP")
    rest.codes.setPlainText("AAAA-1\n\nBBBB-2")
    rest.notes.setPlainText("For everybody")
    form.add.click()
    studio.settle()
    (page,) = pages(studio)
    assert page.text(Field.RECOVERY_PHONE) == "+441632960001"
    assert len(page.codes) == 2
    assert page.kept(Item.TOTP) is not None
    assert rest.code_key.text() == rest.codes.toPlainText() == ""


@pytest.mark.parametrize(
    ("handle", "purpose", "error"),
    [
        ("", "", InvalidValueError("handle", "not-empty")),
        ("x" * 201, "", InvalidValueError("handle", "too-long")),
        ("AshcombeDC", f"It is {TYPED}", SecretInTextError(("X @AshcombeDC",))),
    ],
)
def test_what_is_refused_is_said_and_nothing_typed_is_lost(
    studio, view, handle, purpose, error
):
    studio.prepare()
    form = at_form(studio, view)
    form.handle.setText(handle)
    form.rest.purpose.setText(purpose)
    form.password.setText(TYPED)
    form.add.click()
    studio.settle()
    assert form.banner.title.text() == words_for(error).title
    assert words_for(error).what_happened in said(form.banner)
    assert form.password.text() == TYPED
    form.rest.purpose.clear()
    form.handle.setText("AshcombeDC")
    form.add.click()
    studio.settle()
    assert len(pages(studio)) == 1


def test_a_kit_that_cannot_be_written_to_is_said(studio, view):
    studio.prepare()
    form = at_form(studio, view)
    form.handle.setText("AshcombeDC")
    read_only(studio, on=True)
    form.add.click()
    studio.settle()
    assert form.banner.title.text() == words_for(ReadOnlyError("")).title
    read_only(studio, on=False)


def test_a_form_half_filled_is_kept_at_the_lock(studio, view):
    studio.prepare()
    form = at_form(studio, view)
    assert view.unsaved() is None
    form.handle.setText("AshcombeDC")
    form.password.setText(TYPED)
    work = view.unsaved()
    assert work is not None
    studio.ask(work)
    (account,) = studio.ask(lambda desk: [r.subject for r in desk.accounts.rows()])
    secret = studio.ask(lambda desk: desk.accounts.reveal(account, Item.SECRET))
    assert secret == Secret(TYPED)


def test_going_back_empties_the_form(studio, view):
    studio.prepare()
    form = at_form(studio, view)
    form.handle.setText("AshcombeDC")
    form.password.setText(TYPED)
    form.cancel.click()
    assert form.password.text() == form.handle.text() == ""
    assert view.stack.currentWidget() is view.register


def test_another_person_can_be_typed_at_once(studio, view, qtbot):
    studio.prepare()
    form = at_form(studio, view, "facebook")
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    form.people.another.click()
    qtbot.waitUntil(form.people.rows[1].name.hasFocus)


# --- importing a table -------------------------------------------------------------------


def at_import(studio: Studio, view: AccountsView, text: str) -> ImportingView:
    view.import_accounts()
    path = Path(studio.base).parent / "accounts.csv"
    path.write_text(text)
    view.importing.take_file(str(path))
    studio.settle()
    return view.importing


def test_a_table_is_looked_at_before_it_is_written(studio, view):
    studio.prepare()
    page = at_import(studio, view, TABLE)
    assert page.rows.rowCount() == 3
    assert page.mapping[3].currentText() == "Password"
    assert pages(studio) == []
    shown = said(page) + repr(page._model.state)
    assert "Made-up-secret" not in shown
    page.write.click()
    studio.settle()
    assert len(pages(studio)) == 3
    assert words.imported(3) in said(page.banner)
    assert DELETE_THE_FILE in said(page.banner)
    page.open_list.click()
    studio.settle()
    assert view.register.rows.rowCount() == 3


def test_a_table_with_one_row_that_cannot_be_taken_is_not_written_at_all(
    studio, view, qtbot
):
    studio.prepare()
    page = at_import(studio, view, FAULTY)
    assert not page.write.isEnabled()
    qtbot.waitUntil(lambda: 'Row 5, column "password"' in said(page))
    assert "Row 6: This row is blank" in said(page)
    page._model.write()
    studio.settle()
    assert pages(studio) == []


def test_a_column_can_be_taken_for_something_else(studio, view):
    studio.prepare()
    page = at_import(studio, view, FAULTY)
    place = list(Column).index(Column.IGNORED)
    page.mapping[3].activated.emit(place)
    studio.settle()
    assert page.write.isEnabled()
    page.write.click()
    studio.settle()
    assert len(pages(studio)) == 4
    assert all(one.kept(Item.SECRET) is None for one in pages(studio))


def test_a_mapping_without_a_platform_is_refused_and_the_last_one_stays(studio, view):
    studio.prepare()
    page = at_import(studio, view, "platform,handle\nx,AshcombeDC\n")
    page.mapping[0].activated.emit(list(Column).index(Column.IGNORED))
    studio.settle()
    error = ImportRefusedError(1, "", "no-platform-column")
    assert words_for(error).what_happened in said(page.banner)
    assert page.mapping[0].currentIndex() == list(Column).index(Column.PLATFORM)


def test_a_file_that_changed_since_is_shown_again_and_not_written(studio, view):
    studio.prepare()
    page = at_import(studio, view, TABLE)
    path = Path(studio.base).parent / "accounts.csv"
    path.write_text(TABLE + "flickr,Ashcombe,,Made-up-secret-4,,\n")
    page.write.click()
    studio.settle()
    assert words.FILE_CHANGED in said(page.banner)
    assert page.rows.rowCount() == 4
    assert pages(studio) == []
    page.write.click()
    studio.settle()
    assert len(pages(studio)) == 4


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "no-headings"),
        (b"colour,size\nred,4\n", "no-platform-column"),
        (b"platform,handle\nx,\xff\xfe\n", "not-utf-8"),
        (b'platform,handle\nx,"open\n', "broken-table"),
    ],
)
def test_a_file_that_is_no_table_of_accounts_is_refused_in_words(
    studio, view, data, rule
):
    studio.prepare()
    view.import_accounts()
    path = Path(studio.base).parent / "accounts.csv"
    path.write_bytes(data)
    view.importing.take_file(str(path))
    studio.settle()
    row = 2 if rule in ("not-utf-8", "broken-table") else 1
    refused = words_for(ImportRefusedError(row, "", rule))
    assert view.importing.banner.title.text() == refused.title
    because = refused.what_happened.split("because ")[1]
    assert because in said(view.importing.banner)


def test_a_file_that_is_not_there_is_said(studio, view):
    studio.prepare()
    view.import_accounts()
    view.importing.take_file(str(Path(studio.base) / "nothing.csv"))
    studio.settle()
    error = FileUnreadableError("nothing.csv")
    assert view.importing.banner.title.text() == words_for(error).title


def test_an_import_can_be_stopped_and_then_nothing_is_written(studio, view):
    studio.prepare(one_x)
    rows = "".join(f"x,Ashcombe{n},,Made-up-{n:04},,\n" for n in range(400))
    page = at_import(studio, view, TABLE.splitlines()[0] + "\n" + rows)
    view.importing._model.writing.connect(lambda _: page.progress.cancel.click())
    page.write.click()
    assert words.STOPPED in said(page.banner)
    studio.settle()
    assert len(pages(studio)) == 1
    assert page.write.isEnabled()
    assert not page.progress.isVisible()


def test_the_dialog_for_a_file_blocks_nothing(studio, view, qtbot):
    studio.prepare()
    view.import_accounts()
    view.importing.choose.click()
    dialog = view.importing.findChild(QFileDialog)
    assert dialog is not None
    path = Path(studio.base).parent / "accounts.csv"
    path.write_text(TABLE)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    studio.settle()
    assert view.importing.rows.rowCount() == 3


def test_every_button_of_the_forms_does_what_return_does(studio, view, qtbot):
    studio.prepare()
    page = at_import(studio, view, TABLE)
    button: QPushButton = page.write
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    studio.settle()
    assert len(pages(studio)) == 3


def test_an_account_that_does_not_exist_yet_is_asked_for(studio, view, qtbot):
    studio.prepare()
    form = at_form(studio, view, "tiktok")
    qtbot.keyClicks(form.handle, "AshcombeYouth")
    qtbot.keyClick(form.asks, Qt.Key.Key_Space)
    assert form.case.isVisible()
    assert not form.password.isVisible()
    assert form.add.text() == words.ASK_FOR_IT
    qtbot.keyClicks(form.case, "Young people are there")
    form.add.click()
    studio.settle()
    (row,) = studio.ask(lambda desk: desk.accounts.rows())
    assert row.status is Status.ASKED_FOR
    assert view.account.standing.request.isVisible()
