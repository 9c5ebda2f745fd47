"""X's own counting. The cases are ours; the figures follow its published rules."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.domain_names import current_names, names_of_2020
from incidentkit.drafting.x_weight import Weight, weigh

NAMES = current_names()
FAMILY = "👨\u200d👩\u200d👧\u200d👦"


def length(text: str, *, emoji_as_one: bool = True) -> int:
    return weigh(text, NAMES, emoji_as_one=emoji_as_one).length


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("Bins on Monday", 14),
        ("Tŷ'r Cyngor", 11),
        ("\u10ff", 1),
        ("\u1100", 2),
        ("\u1fff\u2000", 3),
        ("\u200d\u200e", 3),
        ("\u200f\u2010", 3),
        ("\u201f\u2020", 3),
        ("\u2031\u2032", 3),
        ("\u2037\u2038", 3),
        ("议会", 4),
        ("\U0001d401\U0001d428\U0001d425\U0001d41d", 8),
        # accents are composed first
        ("e\u0301", 1),
        ("\ufb2c", 3),
        ("fi\u0301n", 3),
        # links
        ("http://example.org", 23),
        ("https://example.org/a/very/long/path/that/goes/on/and/on", 23),
        ("x.com", 23),
        ("See example.org now", 31),
        ("example.org example.com", 47),
        ("a" * 64 + ".org", 68),
        ("http://" + "あ" * 60 + ".org", 7 + 120 + 4),
        ("http://" + "あ" * 50 + ".org", 23),
        ("x@example.org", 13),
        ("\u2066\u202ahttp://a.みんな/\u202c\u2069", 31),
        # emoji
        ("👍", 2),
        ("👍🏽", 2),
        (FAMILY, 2),
        ("🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", 2),
        ("🇬🇧", 2),
        ("🇬🇧🇬🇧", 4),
        ("1\ufe0f\u20e3", 2),
        ("1\u20e3", 2),
        ("#\u20e3*\u20e3", 4),
        ("☺", 2),
        ("☺\ufe0f", 2),
        ("❤\ufe0f\u200d🔥", 2),
        ("🏃\u200d♂", 2),
        ("✌🏿", 2),
        ("©", 1),
        ("©\ufe0f", 2),
        ("12", 2),
        ("👍example.org", 25),
        # direction marks are valid and weigh two
        ("\u200e\u200f", 4),
        ("\u202aAbc\u202c", 7),
    ],
)
def test_the_weight_of_a_text(text: str, expected: int) -> None:
    assert length(text) == expected


def test_version_two_counts_an_emoji_by_its_code_points() -> None:
    assert length(FAMILY, emoji_as_one=False) == 11
    assert length("👍🏽", emoji_as_one=False) == 4
    assert length("1\ufe0f\u20e3", emoji_as_one=False) == 5


def test_the_limit_is_two_hundred_and_eighty() -> None:
    assert weigh("x" * 280, NAMES).valid
    assert not weigh("x" * 281, NAMES).valid
    assert weigh(FAMILY * 140, NAMES).valid
    assert not weigh("议" * 141, NAMES).valid


@pytest.mark.parametrize("character", ["\ufffe", "\ufeff", "\uffff"])
def test_a_character_that_means_nothing_makes_the_text_invalid(character: str) -> None:
    weight = weigh(f"Abc{character}def", NAMES)
    assert weight == Weight(8, False, 28, 2, 6)


def test_an_empty_text_is_not_valid() -> None:
    assert weigh("", NAMES) == Weight(0, False, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bin day", Weight(7, True, 25, 6, 6)),
        ("x" * 285, Weight(285, False, 1017, 279, 284)),
        ("议" * 160, Weight(320, False, 1142, 139, 159)),
        ("👍" * 160, Weight(320, False, 1142, 279, 319)),
        ("A\ufb2c", Weight(4, True, 14, 1, 1)),
        ("e\u0301B", Weight(2, True, 7, 2, 2)),
        ("x" * 270 + " http://example.org/abc", Weight(294, False, 1050, 270, 292)),
    ],
)
def test_what_fits_is_told_in_utf16_units(text: str, expected: Weight) -> None:
    assert weigh(text, NAMES) == expected


@given(st.text(max_size=80))
def test_composing_first_changes_nothing(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert length(text) == length(composed)
    assert length(unicodedata.normalize("NFD", text)) == length(
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", text))
    )


@given(st.text(max_size=80))
def test_the_weight_is_bounded_by_the_characters(text: str) -> None:
    weight = weigh(text, names_of_2020())
    composed = unicodedata.normalize("NFC", text)
    assert 0 <= weight.length <= 2 * len(composed) + 23 * text.count(".")
    assert weight.valid_end <= max(weight.display_end, 0)


@given(st.text(alphabet="abc xyz,", max_size=300))
def test_plain_letters_weigh_one_each(text: str) -> None:
    assert length(text) == len(text)
