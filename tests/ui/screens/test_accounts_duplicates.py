"""A table with accounts that are there already, on screen."""

import pytest

from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.words.window import accounts as words
from tests.ui.pictures.accounts import TABLE, at_list
from tests.ui.screens.test_accounts_adding import at_import, pages, said
from tests.ui.studio import Studio, one_x


@pytest.fixture
def view(studio: Studio, qtbot) -> AccountsView:
    made = at_list(studio.prepare(one_x))
    qtbot.addWidget(made)
    return made


def test_what_the_kit_has_already_is_passed_over_and_said(studio, view):
    page = at_import(studio, view, TABLE)
    assert words.found_in("accounts.csv", 3, 1) in said(page)
    assert "Row 2: The kit has this account already" in said(page)
    assert page.write.text() == words.import_all(2)
    page.write.click()
    studio.settle()
    assert len(pages(studio)) == 3


def test_whoever_wants_it_twice_gets_it_twice(studio, view):
    page = at_import(studio, view, TABLE)
    page.again.click()
    studio.settle()
    assert page.write.text() == words.import_all(3)
    assert page.again.isChecked()
    page.write.click()
    studio.settle()
    assert len(pages(studio)) == 4


def test_a_table_of_which_the_kit_has_everything_offers_no_import(studio, view):
    page = at_import(studio, view, "\n".join(TABLE.splitlines()[:2]) + "\n")
    assert not page.write.isVisible()
    assert page.again.isVisible()
    page.again.click()
    studio.settle()
    assert page.write.isVisible()


def test_without_duplicates_nothing_is_asked(studio, view):
    page = at_import(studio, view, TABLE.replace("AshcombeDC", "Other"))
    assert not page.again.isVisible()
    assert page.table.isColumnHidden(4)
