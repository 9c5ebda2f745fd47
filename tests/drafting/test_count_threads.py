"""Cutting and splitting: all of the text, nothing too long, nothing torn apart."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentkit.drafting.counting import cut_at, measure
from incidentkit.drafting.cutting import most_that_fit, safe_ends, sentence_ends
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.emoji import grapheme_ends
from incidentkit.drafting.links import find_links
from incidentkit.drafting.thread_split import MOST_PARTS, Thread, split_thread
from incidentkit.drafting.x_weight import LONGEST_TEXT
from incidentkit.platforms.load import load_platforms
from incidentkit.platforms.platform import Confidence, TextLimit, Unit

PLATFORMS = load_platforms()
NAMES = current_names()
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
PIECES = st.sampled_from(
    [
        *("Bins on Monday. ", "The tip is open! ", "Ask us? ", "e.g. ", "a", " ", "\n"),
        *(
            "议会。",
            FAMILY,
            "👍🏽",
            "e\u0301",
            "https://example.org/a/b ",
            "example.org",
        ),
        *(
            "@bins@social.example.org ",
            "#Bins ",
            "\u0301",
            "\u200d",
            "🇬🇧",
            "\r\n",
            "w" * 40,
        ),
        *(" \u0308", "\u0600", "\u2028", "\ud800"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=150)
LIMITS = st.builds(
    TextLimit,
    place=st.just("post"),
    unit=st.sampled_from([unit for unit in Unit if unit is not Unit.SMS_PARTS]),
    confidence=st.just(Confidence.OFFICIAL),
    limit=st.integers(0, 80),
    most_bytes=st.none() | st.integers(0, 120),
)


def limited(limit: int, unit: Unit = Unit.GRAPHEMES) -> TextLimit:
    return TextLimit("post", unit, Confidence.OFFICIAL, limit)


def posts(text: str, limit: TextLimit) -> list[str]:
    return [part.text for part in split_thread(text, limit, NAMES).parts]


def test_a_text_that_fits_is_one_post_without_a_number() -> None:
    assert posts("Bins on Monday.", limited(280)) == ["Bins on Monday."]


def test_a_thread_ends_each_post_with_a_sentence_and_a_number() -> None:
    text = "Bins on Monday. The tip is open until 5 p.m. on Friday. Ask us."
    assert posts(text, limited(52)) == [
        "Bins on Monday. 1/2",
        "The tip is open until 5 p.m. on Friday. Ask us. 2/2",
    ]


def test_a_long_sentence_is_parted_at_a_word_and_a_long_word_anywhere() -> None:
    assert posts("one two three four", limited(14)) == ["one two 1/2", "three four 2/2"]
    assert posts("x" * 20, limited(14)) == ["x" * 10 + " 1/2", "x" * 10 + " 2/2"]


def test_ten_posts_and_more_leave_room_for_longer_numbers() -> None:
    found = posts("word " * 40, limited(14))
    assert found[0] == "word 1/40"
    assert found[-1] == "word 40/40"
    assert all(len(post) <= 14 for post in found)


def test_a_link_longer_than_a_post_cannot_be_split_and_is_named() -> None:
    link = "https://example.org/" + "a" * 300
    text = f"See {link} now"
    thread = split_thread(text, limited(300), NAMES)
    assert thread.parts == ()
    assert thread.blocked is not None
    assert text[slice(*thread.blocked)].strip() in (link, f"See {link}")
    assert posts(f"{text} " + "x" * 250, PLATFORMS["x"].text())[0].startswith(
        "See http"
    )


def test_more_posts_than_anybody_reads_are_not_made() -> None:
    assert split_thread("a. " * 3000, limited(8), NAMES) == Thread()
    assert split_thread("a" * (LONGEST_TEXT + 1), limited(10**6), NAMES) == Thread()
    assert len(posts("ab " * MOST_PARTS, limited(8 + 1))) <= MOST_PARTS


@given(TEXTS, LIMITS)
@settings(max_examples=120, deadline=None)
def test_the_posts_are_all_of_the_text_and_none_is_too_long(
    text: str, limit: TextLimit
) -> None:
    thread = split_thread(text, limit, NAMES)
    if not thread.parts:
        assert thread.blocked is None or text[slice(*thread.blocked)]
        return
    assert "".join(text[p.start : p.end] for p in thread.parts) == text
    assert all(measure(part.text, limit, NAMES).fits for part in thread.parts)
    assert len(thread.parts) <= MOST_PARTS
    safe = {0, len(text), *safe_ends(text, NAMES)}
    assert {part.start for part in thread.parts} <= safe
    for index, part in enumerate(thread.parts, start=1):
        number = f" {index}/{len(thread.parts)}" if len(thread.parts) > 1 else ""
        assert part.text == text[part.start : part.end].strip() + number


@given(TEXTS, LIMITS)
@settings(max_examples=120, deadline=None)
def test_a_cut_is_in_no_link_and_no_character_and_what_is_before_it_fits(
    text: str, limit: TextLimit
) -> None:
    cut = cut_at(text, limit, NAMES)
    assert cut in (0, *grapheme_ends(text))
    assert cut == 0 or measure(text[:cut], limit, NAMES).fits
    assert not any(link.start < cut < link.end for link in find_links(text, NAMES))
    assert (cut == len(text)) == measure(text, limit, NAMES).fits


@given(TEXTS)
def test_joined_in_place_the_safe_ends_lose_nothing(text: str) -> None:
    ends = safe_ends(text, NAMES)
    assert list(ends) == sorted(set(ends))
    assert not text or ends[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One. ", "Two! ", "Three?"]),
        (
            "Ask Cllr. Hand, e.g. today. Or not.",
            ["Ask Cllr. Hand, e.g. today. ", "Or not."],
        ),
        ("At 5 p.m. on Friday. Yes.", ["At 5 p.m. on Friday. ", "Yes."]),
        ("He said “no.” She left.", ["He said “no.” ", "She left."]),
        ("A heading\n\nA line\nanother", ["A heading\n\n", "A line\n", "another"]),
        ("See example.org. Then go.", ["See example.org. ", "Then go."]),
        ("今日は休み。明日は開く。", ["今日は休み。", "明日は開く。"]),
        ("Ref. no. nine stays. Yes.", ["Ref. no. nine stays. ", "Yes."]),
        ("Wait... what? No", ["Wait... what? ", "No"]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    ends = [0, *(end for end in sentence_ends(text) if end < len(text)), len(text)]
    assert [text[s:e] for s, e in pairwise(ends)] == sentences


@given(st.integers(0, 200), st.integers(0, 250), st.integers(-5, 300))
def test_as_many_as_fit_are_found_from_any_guess(
    number: int, fitting: int, guess: int
) -> None:
    found = most_that_fit(number, lambda n: n <= fitting, guess)
    assert found == min(number, fitting)


@pytest.mark.parametrize(
    "piece",
    [
        ".",
        "a.",
        "日.",
        "http://",
        "👍\u200d",
        "\u0301",
        "http://a.org/(",
        "@a@b.c ",
        "! ",
        "\n",
    ],
)
def test_no_text_keeps_anybody_waiting(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    for slug in ("x", "bluesky", "mastodon", "threads"):
        limit = PLATFORMS[slug].text()
        assert limit is not None
        thread = split_thread(text, limit, NAMES)
        assert thread.parts or thread.blocked
