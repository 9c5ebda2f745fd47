"""Steps that fail, rest or belong to several playbooks, and records in any order."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.playbooks.combine import combined
from incidentkit.playbooks.model import DONT_KNOW, Playbook
from incidentkit.playbooks.progress import Progress
from incidentkit.playbooks.read import read_playbook
from incidentkit.playbooks.walk import Status, Walk, walk
from incidentkit.words.playbooks import EXCEPTIONS
from tests.long_form import costly
from tests.playbooks.books import HEADER, ask, book, step
from tests.playbooks.made_up import playbooks, records
from tests.playbooks.runs import (
    with_answer,
    with_done,
    with_ended,
    with_failed,
    with_skipped,
)

OPEN, WAITING, DONE = Status.OPEN, Status.WAITING, Status.DONE
SKIPPED, NOT_NEEDED = Status.SKIPPED, Status.NOT_NEEDED
FAILED, RESTING = Status.FAILED, Status.RESTING
NOTHING = Progress()


def statuses(playbook: Playbook, progress: Progress = NOTHING) -> dict[str, Status]:
    return {p.step.slug: p.status for p in walk(playbook, progress).positions}


# What could not be done

RING = step(
    "do: Ring them",
    "if it cannot be done:",
    "  - do: Write to them",
    "    who: Lead",
    "    why: It is.",
)
WRONG = "if anything goes wrong:\n" + "".join(
    f"  - do: {title}\n    who: Lead\n    why: It is.\n" for title in ("Shout", "Run")
)


def test_what_stands_in_for_a_step_opens_when_it_could_not_be_done():
    small = book(RING, step("do: Next", "after: Ring them"))
    before = {"ring-them": OPEN, "write-to-them": NOT_NEEDED, "next": WAITING}
    assert statuses(small) == before
    failed = statuses(small, with_failed(NOTHING, "ring-them"))
    assert failed == {"ring-them": FAILED, "write-to-them": OPEN, "next": OPEN}
    both = with_done(with_failed(NOTHING, "ring-them"), "ring-them")
    assert statuses(small, both)["ring-them"] is DONE
    assert statuses(small, both)["write-to-them"] is NOT_NEEDED


def test_a_failure_without_a_way_of_its_own_opens_what_is_there_for_all():
    small = read_playbook(HEADER + RING + step("do: Next") + WRONG, "a.yaml")
    assert statuses(small)["shout"] is NOT_NEEDED
    own = statuses(small, with_failed(NOTHING, "ring-them"))
    assert (own["write-to-them"], own["shout"]) == (OPEN, NOT_NEEDED)
    here = walk(small, with_failed(NOTHING, "next"))
    assert [p.step.slug for p in here.open] == ["shout", "run", "ring-them"]
    assert here.next.phase == EXCEPTIONS
    assert here.next.is_exception


def test_a_failure_among_what_is_there_for_all_opens_nothing_more():
    small = read_playbook(HEADER + step("do: Next") + WRONG, "a.yaml")
    progress = with_failed(with_done(NOTHING, "next"), "shout")
    assert statuses(small, progress) == {
        "next": DONE,
        "shout": FAILED,
        "run": NOT_NEEDED,
    }


def test_a_question_that_could_not_be_asked_counts_as_not_known():
    small = book(
        ask("ask: In?", "fact: control"),
        step("do: It", f"when: control is {DONT_KNOW}"),
    )
    failed = statuses(small, with_failed(NOTHING, "in"))
    assert failed == {"in": FAILED, "it": OPEN}


# Again and again

AGAIN = ("repeat: every 30 minutes", "until: control is Yes")
WATCH = (
    step("do: Watch", *AGAIN),
    step("do: After it", "after: Watch"),
    ask("ask: In?", "fact: control"),
)


def times(progress: Progress, slug: str) -> Progress:
    return msgspec.structs.replace(progress, times={**progress.times, slug: 1})


def test_a_step_rests_between_its_times_and_keeps_nothing_waiting():
    small = book(*WATCH)
    assert statuses(small) == {"watch": OPEN, "after-it": WAITING, "in": OPEN}
    once = times(NOTHING, "watch")
    assert statuses(small, once) == {"watch": RESTING, "after-it": OPEN, "in": OPEN}
    assert walk(small, once).next.step.slug == "after-it"
    assert not any(p.step.slug == "watch" for p in walk(small, once).to_tick)


def test_a_resting_step_is_next_only_when_nothing_else_is():
    small = book(*WATCH)
    progress = with_done(times(NOTHING, "watch"), "after-it")
    progress = with_answer(progress, "in", "No")
    here = walk(small, progress)
    assert (here.next.step.slug, here.ended) == ("watch", False)


@pytest.mark.parametrize(
    ("was_done", "more", "status"),
    [
        (False, {"answers": {"in": "Yes"}}, NOT_NEEDED),
        (True, {"answers": {"in": "Yes"}}, DONE),
        (True, {"ended": frozenset({"watch"})}, DONE),
        (False, {"ended": frozenset({"watch"})}, SKIPPED),
        (True, {"skipped": frozenset({"watch"})}, DONE),
        (False, {"skipped": frozenset({"watch"})}, SKIPPED),
        (False, {"failed": frozenset({"watch"})}, FAILED),
        (True, {"failed": frozenset({"watch"})}, RESTING),
        (True, {"answers": {"in": DONT_KNOW}}, RESTING),
        (False, {"done": frozenset({"watch"})}, RESTING),
        (False, {"already_done": frozenset({"watch"})}, RESTING),
    ],
)
def test_repeating_ends_by_what_it_waits_for_or_by_somebody(was_done, more, status):
    start = times(NOTHING, "watch") if was_done else NOTHING
    found = statuses(book(*WATCH), msgspec.structs.replace(start, **more))
    assert found["watch"] is status


def test_repeating_ends_when_it_is_not_wanted_any_more():
    small = book(
        ask("ask: Like?", "fact: tone"),
        step("do: Watch", "when: tone is No", *AGAIN),
        ask("ask: In?", "fact: control"),
    )
    begun = times(with_answer(NOTHING, "like", "No"), "watch")
    assert statuses(small, begun)["watch"] is RESTING
    assert statuses(small, with_answer(begun, "like", "Yes"))["watch"] is DONE


# Settings

RULED = step("do: Hide it", "when: setting own bad post is hide")


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({}, NOT_NEEDED),
        ({"setting own bad post": "Hide"}, OPEN),
        ({"setting own bad post": "delete"}, NOT_NEEDED),
    ],
)
def test_a_step_may_hang_on_a_setting_of_the_council(facts, status):
    assert statuses(book(RULED), Progress(facts=facts))["hide-it"] is status


def test_the_facts_that_are_settled_can_be_read():
    small = book(
        ask("ask: In?", "fact: control", "if unknown: No"), ask("ask: Q", "fact: tone")
    )
    assert walk(small, NOTHING).facts == {}
    progress = with_skipped(with_answer(NOTHING, "q", "yes"), "in")
    assert walk(small, progress).facts == {"control": "No", "tone": "Yes"}


# Several playbooks of one incident


def named(name: str, *steps: str) -> Playbook:
    return read_playbook(HEADER.replace("A small one", name) + "".join(steps), "a.yaml")


TWO_PHASES = step("do: One") + "  - phase: More\n    steps:\n" + step("do: Two")
FIRST = named("First", ask("ask: In?", "fact: control"), TWO_PHASES)
SECOND = named(
    "Second",
    ask("ask: Are we in?", "fact: control"),
    step("capture: Look"),
    step("do: Remove", "needs: capture", "after: Look", "due: 1 hour after Look"),
    "  - phase: More\n    steps:\n",
    step("do: Three", "when: control is No"),
    WRONG,
)
BOTH = combined([FIRST, SECOND])


def test_phases_of_joined_playbooks_take_turns():
    assert [(p.title, p.playbook) for p in BOTH.phases] == [
        ("All of it", "first"),
        ("All of it", "second"),
        ("More", "first"),
        ("More", "second"),
    ]
    remove = BOTH.step("second:remove")
    assert (remove.after, remove.needs) == (("second:look",), ("second:look",))
    assert remove.due.of == "second:look"
    assert combined([FIRST]) is FIRST


def test_what_one_playbook_asked_another_knows():
    found = statuses(BOTH, with_answer(NOTHING, "in", "No"))
    assert found["second:are-we-in"] is DONE
    assert found["second:three"] is OPEN


def test_a_playbook_that_was_left_needs_nothing_more():
    done = with_done(NOTHING, "second:look")
    found = statuses(BOTH, msgspec.structs.replace(done, left=frozenset({"second"})))
    assert found["second:look"] is DONE
    assert found["second:remove"] is NOT_NEEDED
    assert found["one"] is OPEN


def test_a_failure_opens_what_its_own_playbook_has_for_that():
    assert statuses(BOTH, with_failed(NOTHING, "one"))["second:shout"] is NOT_NEEDED
    failed = statuses(BOTH, with_failed(NOTHING, "second:three"))
    assert failed["second:shout"] is OPEN


# Any playbook, any records


def drawn(here: Walk) -> list[object]:
    return [(p.step.slug, p.status, p.answer, p.asks_first) for p in here.positions]


@costly
@given(st.data(), playbooks())
def test_taking_a_record_back_is_as_if_it_was_never_made(data, playbook):
    progress = data.draw(records(playbook))
    before = drawn(walk(playbook, progress))
    slug = data.draw(st.sampled_from([s.slug for s in playbook.steps()]))
    changes = [with_done, with_failed, with_ended, with_skipped]
    change = data.draw(st.sampled_from(changes))
    field = change.__name__.removeprefix("with_")
    changed = change(progress, slug)
    back = msgspec.structs.replace(changed, **{field: getattr(progress, field)})
    assert drawn(walk(playbook, back)) == before


@costly
@given(st.data(), playbooks())
def test_the_order_in_which_records_arrive_does_not_matter(data, playbook):
    slugs = [step.slug for step in playbook.steps()]
    asks = {s.slug: s.labels for s in playbook.steps() if s.asks}
    made = [(with_done, slug) for slug in slugs]
    made += [(with_failed, slug) for slug in slugs]
    made += [(with_answer, slug, label) for slug, (label, *_) in asks.items()]
    some = data.draw(st.lists(st.sampled_from(made), unique=True))
    results = []
    for order in (some, data.draw(st.permutations(some))):
        progress = NOTHING
        for change, *rest in order:
            progress = change(progress, *rest)
        results.append(drawn(walk(playbook, progress)))
    assert results[0] == results[1]


@costly
@given(st.data(), playbooks("First"), playbooks("Second"))
def test_joining_changes_nothing_in_what_the_first_playbook_says(data, first, second):
    together = combined([first, second])
    own = {s.slug for s in first.steps()}
    written = [s.slug for s in together.steps() if s.slug in own]
    assert sorted(written) == sorted(own)
    assert len(list(together.steps())) == len(own) + len(list(second.steps()))
    left = Progress(left=frozenset({"second"}))
    alone = {p.step.slug: p.status for p in walk(first, NOTHING).positions}
    joined = {p.step.slug: p.status for p in walk(together, left).positions}
    assert {slug: joined[slug] for slug in own} == alone
