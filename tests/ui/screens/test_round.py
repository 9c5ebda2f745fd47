"""The monthly account check in the window: walked by keyboard, kept, closed, certified."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from incidentkit.accounts.entries import RotationOwed
from incidentkit.accounts.model import Item, Reason
from incidentkit.desk.round import Stage, read_round
from incidentkit.desk.round_line import Part
from incidentkit.desk.round_terms import begin
from incidentkit.desk.services import Desk
from incidentkit.desk.unfinished import form_left
from incidentkit.rounds.model import Ask, Found
from incidentkit.rounds.planning import is_quarterly_turn
from incidentkit.rounds.round import Round
from incidentkit.ui.screens.round.view import RoundView
from incidentkit.words import rounds as round_words
from incidentkit.words.window import left_forms as left_words
from incidentkit.words.window import round as words
from tests.ui.pictures import round as pictures
from tests.ui.studio import Studio, many_accounts, one_page, one_x

MOST_PRESSES = 80


def press(studio: Studio, view: RoundView, *keys: Qt.Key) -> int:
    """Press keys where the keyboard is, as a person does, one answer after the other."""
    for key in keys:
        where = view.focusWidget()
        assert where is not None
        QTest.keyClick(where, key)
        studio.settle()
    return len(keys)


def current(studio: Studio) -> Round:
    return studio.ask(lambda desk: desk.rounds.rounds()[0])


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    labels = widget.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisibleTo(widget))


def shown(studio: Studio, *stories) -> RoundView:
    studio.prepare(*stories)
    view = pictures.view_of(studio)
    studio.qtbot.addWidget(view)
    view.activateWindow()
    studio.settle()
    return view


def review_only(desk: Desk) -> None:
    desk.council.set("rotation", "review only")


def fewest_turns(studio: Studio):
    """Let months go by until at most a third of the accounts have their turn."""

    def story(desk: Desk) -> None:
        accounts = [row.subject for row in desk.accounts.rows()]
        for _ in range(3):
            month = read_round(desk).month
            if sum(is_quarterly_turn(month, a) for a in accounts) <= len(accounts) / 3:
                return
            studio.clock.ms += 31 * pictures.DAY_MS

    return story


# --- walking it ---------------------------------------------------------------------


def test_a_month_of_fifty_accounts_is_walked_by_keyboard_alone(studio):
    """Nobody touches the mouse, and a person presses few keys."""
    view = shown(studio, many_accounts, review_only, fewest_turns(studio))
    presses = press(studio, view, Qt.Key.Key_Return)  # begins it
    page = view._model.state.page
    assert page is not None
    assert (page.stage, len(page.rows)) == (Stage.OPEN, 50)
    while view._model.state.page.next is not None:
        presses += press(studio, view, Qt.Key.Key_Return)
        assert presses < 2 * MOST_PRESSES, "it does not go on"
        rows = view._model.state.page.rows
        assert sum(r.worst is not None and not r.is_done for r in rows) <= 1
    found = current(studio)
    asked = sum(len(line.asks) for line in found.lines)
    told = f"{presses} key presses for 50 accounts and {asked} questions"
    assert all(found.is_kept(line) for line in found.lines), told
    assert presses < MOST_PRESSES, told
    assert presses == 1 + sum(1 + (len(line.asks) > 1) for line in found.lines), told


def test_one_letter_is_one_answer_and_the_list_goes_on(studio):
    view = shown(studio, one_x, one_page, review_only, begin)
    first = view._model.state.line
    press(studio, view, Qt.Key.Key_N)
    answer = current(studio).answer(first.row.account, Ask(first.asked[0].ask))
    assert answer.found is Found.NOT_CHECKED
    assert (
        view._model.state.line.row.account != first.row.account or len(first.asked) > 1
    )


@pytest.mark.parametrize(
    ("key", "found"),
    [
        (Qt.Key.Key_W, Found.WRONG),
        (Qt.Key.Key_P, Found.PUT_RIGHT),
        (Qt.Key.Key_S, Found.SKIPPED),
    ],
)
def test_what_needs_a_word_asks_for_it_and_takes_it_from_the_keyboard(
    studio, key, found
):
    view = shown(studio, one_x, one_page, review_only, begin)
    first = view._model.state.line
    press(studio, view, key)
    assert view.focusWidget() is view.line.note.note
    assert words.ASK_WORD[found.value] in said(view)
    QTest.keyClicks(view.line.note.note, "now we are spared")  # with every letter in it
    assert current(studio).answer(first.row.account, first.asked[0].ask) is None
    press(studio, view, Qt.Key.Key_Return)
    answer = current(studio).answer(first.row.account, first.asked[0].ask)
    assert (answer.found, answer.note) == (found, "now we are spared")
    assert view.focusWidget() is view.list.table


def test_escape_leaves_the_word_and_answers_nothing(studio):
    view = shown(studio, one_x, review_only, begin)
    first = view._model.state.line
    press(studio, view, Qt.Key.Key_W)
    QTest.keyClicks(view.line.note.note, "no")
    press(studio, view, Qt.Key.Key_Escape)
    assert view._model.state.wording is None
    assert current(studio).answer(first.row.account, first.asked[0].ask) is None


def test_a_key_that_is_held_down_answers_once(studio):
    view = shown(studio, many_accounts, review_only, begin)
    table = view.list.table
    for repeats in (False, True, True, True):
        event = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            repeats,
        )
        QApplication.sendEvent(table, event)
        studio.settle()
    assert len(current(studio).answers) == 1


def test_a_letter_with_control_is_no_answer(studio):
    view = shown(studio, one_x, review_only, begin)
    QTest.keyClick(view.list.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    studio.settle()
    assert not current(studio).answers


def test_taking_back_is_a_new_answer_and_goes_back_there(studio):
    view = shown(studio, one_x, one_page, review_only, begin)
    first = view._model.state.line
    ask = first.asked[0].ask
    press(studio, view, Qt.Key.Key_Return)
    QTest.keyClick(view.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    studio.settle()
    answer = current(studio).answer(first.row.account, ask)
    assert (answer.found, answer.note) == (Found.NOT_CHECKED, round_words.TAKEN_BACK)
    assert view._model.state.line.row.account == first.row.account
    assert words.TAKEN_BACK in said(view)
    press(studio, view, Qt.Key.Key_R)
    answer = current(studio).answer(first.row.account, ask)
    assert answer.found is Found.RIGHT


def test_left_and_right_go_from_question_to_question(studio):
    view = pictures.quarterly(studio)
    studio.qtbot.addWidget(view)
    view.list.table.setFocus()
    asked = [one.ask for one in view._model.state.line.asked]
    at = view._model.state.marked.ask
    press(studio, view, Qt.Key.Key_Right)
    assert view._model.state.marked.ask is asked[(asked.index(at) + 1) % len(asked)]
    press(studio, view, Qt.Key.Key_Left, Qt.Key.Key_N)
    account = view._model.state.line.row.account
    assert current(studio).answer(account, at).found is Found.NOT_CHECKED


def test_down_goes_to_another_account_and_answers_nothing(studio):
    view = shown(studio, one_x, one_page, review_only, begin)
    first = view._model.state.line.row.account
    press(studio, view, Qt.Key.Key_Down)
    assert view._model.state.line.row.account != first
    assert not current(studio).answers


def test_everything_can_be_pressed_as_a_button_too(studio):
    view = shown(studio, one_x, one_page, review_only, begin)
    first = view._model.state.line
    view.line.answers[Found.NOT_CHECKED].click()
    studio.settle()
    assert current(studio).answer(first.row.account, first.asked[0].ask) is not None
    view.line.all_right.click()
    studio.settle()
    assert len(current(studio).answers) > 1
    view.line.undo.click()
    studio.settle()
    found = current(studio).answers.values()
    assert any(r.value.note == round_words.TAKEN_BACK for r in found)


# --- its place ------------------------------------------------------------------------


def test_it_goes_on_where_it_was_left_after_a_restart(studio):
    view = shown(studio, many_accounts, review_only, begin)
    press(studio, view, *[Qt.Key.Key_N] * 1, *[Qt.Key.Key_Return] * 3)
    place = view._model.state.page.next.account
    again = pictures.view_of(studio)  # a window that knows nothing of the other
    studio.qtbot.addWidget(again)
    assert again._model.state.line.row.account == place


def test_what_a_colleague_answers_meanwhile_is_shown_and_the_place_stays(studio):
    view = shown(studio, one_x, one_page, review_only, begin)
    here = view._model.state.line
    other = next(
        r.account for r in view._model.state.page.rows if r.account != here.row.account
    )
    studio.ask(lambda desk: pictures.all_of(desk, other, Found.RIGHT))
    studio.settle()
    assert view._model.state.page.done == 1
    assert view._model.state.line.row.account == here.row.account


def test_a_word_that_was_typed_survives_a_lock(studio):
    view = shown(studio, one_x, review_only, begin)
    line = view._model.state.line
    press(studio, view, Qt.Key.Key_W)
    view.line.note.note.setText("Ben is still")
    keep = view.unsaved()
    assert keep is not None
    studio.ask(keep)
    title = left_words.round_word(line.row.label, line.asked[0].name)
    assert studio.ask(lambda desk: form_left(desk, title)) is not None
    again = pictures.view_of(studio)
    studio.qtbot.addWidget(again)
    again._model.answer(Found.WRONG)
    studio.settle()
    assert again.line.note.offered.isVisibleTo(again)
    again.line.note.offered._put_back()
    studio.settle()
    assert again.line.note.note.text() == "Ben is still"


def test_nothing_is_unsaved_while_nothing_is_typed(studio):
    view = shown(studio, one_x, review_only, begin)
    assert view.unsaved() is None
    press(studio, view, Qt.Key.Key_W)
    assert view.unsaved() is None


# --- the password ---------------------------------------------------------------------


def test_a_due_password_is_changed_in_place_and_answers_itself(studio):
    view = pictures.password(studio)
    studio.qtbot.addWidget(view)
    account = view._model.state.line.row.account
    view.list.table.setFocus()
    press(studio, view, Qt.Key.Key_Return)  # leads into the change, ticks nothing off
    assert current(studio).answer(account, Ask.PASSWORD) is None
    assert words.PASSWORD_WAITS in said(view)
    panel = view.line._rotation
    panel.model.make()
    studio.settle()
    panel.model.confirm(tried=True)
    studio.settle()
    answer = current(studio).answer(account, Ask.PASSWORD)
    assert answer.found is Found.PUT_RIGHT
    assert "signed in with it" in said(view)
    press(studio, view, Qt.Key.Key_Return)
    assert view._model.state.line.row.account != account


def test_a_password_can_be_left_as_not_checked(studio):
    view = pictures.password(studio)
    studio.qtbot.addWidget(view)
    account = view._model.state.line.row.account
    view.list.table.setFocus()
    press(studio, view, Qt.Key.Key_N)
    assert current(studio).answer(account, Ask.PASSWORD).found is Found.NOT_CHECKED


def owing(desk: Desk) -> None:
    (row,) = read_round(desk).rows
    owed = RotationOwed(Item.SECRET, Reason.LEAVER, "Ben Carter left")
    desk.accounts.owe(row.account, owed)


def test_a_password_that_is_owed_is_changed_from_the_line_though_none_is_due(studio):
    view = shown(studio, review_only, one_x, begin, owing)
    account = view._model.state.line.row.account
    assert Part.PASSWORD not in view._model.state.line.parts
    assert words.CHANGE_NOW in view.line.change.text()
    view.list.table.setFocus()
    press(studio, view, Qt.Key.Key_C)
    panel = view.line._rotation
    assert panel.isVisibleTo(view)
    assert panel.model.state.reason is Reason.LEAVER
    panel.model.make()
    studio.settle()
    assert view._model.state.line.owes  # it waits: nothing is ticked off yet
    panel.model.confirm(tried=True)
    studio.settle()
    assert studio.ask(lambda desk: desk.accounts.known(account).account.owed) == ()
    assert not view.line.change.isVisibleTo(view)
    assert not panel.isVisibleTo(view)
    assert view.list.table.hasFocus()


def test_leaving_the_line_ends_a_change_that_was_only_looked_at(studio):
    view = shown(studio, review_only, one_x, one_page, begin, owing_first)
    view._model.choose(studio.ask(lambda desk: owing_row(desk).account))
    studio.settle()
    view._model.change_owed()
    studio.settle()
    assert view._model.state.changing
    other = next(r for r in view._model.state.page.rows if not r.is_owed)
    view._model.choose(other.account)
    studio.settle()
    assert not view._model.state.changing
    view._model.change_owed()  # nothing is owed here
    assert not view._model.state.changing


def owing_row(desk: Desk):
    return next(row for row in read_round(desk).rows if row.is_owed)


def owing_first(desk: Desk) -> None:
    account = next(r.subject for r in desk.accounts.rows() if r.platform == "x")
    owed = RotationOwed(Item.SECRET, Reason.LEAVER, "Ben Carter left")
    desk.accounts.owe(account, owed)


def test_what_was_skipped_or_not_checked_does_not_count_as_looked_at(studio):
    view = shown(studio, review_only, one_x, one_page, begin)
    assert view.how_far.text() == "0 of 2 accounts looked at"
    asks = len(view._model.state.line.asked)
    view.list.table.setFocus()
    for _ in range(asks):
        press(studio, view, Qt.Key.Key_N)
    assert view.how_far.text() == (
        "0 of 2 accounts looked at, 1 skipped or not checked"
    )
    while view._model.state.page.next is not None:
        press(studio, view, Qt.Key.Key_Return)
    assert view.how_far.text() == (
        "1 of 2 accounts looked at, 1 skipped or not checked"
    )


# --- beginning and closing --------------------------------------------------------------


def test_where_nothing_is_due_on_a_date_it_says_why_and_leads_to_the_settings(studio):
    view = pictures.switched_off(studio)
    studio.qtbot.addWidget(view)
    assert words.OFF in said(view)
    went = []
    view.go_asked.connect(went.append)
    view.begin.settings.click()
    assert went == ["settings/council"]


def test_accounts_that_came_since_are_taken_in_with_one_key(studio):
    view = shown(studio, one_x, review_only, begin, one_page)
    assert view.take_in.isVisibleTo(view)
    press(studio, view, Qt.Key.Key_T)
    assert len(current(studio).lines) == 2
    assert not view.take_in.isVisibleTo(view)


def test_somebody_else_may_take_an_account(studio):
    view = shown(studio, one_x, review_only, begin)
    view.line.take.click()
    studio.settle()
    assert view._model.state.line.row.owner == "Asha Patel"
    assert not view.line.take.isVisibleTo(view)


def test_closing_says_first_what_is_not_in_order(studio):
    view = pictures.closing(studio)
    studio.qtbot.addWidget(view)
    assert "Ben Carter has left" in said(view.closing)
    assert words.UNANSWERED in said(view.closing)
    view.closing.note.setText("The rest in January")
    view.closing.close_it.click()
    studio.settle()
    found = current(studio)
    assert not found.is_open
    assert found.closings[0].note == "The rest in January"
    assert view.closed.isVisibleTo(view)
    assert found.closings[0].digest.hex() in said(view).replace("\u200b", "")


def test_a_closed_check_takes_no_more_keys(studio):
    view = pictures.closed(studio)
    studio.qtbot.addWidget(view)
    before = current(studio)
    view.list.table.setFocus()
    press(studio, view, Qt.Key.Key_Return, Qt.Key.Key_N)
    assert current(studio) == before


def test_the_certificate_is_written_where_it_was_asked_for(studio, tmp_path):
    view = pictures.closed(studio)
    studio.qtbot.addWidget(view)
    view.closed.folder.path.setText(str(tmp_path / "paper"))
    view.closed.write.click()
    studio.settle()
    names = {path.name for path in Path(tmp_path / "paper").iterdir()}
    assert names == {"account-check-2026-12.pdf", "account-check-2026-12.csv"}
    assert str(tmp_path / "paper") in said(view)


def test_an_earlier_check_can_be_looked_at(studio):
    view = shown(
        studio,
        one_x,
        begin,
        lambda desk: desk.rounds.close("2026-11"),
        pictures.later(studio, 31),
        begin,
    )
    assert view._model.state.page.month == "2026-12"
    view._model.choose_month("2026-11")
    studio.settle()
    assert view._model.state.page.stage is Stage.CLOSED
    view.arrive()
    studio.settle()
    assert view._model.state.page.month == "2026-12"


def test_an_account_that_was_closed_meanwhile_is_skipped_with_its_reason(studio):
    view = shown(studio, one_x, review_only, begin)
    account = view._model.state.line.row.account
    studio.ask(lambda desk: desk.accounts.close(account, "merged"))
    studio.settle()
    assert words.CLOSED_ACCOUNT in said(view)
    press(studio, view, Qt.Key.Key_S, Qt.Key.Key_Return)
    answer = next(iter(current(studio).answers.values())).value
    assert (answer.found, answer.note) == (Found.SKIPPED, words.IT_WAS_CLOSED)


def test_an_observer_reads_and_is_told_that_others_answer(studio):
    view = pictures.observed(studio)
    studio.qtbot.addWidget(view)
    assert words.OBSERVER in said(view)
    before = current(studio)
    view.list.table.setFocus()
    press(studio, view, Qt.Key.Key_Return, Qt.Key.Key_N)
    assert current(studio) == before
    assert not view.line.buttons.isVisibleTo(view)
    assert not view.close_check.isVisibleTo(view)
