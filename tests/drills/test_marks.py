"""Whatever belongs to an exercise says so, and nothing real can be done from one."""

import subprocess

import pytest

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk.checking_text import look_through, looked_at
from incidentkit.desk.drilling import find_scenario, read_drill, write_debrief
from incidentkit.desk.exercises import made_up
from incidentkit.desk.filing import take_out
from incidentkit.desk.home import Need, read_home
from incidentkit.desk.response import read_response
from incidentkit.desk.writing import (
    Beginning,
    Out,
    begin_draft,
    publish_draft,
    read_draft,
    save_draft,
)
from incidentkit.drills.library import Scenarios
from incidentkit.errors import ExerciseError, InvalidValueError
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.service import Opening
from incidentkit.officers.entries import Contact
from incidentkit.playbooks.model import Verb
from incidentkit.ui.screens.self_report.view_model import _read as read_report
from incidentkit.ui.screens.start.view_model import _read as read_start
from incidentkit.words.drills import CLOSES, OPENS, marked, parted, unmarked
from incidentkit.words.problems import words_for

PRIZES = "Prize posts on a Saturday"
BEGINNING = Beginning("short", "x")


@pytest.fixture
def drill(rehearsing):
    return rehearsing.start(PRIZES)


def add_x(desk):
    return desk.accounts.add(
        NewAccount("x", "AshcombeDC", login=Secret("a"), secret=Secret("Old-Horse-9x"))
    )


def test_a_text_is_marked_once_however_often_it_is_kept():
    once = marked("We are sorry.")
    assert once.startswith("EXERCISE")
    assert once.endswith("EXERCISE")
    assert marked(once) == once
    assert unmarked(once) == "We are sorry."
    assert parted("We are sorry.") == ("", "We are sorry.")


def test_every_draft_of_an_exercise_begins_and_ends_with_the_mark(rehearsing, drill):
    desk = rehearsing.desk
    draft = begin_draft(desk, drill, "MT-01", BEGINNING)
    page = read_draft(desk, draft)
    assert page.text.startswith(OPENS)
    assert page.text.endswith(CLOSES)
    assert page.is_exercise
    kept = save_draft(desk, draft, "We know about the posts.", page.seen)
    assert kept.text == marked("We know about the posts.")


def test_the_mark_is_neither_counted_nor_complained_of(rehearsing, drill):
    desk = rehearsing.desk
    draft = begin_draft(desk, drill, "MT-01", BEGINNING)
    text = marked("We were hacked. " + "a" * 40)
    found = look_through(looked_at(desk, draft), text)
    assert [f.fit.used for f in found.fits] == [len(unmarked(text))]
    causes = [f for f in found.findings if f.check == "DC06"]
    assert [text[f.start : f.end] for f in causes] == ["hacked"]


def test_a_real_text_has_no_mark(rehearsing, library):
    desk = rehearsing.desk
    real = desk.incidents.start(Opening("Real", library.incidents["hacked-account"]))
    draft = begin_draft(desk, real, "MT-01", BEGINNING)
    assert "EXERCISE" not in read_draft(desk, draft).text


def test_nothing_is_published_from_an_exercise(rehearsing, drill):
    desk = rehearsing.desk
    draft = begin_draft(desk, drill, "MT-01", BEGINNING)
    save_draft(desk, draft, "We know about the posts.", read_draft(desk, draft).seen)
    with pytest.raises(ExerciseError) as caught:
        publish_draft(desk, draft, Out("our website"))
    assert "exercise" in words_for(caught.value).title
    assert read_draft(desk, draft).publications == ()


def test_no_exercise_is_about_a_real_account(rehearsing, library):
    desk = rehearsing.desk
    account = add_x(desk)
    playbook = library.incidents["hacked-account"]
    with pytest.raises(InvalidValueError):
        desk.incidents.start(Opening("Real", playbook, account, exercise=PRIZES))


def test_no_step_of_an_exercise_is_finished_by_a_real_rotation(rehearsing, drill):
    desk = rehearsing.desk
    account = add_x(desk)
    fact = desk.session.facts(account)[-1]
    run = desk.incidents.run(drill)
    open_step = next(p.step for p in run.walk.open if not p.step.asks)
    with pytest.raises(ExerciseError) as caught:
        desk.incidents.planned_done(drill, open_step.slug, about=(fact.digest,))
    assert words_for(caught.value).what_to_do


def test_made_up_accounts_stand_where_real_ones_would(rehearsing, drill):
    desk = rehearsing.desk
    account = add_x(desk)
    page = read_response(desk, drill)
    assert account not in {one.account for one in page.accounts}
    assert all("EXERCISE" in one.label for one in page.accounts)
    assert "AshcombeDC" not in page.account_label
    assert desk.fields(drill)["handle"] == "@AshcombeExample"
    rotate = next(
        step
        for step in desk.incidents.run(drill).playbook.steps()
        if step.verb is Verb.ROTATE
    )
    shown = read_response(desk, drill, rotate.slug).step
    assert shown is not None
    assert shown.target == page.accounts[0].account
    assert shown.ways == ()


