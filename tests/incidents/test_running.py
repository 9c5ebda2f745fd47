"""Several playbooks in one log, and everything that can become of a step."""

import pytest

from incidentkit.errors import (
    DetailsMissingError,
    InvalidValueError,
    ProofMissingError,
    ReasonNeededError,
    SecondPersonNeededError,
    SecretInTextError,
    StillOpenError,
    UnknownNameError,
)
from incidentkit.incidents import entries as e
from incidentkit.incidents.evidence import Source
from incidentkit.incidents.service import Closing, Opening
from incidentkit.incidents.steps import Finishing
from incidentkit.playbooks.walk import Status
from tests.incidents.books import HACKED, PART, book, hack, post
from tests.incidents.office import MINUTE, SECRET

WHO = "write-down-who-posted-it"
HIDE = "hide-the-post"
CORRECT = "put-the-correction-up"
TELL = "tell-the-platform"
DELETE = "delete-the-post"
OWN = "what-do-we-do-with-our-own-post"
LOOK = "look-whether-it-is-shared"
RING = "ring-the-press-office"
EXCEPTION = "ring-the-head-of-communications"
CONTROL = "small-hack:do-we-control-the-account"


@pytest.fixture
def incident(office):
    return office.incidents.start(Opening("A joke went out", post()))


def status(office, incident, slug):
    return office.run(incident).walk.position(slug).status


# --- playbooks ----------------------------------------------------------------


def test_an_unknown_sender_runs_both_playbooks_from_the_start_in_one_log(office):
    opening = Opening("A strange post", post(), also=(hack(),))
    incident = office.incidents.start(opening)
    run = office.run(incident)
    assert [b.slug for b in run.playbooks] == ["our-own-post", "small-hack"]
    assert run.walk.position(CONTROL).status is Status.OPEN
    office.incidents.answer(incident, CONTROL, "Yes")
    office.incidents.done(incident, RING)
    run = office.run(incident)
    assert run.walk.position(RING).status is Status.DONE
    assert run.walk.position(f"small-hack:{RING}").status is Status.OPEN
    assert run.answer("control") == "Yes"


def test_a_joined_playbook_keeps_its_text_and_its_parts(office, incident):
    office.incidents.playbooks.join(incident, hack(), "It may be a hack after all")
    office.machine.reopen()
    office.services.clear()
    run = office.run(incident)
    assert run.playbooks == (post(), hack())
    inside = "small-hack:looking-after-people/ask-how-they-are"
    office.incidents.done(incident, inside)
    assert office.run(incident).walk.position(inside).status is Status.DONE


def test_joining_what_runs_already_writes_nothing(office, incident):
    office.incidents.playbooks.join(incident, hack())
    before = len(office.incidents.facts(incident))
    office.incidents.playbooks.join(incident, hack())
    office.incidents.playbooks.join(incident, post())
    assert len(office.incidents.facts(incident)) == before


def test_a_playbook_that_was_left_keeps_what_was_done_and_asks_for_no_more(
    office, incident
):
    office.incidents.playbooks.join(incident, hack())
    office.incidents.done(incident, RING)
    office.incidents.playbooks.leave(incident, "our-own-post", "It was a hack")
    run = office.run(incident)
    assert [b.slug for b in run.going] == ["small-hack"]
    assert run.walk.position(RING).status is Status.DONE
    assert run.walk.position(WHO).status is Status.NOT_NEEDED
    assert not any("posted it" in title for title in run.left_open)


NEWER = HACKED.replace("Do we control", "Does anybody control", 1)


def newer():
    return book("Small hack", NEWER, {"Looking after people": PART})


def asked(run):
    return next(f.text for f in run.playbook.facts if f.name == "control")


def test_a_newer_text_of_what_runs_is_not_taken_in_silently(office, incident):
    office.incidents.playbooks.join(incident, hack())
    with pytest.raises(InvalidValueError, match="runs-as-it-began"):
        office.incidents.playbooks.join(incident, newer())
    run = office.incidents.playbooks.change(incident, "small-hack", newer(), "Newer")
    assert asked(run) == "Does anybody control the account?"
    assert [b.slug for b in run.going] == ["our-own-post", "small-hack"]


def test_what_it_began_with_is_left_and_joined_again_in_its_newer_text(office):
    incident = office.incidents.start(Opening("A strange post", hack(), also=(post(),)))
    office.incidents.done(incident, RING)
    office.incidents.playbooks.leave(incident, "small-hack", "It is no hack")
    run = office.incidents.playbooks.join(incident, newer(), "It is one")
    assert asked(run) == "Does anybody control the account?"
    assert run.walk.position(RING).status is Status.DONE
    run = office.incidents.playbooks.leave(incident, "small-hack", "It is not")
    assert [b.slug for b in run.going] == ["our-own-post"]


