import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.counting import count, cut_at, length
from incidentkit.drafting.emoji import emoji_spans, grapheme_ends
from incidentkit.drafting.sms import SmsSize, sms_size
from incidentkit.platforms.load import load_platforms
from incidentkit.platforms.platform import Unit

PLATFORMS = load_platforms()
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
ANY_TEXT = st.text(max_size=120) | st.lists(
    st.sampled_from(
        [FAMILY, "👍🏽", "e\u0301", "example.org ", "@a@b.example ", "议", "w"]
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("slug", "text", "expected", "unit"),
    [
        ("x", "See example.org", 27, Unit.X_WEIGHT),
        ("bluesky", FAMILY, 1, Unit.GRAPHEMES),
        ("bluesky", "See example.org", 15, Unit.GRAPHEMES),
        ("bluesky", "e\u0301\r\n", 2, Unit.GRAPHEMES),
        ("mastodon", "See https://example.org/a/long/path/here", 27, Unit.FEDIVERSE),
        ("mastodon", "See example.org", 15, Unit.FEDIVERSE),
        ("mastodon", "Ask @bins@social.example.org", 9, Unit.FEDIVERSE),
        ("mastodon", "Ask @bins or a@example.org", 26, Unit.FEDIVERSE),
        ("threads", "Hello 👍", 10, Unit.THREADS),
        ("threads", FAMILY, 25, Unit.THREADS),
        ("threads", "Tŷ 议", 4, Unit.THREADS),
        ("facebook", "👍", 2, Unit.UTF16),
        ("linkedin", "\U0001d401", 2, Unit.UTF16),
        ("youtube", "Tŷ", 3, Unit.BYTES),
        ("phone", "Bins on Monday", 1, Unit.SMS_PARTS),
        ("tool", "abc", 3, Unit.CHARACTERS),
    ],
)
def test_each_platform_counts_in_its_own_way(
    slug: str, text: str, expected: int, unit: Unit
) -> None:
    counted = count(text, PLATFORMS[slug])
    assert (counted.count, counted.unit) == (expected, unit)


def test_bluesky_has_two_limits_and_the_broken_one_is_told() -> None:
    bluesky = PLATFORMS["bluesky"]
    assert count("x" * 300, bluesky).fits
    assert not count("x" * 301, bluesky).fits
    heavy = count(FAMILY * 200, bluesky)
    assert (heavy.count, heavy.limit, heavy.unit) == (5000, 3000, Unit.BYTES)
    assert not heavy.fits
    assert heavy.spare == -2000


def test_without_a_figure_everything_fits_and_is_called_unconfirmed() -> None:
    counted = count("x" * 100_000, PLATFORMS["nextdoor"])
    assert counted.fits
    assert counted.limit is None
    assert counted.spare is None
    assert counted.confidence == "unconfirmed"


def test_a_text_of_the_platform_can_be_named() -> None:
    assert count("x" * 150, PLATFORMS["tiktok"], "comment").fits
    assert not count("x" * 151, PLATFORMS["tiktok"], "comment").fits


@given(ANY_TEXT, st.sampled_from(sorted(PLATFORMS)))
def test_a_count_is_never_negative_and_fits_says_what_it_is(
    text: str, slug: str
) -> None:
    counted = count(text, PLATFORMS[slug])
    assert counted.count >= 0
    assert counted.fits == (counted.limit is None or counted.count <= counted.limit)


@given(ANY_TEXT)
def test_composed_text_counts_the_same_twice(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    again = unicodedata.normalize("NFC", composed)
    for platform in PLATFORMS.values():
        assert count(composed, platform) == count(again, platform)


@given(ANY_TEXT, st.sampled_from(["x", "bluesky", "threads", "mastodon", "youtube"]))
def test_what_is_left_after_the_cut_fits(text: str, slug: str) -> None:
    platform = PLATFORMS[slug]
    limit = platform.text()
    assert limit is not None
    long_text = text * 5
    cut = cut_at(long_text, limit)
    assert 0 <= cut <= len(long_text)
    assert count(long_text[:cut], platform).fits
    assert cut in (0, *grapheme_ends(long_text))


def test_a_lone_surrogate_is_counted_and_does_not_fail() -> None:
    for platform in PLATFORMS.values():
        assert count("a\ud800", platform).count >= 1


def test_graphemes_are_what_a_reader_sees() -> None:
    assert grapheme_ends(f"e\u0301{FAMILY}a") == (2, 9, 10)
    assert grapheme_ends("") == ()


def test_emoji_are_found_whole() -> None:
    assert emoji_spans(f"a{FAMILY}1\u20e3") == ((1, 8), (8, 10))
    assert emoji_spans("plain 123 #*") == ()
    assert emoji_spans("☺\ufe0e") == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", SmsSize(0, 0, False)),
        ("x" * 160, SmsSize(160, 1, False)),
        ("x" * 161, SmsSize(161, 2, False)),
        ("x" * 306, SmsSize(306, 2, False)),
        ("x" * 307, SmsSize(307, 3, False)),
        ("€" * 80, SmsSize(160, 1, False)),
        ("€" * 81, SmsSize(162, 2, False)),
        ("€" * 153, SmsSize(306, 3, False)),
        ("à" * 160, SmsSize(160, 1, False)),
        ("ŵ" + "x" * 69, SmsSize(70, 1, True)),
        ("ŵ" + "x" * 70, SmsSize(71, 2, True)),
        ("ŷ" * 134, SmsSize(134, 2, True)),
        ("ŷ" * 135, SmsSize(135, 3, True)),
        ("👍" * 35, SmsSize(70, 1, True)),
        ("👍" * 67, SmsSize(134, 3, True)),
    ],
)
def test_the_parts_of_a_text_message(text: str, expected: SmsSize) -> None:
    assert sms_size(text) == expected


@given(st.text(max_size=400))
def test_the_parts_hold_the_units(text: str) -> None:
    size = sms_size(text)
    alone, joined = (70, 67) if size.wide else (160, 153)
    assert size.units <= max(alone, size.parts * joined)
    assert (size.parts == 0) == (text == "")
    assert length(text, Unit.SMS_PARTS) == size.parts
