"""The register's screens as somebody walks through them who has not seen them before."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from incidentkit.accounts.model import May, NewAccount, PlatformRole, Reason
from incidentkit.accounts.secret import Secret
from incidentkit.accounts.views import ColumnName, Sieve
from incidentkit.desk.exposing import must_change
from incidentkit.desk.services import Desk
from incidentkit.platforms.platform import Task
from incidentkit.ui.screens.accounts.list_columns import ORDER
from incidentkit.ui.screens.accounts.view import AccountsView
from incidentkit.ui.screens.people.view_model import Panel
from incidentkit.ui.screens.round.list_part import state_words
from incidentkit.words.window import account_list as list_words
from incidentkit.words.window import accounts as words
from incidentkit.words.window import folder as folder_words
from tests.ui.pictures import exposure
from tests.ui.pictures import leaving as leavers
from tests.ui.pictures import round as rounds
from tests.ui.pictures.accounts import asked_for_story, at_account, at_list
from tests.ui.pictures.people import colleague
from tests.ui.pictures.platforms import at_page
from tests.ui.screens.test_people import shown as people_shown
from tests.ui.studio import PASSPHRASE, Studio, many_accounts, one_page, one_x

BEN = leavers.BEN
SMALL = QSize(1000, 640)


def said(part: QWidget) -> str:
    QApplication.processEvents()
    labels = part.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(part))


def nextdoor(desk: Desk) -> None:
    new = NewAccount("nextdoor", "Ashcombe", secret=Secret("a-Secret-of-20-l"))
    desk.accounts.add(new)


def the_list(studio: Studio, *stories) -> AccountsView:
    made = at_list(studio.prepare(*stories))
    studio.qtbot.addWidget(made)
    made.resize(SMALL)
    studio.settle()
    return made


# --- the list ---------------------------------------------------------------------


def test_changing_several_never_makes_the_window_outgrow_the_screen(studio: Studio):
    page = the_list(studio, many_accounts, colleague(BEN)).register
    page.several.unfold.button.click()
    QApplication.processEvents()
    assert page.minimumSizeHint().height() < SMALL.height() / 2
    assert page.several.unfold.width() > SMALL.width() * 0.9, "it has the list's width"


def test_a_view_is_saved_by_return_in_the_width_of_the_list(studio: Studio, qtbot):
    page = the_list(studio, one_x).register
    page.bar.saving.button.click()
    QApplication.processEvents()
    assert page.bar.saving.width() > SMALL.width() / 2
    qtbot.keyClicks(page.bar.name, "Ours")
    qtbot.keyClick(page.bar.name, Qt.Key.Key_Return)
    studio.settle()
    assert page.bar.show_.findText("Ours") >= 0


def test_a_list_that_nothing_fits_says_what_to_do(studio: Studio, qtbot):
    page = the_list(studio, one_x).register
    qtbot.keyClicks(page.finder, "no such name")
    assert page.count.text() == words.NONE_FITS


def test_where_it_is_cramped_the_name_stays_and_dates_go(studio: Studio):
    page = the_list(studio, many_accounts).register
    page.resize(QSize(page.fontMetrics().averageCharWidth() * 80, 600))
    QApplication.processEvents()
    assert page.table.isColumnHidden(ORDER.index(ColumnName.CHANGED))
    assert not page.table.isColumnHidden(ORDER.index(ColumnName.HANDLE))
    assert page.table.textElideMode() is Qt.TextElideMode.ElideMiddle


def test_a_request_and_an_event_are_among_what_there_is_to_do(studio: Studio):
    def happened(desk: Desk) -> None:
        x = next(r.subject for r in desk.accounts.rows() if r.handle == "AshcombeDC")
        must_change(desk, x, Reason.SEEN_OUTSIDE, "on a flip chart")

    page = the_list(studio, one_x, one_page, asked_for_story, happened).register
    page.bar.show_.setCurrentIndex(page.bar.show_.findData(Sieve.TO_DO.value))
    at = ORDER.index(ColumnName.STANDING)
    shown = {page.rows.index(n, at).data() for n in range(page.rows.rowCount())}
    assert shown == {list_words.ANSWER_IT, list_words.OWED}


# --- one account --------------------------------------------------------------------


def test_a_second_permission_does_not_begin_with_the_ticks_of_the_first(
    studio: Studio, qtbot
):
    view = at_account(studio.prepare(one_x))
    qtbot.addWidget(view)
    form = view.account.link
    form.unfold.unfold()
    leaf = next(one for one in form.leaves if hasattr(one, "may"))
    form.kind.setCurrentIndex(form.leaves.index(leaf))
    leaf.name.setText("Lantern Media")
    leaf.until.setText("31/3/2027")
    leaf.may[May.ADMINISTER].setChecked(True)
    leaf.outside.setChecked(True)
    form.keep.click()
    studio.settle()
    assert "until 31 March 2027" in said(view.account.belongings)
    assert not leaf.may[May.ADMINISTER].isChecked()
    assert not leaf.outside.isChecked()


def test_a_place_without_a_link_shows_the_note_on_it(studio: Studio, qtbot):
    view = at_account(studio.prepare(nextdoor))
    qtbot.addWidget(view)
    places = studio.ask(lambda desk: desk.platforms["nextdoor"].where(Task.SESSIONS))
    assert places[0].note
    assert places[0].note in said(view.account.places)


# --- taking out ---------------------------------------------------------------------


def test_no_file_is_written_where_nobody_said(
    studio: Studio, qtbot, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    view = the_list(studio, one_x)
    view.register.take_out.click()
    page = view.exporting
    page.passphrase.setFocus()
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    page.genuine.write.click()
    studio.settle()
    assert [path.name for path in tmp_path.iterdir()] == [studio.base.name]
    assert said(page).count(folder_words.WHERE_TO) == 2


def test_after_taking_out_return_does_not_press_what_stands_below(
    studio: Studio, qtbot, tmp_path
):
    view = the_list(studio, one_x)
    view.activateWindow()
    view.register.take_out.click()
    page = view.exporting
    page.folder.path.setText(str(tmp_path / "mine"))
    (tmp_path / "mine").mkdir()
    page.passphrase.setFocus()
    qtbot.keyClicks(page.passphrase, PASSPHRASE)
    qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    studio.settle()
    assert view.focusWidget() is page.back


# --- the check ----------------------------------------------------------------------


def test_a_check_says_that_an_account_is_to_be_changed_today(studio: Studio, qtbot):
    def happened(desk: Desk) -> None:
        x = desk.accounts.rows()[0].subject
        must_change(desk, x, Reason.SEEN_OUTSIDE, "on a flip chart")

    studio.prepare(one_x, rounds.begin, happened)
    view = rounds.view_of(studio)
    qtbot.addWidget(view)
    (row,) = view._model.state.page.rows
    assert state_words(row) == "Change today"
    assert "Nobody looks after it" in view.line.about.text()
    assert view.list.table.textElideMode() is Qt.TextElideMode.ElideMiddle


def test_what_has_no_answer_is_counted_in_questions_and_accounts(studio: Studio, qtbot):
    studio.prepare(many_accounts, rounds.begin)
    view = rounds.view_of(studio)
    qtbot.addWidget(view)
    view.close_check.click()
    studio.settle()
    asked = len(view._model.state.shown.summary.unanswered())
    assert f"No answer: {asked} questions on 50 accounts" in said(view.closing)


def test_a_certificate_asks_for_its_folder(studio: Studio, qtbot):
    view = rounds.closed(studio)
    qtbot.addWidget(view)
    view.closed.write.click()
    assert folder_words.WHERE_TO in said(view.closed)


# --- who goes -----------------------------------------------------------------------


def page_role(desk: Desk) -> None:
    page = next(r for r in desk.accounts.rows() if not r.keeps)
    ben = desk.officers.find(BEN).person
    role = PlatformRole(BEN, "Editor", "07700 900123", True, ben)
    desk.accounts.give_link(page.subject, role)


def test_whoever_goes_is_not_rung_to_take_themselves_off(studio: Studio, qtbot):
    studio.prepare(one_x, one_page, colleague(BEN), page_role)
    view = leavers.view_of(studio, BEN)
    qtbot.addWidget(view)
    text = said(view)
    assert "Facebook Page" in text
    assert "900123" not in text


def test_somebody_chosen_under_people_gets_the_question_and_not_the_long_page(
    studio: Studio,
):
    studio.prepare(one_x, one_page, colleague(BEN), page_role)
    view = people_shown(studio)
    view.choose(studio.ask(lambda desk: desk.officers.find(BEN).person))
    studio.settle()
    assert view._model.state.panel is Panel.REMOVE


def test_who_is_leaving_begins_at_the_top(studio: Studio, qtbot):
    view = leavers.left(studio)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show()
    QApplication.processEvents()
    bar = view.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    view.arrive()
    studio.settle()
    qtbot.waitUntil(lambda: bar.value() == 0)


# --- who can post -------------------------------------------------------------------


def test_what_to_do_and_whom_to_ring_fit_beside_a_long_name(studio: Studio, qtbot):
    studio.prepare(many_accounts)
    view = exposure.view_of(studio)
    qtbot.addWidget(view)
    view.resize(700, 600)
    view.show()
    QApplication.processEvents()
    assert view.table.horizontalScrollBar().maximum() == 0
    qtbot.keyClicks(view.day, "21 September 2026")
    qtbot.keyClick(view.day, Qt.Key.Key_Return)
    studio.settle()
    assert view.model.state.day == "2026-09-21"


def test_the_table_asks_for_its_folder(studio: Studio, qtbot):
    studio.prepare(one_x)
    view = exposure.view_of(studio)
    qtbot.addWidget(view)
    view.show()
    view.paper.unfold()
    view.paper.write.click()
    assert view.paper.is_open
    assert folder_words.WHERE_TO in said(view)


# --- platforms ----------------------------------------------------------------------


def test_the_form_for_a_place_is_in_sight_when_it_opens(studio: Studio, qtbot):
    page = at_page(studio.prepare(one_x))
    qtbot.addWidget(page)
    page.resize(900, 420)
    page.activateWindow()
    studio.settle()
    below = list(page.cards.values())[3]
    below.edit.setFocus()
    qtbot.keyClick(below.edit, Qt.Key.Key_Return)

    def in_sight() -> bool:
        port = page.page.viewport()
        top = page.form.link.mapTo(port, page.form.link.rect().topLeft()).y()
        return page.form.link.isVisible() and 0 <= top < port.height()

    qtbot.waitUntil(in_sight)
