"""One message against all its channels; what could go from it; Mastodon and text messages."""

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.drafting.counting import count, length, measure
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.fitting import Channel, Fit, fit
from incidentkit.drafting.mastodon import fediverse_length
from incidentkit.drafting.shortening import Kind, Spare, what_could_go, without
from incidentkit.drafting.sms import sms_size, wide_characters
from incidentkit.drafting.x_weight import LONGEST_TEXT
from incidentkit.platforms.load import load_platforms
from incidentkit.platforms.platform import Confidence, TextLimit, Unit

PLATFORMS = load_platforms()
NAMES = current_names()
ALL = [Channel(platform) for platform in PLATFORMS.values()]
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
TEXTS = st.text(max_size=100) | st.lists(
    st.sampled_from(
        [FAMILY, "👍🏽", "e\u0301", "example.org ", "@a@b.example ", "ŵ", "."]
    ),
    max_size=40,
).map("".join)


def fit_one(
    text: str, slug: str, server_limit: int | None = None, warning: str = ""
) -> Fit:
    return fit(text, [Channel(PLATFORMS[slug], "", server_limit, warning)])[0]


# --- all channels at once --------------------------------------------------


def test_each_channel_is_counted_in_its_own_way() -> None:
    text = "Bins 👍🏽: https://example.org/a/very/long/path " + "议" * 130
    found = {one.slug: one for one in fit(text, ALL)}
    assert found["x"].over_by == found["x"].used - 280 == 13
    assert found["bluesky"].used == len(text) - 1
    assert found["bluesky"].fits
    assert found["threads"].used == len(text) + 6
    assert found["facebook"].used == len(text) + 2
    assert found["phone"].used == 3
    assert len(found["x"].parts) == 2
    assert found["facebook"].parts == (text,)
    assert found["nextdoor"].confidence == "unconfirmed"


def test_bluesky_is_held_to_characters_and_to_bytes() -> None:
    found = fit_one(FAMILY * 200, "bluesky")
    assert (found.used, found.limit, found.over_by) == (200, 300, 0)
    assert (found.used_bytes, found.most_bytes, found.over_bytes) == (5000, 3000, 2000)
    assert not found.fits
    assert found.cut == len(FAMILY) * 120
    assert len(found.parts) == 2


def test_threads_takes_five_links_at_most() -> None:
    assert fit_one("a.co " * 5, "threads").fits
    six = fit_one("a.co " * 6, "threads")
    assert (six.links, six.most_links, six.fits, six.over_by) == (6, 5, False, 0)


def test_threads_counts_every_byte_of_a_character_with_an_emoji_in_it() -> None:
    assert length("👍", Unit.THREADS) == 4
    assert length("👍\ufe0f", Unit.THREADS) == 7
    assert length("é 👍🏽 议", Unit.THREADS) == 12


def test_instagram_takes_as_many_hashtags_as_are_recorded() -> None:
    most = PLATFORMS["instagram"].most_hashtags or 0
    assert fit_one("#bins " * most, "instagram").fits
    assert not fit_one("#bins " * (most + 1), "instagram").fits


def test_a_server_has_its_own_limit_and_a_warning_counts() -> None:
    assert fit_one("x" * 501, "mastodon").over_by == 1
    assert fit_one("x" * 501, "mastodon", 5000).fits
    assert fit_one("x" * 495, "mastodon", None, "Floods").over_by == 1
    parts = fit_one("word. " * 100, "mastodon", None, "Floods").parts
    assert all(len(part) + len("Floods") <= 500 for part in parts)


def test_without_a_limit_or_a_text_everything_is_one_part() -> None:
    assert fit_one("x" * 9000, "nextdoor").parts == ("x" * 9000,)
    assert fit_one("x", "mailbox").fits


def test_a_text_beyond_what_is_looked_at_fits_nowhere() -> None:
    text = "x" * (LONGEST_TEXT + 1)
    for one in fit(text, ALL):
        assert one.is_capped
        assert not one.fits
        assert one.cut <= LONGEST_TEXT
    counted = count(text, PLATFORMS["nextdoor"])
    assert (counted.is_capped, counted.fits, counted.count) == (
        True,
        False,
        LONGEST_TEXT,
    )


def test_while_typing_the_threads_are_left_out() -> None:
    text = "x" * 600
    slow, fast = fit(text, ALL), fit(text, ALL, with_parts=False)
    assert [dataclasses.replace(one, parts=()) for one in slow if one.slug == "x"] == [
        one for one in fast if one.slug == "x"
    ]


