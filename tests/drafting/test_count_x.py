# ruff: noqa: RUF001  the table has signs that look like others
"""X's counting, in the terms of its conformance suite: our texts, its reference's answers.

The figures were read off X's own published reference code, so that the table is a second
witness and not our code asked about itself.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.domain_names import current_names, names_of_2020
from incidentkit.drafting.x_weight import LONGEST_TEXT, weighted_length

J = "\u200d"
FAM = f"👨{J}👩{J}👧{J}👦"
OLD = names_of_2020()
SUITE = [
    # the text, its weight, the share of the limit in thousandths, whether it may be
    # posted, the last UTF-16 unit that fits
    ("Bin day is Monday", 17, 60, True, 16),
    ("", 0, 0, False, 0),
    ("a" * 280, 280, 1000, True, 279),
    ("a" * 281, 281, 1003, False, 279),
    ("Tŷ'r Cyngor ar gau", 18, 64, True, 17),
    ("Ειδοποίηση", 10, 35, True, 9),
    ("Внимание", 8, 28, True, 7),
    ("إشعار", 5, 17, True, 4),
    ("通知", 4, 14, True, 1),
    ("お知らせ", 8, 28, True, 3),
    ("알림", 4, 14, True, 1),
    ("\u10ff\u1100", 3, 10, True, 1),
    ("\u201f\u2020", 3, 10, True, 1),
    ("“Quoted” – and ‘so’ …", 22, 78, True, 20),
    ("Sum: £12.50 or €14", 19, 67, True, 17),
    ("5′ 10″ tall", 11, 39, True, 10),
    ("\u2018" * 140 + "\u2020" * 71, 282, 1007, False, 209),
    ("a\tb\nc\r\nd", 8, 28, True, 7),
    ("\U0001d400\U0001d401", 4, 14, True, 3),
    ("\U00020000", 2, 7, True, 1),
    ("\u200b\u200c\u200d\u200e\u200f", 7, 25, True, 4),
    ("議" * 140, 280, 1000, True, 139),
    ("議" * 141, 282, 1007, False, 139),
    ("x" * 279 + "議", 281, 1003, False, 278),
    ("x" * 278 + "議", 280, 1000, True, 278),
    ("e\u0301te\u0301", 3, 10, True, 4),
    ("e\u0301" * 280, 280, 1000, True, 559),
    ("e\u0301" * 281, 281, 1003, False, 560),
    ("y\u0302 and w\u0302", 7, 25, True, 8),
    ("\ufb31", 2, 7, True, 0),
    ("A\u030a\u212b", 2, 7, True, 2),
    ("\u1112\u1161\u11ab", 2, 7, True, 2),
    ("x" * 279 + "e\u0301x", 281, 1003, False, 280),
    ("http://example.org", 23, 82, True, 17),
    ("https://www.example.org/a/b?c=d#e", 23, 82, True, 32),
    ("example.org", 23, 82, True, 10),
    ("Go to example.org/bins or example.com/tips.", 57, 203, True, 42),
    ("(https://example.org/a_(b))", 25, 89, True, 26),
    ("https://example.org/" + "p" * 400, 23, 82, True, 419),
    ("x" * 257 + " a.co", 281, 1003, False, 257),
    ("x" * 256 + " a.co", 280, 1000, True, 260),
    ("x" * 256 + " https://example.org/" + "q" * 60, 280, 1000, True, 336),
    ("https://a.co " * 12, 288, 1028, False, 142),
    ("https://a.co " * 11 + "abc", 267, 953, True, 145),
    ("bins@example.org", 16, 57, True, 15),
    ("@example.org", 12, 42, True, 11),
    ("#example.org", 12, 42, True, 11),
    ("$example.org", 12, 42, True, 11),
    ("no.such.ending", 14, 50, True, 13),
    ("readme.md", 23, 82, True, 8),
    ("http://localhost/a", 18, 64, True, 17),
    ("http://192.168.0.1/", 19, 67, True, 18),
    ("ftp://example.org", 17, 60, True, 16),
    ("http://t.co/AbC123's", 25, 89, True, 19),
    ("t.co/AbC123", 23, 82, True, 10),
    ("http://b\u00fccher.example.de/a", 23, 82, True, 25),
    ("http://例え.jp/", 23, 82, True, 12),
    ("例え.jp", 7, 25, True, 4),
    ("議会example.org議会", 31, 110, True, 14),
    ("http://example.みんな/", 23, 82, True, 18),
    ("http://xn--fsq.com/", 23, 82, True, 18),
    ("www.ashcombe.example.gov.uk/news", 23, 82, True, 31),
    ("https://user:pw@example.org/", 28, 100, True, 27),
    ("http://a_b.example.org", 23, 82, True, 21),
    ("http://example.org:8080/x", 23, 82, True, 24),
    ("http://-a.example.org", 21, 75, True, 20),
    ("HTTP://EXAMPLE.ORG/A", 23, 82, True, 19),
    ("example.org.", 24, 85, True, 11),
    ("example.org-b", 13, 46, True, 12),
    ("one.org,two.org;three.org", 71, 253, True, 24),
    ("http://example.org/caf\u00e9", 23, 82, True, 22),
    ("http://example.org/\u041d\u043e\u0432", 23, 82, True, 21),
    ("l" * 63 + ".org", 23, 82, True, 66),
    ("l" * 64 + ".org", 68, 242, True, 67),
    ("http://" + "\u3042" * 57 + ".org", 23, 82, True, 67),
    ("http://" + "\u3042" * 58 + ".org", 127, 453, True, 68),
    ("👍", 2, 7, True, 1),
    ("👍🏿", 2, 7, True, 3),
    ("🇬🇧🇮🇪", 4, 14, True, 7),
    (FAM, 2, 7, True, 10),
    (FAM * 140, 280, 1000, True, 1539),
    (FAM * 141, 282, 1007, False, 1539),
    ("1\ufe0f\u20e3#\ufe0f\u20e3", 4, 14, True, 5),
    ("❤ ❤\ufe0f", 5, 17, True, 3),
    ("❤\ufe0e", 4, 14, True, 1),
    ("© ©\ufe0f ™", 7, 25, True, 5),
    ("🏳\ufe0f" + J + "🌈", 2, 7, True, 5),
    ("👩🏽" + J + "🚒", 2, 7, True, 6),
    ("🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", 2, 7, True, 13),
    ("🇬", 2, 7, True, 1),
    ("☎\ufe0f 01234", 8, 28, True, 7),
    ("✅\ufe0f", 4, 14, True, 1),
    ("⌚\ufe0f", 2, 7, True, 1),
    ("👍\ufe0f", 4, 14, True, 2),
    ("🎉" * 140, 280, 1000, True, 279),
    ("🎉" * 140 + "!", 281, 1003, False, 279),
    ("🎉example.org🎉", 27, 96, True, 14),
    ("a\ufffe", 3, 10, False, 0),
    ("\ufeffa", 3, 10, False, 0),
    ("ab\uffff", 4, 14, False, 1),
    (" ", 1, 3, True, 0),
    ("\u202eabc\u202c", 7, 25, True, 4),
    ("x" * 300 + "\uffff", 302, 1078, False, 279),
    ("\u2066https://example.org\u2069", 27, 96, True, 20),
]
TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from([FAM, "👍🏽", "e\u0301", "example.org ", "议", "w", " ", "\u2066"]),
    max_size=30,
).map("".join)


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({case[0] for case in SUITE}) == len(SUITE) >= 60


@pytest.mark.parametrize(("text", "weight", "share", "valid", "end"), SUITE)
def test_a_text_weighs_what_the_reference_says(
    text: str, weight: int, share: int, valid: bool, end: int
) -> None:
    assert weighted_length(text, OLD) == (weight, share, valid, (0, end))


@pytest.mark.parametrize(
    ("text", "weight"), [(FAM, 11), ("H🐱☺" + FAM, 16), ("👍🏽", 4), ("a.co", 23)]
)
def test_version_two_counts_the_code_points_of_an_emoji(text: str, weight: int) -> None:
    assert weighted_length(text, OLD, version=2).weighted == weight


def test_todays_endings_are_the_default_and_2020_a_mode() -> None:
    assert weighted_length("readme.kids").weighted == 23
    assert weighted_length("readme.kids", OLD).weighted == 11
    assert current_names().names > OLD.names


def test_a_selector_is_counted_where_x_counts_it() -> None:
    assert weighted_length("👍\ufe0f", OLD).weighted == 4
    assert weighted_length("⌚\ufe0f", OLD).weighted == 2


@pytest.mark.parametrize("text", ["x", "https://a.co/" + "b" * 4000 + " ", "\ufffe"])
def test_what_is_longer_than_is_looked_at_is_never_valid(text: str) -> None:
    long_text = (text * (LONGEST_TEXT + 1))[: LONGEST_TEXT + 1]
    found = weighted_length(long_text)
    assert not found.valid
    assert found == weighted_length(long_text[:LONGEST_TEXT])


@given(TEXTS, TEXTS)
def test_two_texts_on_lines_of_their_own_weigh_what_each_does(
    one: str, other: str
) -> None:
    # Each after a line break: at the very start X takes an accented letter for what
    # stands before a link, and not for its first.
    both = weighted_length(f"\n{one}\n{other}", OLD).weighted
    assert both == sum(
        weighted_length(f"\n{part}", OLD).weighted for part in (one, other)
    )


@given(TEXTS, st.sampled_from("abc .\n"))
def test_a_further_sign_is_at_most_one_link_more(text: str, sign: str) -> None:
    before = weighted_length(text, OLD).weighted
    after = weighted_length(text + sign, OLD).weighted
    assert after <= before + 23


@given(TEXTS)
def test_composing_first_changes_nothing_and_the_weight_is_never_negative(
    text: str,
) -> None:
    composed = unicodedata.normalize("NFC", text)
    found = weighted_length(text, OLD)
    assert found.weighted == weighted_length(composed, OLD).weighted >= 0
    assert found.valid == weighted_length(composed, OLD).valid
    assert found.permillage == found.weighted * 1000 // 280
