import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST

from incidentkit.errors import WeakPassphraseError
from incidentkit.officers.passphrase import (
    LEAST_CHARACTERS,
    LEAST_SCORE,
    REASONS,
    SUGGESTIONS,
    check,
    estimate,
)
from incidentkit.words.passphrases import WHY_WEAK

PERSONAL = ("Asha Vale", "Ashcombe District Council")


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("", "empty"),
        ("G7$kq!2vXz9#pL", "too-short"),
        ("ashcombe district council", "about-you"),
        ("Ashcombe-District-Council", "about-you"),
        ("qwertyuiopasdfghjkl", "common-password"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats"),
        ("abcdefghijklmnopqrst", "sequence"),
        ("margaret jane smith", "names"),
        ("january february march", "common-words"),
    ],
)
def test_a_weak_passphrase_is_refused_and_it_is_said_why(passphrase, reason):
    found = estimate(passphrase, PERSONAL)
    assert not found.is_enough
    assert found.reason_key == reason
    assert found.suggestion_keys
    with pytest.raises(WeakPassphraseError) as refused:
        check(passphrase, PERSONAL)
    assert refused.value.reason == reason


def test_four_unrelated_words_are_enough():
    draw = random.Random(7)  # a draw with one word twice is refused, and rightly
    for _ in range(20):
        words = " ".join(draw.sample(WORDLIST, 4))
        assert check(words, PERSONAL).score == LEAST_SCORE


def test_personal_words_count_only_for_the_person_they_belong_to():
    assert not estimate("ashcombe district council", PERSONAL).is_enough
    before = estimate("wiremill stanniland", ())
    after = estimate("wiremill stanniland", ("Wiremill Stanniland",))
    assert after.guesses_log10 < before.guesses_log10
    assert estimate("wiremill stanniland", ()) == before


def test_length_alone_is_never_out_of_bounds():
    assert estimate("x" * 100_000).score == 0
    assert estimate("walrus ledger orbit mustard " * 4).is_enough


def test_what_looks_alike_is_estimated_alike():
    composed, joined = "cyngor sir f\u00f4n a\u0302b heddiw", "cyngor sir fo\u0302n"
    assert estimate(composed).is_enough
    assert estimate(joined) == estimate("cyngor sir f\u00f4n")


@settings(max_examples=60)
@given(st.text(max_size=90), st.lists(st.text(max_size=12), max_size=3))
def test_any_passphrase_is_estimated_and_short_ones_never_pass(passphrase, personal):
    found = estimate(passphrase, tuple(personal))
    assert 0 <= found.score <= 4
    assert found.reason_key in REASONS
    assert set(found.suggestion_keys) <= SUGGESTIONS
    assert found.is_enough == (found.reason_key == "hard-to-guess")
    if len(passphrase) < LEAST_CHARACTERS // 4:
        assert not found.is_enough


def test_every_reason_to_refuse_has_words():
    assert set(WHY_WEAK) >= REASONS - {"hard-to-guess"}


def test_the_estimate_holds_nothing_of_the_passphrase():
    assert "walrus" not in repr(estimate("walrus ledger orbit mustard"))
