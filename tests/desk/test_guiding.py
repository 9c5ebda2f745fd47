"""Guides walk to an end on every way, a page at a time, and back again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.desk.guiding import (
    Trail,
    after_answer,
    after_reading,
    one_back,
    page_of,
)
from incidentkit.errors import InvalidValueError
from incidentkit.playbooks.model import Playbook
from tests.read_once import library_once

GUIDES = library_once().guides
REPLY, POST = GUIDES["should-i-reply"], GUIDES["before-you-post"]
NO_FACTS: dict[str, str] = {}


def on(guide: Playbook, trail: Trail, pick: int) -> Trail:
    page = page_of(guide, trail, NO_FACTS)
    if page.question is None:
        return after_reading(guide, trail, NO_FACTS)
    choices = page.question.choices
    said = choices[pick % len(choices)].label
    return after_answer(guide, trail, said, NO_FACTS)


@given(st.sampled_from([REPLY, POST]), st.lists(st.integers(0, 5), max_size=40))
def test_every_way_ends_and_every_page_leads_back_to_the_one_before(
    guide: Playbook, picks: list[int]
) -> None:
    trail: Trail = ()
    for turn in range(60):
        if page_of(guide, trail, NO_FACTS).is_over:
            return
        further = on(guide, trail, picks[turn] if turn < len(picks) else 0)
        assert one_back(guide, further, NO_FACTS) == trail
        trail = further
    raise AssertionError("it does not end")


def test_danger_leads_straight_to_the_call() -> None:
    trail = after_answer(REPLY, (), "Somebody is in danger", NO_FACTS)
    page = page_of(REPLY, trail, NO_FACTS)
    assert [a.title for a in page.advice] == [
        "Ring 999, then the duty officer, and delete nothing"
    ]
    over = page_of(REPLY, after_reading(REPLY, trail, NO_FACTS), NO_FACTS)
    assert over.is_over
    assert over.came_to == page.advice
    assert over.asked == (("Is it more than a comment?", "Somebody is in danger"),)


def test_a_setting_decides_whether_a_question_is_asked() -> None:
    def asked(nation: str) -> list[str]:
        facts, trail = {"setting nation": nation}, ()
        found = []
        while not (page := page_of(POST, trail, facts)).is_over:
            if page.question is None:
                trail = after_reading(POST, trail, facts)
                continue
            found.append(page.question.title)
            trail = after_answer(POST, trail, "No", facts)
        return found

    welsh = "Does it have to be in Welsh as well?"
    assert welsh in asked("Wales")
    assert welsh not in asked("England")


def test_an_answer_that_is_not_offered_is_refused() -> None:
    with pytest.raises(InvalidValueError):
        after_answer(REPLY, (), "Purple", NO_FACTS)
