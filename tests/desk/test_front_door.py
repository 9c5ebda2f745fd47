"""The front door: two answers, and the right playbooks run with what they know."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from incidentkit.accounts.model import NewAccount
from incidentkit.accounts.secret import Secret
from incidentkit.desk.catalogue import full_catalogue
from incidentkit.desk.enquiry import Lines, Message
from incidentkit.desk.founding import found_kit
from incidentkit.desk.front_door import Begin, begin, find_seen, front_door
from incidentkit.desk.response import read_response
from incidentkit.desk.self_report import Report
from incidentkit.desk.services import Desk, open_desk
from incidentkit.errors import SecretInTextError, UnknownNameError
from incidentkit.incidents.entries import MomentSet
from incidentkit.incidents.run import Run
from incidentkit.incidents.steps import Finishing
from incidentkit.playbooks.library import Library
from incidentkit.playbooks.read import read_playbook
from incidentkit.playbooks.walk import Position, Status
from incidentkit.vault.folder import under
from incidentkit.vault.kinds import PersonId
from incidentkit.vault.kit import Founder, Surrounding, open_kit
from tests.read_once import library_once
from tests.vault.world import PASSPHRASE, POLICY, TickingClock

LIBRARY = library_once()
SECRET = "Old-Horse-9x"
OWN = """
playbook: Flood in the car park
kind: incident
version: 1.0
owner: Head of communications
reviewed: 2026-09-01
review every: 6 months
handling: OFFICIAL
goal: Keep people out of it.
begins with: The car park by the river is under water
roles:
  Lead:
    does: Decides what happens next
    deputy: Second
  Second:
    does: Helps
    deputy: Lead
phases:
  - phase: First
    steps:
      - do: Close the barrier
        who: Lead
        why: Cars float.
        basis: Council practice
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    around = Surrounding(under(tmp_path), TickingClock(), full_catalogue(), POLICY)
    asha = Founder(PersonId(b"a" * 16), "Asha Patel", PASSPHRASE)
    found_kit(around, asha, "Ashcombe Council")
    kit = open_kit(around, "Asha Patel")
    found = open_desk(kit.unlock("Asha Patel", PASSPHRASE))
    found.accounts.add(NewAccount("x", "AshcombeDC", secret=Secret(SECRET)))
    yield found
    kit.close()


def began(desk: Desk, key: str, **more: object) -> Run:
    how = replace(Begin(find_seen(LIBRARY, key)), **more)
    begun = begin(desk, LIBRARY, how)
    assert begun.refused is None
    return desk.incidents.run(begun.incident)


def first_step(run: Run) -> Position:
    """Return what stands large: the question about danger stands beside it."""
    return next(p for p in run.walk.open if p.step.fact != "danger")


@pytest.mark.parametrize(
    ("key", "first"),
    [
        ("locked-out", "Ask every other administrator to try to get in"),
        ("not-us", "Keep every way in that still works"),
        ("our-mistake", "Stop planned and automatic posts"),
        ("nobody-knows", "Keep every way in that still works"),
    ],
)
def test_two_answers_lead_to_the_first_step_that_stops_harm(
    key: str, first: str, desk: Desk
) -> None:
    account = desk.accounts.rows()[0].subject
    now = first_step(began(desk, key, account=account))

    assert now.step.title == first
    assert now.step.stops_harm


def test_every_incident_playbook_of_the_library_is_behind_the_door() -> None:
    offered = front_door(LIBRARY)

    assert {s for seen in offered for s in seen.playbooks} == set(LIBRARY.incidents)
    assert len({seen.key for seen in offered}) == len(offered) == 7


def test_what_follows_from_a_choice_is_a_question_and_an_answer_of_its_playbook() -> (
    None
):
    for seen in front_door(LIBRARY):
        steps = [s for slug in seen.playbooks for s in LIBRARY.incidents[slug].steps()]
        for fact, said in seen.settles:
            asking = [s for s in steps if s.fact == fact and s.asks]
            assert asking, (seen.key, fact)
            assert all(s.label(said) for s in asking), (seen.key, said)


def test_a_playbook_of_the_councils_own_is_offered_by_what_it_begins_with(
    desk: Desk,
) -> None:
    own = read_playbook(OWN, "flood.yaml")
    library = Library({**LIBRARY.incidents, own.slug: own}, LIBRARY.guides)
    offered = front_door(library)[-1]
    begun = begin(desk, library, Begin(offered))
    run = desk.incidents.run(begun.incident)

    assert offered.says == "The car park by the river is under water"
    assert run.incident.title == "The car park by the river is under water"
    assert run.walk.next is not None
    assert run.walk.next.step.title == "Close the barrier"


def test_a_choice_whose_playbook_is_gone_is_not_offered() -> None:
    without = {s: p for s, p in LIBRARY.incidents.items() if s != "inappropriate-post"}
    keys = [seen.key for seen in front_door(Library(without))]

    assert "not-us" in keys
    assert "nobody-knows" not in keys
    with pytest.raises(UnknownNameError):
        find_seen(Library(without), "our-mistake")


