"""The walk: what is open, what waits and for what, what comes next, and when it ends."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.errors import CaptureFirstError, StepNotOpenError, UnknownNameError
from incidentkit.playbooks.model import DONT_KNOW, Playbook, Verb
from incidentkit.playbooks.progress import NO_STEP, Progress
from incidentkit.playbooks.walk import Status, walk
from tests.long_form import costly
from tests.playbooks.books import ask, book, step
from tests.playbooks.everything import assert_leads_on
from tests.playbooks.made_up import any_playbook, joined_playbooks, playbooks, records
from tests.playbooks.runs import (
    moves,
    with_answer,
    with_done,
    with_evidence,
    with_skipped,
)

OPEN, WAITING, DONE = Status.OPEN, Status.WAITING, Status.DONE
NOTHING = Progress()
SKIPPED, NOT_NEEDED = Status.SKIPPED, Status.NOT_NEEDED


def statuses(playbook: Playbook, progress: Progress = NOTHING) -> dict[str, Status]:
    return {p.step.slug: p.status for p in walk(playbook, progress).positions}


def order(playbook: Playbook, progress: Progress) -> list[str]:
    return [p.step.slug for p in walk(playbook, progress).positions]


# What is open


def test_steps_are_taken_in_the_order_written():
    small = book(step("do: One"), step("do: Two"))
    progress = Progress()
    for slug in ("one", "two"):
        assert walk(small, progress).next.step.slug == slug
        assert not walk(small, progress).ended
        progress = with_done(progress, slug)
    assert walk(small, progress).next is None
    assert walk(small, progress).ended


def test_a_later_step_can_be_done_first():
    small = book(step("do: One"), step("do: Two"))
    assert statuses(small, with_done(Progress(), "two")) == {"one": OPEN, "two": DONE}


def test_a_skipped_step_is_over():
    small = book(step("do: One"))
    here = walk(small, with_skipped(Progress(), "one"))
    assert here.ended
    assert here.positions[0].status is SKIPPED


def test_a_step_ticked_as_done_before_is_done_and_says_so():
    small = book(step("do: One"), step("do: Two", "tick: no"), ask("ask: Three"))
    assert [p.step.slug for p in walk(small, Progress()).to_tick] == ["one"]
    here = walk(small, Progress(already_done=frozenset({"one"})))
    assert here.position("one").status is DONE
    assert here.position("one").before_kit
    assert here.to_tick == ()


FORK = (
    ask("ask: Q").replace(
        "  Yes:\n",
        "  Yes:\n            - do: Then\n              who: Lead\n              why: It is.\n",
    ),
    step("do: Last"),
)


@pytest.mark.parametrize(
    ("answers", "then", "last"),
    [
        ({}, WAITING, OPEN),
        ({"q": "Yes"}, OPEN, OPEN),
        ({"q": "yes"}, OPEN, OPEN),
        ({"q": "No"}, NOT_NEEDED, OPEN),
        ({"q": DONT_KNOW}, NOT_NEEDED, OPEN),
        ({"q": "Perhaps"}, WAITING, OPEN),
    ],
)
def test_an_answer_opens_its_branch_only(answers, then, last):
    found = statuses(book(*FORK), Progress(answers=answers))
    assert (found["then"], found["last"]) == (then, last)


def test_a_step_under_a_question_names_the_question_and_stays_out_of_what_comes_next():
    here = walk(book(*FORK), Progress())
    assert here.position("then").asks_first == ("q",)
    assert here.position("then").within == ("Yes",)
    assert [p.step.slug for p in here.upcoming] == ["last"]


def test_a_skipped_question_counts_as_not_known():
    assert statuses(book(*FORK), with_skipped(Progress(), "q"))["then"] is NOT_NEEDED
    careful = book(FORK[0] + "        if unknown: Yes\n")
    assert statuses(careful, with_skipped(Progress(), "q"))["then"] is OPEN


def test_not_knowing_leads_to_the_careful_answer_or_to_steps_of_its_own():
    unknown = Progress(answers={"q": DONT_KNOW})
    assert (
        statuses(book(FORK[0] + "        if unknown: Yes\n"), unknown)["then"] is OPEN
    )
    own = FORK[0].replace("  No:\n", "  No:\n          Don't know yet:\n") + (
        "            - do: Look\n              who: Lead\n              why: It is.\n"
    )
    assert statuses(book(own), unknown) == {"q": DONE, "then": NOT_NEEDED, "look": OPEN}


def test_a_question_marked_done_without_an_answer_is_still_open():
    assert statuses(book(*FORK), with_done(Progress(), "q"))["q"] is OPEN


def test_a_changed_answer_keeps_what_was_done():
    progress = with_done(with_answer(Progress(), "q", "Yes"), "then")
    assert statuses(book(*FORK), with_answer(progress, "q", "No"))["then"] is DONE


# Facts and conditions

IN = ask("ask: Are we in?", "fact: control", "id: in")
WHEN_IN = step("do: Inside", "when: control is Yes")
WHEN_NOT_IN = step("do: Outside", "when: control is not Yes")


@pytest.mark.parametrize(
    ("answers", "inside", "outside"),
    [
        ({}, WAITING, WAITING),
        ({"in": "Yes"}, OPEN, NOT_NEEDED),
        ({"in": "No"}, NOT_NEEDED, OPEN),
        ({"in": DONT_KNOW}, NOT_NEEDED, OPEN),
    ],
)
def test_a_condition_waits_for_its_question(answers, inside, outside):
    found = statuses(book(IN, WHEN_IN, WHEN_NOT_IN), Progress(answers=answers))
    assert (found["inside"], found["outside"]) == (inside, outside)


@pytest.mark.parametrize(
    ("said", "answer", "status"), [("yes", "Yes", DONE), ("Roles", "", OPEN)]
)
def test_what_the_kit_knows_need_not_be_asked(said, answer, status):
    here = walk(book(IN, WHEN_IN), Progress(facts={"control": said}))
    assert (here.position("in").status, here.position("in").answer) == (status, answer)
    assert here.position("in").given == bool(answer)


def test_what_the_kit_knows_does_not_make_an_unwanted_question_wanted():
    small = book(
        ask("ask: Like?", "fact: tone"),
        ask("ask: Are we in?", "fact: control", "id: in", "when: tone is Yes"),
    )
    progress = Progress(facts={"control": "Yes"}, answers={"like": "No"})
    assert statuses(small, progress)["in"] is NOT_NEEDED


@pytest.mark.parametrize(
    ("answer", "inside"), [("No", NOT_NEEDED), (DONT_KNOW, OPEN), ("Yes", OPEN)]
)
def test_a_person_who_knows_is_believed_over_the_kit(answer, inside):
    progress = Progress(facts={"control": "Yes"}, answers={"in": answer})
    assert statuses(book(IN, WHEN_IN), progress)["inside"] is inside


def test_a_question_that_is_not_asked_counts_as_not_known():
    inner = "            - ask: Are we in?\n              fact: control\n"
    inner += "              who: Lead\n              why: It is.\n"
    inner += "              answers:\n                Yes:\n                No:\n"
    fork = ask("ask: Q").replace("  Yes:\n", f"  Yes:\n{inner}")
    small = book(fork, WHEN_IN, WHEN_NOT_IN)
    found = statuses(small, Progress(answers={"q": "No"}))
    assert (found["inside"], found["outside"]) == (NOT_NEEDED, OPEN)
    careful = f"{inner}              if unknown: Yes\n"
    small = book(ask("ask: Q").replace("  Yes:\n", f"  Yes:\n{careful}"), WHEN_IN)
    assert statuses(small, Progress(answers={"q": "No"}))["inside"] is OPEN


BOTH = ("when:", "  {}:", "    - control is Yes", "    - tone is Yes")


@pytest.mark.parametrize(
    ("joint", "control", "tone", "status", "waits"),
    [
        ("all of", "Yes", "Yes", OPEN, ()),
        ("all of", "Yes", None, WAITING, ("t",)),
        ("all of", None, None, WAITING, ("c", "t")),
        ("all of", "No", None, NOT_NEEDED, ()),
        ("any of", "Yes", None, OPEN, ()),
        ("any of", "No", None, WAITING, ("t",)),
        ("any of", "No", "No", NOT_NEEDED, ()),
    ],
)
def test_conditions_join(joint, control, tone, status, waits):
    when = tuple(line.format(joint) for line in BOTH)
    small = book(
        ask("ask: C", "fact: control"),
        ask("ask: T", "fact: tone"),
        step("do: It", *when),
    )
    answers = {"c": control, "t": tone}
    known = {slug: label for slug, label in answers.items() if label}
    position = walk(small, Progress(answers=known)).position("it")
    assert (position.status, position.asks_first) == (status, waits)


def test_a_condition_on_a_phase_holds_for_all_its_steps():
    phase = "  - phase: Inside\n    when: control is Yes\n    steps:\n" + step("do: It")
    small = book(IN, phase)
    assert statuses(small, Progress(answers={"in": "No"}))["it"] is NOT_NEEDED
    here = walk(small, Progress(answers={"in": "Yes"}))
    assert (here.position("it").status, here.position("it").phase) == (OPEN, "Inside")


# Order and gates


def test_a_step_after_another_waits_until_that_is_over():
    small = book(step("do: One"), step("do: Two", "after: One"))
    position = walk(small, Progress()).position("two")
    assert (position.status, position.steps_first) == (WAITING, ("one",))
    for progress in (with_done(Progress(), "one"), with_skipped(Progress(), "one")):
        assert statuses(small, progress)["two"] is OPEN


REMOVAL = book(
    step("capture: Look"),
    step("capture: Look again"),
    step("do: Remove", "needs: capture"),
)


@pytest.mark.parametrize(
    ("progress", "status"),
    [
        (Progress(), WAITING),
        (with_done(Progress(), "look", "look-again"), WAITING),
        (with_skipped(Progress(), "look"), WAITING),
        (Progress(evidence={"look": 0}), WAITING),
        (Progress(evidence={"remove": 1}), WAITING),
        (Progress(evidence={"look": 1}), OPEN),
        (Progress(evidence={"look-again": 2}), OPEN),
        (Progress(evidence={NO_STEP: 1}), OPEN),
        (Progress(danger=True), OPEN),
        (Progress(overrides=frozenset({"remove"})), OPEN),
        (Progress(overrides=frozenset({"look"})), WAITING),
    ],
)
def test_a_removal_opens_by_evidence_or_by_an_override(progress, status):
    assert statuses(REMOVAL, progress)["remove"] is status


def test_a_removal_that_names_its_capture_takes_no_other():
    small = book(
        step("capture: Look"), step("capture: Other"), step("do: Remove", "needs: Look")
    )
    assert statuses(small, Progress(evidence={"other": 1}))["remove"] is WAITING
    assert statuses(small, Progress(evidence={"look": 1}))["remove"] is OPEN


def test_a_removal_left_over_without_a_capture_is_what_comes_next():
    progress = with_done(Progress(), "look", "look-again")
    here = walk(REMOVAL, progress)
    assert here.next.step.slug == "remove"
    assert here.next.captures_first == ("look", "look-again")
    assert not here.ended
    assert walk(REMOVAL, with_skipped(progress, "remove")).ended


def test_a_step_that_cannot_be_taken_says_what_comes_first():
    small = book(
        IN,
        step("capture: Look"),
        step("do: One", "when: control is Yes"),
        step("do: Two", "after: Look", "needs: capture"),
    )
    here = walk(small, with_evidence(Progress(), "other"))
    with pytest.raises(StepNotOpenError) as asked:
        here.require("one")
    assert (asked.value.step, asked.value.waits_for) == ("One", "Are we in?")
    with pytest.raises(StepNotOpenError) as later:
        here.require("two")
    assert later.value.waits_for == "Look"
    with pytest.raises(CaptureFirstError) as capture:
        walk(small, with_done(Progress(), "look")).require("two")
    assert capture.value.step == "Two"
    with pytest.raises(UnknownNameError):
        here.require("three")
    assert here.require("look").status is OPEN


# Alone, and several at once

STRANDS = """\
      - together: At once
        strands:
          Capture:
            - capture: Look
              who: Second
              why: It is.
          Close:
            - do: Close the door
              who: Lead
              why: It is.
              stops harm: yes
