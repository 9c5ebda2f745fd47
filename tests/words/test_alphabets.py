"""Names that could pass for other names are found, and people's real names are not."""

import pytest

from incidentkit.words.alphabets import mixed_word

CYRILLIC_A, GREEK_O = "\u0430", "\u03bf"


@pytest.mark.parametrize(
    "name",
    [
        f"H{CYRILLIC_A}cked account",
        f"H{GREEK_O}use rules",
        "Pr\u0435ss enquiry",
        "\uff21sha Patel",
        "Asha\u202e Patel",
        "Asha\u200b Patel",
    ],
)
def test_a_word_of_two_alphabets_or_with_a_hidden_sign_is_found(name):
    assert mixed_word(name) in name.split()


@pytest.mark.parametrize(
    "name",
    [
        "Hacked account",
        "Siân O\u2019Brien-Łukasz",
        "Se\u0301amus O\u02bcNeill",
        "Иван Петров",
        "Иван Smith",
        "山田 タロウ",
        "食べる人",
        "राम शर्मा",
        "2FA für 1ª",
        "Press-Enquiry (v2)",
    ],
)
def test_a_name_in_its_own_alphabet_is_left_alone(name):
    assert mixed_word(name) == ""
