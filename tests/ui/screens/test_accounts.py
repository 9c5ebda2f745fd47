"""The register: find an account, see all of it, and change it, with the keyboard."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.accounts.changes import Audience
from incidentkit.accounts.entries import CodeUsed, Revealed
from incidentkit.accounts.model import Access, Field, Item, NewAccount, Reason, Status
from incidentkit.accounts.secret import Secret
from incidentkit.desk.account_list import read_register
from incidentkit.desk.register import AccountPage, read_account
from incidentkit.desk.revealing import Wanted
from incidentkit.desk.services import Desk
from incidentkit.errors import (
    ClosedAccountError,
    ConflictError,
    InvalidValueError,
    NotAHolderError,
    ReadOnlyError,
    SecretInTextError,
    UnknownNameError,
)
from incidentkit.ui.screens.accounts.account import AccountViewModel
from incidentkit.ui.screens.accounts.account_view import AccountView
from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.problems import Problem, words_for
from incidentkit.words.window import accounts as words
from tests.ui.colleague import in_conflict, two_wait, with_colleague
from tests.ui.pictures.accounts import in_no_reach, view_of
from tests.ui.studio import CODES, SECRET, Studio, many_accounts, one_page, one_x

MOMENT = Wanted(Item.TOTP, of_the_moment=True)


@pytest.fixture
def view(studio: Studio, qtbot: QtBot) -> AccountsView:
    made = view_of(studio)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


def at_list(studio: Studio, view: AccountsView) -> None:
    view.arrive()
    studio.settle()


def first_in(studio: Studio) -> SubjectId:
    return studio.ask(lambda desk: desk.accounts.rows()[0].subject)


def at_account(studio: Studio, view: AccountsView) -> SubjectId:
    account = first_in(studio)
    view.open_account(account)
    studio.settle()
    return account


def page_of(studio: Studio, account: SubjectId) -> AccountPage:
    return studio.ask(lambda desk: read_account(desk, account))


def said(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def reveals(studio: Studio, account: SubjectId) -> list[Revealed]:
    def read(desk: Desk) -> list[Revealed]:
        bodies = [fact.body for fact in desk.session.facts(account)]
        return [body for body in bodies if isinstance(body, Revealed)]

    return studio.ask(read)


def read_only(studio: Studio, *, on: bool) -> None:
    def set_it(desk: Desk) -> None:
        connection = desk.session.kit.store._database.connection
        connection.execute(f"PRAGMA query_only={'ON' if on else 'OFF'}")

    studio.ask(set_it)


def edit_line(page: AccountView, field: Field, text: str) -> None:
    control = page.facts.form.controls[field]
    assert isinstance(control, QLineEdit)
    control.setText(text)


# --- the list -------------------------------------------------------------------------


def test_an_empty_register_leads_to_the_first_account(studio, view, qtbot):
    studio.prepare()
    at_list(studio, view)
    assert view.register.blank.isVisible()
    assert not view.register.table.isVisible()
    qtbot.keyClick(view.register.first, Qt.Key.Key_Return)
    assert view.stack.currentWidget() is view.adding


def test_typing_narrows_the_list_and_return_opens_what_is_left(studio, view, qtbot):
    studio.prepare(many_accounts)
    at_list(studio, view)
    finder = view.register.finder
    assert view.register.count.text() == words.shown(50, 50)
    qtbot.keyClicks(finder, "ben carter")
    assert view.register.rows.rowCount() == 2  # he has a role, and a seat in a tool
    finder.clear()
    qtbot.keyClicks(finder, "facebook")
    assert view.register.count.text() == words.shown(1, 50)
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    studio.settle()
    assert view.stack.currentWidget() is view.account
    assert "Ashcombe" in view.account.title.text()


def test_ctrl_f_comes_back_to_the_line_and_down_goes_to_the_list(studio, view, qtbot):
    studio.prepare(one_x, one_page)
    at_list(studio, view)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.keyClick(view.register.finder, Qt.Key.Key_Down)
    assert view.register.table.hasFocus()
    qtbot.keyClick(
        view.register.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier
    )
    assert view.register.finder.hasFocus()


def test_coming_back_from_an_account_keeps_ones_place(studio, view, qtbot):
    studio.prepare(many_accounts)
    at_list(studio, view)
    table = view.register.table
    table.setFocus()
    table.selectRow(17)
    chosen = view.register.rows.row_at(table.currentIndex())
    qtbot.keyClick(table, Qt.Key.Key_Return)
    studio.settle()
    assert view.account.model.state.account == chosen.account.subject
    qtbot.keyClick(view.account, Qt.Key.Key_Escape)
    studio.settle()
    assert table.currentIndex().row() == 17
    assert table.hasFocus()


def test_each_row_says_what_there_is_to_do(studio):
    def story(desk: Desk) -> None:
        many_accounts(desk)
        rows = desk.accounts.rows()
        desk.accounts.close(rows[1].subject)
        desk.accounts.begin_rotation(rows[2].subject, Secret("Made-up-9"), "policy")

    studio.prepare(story)
    rows = studio.ask(read_register).rows
    found = {row.account.handle: row for row in rows}
    assert found["AshcombeDC"].holders == ("Asha Patel", "Ben Carter", "Carys Evans")
    assert sum(bool(row.account.waiting) for row in rows) == 1
    assert rows[-1].account.status is Status.CLOSED
    assert words.row_standing(waiting=True, settle=True, closed=True, newer=True) == (
        "To settle, A new one waits, Something newer to come, Closed"
    )


def test_a_change_from_elsewhere_is_in_the_list_at_once(studio, view):
    studio.prepare(one_x)
    at_list(studio, view)
    studio.ask(one_page)
    studio.settle()
    assert view.register.rows.rowCount() == 2


def test_making_the_screen_opens_no_other_window(studio, view, qapp):
    """What is shown before it has a place flashes up as a window of its own."""

    windows: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
                windows.extend([repr(watched)] * watched.isWindow())
            return False

    studio.prepare(one_x)
    watch = Watch()
    qapp.installEventFilter(watch)
    at_list(studio, view)
    at_account(studio, view)
    view.add_account()
    view.import_accounts()
    studio.settle()
    qapp.removeEventFilter(watch)
    assert windows == []


# --- one account: what is kept ----------------------------------------------------------


def test_what_is_shown_was_logged_before(studio, view):
    studio.prepare(one_x)
    account = at_account(studio, view)
    slot = view.account.kept.slots[Wanted(Item.SECRET)]
    order: list[tuple[str, int, bool]] = []

    def look(_wanted: object, _opened: object) -> None:
        logged = len(reveals(studio, account))
        order.append(("told", logged, slot.shown.canvas.is_blank))

    model = view.account.model
    kept = view.account.kept
    model.shown.disconnect(kept._show)
    model.shown.connect(look)
    model.shown.connect(kept._show)
    slot.show_it.click()
    studio.settle()
    assert order == [("told", 1, True)]
    assert slot.shown.is_showing
    assert not slot.shown.canvas.is_blank


@pytest.mark.parametrize(
    ("wanted", "item"),
    [
        (Wanted(Item.LOGIN), Item.LOGIN),
        (Wanted(Item.SECRET), Item.SECRET),
        (Wanted(Item.TOTP), Item.TOTP),
        (MOMENT, Item.TOTP),
    ],
)
def test_everything_kept_can_be_shown_or_copied_and_each_is_logged(
    studio, view, wanted, item
):
    studio.prepare(one_x)
    account = at_account(studio, view)
    slot = view.account.kept.slots[wanted]
    slot.copy.click()
    studio.settle()
    slot.show_it.click()
    studio.settle()
    logged = reveals(studio, account)
    assert [body.item for body in logged] == [item, item]
    assert logged[-1].as_code is wanted.of_the_moment
    assert slot.shown.is_showing
    assert QGuiApplication.clipboard().text()
    view.account.model.clipboard.clear_now()


def test_a_code_of_the_moment_is_shown_for_its_seconds_alone(studio, view):
    studio.prepare(one_x)
    at_account(studio, view)
    slot = view.account.kept.slots[MOMENT]
    slot.show_it.click()
    studio.settle()
    left = int(slot.shown.countdown.text().split()[2])
    assert 1 <= left <= 30
    for _ in range(left):
        slot.shown.timer.timeout.emit()
    assert not slot.shown.is_showing
    assert slot.asking.isVisible()


def test_where_it_cannot_be_logged_words_are_shown_and_no_secret(studio, view):
    studio.prepare(one_x)
    at_account(studio, view)
    QGuiApplication.clipboard().setText("before")
    read_only(studio, on=True)
    page = view.account
    slots = (*page.kept.slots.values(), *page.kept.codes.slots.values())
    for slot in slots:
        for press in (slot.show_it, slot.copy):
            page.banner.clear()
            press.click()
            studio.settle()
            assert page.banner.title.text() == words_for(ReadOnlyError("")).title
            assert slot.shown.canvas.is_blank
    page.kept.codes.next.click()
    studio.settle()
    assert not page.kept.codes.shown.is_showing
    assert QGuiApplication.clipboard().text() == "before"
    read_only(studio, on=False)


def test_a_recovery_code_is_shown_and_marked_as_used(studio, view):
    studio.prepare(one_x)
    account = at_account(studio, view)
    codes = view.account.kept.codes
    assert codes.left.text() == words.codes_left(3, 3)
    codes.next.click()
    studio.settle()
    assert codes.shown.is_showing  # and stays, although the page was drawn again
    assert codes.left.text() == words.codes_left(2, 3)
    facts = studio.ask(lambda desk: desk.session.facts(account))
    kinds = [type(f.body) for f in facts if isinstance(f.body, Revealed | CodeUsed)]
    assert kinds == [Revealed, CodeUsed]
    codes.each.click()
    assert words.code_number(1, used=True) in said(codes)
    codes.slots[3].copy.click()
    studio.settle()
    assert QGuiApplication.clipboard().text() == CODES[2]
    view.account.model.clipboard.clear_now()


def test_no_secret_is_in_a_state_or_left_on_the_screen_when_one_leaves(studio, view):
    studio.prepare(one_x)
    at_account(studio, view)
    states: list[str] = []
    model = view.account.model
    model.changed.connect(lambda: states.append(repr(model.state)))
    slot = view.account.kept.slots[Wanted(Item.SECRET)]
    slot.show_it.click()
    studio.settle()
    view.show_list()
    assert not slot.shown.is_showing
    assert not any(SECRET in state for state in states)


def test_a_first_secret_of_each_kind_can_be_written_down(studio, view, qtbot):
    studio.prepare(lambda desk: desk.accounts.add(NewAccount("x", "Ashcombe")))
    account = at_account(studio, view)
    typed = {
        Item.LOGIN: "comms@ashcombe.example",
        Item.SECRET: "First-one-1",
        Item.TOTP: "JBSWY3DPEHPK3PXP",
        Item.CODES: "AAAA-1\nBBBB-2\n",
        Item.NOTE: "Ring Ben first",
    }
    for item, text in typed.items():
        form = view.account.kept.forms[item]
        form.unfold.button.click()
        assert form.field.hasFocus()
        if isinstance(form.field, QLineEdit):
            qtbot.keyClicks(form.field, text)
            qtbot.keyClick(form.field, Qt.Key.Key_Return)
        else:
            form.field.setPlainText(text)
            form.keep.click()
        studio.settle()
    page = page_of(studio, account)
    assert {kept.item for kept in page.items} == {*Item}
    assert len(page.codes) == 2
    assert studio.ask(
        lambda desk: desk.accounts.reveal(account, Item.SECRET)
    ) == Secret("First-one-1")


@pytest.mark.parametrize(
    ("item", "text", "error"),
    [
        (Item.TOTP, "no key", InvalidValueError("totp", "one-time-secret")),
        (Item.SECRET, " ", InvalidValueError("secret", "not-empty")),
        (Item.CODES, "", InvalidValueError("codes", "not-empty")),
        (Item.CODES, "one\none", InvalidValueError("codes", "twice")),
    ],
)
def test_a_secret_that_cannot_be_kept_is_refused_and_stays_typed(
    studio, view, item, text, error
):
    studio.prepare(lambda desk: desk.accounts.add(NewAccount("x", "Ashcombe")))
    at_account(studio, view)
    form = view.account.kept.forms[item]
    form.unfold.button.click()
    if isinstance(form.field, QLineEdit):
        form.field.setText(text)
    else:
        form.field.setPlainText(text)
    form.keep.click()
    studio.settle()
    assert words_for(error).what_happened in said(view.account.banner)
    assert form.unfold.is_open
    form.unfold.fold()
    left = form.field
    assert (left.text() if isinstance(left, QLineEdit) else left.toPlainText()) == ""


def test_changing_a_password_opens_the_panel_that_changes_it(studio, view):
    studio.prepare(one_x)
    at_account(studio, view)
    assert not view.account.rotation.isVisible()
    view.account.kept.changes[Item.SECRET].click()
    studio.settle()
    panel = view.account.rotation
    assert panel.isVisible()
    assert panel.isAncestorOf(view.window().focusWidget())


def test_a_new_one_that_waits_is_found_again_when_the_page_opens(studio, view):
    account = two_wait(studio)
    view.open_account(account)
    studio.settle()
    assert view.account.rotation.isVisible()
    assert "Made-here-7" not in said(view.account)


def test_somebody_who_is_not_a_holder_sees_that_it_is_kept_and_no_button(studio, view):
    studio.prepare(in_no_reach)
    account = at_account(studio, view)
    assert view.account.kept.slots == {}
    assert words.NOBODY in said(view.account.kept)
    refused: list[Problem] = []
    view.account.model.refused.connect(refused.append)
    view.account.model.show(Wanted(Item.SECRET))
    studio.settle()
    assert refused == [words_for(NotAHolderError())]
    assert reveals(studio, account) == []


# --- one account: what everybody reads ----------------------------------------------------


def test_texts_are_edited_in_the_page(studio, view, qtbot):
    studio.prepare(one_x)
    account = at_account(studio, view)
    facts = view.account.facts
    facts.edit.click()
    assert facts.form.controls[Field.HANDLE].hasFocus()
    edit_line(view.account, Field.PURPOSE, "Flood warnings")
    portfolio = facts.form.controls[Field.PORTFOLIO]
    assert isinstance(portfolio, QComboBox)
    portfolio.setCurrentIndex(1)
    qtbot.keyClick(facts.form.save, Qt.Key.Key_Return)
    studio.settle()
    page = page_of(studio, account)
    assert page.text(Field.PURPOSE) == "Flood warnings"
    assert page.text(Field.PORTFOLIO) == "us"
    assert not facts.is_editing
    assert "Flood warnings" in said(facts)


def test_a_text_that_is_refused_leaves_the_form_as_it_is(studio, view):
    studio.prepare(one_x)
    at_account(studio, view)
    facts = view.account.facts
    facts.edit.click()
    edit_line(view.account, Field.RECOVERY_PHONE, "ring Ben")
    facts.form.save.click()
    studio.settle()
    error = InvalidValueError("recovery_phone", "phone-number")
    assert words_for(error).what_happened in said(view.account.banner)
    assert facts.is_editing
    edit_line(view.account, Field.RECOVERY_PHONE, "")
    edit_line(view.account, Field.PURPOSE, f"The password is {SECRET}")
    facts.form.save.click()
    studio.settle()
    assert (
        view.account.banner.title.text() == words_for(SecretInTextError(("x",))).title
    )


def test_what_was_typed_and_not_kept_is_kept_at_the_lock(studio, view):
    studio.prepare(one_x)
    account = at_account(studio, view)
    assert view.unsaved() is None
    view.account.facts.edit.click()
    assert view.unsaved() is None
    edit_line(view.account, Field.PURPOSE, "Flood warnings")
    work = view.unsaved()
    assert work is not None
    studio.ask(work)
    assert page_of(studio, account).text(Field.PURPOSE) == "Flood warnings"


def test_an_account_is_closed_with_a_reason_and_brought_back(studio, view, qtbot):
    studio.prepare(one_x)
    account = at_account(studio, view)
    page = view.account
    page.closing.unfold.button.click()
    qtbot.keyClicks(page.closing.why, "merged")
    page.closing.sure.click()
    studio.settle()
    assert page_of(studio, account).row.status is Status.CLOSED
    assert not page.closing.unfold.isVisible()
    assert not page.facts.edit.isVisible()
    refused: list[Problem] = []
    page.model.refused.connect(refused.append)
    page.model.edit(((Field.PURPOSE, "more"),), lambda: None)
    studio.settle()
    assert refused == [words_for(ClosedAccountError())]
    page.restore.click()
    studio.settle()
    assert page_of(studio, account).row.status is Status.LIVE


def test_an_account_that_is_not_there_is_said(studio, view):
    studio.prepare(one_x)
    view.open_account(SubjectId(bytes(16)))
    studio.settle()
    error = UnknownNameError("account", bytes(16).hex())
    assert view.account.banner.isVisible()
    assert view.account.banner.title.text() == words_for(error).title


# --- who can post, and who may open --------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "typed", "named"),
    [
        ("role", {"name": "Dewi Morgan", "role": "editor"}, "Dewi Morgan"),
        ("tool", {"tool": "Scheduler", "name": "Carys Evans"}, "Carys Evans"),
        ("phone", {"number": "07700 900456", "name": "Ben Carter"}, "Ben Carter"),
        ("agency", {"name": "Northlight Media"}, "Northlight Media"),
    ],
)
def test_everybody_who_can_post_can_be_named(studio, view, qtbot, kind, typed, named):
    studio.prepare(lambda desk: desk.accounts.add(NewAccount("x", "Ashcombe")))
    account = at_account(studio, view)
    form = view.account.link
    form.unfold.button.click()
    form.kind.setCurrentIndex(form.kind.findData(kind))
    leaf = form.leaves[form.kind.currentIndex()]
    for field, text in typed.items():
        qtbot.keyClicks(getattr(leaf, field), text)
    form.keep.click()
    studio.settle()
    (way,) = page_of(studio, account).ways
    assert way.way.name == named
    assert named in said(view.account.roles)
    assert not form.unfold.is_open
    assert leaf.name.text() == ""


def test_somebody_named_without_what_is_needed_is_refused(studio, view):
    studio.prepare(one_page)
    at_account(studio, view)
    form = view.account.link
    form.unfold.button.click()
    form.leaves[0].name.setText("Dewi Morgan")
    form.keep.click()
    studio.settle()
    error = InvalidValueError("role", "not-empty")
    assert words_for(error).what_happened in said(view.account.banner)
    assert form.leaves[0].name.text() == "Dewi Morgan"


def test_an_officer_who_is_named_is_known_to_be_that_officer(studio, view):
    studio.prepare(one_page)
    account = at_account(studio, view)
    form = view.account.link
    form.unfold.button.click()
    form.leaves[0].name.setText("Asha Patel")
    form.leaves[0].role.setText("editor")
    form.keep.click()
    studio.settle()
    me = studio.ask(lambda desk: desk.session.me.person)
    ways = [now.way for now in page_of(studio, account).ways]
    assert next(way for way in ways if way.name == "Asha Patel").person == me


def test_a_colleague_is_let_in_and_access_is_withdrawn_with_a_word_of_what_it_means(
    studio, view
):
    account = with_colleague(studio, one_x, lambda _: None, lambda _: None)
    view.open_account(account)
    studio.settle()
    holders = view.account.holders
    assert {"Asha Patel, as a comms lead", "Ben Carter"} <= {*said(holders).split("\n")}
    (withdrawal,) = holders.withdrawals.values()
    withdrawal.button.click()
    assert words.withdraw_means("Ben Carter") in said(holders)
    next(
        b
        for b in withdrawal.form.findChildren(QWidget)
        if getattr(b, "text", str)() == words.WITHDRAW_SURE
    ).click()
    studio.settle()
    assert [h.name for h in page_of(studio, account).holders] == ["Asha Patel"]
    assert words.withdrawn("Ben Carter") in said(view.account.banner)
    holders.let_in.button.click()
    assert holders.who.currentText() == "Ben Carter"
    holders.give.click()
    studio.settle()
    assert len(page_of(studio, account).holders) == 2


def test_somebody_is_let_in_in_an_emergency_from_the_account_itself(
    studio, view
) -> None:
    account = with_colleague(studio, one_x, lambda _: None, lambda _: None)
    view.open_account(account)
    studio.settle()
    ben = studio.ask(lambda desk: desk.officers.find("Ben Carter").person)
    studio.ask(lambda desk: desk.accounts.withdraw_access(account, ben))
    studio.settle()
    holders = view.account.holders
    holders.emergency.button.click()
    holders.give_now.click()
    studio.settle()
    assert "empty" in said(view.account.banner)  # without a reason nobody is
    studio.qtbot.keyClicks(holders.why_now, "hijacked, I am abroad")
    holders.give_now.click()
    studio.settle()
    assert not holders.emergency.is_open
    assert len(page_of(studio, account).holders) == 2
    assert studio.ask(lambda desk: desk.accounts.known(account).account.owed)


def test_whoever_knows_a_secret_is_named_with_what_they_know(studio, view):
    studio.prepare(one_x)
    at_account(studio, view)
    (known,) = (t for t in said(view.account.holders).split("\n") if ", since" in t)
    assert known.startswith("Asha Patel: ")
    assert all(item in known for item in ("password", "sign-in codes"))


# --- settling -------------------------------------------------------------------------------


def test_what_colleagues_set_differently_is_shown_and_settled(studio, view):
    account = in_conflict(studio)
    view.open_account(account)
    studio.settle()
    settling = view.account.settling
    assert settling.isVisible()
    assert words.SETTLE_ABOVE in said(view.account.kept)
    shown: list[object] = []
    view.account.model.shown.connect(lambda _w, found: shown.append(found.secret))
    for slot in tuple(settling.slots.values()):
        slot.show_it.click()
        studio.settle()
    assert sorted(secret.reveal() for secret in shown) == [
        "Made-here-7",
        "Made-there-8",
    ]
    assert len(reveals(studio, account)) == 2
    settling.choices[Field.URL, "https://x.com/Ashcombe"].click()
    studio.settle()
    version = next(iter(settling.slots))
    settling.choices[version].click()
    studio.settle()
    page = page_of(studio, account)
    assert page.text(Field.URL) == "https://x.com/Ashcombe"
    assert page.kept(Item.SECRET).in_force == (version,)
    assert not settling.isVisible()


def test_editing_something_else_settles_nothing(studio, view):
    account = in_conflict(studio)
    view.open_account(account)
    studio.settle()
    view.account.facts.edit.click()
    edit_line(view.account, Field.PURPOSE, "Flood warnings")
    view.account.facts.form.save.click()
    studio.settle()
    page = page_of(studio, account)
    assert page.text(Field.PURPOSE) == "Flood warnings"
    assert [field for field, _ in page.differing] == [Field.URL]


def test_a_password_in_conflict_is_not_shown_as_if_it_were_one(studio):
    account = in_conflict(studio)
    model = AccountViewModel(studio.kit, None)  # type: ignore[arg-type]
    model.open(account)
    refused: list[Problem] = []
    model.refused.connect(refused.append)
    model.show(Wanted(Item.SECRET))
    studio.settle()
    assert refused == [words_for(ConflictError("secret"))]


def test_an_account_that_only_some_may_open_says_who(studio):
    def story(desk: Desk) -> None:
        new = NewAccount("x", "Ashcombe", Access.OWN_LOGIN, secret=Secret("Made-up-1"))
        desk.accounts.add(new, Audience(leads=False))

    studio.prepare(story)
    page = page_of(studio, first_in(studio))
    assert [(h.name, h.as_lead) for h in page.holders] == [("Asha Patel", False)]


def test_what_was_kept_on_one_account_ends_nothing_on_the_next(studio, view):
    studio.prepare(one_x, one_page)
    first, second = studio.ask(lambda d: [r.subject for r in d.accounts.rows()])
    model = view.account.model
    view.open_account(first)
    studio.settle()
    ended: list[object] = []
    model.said.connect(ended.append)
    model.edit(((Field.PURPOSE, "News"),), lambda: ended.append("folded"))
    view.open_account(second)
    studio.settle()
    assert not ended
    kept = page_of(studio, first)
    assert kept.text(Field.PURPOSE) == "News"


def test_an_account_opened_to_be_changed_begins_with_the_change(studio, view):
    studio.prepare(one_x)
    account = studio.ask(lambda desk: desk.accounts.rows()[0].subject)
    view.arrive()
    view.open_account(account, Reason.LEAVER)
    studio.settle()
    assert view.account.rotation.isVisible()
    assert view.account.rotation.making.reason.currentIndex() == list(Reason).index(
        Reason.LEAVER
    )
    view.open_account(account)
    studio.settle()
    assert not view.account.rotation.isVisible()


def test_a_page_without_a_password_of_ours_opens_as_it_is(studio, view):
    studio.prepare(one_page)
    account = studio.ask(lambda desk: desk.accounts.rows()[0].subject)
    view.open_account(account, Reason.LEAVER)
    studio.settle()
    assert not view.account.rotation.isVisible()