def test_a_playbook_that_was_left_can_be_joined_again(office, incident):
    office.incidents.playbooks.change(incident, "our-own-post", hack(), "A hack")
    assert [b.slug for b in office.run(incident).going] == ["small-hack"]
    office.incidents.playbooks.join(incident, post(), "It was us after all")
    run = office.run(incident)
    assert [b.slug for b in run.going] == ["our-own-post", "small-hack"]
    assert run.walk.position(WHO).status is Status.OPEN
    office.incidents.playbooks.leave(incident, "our-own-post", "No, a hack")
    assert [b.slug for b in office.run(incident).going] == ["small-hack"]


def test_the_only_playbook_cannot_be_left_and_an_unknown_one_neither(office, incident):
    with pytest.raises(InvalidValueError):
        office.incidents.playbooks.leave(incident, "our-own-post", "no")
    with pytest.raises(UnknownNameError):
        office.incidents.playbooks.leave(incident, "small-hack", "no")


def test_incidents_that_have_to_do_with_each_other_name_each_other(office, incident):
    other = office.incidents.start(Opening("The same joke elsewhere", hack()))
    playbooks = office.incidents.playbooks
    playbooks.link(incident, other, "The same picture")
    assert playbooks.linked(incident) == (other,)
    assert playbooks.linked(other) == (incident,)
    playbooks.link(incident, other)
    assert len(office.run(incident).incident.links) == 1
    playbooks.unlink(incident, other, "Another picture")
    assert office.run(incident).incident.links == ()
    with pytest.raises(InvalidValueError):
        playbooks.link(incident, incident)


def test_a_step_begins_another_playbook_beside_this_one_in_one_change(office, incident):
    slug = next(s.slug for s in post().steps() if s.begins)
    before = len(office.incidents.facts(incident))
    with pytest.raises(InvalidValueError):
        office.incidents.begin_beside(incident, RING, hack())
    with pytest.raises(InvalidValueError):
        office.incidents.begin_beside(incident, slug, post())
    run = office.incidents.begin_beside(incident, slug, hack())
    assert run.runs("small-hack")
    assert run.walk.position(slug).status is Status.DONE
    assert len(office.incidents.facts(incident)) == before + 2


# --- what a step asks for -----------------------------------------------------


def test_a_form_is_asked_for_by_its_questions_until_it_is_filled(office, incident):
    with pytest.raises(DetailsMissingError) as caught:
        office.incidents.done(incident, WHO)
    assert caught.value.fields == ("Who posted it?", "From which tool?")
    office.incidents.details(incident, WHO, {"poster": "Sam"})
    with pytest.raises(DetailsMissingError) as caught:
        office.incidents.done(incident, WHO)
    assert caught.value.fields == ("From which tool?",)
    office.incidents.done(incident, WHO, more=Finishing({"tool": "The planner"}))
    state = office.run(incident).incident
    assert state.details(WHO) == {"poster": ("Sam",), "tool": ("The planner",)}
    assert status(office, incident, WHO) is Status.DONE


def test_a_detail_gives_way_to_a_later_one_field_by_field(office, incident):
    office.incidents.details(incident, WHO, {"poster": "Sam", "tool": "A phone"})
    office.incidents.details(incident, WHO, {"poster": "Alex"})
    found = office.run(incident).incident.details(WHO)
    assert found == {"poster": ("Alex",), "tool": ("A phone",)}
    with pytest.raises(UnknownNameError):
        office.incidents.details(incident, WHO, {"weather": "rain"})
    with pytest.raises(SecretInTextError):
        office.incidents.details(incident, WHO, {"tool": f"with {SECRET}"})


@pytest.mark.parametrize(
    ("step", "proof"),
    [(HIDE, "evidence"), (CORRECT, "link"), (TELL, "The ticket number")],
)
def test_what_has_to_be_shown_is_asked_for(office, incident, step, proof):
    with pytest.raises(ProofMissingError) as caught:
        office.incidents.done(incident, step)
    assert caught.value.proof == proof
    assert status(office, incident, step) is Status.OPEN


def test_a_step_is_finished_by_what_it_asks_to_be_shown(office, incident):
    with pytest.raises(ProofMissingError):
        office.incidents.done(incident, CORRECT, more=Finishing(proof="on our page"))
    address = "https://ashcombe.example.org/correction"
    office.incidents.done(incident, CORRECT, more=Finishing(proof=address))
    office.incidents.done(incident, TELL, more=Finishing(proof="T-4711"))
    office.incidents.evidence.text(incident, "gone", Source(step=HIDE))
    office.incidents.done(incident, HIDE)
    for step in (CORRECT, TELL, HIDE):
        assert status(office, incident, step) is Status.DONE
    bodies = [f.body for f in office.incidents.facts(incident)]
    assert address in [b.proof for b in bodies if isinstance(b, e.StepDone)]