def test_no_number_is_shown_in_an_exercise_and_nobody_is_rung(rehearsing, drill):
    desk = rehearsing.desk
    me = rehearsing.machine.here.me.person
    desk.officers.set_contact(me, Contact(mobile="07700 900123"))
    page = read_response(desk, drill)
    assert [number for _, number in page.people] == [""]
    steps = desk.incidents.run(drill).playbook.steps()
    notify = next(step for step in steps if step.verb is Verb.NOTIFY)
    shown = read_response(desk, drill, notify.slug).step
    assert shown is not None
    assert shown.how[0].startswith("This is an exercise: nobody outside is rung")


def test_home_counts_what_is_real_alone(rehearsing, drill, library):
    desk = rehearsing.desk
    assert all(m.need is not Need.INCIDENT for m in read_home(desk).matters)
    assert read_home(desk).open_incidents == ()
    real = desk.incidents.start(Opening("Real", library.incidents["hacked-account"]))
    home = read_home(desk)
    assert [m.subject for m in home.matters if m.need is Need.INCIDENT] == [real]


def test_the_report_of_an_exercise_says_so_on_each_page(
    rehearsing, drill, tmp_path, peer
):
    desk = rehearsing.desk
    for number in range(60):
        desk.incidents.note(drill, f"Note {number}: said aloud whom we would ring")
    files = (
        *desk.records.write(drill, tmp_path / "report"),
        *write_debrief(desk, drill, tmp_path / "report"),
    )
    assert all(file.name.startswith("EXERCISE-") for file in files)
    for pdf in (file for file in files if file.suffix == ".pdf"):
        said = subprocess.run(
            [peer("pdftotext"), "-q", str(pdf), "-"], capture_output=True, check=True
        )
        pages = said.stdout.decode().rstrip("\f").split("\f")
        assert all("EXERCISE: none of this is real" in page for page in pages)
    for text in (file.read_text() for file in files if file.suffix == ".md"):
        lines = text.strip().splitlines()
        assert lines[0] == lines[-1] == "**EXERCISE: none of this is real**"


def test_a_real_report_has_no_mark(rehearsing, library, tmp_path):
    desk = rehearsing.desk
    real = desk.incidents.start(Opening("Real", library.incidents["hacked-account"]))
    prepared = desk.records.prepare(real)
    assert prepared.said.mark == ""
    assert prepared.name.startswith("incident-")


def test_what_is_real_and_an_exercise_are_never_offered_to_be_linked(
    rehearsing, drill, library
):
    desk = rehearsing.desk
    real = desk.incidents.start(Opening("Real", library.incidents["hacked-account"]))
    other = rehearsing.start(PRIZES)
    offered = read_response(desk, drill).together.elsewhere
    assert [incident for incident, _ in offered] == [other]
    assert read_response(desk, real).together.elsewhere == ()
    for one, two in ((real, drill), (drill, real)):
        with pytest.raises(InvalidValueError, match="exercise-and-real"):
            desk.incidents.playbooks.link(one, two)
    assert desk.incidents.playbooks.link(drill, other).incident.links


def test_an_exercise_goes_on_as_its_scenario_was_when_it_began(rehearsing, monkeypatch):
    desk = rehearsing.desk
    scenario = find_scenario(desk, PRIZES)
    drill = rehearsing.start(PRIZES)
    desk = rehearsing.reopen()
    monkeypatch.setattr(Scenarios, "named", lambda *_: None)
    assert read_drill(desk, drill).scenario == scenario
    assert made_up(desk, desk.incidents.run(drill))


def test_a_scenario_that_somebody_wrote_under_another_name_is_not_taken(
    rehearsing, drill
):
    desk, scenario = rehearsing.desk, find_scenario(rehearsing.desk, PRIZES)
    assert desk.drills.kept("nonsense", PRIZES) == scenario
    other = find_scenario(desk, "A joke on the wrong account")
    assert desk.drills.kept(other.text, PRIZES) == scenario


def test_every_list_of_what_is_under_way_marks_exercises(rehearsing, drill, library):
    desk = rehearsing.desk
    real = desk.incidents.start(Opening("Real", library.incidents["hacked-account"]))
    for names in (
        {one.incident: one.label for one in read_report(desk).running},
        {one.subject: one.label for one in read_start(desk).under_way},
    ):
        assert names[drill].startswith("EXERCISE  ")
        assert not names[real].startswith("EXERCISE")


# --- what is taken out ------------------------------------------------------------


def taken(rehearsing, incident, folder):
    custody = rehearsing.desk.incidents.evidence
    item = custody.text(incident, "Free money here", Source())
    return take_out(rehearsing.desk, incident, item, folder)


def test_evidence_out_of_an_exercise_says_so_and_is_not_changed(
    rehearsing, drill, tmp_path
):
    path = taken(rehearsing, drill, tmp_path)
    assert path.name.startswith("EXERCISE-")
    assert path.read_text() == "Free money here"
    (note,) = (p for p in tmp_path.glob("EXERCISE-*") if p != path)
    said = note.read_text()
    assert said.startswith("EXERCISE: none of this is real")
    assert path.name in said
    assert PRIZES in said


def test_real_evidence_is_taken_out_without_a_mark(rehearsing, library, tmp_path):
    book = library.incidents["hacked-account"]
    real = rehearsing.desk.incidents.start(Opening("It happens", book))
    path = taken(rehearsing, real, tmp_path)
    assert [p.name for p in tmp_path.glob("*.txt")] == [path.name]
    assert "EXERCISE" not in path.name
