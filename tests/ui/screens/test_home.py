"""The first screen: each line leads on, and notes are filed or thrown away."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from incidentkit.desk.round_terms import begin
from incidentkit.ui.screens.home.view import HomeView, _Note
from incidentkit.vault.locked_notes import leave_note, read_notes, waiting_notes
from incidentkit.words import locked_notes as note_words
from incidentkit.words.window import home as words
from tests.ui.pictures.home import a_note, calm_kit, view_of, waiting
from tests.ui.pictures.incident import hijacked
from tests.ui.studio import SECRET, Studio, one_incident, one_x


def shown(studio: Studio) -> HomeView:
    view = view_of(studio)
    studio.qtbot.addWidget(view)
    view.resize(1000, 800)
    view.show()
    return view


def said(view: HomeView) -> str:
    return "\n".join(w.text() for w in view.findChildren(QLabel) if w.isVisibleTo(view))


def opener(view: HomeView, name: str) -> QPushButton:
    buttons = view.findChildren(QPushButton)
    return next(b for b in buttons if name in b.accessibleName())


def test_a_calm_day_says_so(studio: Studio) -> None:
    view = shown(studio.prepare(calm_kit))
    assert words.CALM in said(view)
    assert "1 account" in said(view)


def test_an_incident_opens_from_its_line(studio: Studio) -> None:
    view = shown(studio.prepare(one_x, hijacked))
    asked: list[bytes] = []
    view.incident_asked.connect(asked.append)
    opener(view, "Somebody else may be using").click()
    assert asked == [studio.ask(lambda desk: desk.incidents.find())]


def test_an_account_opens_from_its_line(studio: Studio) -> None:
    view = shown(studio.prepare(one_x, waiting))
    asked: list[bytes] = []
    view.account_asked.connect(asked.append)
    opener(view, "X @AshcombeDC").click()
    assert asked == [studio.ask(lambda desk: desk.accounts.find("x/AshcombeDC"))]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Write down the first account", "add-account"),
        ("Let a second person in", "people"),
        ("Choose a shared folder", "settings/folder"),
    ],
)
def test_a_first_step_leads_to_its_place(line: str, place: str, studio: Studio) -> None:
    view = shown(studio.prepare())
    asked: list[str] = []
    view.go_asked.connect(asked.append)
    opener(view, line).click()
    assert asked == [place]


def test_a_note_is_filed_into_the_open_incident_and_gone(studio: Studio) -> None:
    view = shown(studio.prepare(one_x, hijacked, a_note))
    note = view.findChild(_Note)
    note.file.click()
    studio.settle()
    assert view.findChild(_Note) is None or not view.findChild(_Note).isVisibleTo(view)
    assert view.banner.title.text() == words.FILED
    assert studio.ask(lambda desk: waiting_notes(desk.session)) == 0
    incident = studio.ask(lambda desk: desk.incidents.find())
    line = studio.ask(lambda desk: desk.records.timeline(incident))[-1]
    assert "unsigned" in line.sentence
    assert "Two posts at 06:50" in line.sentence


def test_with_two_incidents_the_note_goes_where_it_is_chosen(studio: Studio) -> None:
    view = shown(studio.prepare(one_x, one_incident, hijacked, a_note))
    note = view.findChild(_Note)
    assert note.incident.count() == 2
    note.incident.setCurrentIndex(1)
    wanted = note.incident.currentData()
    note.file.click()
    studio.settle()
    lines = studio.ask(lambda desk: desk.records.timeline(wanted))
    assert "Two posts at 06:50" in lines[-1].sentence


def test_a_note_is_thrown_away_only_when_asked_twice(studio: Studio) -> None:
    view = shown(studio.prepare(a_note))
    note = view.findChild(_Note)
    assert not note.file.isVisibleTo(view)
    note.drop.click()
    assert studio.ask(lambda desk: waiting_notes(desk.session)) == 1
    note.drop_now.click()
    studio.settle()
    assert studio.ask(lambda desk: waiting_notes(desk.session)) == 0
    assert view.banner.title.text() == note_words.THROWN_AWAY


def test_a_note_with_a_stored_password_is_not_filed_and_stays(studio: Studio) -> None:

    studio.prepare(
        one_x, hijacked, lambda desk: leave_note(desk.session, f"it was {SECRET}")
    )
    view = shown(studio)
    view.findChild(_Note).file.click()
    studio.settle()
    assert view.banner.isVisibleTo(view)
    assert len(studio.ask(lambda desk: read_notes(desk.session))) == 1


def test_a_half_done_check_goes_on_from_home(studio: Studio) -> None:
    view = shown(studio.prepare(one_x, begin))
    asked: list[str] = []
    view.go_asked.connect(asked.append)
    assert "0 of 1 account looked at" in said(view)
    opener(view, f"{words.GO_ON}: Account check").click()
    assert asked == ["round"]
