"""What changed between texts."""

from hypothesis import given
from hypothesis import strategies as st

from incidentkit.playbooks.difference import (
    Sort,
    Who,
    difference,
    merged_text,
    only_changes,
    three_way,
)

LINES = st.lists(
    st.sampled_from(["one", "two", "two and a half", "", "  three"]), max_size=12
)
TEXTS = LINES.map("\n".join)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_their_difference(old, new):
    lines = difference(old, new)
    out = [line for line in lines if line.sort is not Sort.IN]
    came = [line for line in lines if line.sort is not Sort.OUT]
    assert "\n".join(line.text for line in out) == old
    assert "\n".join(line.text for line in came) == new
    assert [line.number for line in came] == list(range(1, len(came) + 1))


def test_only_the_words_that_changed_are_marked():
    lines = difference("who: Lead and Second", "who: Lead and Recorder")
    gone, came = ([r.text for r in line.runs if r.changed] for line in lines)
    assert (gone, came) == (["Second"], ["Recorder"])


def test_lines_far_from_a_change_are_left_out():
    old = "\n".join(str(n) for n in range(50))
    shown = only_changes(difference(old, old.replace("25", "twenty-five")))
    assert shown[0] is None
    assert shown[-1] is None
    assert len(shown) == 10
    assert only_changes(difference(old, old)) == ()


def test_a_merge_takes_what_only_one_changed_and_keeps_ours_where_both_did():
    then = "goal: a\nowner: b\nversion: 1"
    now = "goal: new\nowner: b\nversion: 2"
    ours = "goal: a\nowner: ours\nversion: 1.5"
    stretches = three_way(then, now, ours)
    assert [s.who for s in stretches] == [Who.SHIPPED, Who.OURS, Who.BOTH]
    assert merged_text(stretches) == "goal: new\nowner: ours\nversion: 1.5"


@given(TEXTS, TEXTS, TEXTS)
def test_three_texts_can_be_read_from_their_stretches(then, now, ours):
    found = three_way(then, now, ours)
    assert "\n".join(x for s in found for x in s.then) == then
    assert "\n".join(x for s in found for x in s.now) == now
    assert "\n".join(x for s in found for x in s.ours) == ours


@given(TEXTS, TEXTS)
def test_a_merge_with_what_nobody_else_changed_is_the_other_text(then, other):
    assert merged_text(three_way(then, other, then)) == other
    assert merged_text(three_way(then, then, other)) == other


def test_a_text_made_to_be_slow_is_compared_all_the_same():
    a, b = "\n".join(["x", "y"] * 20_000), "\n".join(["y", "x", "x"] * 20_000)
    assert difference(a, b)
