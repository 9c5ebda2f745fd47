"""A form beside the text: one field changes, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.playbooks.editing import (
    HEAD_FIELDS,
    as_written,
    block_at,
    line_of_step,
    with_field,
)
from incidentkit.playbooks.source import Text, read_nodes
from tests.read_once import library_once

LIBRARY = library_once()
EVERY = {playbook.slug: playbook for playbook in LIBRARY.all}
TEXT = """\
# Above everything
playbook: A small one
version: 1.0
phases:
  - phase: First
    steps:
      # Before the step
      - do: Ring somebody
        who: Lead
        # Why it matters
        why: They know.
        how:
          - One thing
          # a remark between
          - Another
            that goes on
          - A third
      # After the step
      - do: Write it down
        who: Lead
        why: So that it is kept.
"""
RING = 7


@pytest.mark.parametrize("slug", EVERY)
def test_the_form_shows_what_the_reader_reads_of_every_shipped_step(slug):
    playbook = EVERY[slug]
    for step in (s for s in playbook.steps() if "/" not in s.slug):
        block = block_at(playbook.text, step.line - 1)
        assert block.value(block.verb) == step.title
        assert block.value("why") == step.why
        assert block.value("who") == ", ".join(step.who)
        assert block.value("how") == "\n".join(step.how)
        assert block.value("basis") == step.basis


@pytest.mark.parametrize("slug", EVERY)
def test_putting_back_what_a_field_says_changes_no_letter(slug):
    playbook = EVERY[slug]
    for step in (s for s in playbook.steps() if "/" not in s.slug):
        block = block_at(playbook.text, step.line - 1)
        for name in block.names:
            same = with_field(playbook.text, step.line - 1, name, block.value(name))
            assert same == playbook.text


def test_a_change_touches_the_lines_of_its_field_only():
    new = with_field(TEXT, RING, "why", "Somebody has to know.")
    changed = [
        pair
        for pair in zip(TEXT.split("\n"), new.split("\n"), strict=True)
        if pair[0] != pair[1]
    ]
    assert changed == [
        ("        why: They know.", "        why: Somebody has to know.")
    ]


def test_a_list_keeps_its_remarks_and_the_items_that_stay():
    new = with_field(TEXT, RING, "how", "One thing\nSomething new\nA third")
    assert "          # a remark between\n          - Something new\n" in new
    assert "that goes on" not in new
    assert block_at(new, RING).value("how") == "One thing\nSomething new\nA third"


def test_a_new_field_stands_where_it_belongs_and_an_empty_one_goes():
    new = with_field(TEXT, RING, "due", "10 minutes")
    assert "        who: Lead\n        due: 10 minutes\n        # Why it matters" in new
    assert with_field(new, RING, "due", "") == TEXT


def test_the_title_is_never_taken_out():
    assert with_field(TEXT, RING, "do", "  ") == TEXT


def test_the_head_is_what_stands_above_the_phases():
    block = block_at(TEXT, 0)
    assert block.names == HEAD_FIELDS
    new = with_field(TEXT, 0, "version", "1.1")
    assert new == TEXT.replace("version: 1.0", "version: 1.1")


def test_a_remark_after_a_step_belongs_to_the_next_one():
    new = with_field(TEXT, RING, "how", "")
    assert "      # After the step\n      - do: Write it down" in new


def test_a_table_is_left_to_the_text():
    text = TEXT.replace(
        "who: Lead", "who: Lead\n        due:\n          Minor: 1 day", 1
    )
    place = block_at(text, RING).field("due")
    assert place is not None
    assert not place.simple
    assert with_field(text, RING, "due", "1 minute") == text


def test_a_step_is_found_by_its_title():
    assert line_of_step(TEXT, "Write it down") == TEXT.split("\n").index(
        "      - do: Write it down"
    )


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "),
        max_size=80,
    )
)
def test_any_words_are_written_so_that_they_are_read_again(words):
    value = " ".join(words.split())
    node = read_nodes(f"a: {as_written(value)}", "").rows[0][1]
    assert isinstance(node, Text)
    assert node.value == value


@given(st.text(max_size=300), st.integers(-3, 30), st.text(max_size=20))
def test_no_text_is_too_broken_for_the_form(text, line, value):
    for name in block_at(text, line).names:
        with_field(text, line, name, value)
