"""A response on its way to the screen: nothing of another one, and it begins at its top."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from incidentkit.desk.services import Desk
from incidentkit.errors import StorageError
from incidentkit.incidents.service import Closing, Opening
from incidentkit.playbooks.library import find_playbook, shipped_playbooks
from incidentkit.ui.screens.incident import view_model as reading
from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.incident.view_model import IncidentViewModel
from incidentkit.ui.widgets.focus import focus_next
from incidentkit.vault.kinds import SubjectId
from incidentkit.words.window import incident as words
from tests.ui.gate import Gate
from tests.ui.incident_stories import our_post, taken_until
from tests.ui.studio import Studio, one_incident, one_x

HOUR_MS = 3_600_000

ENQUIRY = "A reporter asks about the bins"


def an_enquiry(desk: Desk) -> None:
    playbook = find_playbook(shipped_playbooks(), "press-enquiry")
    desk.incidents.start(Opening(ENQUIRY, playbook, SubjectId(b""), "By telephone"))


def view_of(studio: Studio) -> IncidentView:
    made = IncidentView(IncidentViewModel(studio.kit, studio.clock), {})
    studio.qtbot.addWidget(made)
    made.resize(1185, 744)  # what is left of 1280 by 800 beside the rail
    made.show()
    made.arrive()
    studio.settle()
    return made


def named(view: IncidentView, title: str) -> SubjectId:
    rows = view._model.state.rows
    return next(row.incident for row in rows if row.state.title == title)


def other_than(view: IncidentView, title: str) -> SubjectId:
    rows = view._model.state.rows
    return next(row.incident for row in rows if row.state.title != title)


def is_in_view(widget: QWidget, view: IncidentView) -> bool:
    """Whether all of it is in what can be seen of the page."""
    if not widget.isVisible():
        return False
    page = view.page.viewport()
    top = widget.mapTo(page, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= page.height()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Hold every reading of a response in its lane."""
    made, read = Gate(), reading.read_response

    def slow(*given: object) -> object:
        made.hold()
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_response", slow)
    yield made
    made.open()


def test_a_response_opens_at_its_top_wherever_the_last_one_was_read(
    studio: Studio,
) -> None:
    studio.prepare(one_x, our_post, an_enquiry)
    view = view_of(studio)
    for incident in (other_than(view, ENQUIRY), named(view, ENQUIRY)) * 2:
        view.open(incident)
        studio.settle()
        studio.qtbot.waitUntil(lambda: is_in_view(view.head.title, view))
        bar = view.page.verticalScrollBar()
        assert bar.value() == 0
        assert is_in_view(view.card.title, view)
        bar.setValue(bar.maximum())
        assert not is_in_view(view.head.title, view)


def test_the_question_about_danger_is_in_view_as_the_first_field_has_the_keyboard(
    studio: Studio,
) -> None:
    studio.prepare(an_enquiry)
    view = view_of(studio)
    studio.qtbot.waitUntil(lambda: view.focusWidget() is not view.elsewhere)
    assert is_in_view(view.danger, view)
    assert is_in_view(view.card.title, view)
    first = next(iter(view.card.form.lines.values()))
    assert view.focusWidget() is first.box
    assert is_in_view(first.box, view)


def test_a_leaf_opened_from_far_down_begins_at_its_title(studio: Studio) -> None:
    studio.prepare(one_x, one_incident)
    view = view_of(studio)
    view.log.note.setFocus()  # where somebody was writing
    view.page.verticalScrollBar().setValue(view.page.verticalScrollBar().maximum())
    view.to_leaf[words.TICK].click()
    studio.settle()
    leaf = view.leaves[words.TICK]
    title = leaf.findChildren(QLabel)[0]
    studio.qtbot.waitUntil(lambda: is_in_view(title, view))
    assert not view.card.foot.isVisible()


# --- on its way ---------------------------------------------------------------


def test_nothing_of_the_last_response_stays_while_another_is_read(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, gate: Gate
) -> None:
    gate.open()
    studio.prepare(one_x, our_post, an_enquiry)
    view = view_of(studio)
    view.open(other_than(view, ENQUIRY))
    studio.settle()
    assert view.card.isVisible()
    gate._is_open.clear()
    view.open(named(view, ENQUIRY))
    gate.wait_for_one()
    assert view.opening_title.isVisible()
    assert view.opening_title.text() == words.opening(ENQUIRY)
    for old in (view.card, view.head, view.log, view.card.foot):
        assert not old.isVisible()
    assert view.focusWidget() is view.elsewhere
    gate.open()
    studio.settle()
    assert not view.opening_title.isVisible()
    assert ENQUIRY in view.head.title.text()


