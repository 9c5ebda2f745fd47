"""Any character can be read out, and none is taken for another."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.accounts.passwords import DIGITS, LOWER, SYMBOLS, UPPER
from incidentkit.words.spelling import spoken_character

ON_THE_KEYBOARD = string.ascii_letters + string.digits + string.punctuation + " £€"


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("B", "capital B for Bravo"),
        ("b", "small b for Bravo"),
        ("7", "seven"),
        ("-", "hyphen"),
        (" ", "space"),
        ("é", "unusual character: latin small letter e with acute"),
        ("\u2010", "unusual character: hyphen"),
        ("\x07", "unusual character: number 0007"),
    ],
)
def test_a_character_is_said_as_people_say_it(character, said):
    assert spoken_character(character) == said


@given(st.characters())
def test_any_character_has_a_name_in_plain_letters(character):
    name = spoken_character(character)
    assert name.strip()
    assert name.isascii()
    assert name.isprintable()


@given(st.characters(), st.characters())
def test_no_two_characters_have_the_same_name(one, other):
    assert (spoken_character(one) == spoken_character(other)) is (one == other)


def test_nothing_that_the_kit_makes_or_a_british_keyboard_has_is_unusual():
    for character in {*ON_THE_KEYBOARD, *LOWER, *UPPER, *DIGITS, *SYMBOLS}:
        assert not spoken_character(character).startswith("unusual")


def test_every_character_on_the_keyboard_has_a_name_of_its_own():
    names = [spoken_character(c) for c in ON_THE_KEYBOARD]
    assert len({*names}) == len(names)
    everything = map(chr, range(0x3000))
    assert len({spoken_character(c) for c in everything}) == 0x3000
