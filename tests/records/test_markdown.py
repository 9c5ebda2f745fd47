"""Nothing that people write bends the Markdown around it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.paper.characters import visible
from incidentkit.records.document import (
    Details,
    Document,
    Listing,
    Paragraphs,
    Quotation,
    Section,
    Table,
)
from incidentkit.records.markdown import escaped, markdown

ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
NASTY = st.text(st.sampled_from("|`~\\*_[]()<>&#!-+=.:/@1 \n\tax$^"), max_size=40)
TEXTS = st.one_of(ANY_TEXT, NASTY)


def made(*blocks):
    words = ("Incident report", "A title", "Ashcombe District Council", "261121-ABCD")
    return markdown(
        Document(*words, "OFFICIAL", "Made.", "Times.", (Section("Part", blocks),))
    )


def read_back(text):
    """Undo what a reader of Markdown undoes: escapes first, then entities."""
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, letter)
    return plain


def bare(text, letters):
    """The markup letters of a text that nothing takes the meaning from."""
    return [
        found[0]
        for found in re.finditer(rf"\\.|[{re.escape(letters)}]", text, re.DOTALL)
        if len(found[0]) == 1
    ]


@given(TEXTS)
def test_a_reader_sees_what_was_written(text):
    lines = (line.strip() for line in visible(text).split("\n"))
    assert read_back(escaped(text)) == "\n".join(lines)


@given(TEXTS)
def test_no_letter_keeps_a_meaning(text):
    shown = escaped(text)
    assert bare(shown, "`*_[]#~|$^!{}") == []
    assert not re.search(r"[<>]", shown)
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", shown)
    assert "://" not in shown
    assert not re.search(r"(?m)^\s*(?:[-+=:>]|[0-9]+[.)])", shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, 07:10.", "plain words, 07:10."),
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "1\\. not a list"),
        ("    not code", "not code"),
        ("a\n---\nb", "a\n\\---\nb"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("&copy; & co", "&amp;copy; &amp; co"),
        ("![x](https://evil.example)", "\\!\\[x\\](https:\\/\\/evil.example)"),
        ("www.evil.example", "www\\.evil.example"),
        ("write to a@evil.example", "write to a\\@evil.example"),
        ("a|b", "a\\|b"),
        ("Ŵyl 😀", "Ŵyl 😀"),
        ("\u202eback", "[U+202E]back".replace("[", "\\[").replace("]", "\\]")),
    ],
)
def test_what_would_be_markup_is_shown_as_it_is(text, shown):
    assert escaped(text) == shown


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
def test_every_row_of_a_table_is_one_line_with_its_cells(rows):
    text = made(Table(("A", "B|", "C\nD"), tuple(rows), (1, 1, 1)))
    table = [line for line in text.split("\n") if line.startswith("|")]
    assert len(table) == len(rows) + 2
    assert all(len(bare(line, "|")) == 4 for line in table)


@given(TEXTS)
def test_exact_words_stay_exact_and_stay_inside_their_fence(text):
    lines = made(Quotation(text), Paragraphs(("After",))).split("\n")
    fences = [n for n, line in enumerate(lines) if re.match(r"~{3,}", line)]
    first, last = fences[0], len(lines) - 1 - lines[::-1].index(lines[fences[0]][:-4])
    assert lines[first] == lines[last] + "text"
    assert "\n".join(lines[first + 1 : last]) == visible(text)
    longest = max((len(run) for run in re.findall(r"~+", visible(text))), default=0)
    assert len(lines[last]) > longest
    assert lines[last + 1 : last + 3] == ["", "After"]


@given(TEXTS, TEXTS)
def test_labels_and_items_stay_in_their_lists(label, text):
    shown = made(Details(((label, text),)), Listing((text,), label), Paragraphs(("X",)))
    body = shown.split("## Part\n\n")[1]
    starts = [line for line in body.split("\n") if line and line[0] not in " #-X"]
    inner = [line for line in starts if not line.startswith("  ")]
    assert inner == []