"""


def test_steps_side_by_side_are_all_open():
    small = book(STRANDS)
    here = walk(small, Progress())
    assert [p.status for p in here.positions] == [OPEN, OPEN]
    assert [p.within for p in here.positions] == [("Capture",), ("Close",)]
    assert here.next_for("second").step.slug == "look"
    assert here.next_for("Lead").step.slug == "close-the-door"
    assert here.next_for("Nobody") is None


@pytest.mark.parametrize("hurry", ["alone", "danger"])
def test_alone_or_in_danger_stopping_harm_comes_before_capture(hurry):
    small = book(STRANDS, step("capture: Look again"))
    assert order(small, Progress()) == ["look", "close-the-door", "look-again"]
    hurried = Progress(**{hurry: True})
    assert order(small, hurried) == ["close-the-door", "look", "look-again"]
    done = with_done(hurried, "close-the-door")
    assert order(small, done) == ["close-the-door", "look", "look-again"]


def test_alone_captures_stay_first_when_nothing_stops_harm_in_this_run():
    small = book(
        IN,
        step("capture: Look"),
        step("do: Close", "stops harm: yes", "when: control is Yes"),
        step("do: Tell"),
    )
    alone = Progress(alone=True, answers={"in": "No"})
    assert order(small, alone) == ["in", "look", "close", "tell"]


# Any playbook, any records


@costly
@given(st.data(), any_playbook())
def test_whatever_was_recorded_a_run_has_a_next_step_or_has_ended(data, playbook):
    assert_leads_on(walk(playbook, data.draw(records(playbook))))


@costly
@given(st.data(), any_playbook())
def test_what_a_step_waits_for_is_earlier_and_not_over(data, playbook):
    progress = data.draw(records(playbook))
    written = [s.slug for s in playbook.steps()]
    here = walk(playbook, progress)
    for p in here.positions:
        waits = (*p.asks_first, *p.steps_first)
        assert bool(waits or p.captures_first) == (p.status is WAITING)
        for slug in waits:
            assert written.index(slug) < written.index(p.step.slug)
            assert not here.position(slug).is_over


@costly
@given(st.data(), any_playbook())
def test_every_step_has_one_place_and_only_captures_move(data, playbook):
    progress = data.draw(records(playbook))
    calm = msgspec.structs.replace(progress, alone=False, danger=False)
    captures = {s.slug for s in playbook.steps() if s.verb is Verb.CAPTURE}
    written = [s.slug for s in playbook.steps()]
    assert order(playbook, calm) == written
    found = order(playbook, progress)
    assert sorted(found) == sorted(written)
    assert [s for s in found if s not in captures] == [
        s for s in written if s not in captures
    ]
    assert [s for s in found if s in captures] == [s for s in written if s in captures]


@costly
@given(st.data(), playbooks() | joined_playbooks())
def test_a_run_ends_however_it_is_taken(data, playbook):
    progress = data.draw(records(playbook))
    for _ in range(3 * len(list(playbook.steps()))):
        at = walk(playbook, progress).next
        if at is None:
            break
        choices = list(moves(progress, at))
        progress = choices[data.draw(st.integers(0, len(choices) - 1))]
    assert walk(playbook, progress).ended