def test_a_deletion_takes_two_people_who_are_not_the_same(office, incident):
    me = f"Person {office.me.hex()[:8]}"
    with pytest.raises(SecondPersonNeededError):
        office.incidents.done(incident, DELETE)
    with pytest.raises(SecondPersonNeededError):
        office.incidents.done(incident, DELETE, more=Finishing(second=me.upper()))
    with pytest.raises(SecondPersonNeededError):
        office.incidents.done(incident, DELETE, by="Pat", more=Finishing(second="pat"))
    office.incidents.agree(incident, DELETE)
    with pytest.raises(SecondPersonNeededError):
        office.incidents.done(incident, DELETE)
    office.incidents.done(incident, DELETE, more=Finishing(second="Sol Second"))
    assert status(office, incident, DELETE) is Status.DONE


def test_a_decision_that_asks_for_a_reason_gets_one_unless_nobody_knows(
    office, incident
):
    with pytest.raises(ReasonNeededError) as caught:
        office.incidents.answer(incident, OWN, "Leave it")
    assert caught.value.rule == ""
    office.incidents.answer(incident, OWN, "Don't know yet")
    office.incidents.answer(incident, OWN, "Leave it", reason="A typing mistake")
    assert office.run(incident).answer("own post") == "Leave it"


def test_going_against_the_councils_own_rule_takes_a_reason(office, incident):
    office.settings["setting own bad post"] = "delete"
    with pytest.raises(ReasonNeededError) as caught:
        office.incidents.answer(incident, OWN, "Leave it")
    assert caught.value.rule == "Delete it"
    office.incidents.answer(incident, OWN, "Leave it", reason="Nobody is hurt")


# --- what becomes of a step ---------------------------------------------------


def test_nobody_could_be_reached_is_an_answer_that_opens_what_comes_then(
    office, incident
):
    assert status(office, incident, EXCEPTION) is not Status.OPEN
    tried = (
        e.Attempt("Press office", "telephone", office.machine.clock.ms - MINUTE),
        e.Attempt("Head of communications", "message"),
    )
    office.incidents.cannot(incident, RING, "Nobody answers", attempts=tried)
    assert status(office, incident, RING) is Status.FAILED
    assert status(office, incident, EXCEPTION) is Status.OPEN
    office.incidents.done(incident, RING, "They rang back")
    assert status(office, incident, RING) is Status.DONE
    assert office.run(incident).incident.conflicts == ()


def test_what_turns_out_not_to_be_done_could_not_be_done(office, incident):
    office.incidents.done(incident, RING)
    office.incidents.cannot(incident, RING, "It was the wrong number")
    assert status(office, incident, RING) is Status.FAILED
    assert office.run(incident).incident.conflicts == ()
    office.incidents.undo(incident, RING, "It was the right one")
    assert status(office, incident, RING) is Status.DONE


def test_an_attempt_names_somebody_and_lies_in_the_past(office, incident):
    later = office.machine.clock.ms + 60 * MINUTE
    for attempt in (e.Attempt(" "), e.Attempt("Pat", "", later)):
        with pytest.raises(InvalidValueError):
            office.incidents.cannot(incident, RING, "no", attempts=(attempt,))
    with pytest.raises(InvalidValueError):
        office.incidents.cannot(incident, RING, " ")


def test_a_step_that_repeats_rests_until_its_next_time_and_ends_with_a_reason(
    office, incident
):
    office.incidents.done(incident, LOOK)
    run = office.run(incident)
    assert run.walk.position(LOOK).status is Status.RESTING
    first = run.due(run.playbook.step(LOOK)).at_ms
    office.wait(40)
    office.incidents.done(incident, LOOK)
    run = office.run(incident)
    assert run.due(run.playbook.step(LOOK)).at_ms - first >= 40 * MINUTE
    office.incidents.end_round(incident, LOOK, "Nobody shares it any more")
    assert status(office, incident, LOOK) is Status.DONE
    with pytest.raises(InvalidValueError):
        office.incidents.end_round(incident, RING, "no")


def test_a_step_is_opened_again_with_everything_that_was_recorded_of_it(
    office, incident
):
    office.incidents.cannot(incident, RING, "Nobody answers")
    office.incidents.already_done(incident, RING)
    office.incidents.done(incident, RING)
    office.incidents.open_again(incident, RING, "It was another office")
    assert status(office, incident, RING) is Status.OPEN
    assert office.run(incident).incident.records_of(RING) == ()


