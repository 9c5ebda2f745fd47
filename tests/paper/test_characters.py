"""What a page can show, and what becomes of the rest."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.paper.characters import Typefaces, printable, visible

FACES = Typefaces.embedded()
ANY_TEXT = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Môn, Ŵyl, ŷd, £10 — “yes”", "Môn, Ŵyl, ŷd, £10 — “yes”"),
        ("\U0001f600", "[grinning face]"),
        ("\U0001f468\u200d\U0001f469", "[man][woman]"),
        ("☎\ufe0f", "☎"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\u2066b\u2069", "a[U+2066]b[U+2069]"),
        ("\u200e\u200f\u061c", "[U+200E][U+200F][U+061C]"),
        ("\u4e2d", "[U+4E2D]"),
        ("w\u0302", "ŵ"),
        ("x\u0302\u0300", "x[combining circumflex accent][combining grave accent]"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a    b"),
        ("\x00\x1b[31m", "[U+0000][U+001B][31m"),
        ("\ud83d", "[U+D83D]"),
        ("\ue000", "[U+E000]"),
        ("\u2028", "[U+2028]"),
    ],
)
def test_what_has_no_shape_is_named(text, shown):
    assert printable(text, FACES.can_show) == shown


@given(ANY_TEXT)
def test_what_is_printed_can_always_be_shown(text):
    shown = printable(text, FACES.can_show)
    assert all(letter == "\n" or FACES.can_show(letter) for letter in shown)
    assert printable(shown, FACES.can_show) == shown


@given(ANY_TEXT)
def test_what_is_visible_hides_nothing_and_can_be_written_to_a_file(text):
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    left = {c for c in visible(text) if unicodedata.category(c) in hidden}
    assert left <= set("\n\t\u200c\u200d\ufe0e\ufe0f")
    assert visible(visible(text)) == visible(text)
    visible(text).encode()  # no half of a character is left


def test_the_table_holds_what_councils_write_with():
    welsh = "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ"
    assert all(FACES.can_show(letter) for letter in welsh + "£€…•½°ĠħżŠ")
    assert all(FACES.can_show(letter) for letter in map(chr, range(0x2010, 0x2020)))
    assert not FACES.can_show("\u202e")
    assert not FACES.can_show("\U0001f600")
