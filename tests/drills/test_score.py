"""What a drill showed: minutes beside targets, what went well first, never a mark."""

import re

import pytest

from incidentkit.desk.drill_register import register_csv, write_register
from incidentkit.desk.drilling import (
    answer_inject,
    read_debrief,
    read_drill,
    read_drills,
    show_injects,
)
from incidentkit.desk.writing import Beginning, begin_draft
from incidentkit.drills.debrief import to_look_at, went_well
from incidentkit.drills.score import Standing
from incidentkit.errors import InvalidValueError, UnknownNameError
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.service import Opening
from incidentkit.words import drills as words

PRIZES = "Prize posts on a Saturday"
CAPTURE = "take-screenshots-before-anything-is-changed"
DANGER = "is-anyone-in-danger-right-now"
CONTROL = "can-you-get-in"
KEEP = "has-legal-or-the-police-asked-us-to-keep-anything"
HIDE = "hide-the-posts-that-are-not-ours"


@pytest.fixture
def drill(rehearsing):
    return rehearsing.start(PRIZES)


def standing(rehearsing, drill, what):
    found = read_debrief(rehearsing.desk, drill).outcome
    return next(t for t in found.targets if t.what == what)


def test_a_target_is_met_late_not_yet_due_or_not_done(rehearsing, drill):
    desk, what = rehearsing.desk, "Pictures of the posts kept"
    assert standing(rehearsing, drill, what).standing is Standing.NOT_YET
    rehearsing.wait(11)
    assert standing(rehearsing, drill, what).standing is Standing.NOT_DONE
    desk.incidents.answer(drill, CONTROL, "Yes")
    desk.incidents.evidence.text(drill, "A post", Source(step=CAPTURE))
    desk.incidents.done(drill, CAPTURE)
    late = standing(rehearsing, drill, what)
    assert (late.minutes, late.within, late.standing) == (11, 10, Standing.LATE)


def test_a_target_that_no_answer_led_to_did_not_come_up(rehearsing, drill):
    rehearsing.desk.incidents.answer(drill, CONTROL, "No")
    found = standing(rehearsing, drill, "Password changed")
    assert found.standing is Standing.NOT_ASKED


def test_an_event_is_answered_in_time_late_or_not_at_all(rehearsing, drill):
    desk = rehearsing.desk
    titles = [i.title for i in read_drill(desk, drill).injects[:3]]
    show_injects(desk, drill, tuple(titles))
    rehearsing.wait(5)
    answer_inject(desk, drill, titles[0], "Told her it is not ours")
    rehearsing.wait(10)
    answer_inject(desk, drill, titles[1])
    found = read_debrief(desk, drill).outcome
    assert [i.standing for i in found.injects[:4]] == [
        Standing.MET,
        Standing.LATE,
        Standing.NOT_DONE,
        Standing.NOT_ASKED,
    ]
    assert found.injects[0].note == "Told her it is not ours"
    assert words.answered_late([titles[1]]) in to_look_at(found)
    assert words.unanswered([titles[2]]) in to_look_at(found)


def test_a_removal_before_a_capture_is_named_and_one_after_it_is_praised(
    rehearsing, drill
):
    desk = rehearsing.desk
    assert words.CAPTURED_FIRST not in went_well(read_debrief(desk, drill).outcome)
    desk.incidents.answer(drill, CONTROL, "Yes")
    desk.incidents.answer(drill, KEEP, "Yes")
    desk.incidents.override_capture(drill, HIDE, "Somebody is in danger")
    desk.incidents.done(drill, HIDE)
    found = read_debrief(desk, drill).outcome
    assert found.removed_first == ("Hide the posts that are not ours",)
    desk.incidents.evidence.text(drill, "A post", Source(step=CAPTURE))
    found = read_debrief(desk, drill).outcome
    assert found.removed_first == ()
    assert words.CAPTURED_FIRST in went_well(found)


def test_a_cause_that_nobody_confirmed_is_counted_in_the_texts(rehearsing, drill):
    desk = rehearsing.desk
    assert read_debrief(desk, drill).outcome.causes is None
    draft = begin_draft(desk, drill, "MT-01", Beginning("short", "x"))
    assert read_debrief(desk, drill).outcome.causes == 0
    desk.drafts.edit(draft, "We were hacked.")
    found = read_debrief(desk, drill).outcome
    assert found.causes == 1
    assert words.causes(1) in to_look_at(found)