def test_one_that_was_just_started_has_no_title_yet_and_says_that_it_opens(
    studio: Studio, gate: Gate
) -> None:
    studio.prepare(one_x)
    view = view_of(studio)
    incident = studio.ask(one_incident)
    view._model.state = replace(view._model.state, rows=())  # not read again yet
    view.open(incident)
    gate.wait_for_one()
    assert view.opening_title.isVisible()
    assert view.opening_title.text() == words.OPENING
    gate.open()
    studio.settle()
    assert view.card.isVisible()


def test_while_one_opens_there_is_a_way_to_all_of_them(
    studio: Studio, gate: Gate
) -> None:
    studio.prepare(one_x)
    view = view_of(studio)
    view.open(studio.ask(one_incident))
    gate.wait_for_one()
    studio.qtbot.keyClick(view.elsewhere, Qt.Key.Key_Space)
    assert view.list.isVisible()
    gate.open()
    studio.settle()
    assert view.list.isVisible()


def test_arriving_where_one_is_just_being_opened_reads_it_once(
    studio: Studio, gate: Gate
) -> None:
    studio.prepare(one_x)
    view = view_of(studio)
    view.open(studio.ask(one_incident))
    gate.wait_for_one()
    view.arrive()
    gate.open()
    studio.settle()
    assert view.card.isVisible()
    assert not gate.came()


def test_one_that_cannot_be_read_leads_to_the_list_and_says_why(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.prepare(one_x)
    view = view_of(studio)
    incident = studio.ask(one_incident)
    studio.settle()

    def failing(*_given: object) -> None:
        raise StorageError("journal")

    monkeypatch.setattr(reading, "read_response", failing)
    view.open(incident)
    studio.settle()
    assert view.list.isVisible()
    assert view.banner.isVisible()


def test_one_that_is_closed_opens_though_another_is_under_way(
    studio: Studio, qtbot: QtBot
) -> None:
    closed: list[SubjectId] = []

    def one_over(desk: Desk) -> None:
        closed.append(one_incident(desk))
        desk.incidents.close_with(closed[0], Closing("Nothing", "", "An error", ()))

    studio.prepare(one_x, one_over, an_enquiry)
    made = IncidentView(IncidentViewModel(studio.kit, studio.clock), {})
    qtbot.addWidget(made)
    made.show()
    made.arrive()
    made.open(closed[0])
    studio.settle()
    response = made._model.state.response
    assert response is not None
    assert response.incident == closed[0]


# --- what ends the step -------------------------------------------------------


def test_done_is_in_view_however_long_the_step_is(studio: Studio) -> None:
    studio.prepare(an_enquiry)
    view = view_of(studio)
    assert view.card.height() > view.height()
    done = view.card.finish
    assert done.isVisible()
    assert done.mapTo(view, QPoint(0, done.height())).y() <= view.height()


def test_the_keyboard_comes_to_done_right_after_the_step_s_own_fields(
    studio: Studio,
) -> None:
    studio.prepare(an_enquiry)
    view = view_of(studio)
    view.card.note.setFocus()
    focus_next(view, forward=True)
    assert view.focusWidget() is view.card.finish
    focus_next(view, forward=True)
    more = view.card.ways_out.more
    assert view.focusWidget() is more
    assert not view.card.leave.isVisible()
    studio.qtbot.keyClick(more, Qt.Key.Key_Space)
    assert view.focusWidget() is view.card.cannot.open
    focus_next(view, forward=True)
    assert view.focusWidget() is view.card.leave
    studio.qtbot.keyClick(more, Qt.Key.Key_Space)
    assert not view.card.leave.isVisible()
    view.card.finish.setFocus()
    focus_next(view, forward=False)
    assert view.focusWidget() is view.card.note


def test_a_reason_is_asked_for_where_the_button_is(studio: Studio) -> None:
    studio.prepare(our_post, taken_until("Write down the post as it stood"))
    view = view_of(studio)
    view.card.leave.click()
    assert view.card.foot.isAncestorOf(view.card.reason)
    assert view.focusWidget() is view.card.reason


def with_an_hour_and_more(desk: Desk) -> None:
    an_enquiry(desk)
    incident = desk.incidents.find()
    due_ms = desk.session.clock.now_ms() + 2 * HOUR_MS
    desk.incidents.circumstances.moment(incident, "press deadline", due_ms)


def test_a_step_that_only_the_clock_calls_for_comes_without_a_key(
    studio: Studio,
) -> None:
    studio.prepare(with_an_hour_and_more)
    view = view_of(studio)
    read = view._model.state.response
    studio.clock.ms += HOUR_MS - 60_000
    view._ticking.timeout.emit()
    studio.settle()
    assert view._model.state.response is read
    studio.clock.ms += 2 * 60_000
    view._ticking.timeout.emit()
    studio.settle()
    response = view._model.state.response
    assert response is not None
    left = next(
        s for s in response.steps if s.title.startswith("How much time is left")
    )
    assert left.answer == "Under an hour"