@given(TEXTS)
def test_a_fit_is_never_negative_and_says_the_same_of_the_same(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    for one, again in zip(fit(composed, ALL), fit(composed, ALL), strict=True):
        assert one == again
        assert min(one.used, one.used_bytes, one.over_by, one.over_bytes, one.cut) >= 0
        assert one.fits or one.over_by or one.over_bytes or one.links or one.hashtags


@given(TEXTS, TEXTS, st.sampled_from(list(Unit)))
def test_two_texts_on_two_lines_are_no_longer_than_both(
    one: str, other: str, unit: Unit
) -> None:
    # A part of a text message is a whole one each time, and one wide sign widens all.
    if unit is Unit.SMS_PARTS:
        return
    apart = length(one, unit) + length(other, unit) + 1
    assert length(f"{one}\n{other}", unit) <= apart + 1


def test_ten_thousand_characters_against_every_channel() -> None:
    text = ("Ashcombe is open. See https://example.org/a 👍🏽. Tŷ. " * 200)[:10_000]
    found = fit(text, ALL)
    assert len(found) == len(ALL)
    assert all(one.over_by > 0 for one in found if one.limit and one.limit < 5000)


# --- Mastodon --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask @bins@social.example.org.", 10),
        ("Ask @bins@social.example.org, please", 17),
        ("@a.b@example.org", 4),
        ("a@example.org", 13),
        ("a@b@example.org", 15),
        ("https://example.org/@bins@other.example", 23),
        ("https://example.org/" + "a" * 400, 23),
        ("http://a.co http://b.co", 47),
        ("example.org", 11),
        (FAMILY + "e\u0301", 2),
        ("", 0),
    ],
)
def test_how_mastodon_counts(text: str, expected: int) -> None:
    assert fediverse_length(text, NAMES) == expected


# --- text messages ---------------------------------------------------------


def test_welsh_accents_that_widen_a_message_are_named() -> None:
    assert wide_characters("Tŷ'r cŵn a'r tŷ, à è ò") == ("ŷ", "ŵ")
    assert wide_characters("Ar gau \u2013 wê") == ("\u2013", "ê")
    assert wide_characters("Plain {text} costs €1\n") == ()


@given(TEXTS)
def test_a_message_is_wide_only_for_a_sign_that_is_named(text: str) -> None:
    assert sms_size(text).wide == bool(wide_characters(text))


@given(TEXTS, TEXTS)
def test_two_messages_in_one_take_no_fewer_units(one: str, other: str) -> None:
    both = sms_size(one + other)
    assert both.units >= max(sms_size(one).units, sms_size(other).units) / 2
    assert both.parts <= 2 * (len(one) + len(other))


# --- what could go ---------------------------------------------------------


def limited(limit: int) -> TextLimit:
    return TextLimit("post", Unit.GRAPHEMES, Confidence.OFFICIAL, limit)


def going(text: str, limit: int) -> list[tuple[Kind, str]]:
    found = what_could_go(text, limited(limit), NAMES)
    return [
        (spare.kind, text[spare.start : spare.end].strip()) for spare in found.spares
    ]


NOTICE = "Hello all, the tip is shut. Bins go out. See a.co now.\n\nRegards, Comms #Bins #Ash"


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        (0, []),
        (3, [(Kind.HASHTAGS, "#Bins #Ash")]),
        (12, [(Kind.SENTENCE, "Bins go out.")]),
        (15, [(Kind.SIGNATURE, "Regards, Comms")]),
    ],
)
def test_the_least_that_does_it_is_suggested(
    over: int, expected: list[tuple[Kind, str]]
) -> None:
    assert going(NOTICE, len(NOTICE) - over) == expected


def test_several_are_taken_in_order_until_it_fits() -> None:
    found = what_could_go(NOTICE, limited(len(NOTICE) - 26), NAMES)
    assert [spare.kind for spare in found.spares] == [Kind.HASHTAGS, Kind.SIGNATURE]
    assert found.is_enough
    hopeless = what_could_go(NOTICE, limited(42), NAMES)
    assert len(hopeless.spares) == 4


def test_a_link_that_is_there_twice_can_go_once_and_a_sentence_with_one_stays() -> None:
    text = "Shut today. More at a.example.org. Again: a.example.org"
    found = what_could_go(text, limited(len(text) - 3), NAMES)
    assert found.spares == (Spare(Kind.REPEATED_LINK, 42, 55),)


def test_far_too_long_a_text_is_not_trimmed() -> None:
    assert going("One. " * 100, 100) == []


@given(TEXTS, st.integers(1, 80))
def test_what_is_said_to_be_enough_is(text: str, limit: int) -> None:
    found = what_could_go(text, limited(limit), NAMES)
    fits = measure(without(text, found.spares), limited(limit), NAMES).fits
    assert not found.is_enough or fits
    past = len(text)
    for spare in sorted(found.spares, key=lambda spare: -spare.start):
        assert 0 <= spare.start < spare.end <= past
        past = spare.start