def test_when_nobody_knows_who_did_it_both_run_and_nothing_asks_to_begin_them(
    desk: Desk,
) -> None:
    run = began(desk, "nobody-knows")

    assert [p.slug for p in run.going] == ["hacked-account", "inappropriate-post"]
    assert not [
        p
        for p in run.walk.open
        if p.step.begins in {"hacked-account", "inappropriate-post"}
    ]


def test_that_nobody_knows_is_answered_and_can_be_answered_again(desk: Desk) -> None:
    run = began(desk, "not-us")
    (incident,) = [row.incident for row in desk.incidents.rows()]
    question = next(s for s in run.playbook.steps() if s.fact == "control")
    assert run.progress.answers[question.slug] == "Don't know yet"
    run = desk.incidents.answer(incident, question.slug, "Yes")
    assert first_step(run).step.title == "Stay logged in and keep that screen open"


def test_four_lines_are_written_down_and_the_deadline_is_set(desk: Desk) -> None:
    now = desk.session.clock.now_ms()
    lines = Lines("Gazette", "Robin Vale", "Who posted this?", "in 2 hours", "r@g.uk")
    run = began(desk, "press", lines=lines)
    kept = run.incident.details("take-the-enquiry")

    assert run.incident.title == "Enquiry from Gazette"
    assert kept["question"] == ("Who posted this?",)
    assert kept["address"] == ("r@g.uk",)
    assert "take-the-enquiry" in run.progress.done
    assert abs(run.progress.moments["press deadline"] - now - 7_200_000) < 60_000


def asked_in(desk: Desk, deadline: str) -> Run:
    lines = Lines("Gazette", "Robin Vale", "Who posted this?", deadline, "r@g.uk")
    return began(desk, "press", lines=lines)


def titles_of(run: Run, many: int) -> list[str]:
    """Return the first steps that are open, without the question that stands beside."""
    wanted = (p for p in run.walk.open if p.step.fact != "danger")
    return [p.step.title for p in wanted][:many]


@pytest.mark.parametrize(
    ("deadline", "left"),
    [("in 59 minutes", "Under an hour"), ("in 61 minutes", "An hour or more")],
)
def test_how_much_time_is_left_follows_from_the_deadline(
    deadline: str, left: str, desk: Desk
) -> None:
    run = asked_in(desk, deadline)

    assert run.answer("enquiry time") == left
    assert "How much time is left until the deadline?" not in titles_of(run, 50)


def test_the_time_left_is_answered_again_when_the_deadline_moves(desk: Desk) -> None:
    asked_in(desk, "in 3 hours")
    (incident,) = [row.incident for row in desk.incidents.rows()]
    now = desk.session.clock.now_ms()
    circumstances = desk.incidents.circumstances
    sooner = circumstances.moment(incident, "press deadline", now + 40 * 60_000)
    assert sooner.answer("enquiry time") == "Under an hour"
    later = circumstances.moment(incident, "press deadline", now + 90 * 60_000)
    assert later.answer("enquiry time") == "An hour or more"
    said = [line.sentence for line in desk.records.timeline(incident)]
    assert any("nobody had to be asked" in sentence for sentence in said)
    assert any(sentence.startswith("Changed later") for sentence in said)


def pass_minutes(desk: Desk, minutes: int) -> None:
    clock = desk.session.clock
    assert isinstance(clock, TickingClock)
    clock.ms += minutes * 60_000


def wanted(run: Run, title: str) -> bool:
    """Whether a step may have to be taken, now or when it is its turn."""
    (found,) = (p for p in run.walk.positions if p.step.title == title)
    return found.status is not Status.NOT_NEEDED


def test_the_time_left_turns_with_the_clock_and_nothing_is_written(desk: Desk) -> None:
    asked_in(desk, "in 3 hours")
    (incident,) = [row.incident for row in desk.incidents.rows()]
    written = len(desk.incidents.facts(incident))
    pass_minutes(desk, 119)
    at_61 = desk.incidents.run(incident)
    pass_minutes(desk, 2)
    at_59 = desk.incidents.run(incident)

    assert at_61.answer("enquiry time") == "An hour or more"
    assert at_59.answer("enquiry time") == "Under an hour"
    assert len(desk.incidents.facts(incident)) == written
    line = "Write a holding line now"
    assert (wanted(at_61, line), wanted(at_59, line)) == (False, True)


def test_a_response_knows_when_the_clock_alone_will_turn_it(desk: Desk) -> None:
    run = asked_in(desk, "in 3 hours")
    (incident,) = [row.incident for row in desk.incidents.rows()]
    response = read_response(desk, incident)
    an_hour_before = run.progress.moments["press deadline"] - 60 * 60_000
    assert response.turns_ms == an_hour_before + 1
    pass_minutes(desk, 121)
    assert read_response(desk, incident).turns_ms == 0


