"""Correcting where things are on platforms, on screen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices

from incidentkit.errors import InvalidValueError
from incidentkit.platforms.platform import Task
from incidentkit.ui.screens.platforms.view import PlatformsView
from incidentkit.vault.locked_notes import read_notes
from incidentkit.words import platform_facts as said_words
from incidentkit.words.drafting import TASK_WORDS
from incidentkit.words.problems import words_for
from incidentkit.words.window import platforms as words
from tests.ui.pictures.accounts import at_account
from tests.ui.pictures.platforms import LINK, YEAR_MS, at_page, corrected
from tests.ui.screens.test_accounts_adding import said
from tests.ui.studio import Studio, one_x


@pytest.fixture
def page(studio: Studio, qtbot) -> PlatformsView:
    made = at_page(studio.prepare(one_x))
    qtbot.addWidget(made)
    made.activateWindow()
    return made


def link_of(studio: Studio, task: Task) -> str:
    places = studio.ask(lambda desk: desk.platforms["x"].where(task))
    return places[0].link


def test_a_place_is_corrected_by_keyboard_and_put_back(studio, page, qtbot):
    shipped = link_of(studio, Task.PASSWORD)
    assert page.platform.currentText() == "X (1 account)"
    page.cards[Task.PASSWORD].edit.setFocus()
    qtbot.keyClick(page.cards[Task.PASSWORD].edit, Qt.Key.Key_Return)
    assert page.form is not None
    assert page.form.link.text() == shipped
    assert page.form.checked.text() == "2026-11-21"
    page.form.link.clear()
    qtbot.keyClicks(page.form.link, LINK)
    qtbot.keyClick(page.form.link, Qt.Key.Key_Return)
    studio.settle()
    assert said_words.KEPT in said(page.banner)
    assert link_of(studio, Task.PASSWORD) == LINK
    assert f"{words.CAME}: " in said(page.cards[Task.PASSWORD])
    assert "set by Asha Patel" in said(page.cards[Task.PASSWORD])
    page.cards[Task.PASSWORD].put_back.click()
    studio.settle()
    assert link_of(studio, Task.PASSWORD) == shipped
    assert not page.cards[Task.PASSWORD].put_back.isVisible()


def test_a_link_that_is_not_safe_is_refused_and_what_was_typed_stays(studio, page):
    page.cards[Task.APPS].edit.click()
    page.form.link.setText("http://x.com")
    page.form.note.setText("Second page")
    page.form.keep.click()
    studio.settle()
    refused = words_for(InvalidValueError("link", "https-address"))
    assert refused.what_happened in said(page.banner)
    assert page.form.note.text() == "Second page"
    assert page.form.keep.isEnabled()


def test_what_arrives_meanwhile_takes_no_typed_words_away(studio, page):
    page.cards[Task.APPS].edit.click()
    page.form.note.setText("Second page")
    studio.ask(corrected)
    assert page.form.note.text() == "Second page"
    page._leave()
    assert LINK in said(page.cards[Task.PASSWORD])


def test_escape_leaves_a_place_as_it_was(studio, page, qtbot):
    page.cards[Task.APPS].edit.click()
    studio.settle()
    assert page.form.link.hasFocus()
    page.form.note.setText("Second page")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.form is None
    assert "Second page" not in said(page)
    studio.settle()
    assert page.cards[Task.APPS].edit.hasFocus()


def test_what_was_typed_at_a_lock_is_offered_back_in_its_own_form(studio, page):
    page.cards[Task.APPS].edit.click()
    page.form.note.setText("Second page")
    keep = page.unsaved()
    assert keep is not None
    studio.ask(keep)
    page._leave()
    assert page.unsaved() is None
    page.cards[Task.SESSIONS].edit.click()
    studio.settle()
    assert not page.form.offered.isVisible()
    page._leave()
    page.cards[Task.APPS].edit.click()
    studio.settle()
    assert page.form.offered.isVisible()
    assert page.form.note.text() == ""
    page.form.offered.put_back.click()
    studio.settle()
    assert page.form.note.text() == "Second page"
    assert not page.form.offered.isVisible()


def test_what_is_just_being_kept_at_a_lock_is_kept_once(studio, page):
    page.cards[Task.APPS].edit.click()
    page.form.note.setText("Second page")
    page.form.keep.click()
    keep = page.unsaved()
    assert keep is not None
    studio.ask(keep)
    assert studio.ask(lambda desk: read_notes(desk.session)) == ()
    places = studio.ask(lambda desk: desk.platforms["x"].where(Task.APPS))
    assert [place.note for place in places] == ["Second page"]


def test_another_platform_is_shown(studio, page):
    number = page.platform.findText("Flickr")
    page.platform.activated.emit(number)
    studio.settle()
    assert page.platform.currentText() == "Flickr"
    assert said_words.NOTHING_KNOWN in said(page.cards[Task.ROLES])


def test_facts_past_review_are_said_until_somebody_has_looked(studio, page):
    studio.clock.ms += YEAR_MS
    page.arrive()
    studio.settle()
    assert page.past.isVisible()
    assert "past review" in page.platform.currentText()
    page.all_right.click()
    studio.settle()
    assert not page.past.isVisible()


def test_the_page_of_a_place_opens_in_the_browser(studio, page, monkeypatch):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.cards[Task.PASSWORD].open.click()
    assert [url.toString() for url in opened] == [link_of(studio, Task.PASSWORD)]


def test_an_officer_reads_and_changes_nothing(studio, qtbot):
    studio.prepare(one_x, lambda desk: desk.session)
    page = at_page(studio)
    qtbot.addWidget(page)
    state = page._model.state
    page._model._set(replace(state, page=replace(state.page, may_change=False)))
    assert words.READ_ONLY in said(page)
    assert not page.all_right.isVisible()
    assert not any(card.edit.isVisible() for card in page.cards.values())


def test_an_account_leads_to_what_is_known_of_its_platform(studio, qtbot):
    view = at_account(studio.prepare(one_x, corrected))
    qtbot.addWidget(view)
    assert LINK in said(view.account.places)
    with qtbot.waitSignal(view.platform_asked) as asked:
        (button,) = [
            b
            for b in view.account.places.findChildren(type(view.account.back))
            if b.text() == words.CORRECT
        ]
        button.click()
    assert asked.args == ["x"]


def test_an_account_opens_the_page_of_a_place(studio, qtbot, monkeypatch):
    opened: list[QUrl] = []
    view = at_account(studio.prepare(one_x, corrected))
    qtbot.addWidget(view)
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    buttons = view.account.places.findChildren(type(view.account.back))
    named = words.about(TASK_WORDS["password"], words.OPEN)
    next(b for b in buttons if b.accessibleName() == named).click()
    assert [url.toString() for url in opened] == [LINK]
