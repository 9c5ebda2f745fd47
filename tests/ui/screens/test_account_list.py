"""The list of accounts as people narrow it, save views of it, and change several."""

import pytest
from PySide6.QtCore import Qt

from incidentkit.accounts.lifecycle import Care
from incidentkit.accounts.model import Status
from incidentkit.accounts.views import ColumnName, Sieve
from incidentkit.desk.services import Desk
from incidentkit.ui.screens.accounts.list_columns import ORDER
from incidentkit.ui.screens.accounts.register_view import RegisterView
from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.words.window import account_list as words
from tests.ui.pictures.accounts import view_of
from tests.ui.studio import Studio, many_accounts


def story(desk: Desk) -> None:
    many_accounts(desk)
    first, second = (row.subject for row in desk.accounts.rows()[:2])
    desk.accounts.give_care(first, Care(desk.session.me.person))
    desk.accounts.close(second)


@pytest.fixture
def view(studio: Studio) -> AccountsView:
    studio.prepare(story)
    view = view_of(studio)
    studio.qtbot.addWidget(view)
    view.resize(1400, 800)
    view.show()
    view.arrive()
    studio.settle()
    return view


@pytest.fixture
def page(view: AccountsView) -> RegisterView:
    return view.register


def show(page: RegisterView, sieve: Sieve) -> None:
    page.bar.show_.setCurrentIndex(page.bar.show_.findData(sieve.value))


def hidden(page: RegisterView, name: ColumnName) -> bool:
    return page.table.isColumnHidden(ORDER.index(name))


def test_a_sieve_and_words_narrow_together(page, qtbot):
    show(page, Sieve.MINE)
    assert page.rows.rowCount() == 1
    show(page, Sieve.CLOSED)
    assert page.rows.rowCount() == 1
    show(page, Sieve.OPEN)
    assert page.rows.rowCount() == 49
    qtbot.keyClicks(page.finder, "no such name")
    assert page.rows.rowCount() == 0


def test_columns_are_shown_and_hidden_but_never_which_account_it_is(page):
    assert hidden(page, ColumnName.OWNER)
    page.bar.menu.ticks[ColumnName.OWNER].trigger()
    assert not hidden(page, ColumnName.OWNER)
    page.bar.menu.ticks[ColumnName.STANDING].trigger()
    assert hidden(page, ColumnName.STANDING)
    assert not page.bar.menu.ticks[ColumnName.HANDLE].isEnabled()


def test_a_view_is_saved_chosen_again_and_removed(studio, page, qtbot):
    show(page, Sieve.OPEN)
    qtbot.keyClicks(page.finder, "facebook")
    page.bar.menu.ticks[ColumnName.OWNER].trigger()
    page.bar.saving.button.click()
    qtbot.keyClicks(page.bar.name, "Pages")
    qtbot.keyClick(page.bar.save, Qt.Key.Key_Space)
    studio.settle()
    assert page.banner.title.text() == words.view_saved("Pages")
    assert page.bar.show_.currentText() == "Pages", "it is what the list shows"
    assert page.bar.drop.isVisibleTo(page)
    page.finder.clear()
    page.bar.menu.ticks[ColumnName.OWNER].trigger()
    page.bar.show_.activated.emit(page.bar.show_.currentIndex())
    assert page.finder.text() == "facebook"
    assert page.rows.rowCount() == 1
    assert not hidden(page, ColumnName.OWNER)
    page.bar.drop.click()
    studio.settle()
    assert page.bar.show_.findText("Pages") == -1
    assert not page.bar.drop.isVisible()


def test_several_accounts_are_given_an_owner_at_once(studio, page):
    page.table.selectAll()
    form = page.several
    form.unfold.button.click()
    assert form.count.text() == words.chosen(49), "a closed one stays as it is"
    assert not form.give.isEnabled(), "nobody loses their owner by one press"
    form.owner.setCurrentIndex(2)
    form.give.click()
    studio.settle()
    assert page.banner.title.text() == words.many_changed(49)
    rows = studio.ask(lambda desk: desk.accounts.rows())
    assert all(row.owner for row in rows if row.status is not Status.CLOSED)


def test_several_accounts_are_given_one_text_and_none_where_it_cannot_be(
    studio, page, qtbot
):
    page.table.selectRow(0)
    form = page.several
    form.unfold.button.click()
    form.what.setCurrentIndex(form.what.findData("hours"))
    assert form.text.isVisible()
    assert not form.owner.isVisible()
    qtbot.keyClicks(form.text, "Mon-Fri 9-5")
    form.give.click()
    studio.settle()
    assert page.banner.title.text() == words.many_changed(1)


def test_with_nothing_chosen_there_is_nothing_to_change(page):
    page.table.clearSelection()
    page.several.unfold.button.click()
    assert not page.several.give.isEnabled()