def test_a_deadline_may_lie_ahead_and_clocks_count_back_from_it(office, incident):
    ahead = office.machine.clock.ms + 180 * MINUTE
    office.incidents.circumstances.moment(incident, "press deadline", ahead)
    run = office.run(incident)
    due = run.due(run.playbook.step("answer-the-reporter"))
    assert due.at_ms == ahead - 30 * MINUTE
    with pytest.raises(InvalidValueError):
        office.incidents.circumstances.moment(incident, "seen", ahead)


# --- the record that every incident has ---------------------------------------


def test_the_common_record_is_kept_line_by_line(office):
    began = office.machine.clock.ms - 90 * MINUTE
    record = {"raised by": "A resident", "public since": began}
    incident = office.incidents.start(Opening("A joke", post(), record=record))
    office.incidents.circumstances.record(incident, "raised by", "A councillor")
    state = office.run(incident).incident
    assert [c.text for c in state.said_of("", "raised by")] == ["A councillor"]
    assert [c.when_ms for c in state.said_of("", "public since")] == [began]
    for name, value in (("colour", "red"), ("public since", "noon"), ("platform", " ")):
        with pytest.raises((UnknownNameError, InvalidValueError)):
            office.incidents.circumstances.record(incident, name, value)


def test_how_serious_it_was_thought_to_be_is_kept_with_its_times(office, incident):
    for label in ("Minor", "Critical"):
        office.incidents.answer(incident, "how-serious-is-it", label)
    history = office.run(incident).history("severity")
    assert [(h.label, h.stands) for h in history] == [
        ("Minor", False),
        ("Critical", True),
    ]
    assert history[0].at_ms < history[1].at_ms


def test_evidence_keeps_what_the_platform_showed(office, incident):
    shown = e.AsShown(
        platform="X",
        post_id="4711",
        author_name="Ashcombe DC",
        author_handle="@AshcombeDC",
        posted="2h ago",
        counts="1,204 views",
        alt="A bin",
    )
    source = Source(step=HIDE, what="The post", shown=shown)
    office.incidents.evidence.text(incident, "A joke", source)
    office.incidents.evidence.held_elsewhere(incident, source, "phone", "Sam")
    items = office.run(incident).incident.evidence
    assert [item.shown for item in items] == [shown, shown]


def test_a_closing_keeps_lessons_with_owners_and_how_long_it_is_kept(office, incident):
    how = Closing(
        "It is over",
        reason="The rest is moved",
        learned=(e.Lesson("Two people look at jokes", "Pat", START_NEXT_YEAR),),
        retention="Two years",
        review_ms=START_NEXT_YEAR,
    )
    with pytest.raises(StillOpenError):
        office.incidents.close_with(incident, Closing("It is over"))
    office.incidents.close_with(incident, how)
    (body,) = (
        f.body for f in office.incidents.facts(incident) if isinstance(f.body, e.Closed)
    )
    assert body.learned == how.learned
    assert (body.retention, body.review_ms) == ("Two years", START_NEXT_YEAR)


def test_a_lesson_without_an_owner_is_nobodys(office, incident):
    how = Closing("Over", reason="x", learned=(e.Lesson("Look twice"),))
    with pytest.raises(InvalidValueError):
        office.incidents.close_with(incident, how)


# --- exercises ----------------------------------------------------------------


def test_an_exercise_has_no_real_account_and_is_listed_apart(office, incident):
    with pytest.raises(InvalidValueError):
        office.incidents.start(
            Opening("Drill", post(), account=bytes(16), exercise="The joke")
        )
    drill = office.incidents.start(Opening("Drill", post(), exercise="The joke"))
    rows = office.incidents.rows
    assert {r.incident for r in rows()} == {incident, drill}
    assert [r.incident for r in rows(exercises=True)] == [drill]
    assert [r.incident for r in rows(exercises=False)] == [incident]
    assert office.run(drill).incident.exercise == "The joke"


def test_what_an_exercise_shows_and_when_it_was_answered_is_kept(office, incident):
    drill = office.incidents.start(Opening("Drill", post(), exercise="The joke"))
    rehearsal = office.incidents.rehearsal
    with pytest.raises(UnknownNameError):
        rehearsal.answered(drill, "A reporter rings")
    shown = office.machine.clock.ms
    rehearsal.shown(drill, "A reporter rings", shown)
    office.wait(7)
    answered = office.machine.clock.ms
    rehearsal.answered(drill, "A reporter rings", "Rang back", answered)
    rehearsal.shown(drill, "A reporter rings")
    (inject,) = office.run(drill).incident.course.injects
    assert (inject.shown_ms, inject.answered_ms) == (shown, answered)
    with pytest.raises(InvalidValueError):
        rehearsal.shown(incident, "A reporter rings")


START_NEXT_YEAR = 1_830_000_000_000