def test_a_lesson_needs_somebody_who_sees_to_it(rehearsing, drill):
    from incidentkit.desk.drilling import Ending, end_drill

    with pytest.raises(InvalidValueError):
        end_drill(rehearsing.desk, drill, Ending("Calm", (("Print it", ""),)))
    assert read_drill(rehearsing.desk, drill).is_open


def test_there_is_never_a_mark_out_of_ten(rehearsing, drill):
    rehearsing.end(drill)
    said = str(read_debrief(rehearsing.desk, drill).said)
    assert not re.search(r"\b(score|grade|marks|points|\d+ ?/ ?\d+|per cent|%)\b", said)


def test_what_is_real_has_no_debrief_and_an_unknown_scenario_none_either(
    rehearsing, library
):
    desk, playbook = rehearsing.desk, library.incidents["hacked-account"]
    real = desk.incidents.start(Opening("Real", playbook))
    with pytest.raises(InvalidValueError):
        read_debrief(desk, real)
    other = desk.incidents.start(
        Opening("Old", playbook, exercise="Of another version")
    )
    assert read_drill(desk, other).scenario is None
    with pytest.raises(UnknownNameError):
        read_debrief(desk, other)


def test_a_drill_goes_on_where_it_was_after_a_lock(rehearsing, drill):
    rehearsing.wait(6)
    shown = rehearsing.show_due(drill)
    assert len(shown) == 2
    rehearsing.reopen()
    rehearsing.wait(1)
    assert rehearsing.show_due(drill) == ()
    assert set(read_drill(rehearsing.desk, drill).shown) == set(shown)
    rehearsing.wait(3)
    assert len(rehearsing.show_due(drill)) == 1


def test_an_approvable_first_notice_is_a_few_entries_away(rehearsing, drill):
    """From the open incident: two answers, then a text in which nothing is to fill."""
    desk = rehearsing.desk
    before = len(desk.incidents.facts(drill))
    desk.council.set("public_contact", "01632 960 001")
    desk.council.set("official_accounts_page", "https://ashcombe.example.org/us")
    draft = begin_draft(desk, drill, "MT-01", Beginning("web", "website"))
    taken = len(desk.incidents.facts(drill)) - before + len(desk.drafts.facts(draft))
    assert taken == 1
    from incidentkit.desk.checking_text import look_through, looked_at
    from incidentkit.desk.writing import read_draft

    review = look_through(looked_at(desk, draft), read_draft(desk, draft).text)
    # What only a person knows of the posts is left to say, in one edit.
    assert len(review.gaps) <= 2
    assert all(f.check != "DC06" for f in review.findings)


# --- the register ----------------------------------------------------------------


def test_the_register_says_who_rehearsed_what_and_when(rehearsing, drill, tmp_path):
    desk = rehearsing.desk
    page = read_drills(desk)
    assert {r.slug for r in page.rehearsed} == {
        "hacked-account",
        "inappropriate-post",
        "press-enquiry",
        "offensive-comments",
    }
    assert all(r.is_overdue and not r.last_ms for r in page.rehearsed)
    rehearsing.end(drill)
    page = read_drills(desk)
    hacked = next(r for r in page.rehearsed if r.slug == "hacked-account")
    assert (hacked.times, hacked.is_overdue) == (1, False)
    assert [page.names[p] for p in hacked.people] == ["Asha Patel"]
    rehearsing.wait(60 * 24 * 31 * page.months)
    later = {r.slug: r.is_overdue for r in read_drills(desk).rehearsed}
    assert later["hacked-account"]
    (file,) = write_register(desk, tmp_path)
    assert PRIZES in file.read_text(encoding="utf-8-sig")


def test_a_cell_that_a_spreadsheet_would_work_out_stays_a_text(rehearsing):
    desk = rehearsing.desk
    desk.officers.set_name(rehearsing.machine.here.me.person, "=1+1")
    rehearsing.start(PRIZES)
    assert "'=1+1" in register_csv(read_drills(desk))


def test_the_real_incidents_are_in_no_register(rehearsing, library):
    desk = rehearsing.desk
    desk.incidents.start(Opening("Real", library.incidents["hacked-account"]))
    assert read_drills(desk).held == ()
