"""A gap is read in words, kept as its field, and stands in the way either way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.checks import check_unfilled
from incidentkit.drafting.fields import FIELDS
from incidentkit.drafting.gaps import (
    fill_gap,
    gap,
    gaps_in,
    readable,
    spans_in,
    with_fields,
)


def test_a_gap_is_read_in_words_and_kept_as_its_field() -> None:
    kept = "Please ignore posts from {{ handle }}, until {{next_update}}."
    read = readable(kept)
    assert read == (
        "Please ignore posts from [the account's handle], until [when the next update "
        "comes, in UK local time]."
    )
    assert with_fields(read) == kept.replace("{{next_update}}", "{{ next_update }}")


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_has_words_of_its_own_and_cannot_go_out(name: str) -> None:
    text = f"It says {gap(name)} here."
    assert gaps_in(text) == (name,)
    assert with_fields(text) == f"It says {{{{ {name} }}}} here."
    (found,) = check_unfilled(text)
    assert text[found.start : found.end] == gap(name)


def test_a_gap_that_was_wrapped_or_written_large_is_one_still() -> None:
    text = "Posts from [The account's\n  HANDLE] are not ours."
    assert gaps_in(text) == ("handle",)
    assert with_fields(text) == "Posts from {{ handle }} are not ours."


@pytest.mark.parametrize(
    "text", ["Bins [black and blue]", "{{ nonsense }}", "[]", "{ handle }"]
)
def test_other_brackets_are_left_as_they_are(text: str) -> None:
    assert (readable(text), with_fields(text), spans_in(text)) == (text, text, ())


@given(st.text(max_size=40), st.sampled_from(sorted(FIELDS)))
def test_a_text_without_gaps_of_its_own_comes_back_as_it_was(
    words: str, name: str
) -> None:
    if gaps_in(words) or set("[]{}") & set(words):
        return
    kept = f"{words}{{{{ {name} }}}}{words}"
    assert with_fields(readable(kept)) == kept
    assert fill_gap(readable(kept), name, "@X") == f"{words}@X{words}"