def test_what_a_person_answered_is_left_alone_by_the_clock(desk: Desk) -> None:
    run = asked_in(desk, "in 3 hours")
    (incident,) = [row.incident for row in desk.incidents.rows()]
    question = next(s for s in run.playbook.steps() if s.fact == "enquiry time")
    desk.incidents.answer(incident, question.slug, "An hour or more")
    pass_minutes(desk, 121)
    assert desk.incidents.run(incident).answer("enquiry time") == "An hour or more"


def test_a_deadline_that_is_written_down_in_the_run_sets_the_clock_as_well(
    desk: Desk,
) -> None:
    run = began(desk, "press", lines=Lines("Gazette"))
    (incident,) = [row.incident for row in desk.incidents.rows()]
    assert run.answer("enquiry time") == ""
    take = "take-the-enquiry"
    desk.incidents.details(incident, take, {"deadline": "when you can"})
    assert desk.incidents.run(incident).answer("enquiry time") == ""
    run = desk.incidents.details(incident, take, {"deadline": "in 50 minutes"})
    assert run.answer("enquiry time") == "Under an hour"
    set_ms = run.progress.moments["press deadline"]
    run = desk.incidents.details(incident, take, {"deadline": "in 50 minutes"})
    assert run.progress.moments["press deadline"] == set_ms
    lines = {"name": "Robin", "question": "Why?", "deadline": "in 5 hours"}
    run = desk.incidents.done(incident, take, more=Finishing(details=lines))
    assert run.answer("enquiry time") == "An hour or more"
    assert take in run.progress.done


def test_a_deadline_at_the_front_door_is_written_down_once(desk: Desk) -> None:
    asked_in(desk, "in 45 minutes")
    (incident,) = [row.incident for row in desk.incidents.rows()]
    facts = [f.body for f in desk.incidents.facts(incident)]
    assert sum(isinstance(body, MomentSet) for body in facts) == 1


def test_a_short_deadline_has_a_holding_line_among_the_first_steps(desk: Desk) -> None:
    run = asked_in(desk, "in 45 minutes")
    first = titles_of(run, 1)
    (incident,) = [row.incident for row in desk.incidents.rows()]
    for slug in ("verify", "who-is-asking"):
        step = run.walk.position(slug).step
        if step.asks:
            run = desk.incidents.answer(incident, slug, "A reporter")
        else:
            more = Finishing(details={"verified": "Rang the news desk"})
            run = desk.incidents.done(incident, slug, more=more)

    assert first == ["Ring back through the outlet's public number"]
    assert titles_of(run, 1) == ["Write a holding line now"]


def test_no_enquiry_begins_with_a_question_about_a_colleague(desk: Desk) -> None:
    for lines in (Lines("Gazette"), Lines("Gazette", "R", "Why?", "in 45 minutes")):
        run = began(desk, "press", lines=lines)
        assert all("colleague" not in title for title in titles_of(run, 3))


def test_an_outlet_alone_is_enough_and_the_rest_is_asked_for(desk: Desk) -> None:
    run = began(desk, "press", lines=Lines(outlet="Gazette"))

    assert run.incident.details("take-the-enquiry") == {"outlet": ("Gazette",)}
    assert first_step(run).step.slug == "take-the-enquiry"
    assert "press deadline" not in run.progress.moments


def test_the_message_is_kept_as_it_came(desk: Desk) -> None:
    data = b"From: r@g.uk\r\n\r\nWho posted this?\r\n"
    message = Message("question.eml", Lines(), data=data)
    run = began(desk, "press", lines=Lines("Gazette"), message=message)
    (item,) = run.incident.evidence

    assert (item.name, item.size, item.step) == (
        "question.eml",
        len(data),
        "take-the-enquiry",
    )


def test_a_password_in_any_line_begins_nothing(desk: Desk) -> None:
    lines = Lines("Gazette", name=f"Robin, who knows {SECRET}")
    report = Report((("reach", "How to reach you:", SECRET),))
    for more in ({"lines": lines}, {"report": report}):
        with pytest.raises(SecretInTextError):
            begin(desk, LIBRARY, Begin(find_seen(LIBRARY, "press"), **more))
    assert desk.incidents.rows() == ()


def test_a_report_is_the_record_and_the_first_note(desk: Desk) -> None:
    report = Report(
        (
            ("saw", "What you saw:", "Two odd posts"),
            ("when", "When you saw it:", "06:50"),
            ("where", "Where it is (address):", "https://x.example/1"),
            ("reach", "How to reach you:", "Robin, 01632 960123"),
        )
    )
    run = began(desk, "not-us", report=report)
    incident = desk.incidents.rows()[0].incident

    assert run.incident.seen == "Two odd posts\nWhen you saw it: 06:50"
    assert [c.text for c in run.incident.said_of("", "address")] == [
        "https://x.example/1"
    ]
    assert any(
        "How to reach you: Robin" in line.sentence
        for line in desk.records.timeline(incident)
    )


def test_named_readers_read_it_and_nobody_else(desk: Desk) -> None:
    began(desk, "our-mistake", readers=frozenset())
    (row,) = desk.incidents.rows()

    assert row.is_restricted
    assert desk.incidents.readers.of(row.incident) == (PersonId(b"a" * 16),)
