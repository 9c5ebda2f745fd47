import math
from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shamir_mnemonic.wordlist import WORDLIST

from incidentkit.accounts import passwords
from incidentkit.accounts.passwords import (
    LOOKALIKES,
    CharacterPolicy,
    WordPolicy,
    generate,
)
from incidentkit.errors import InvalidValueError

character_policies = st.builds(
    CharacterPolicy,
    length=st.integers(12, 128),
    lower=st.booleans(),
    upper=st.booleans(),
    digits=st.booleans(),
    symbols=st.booleans(),
    lookalikes=st.booleans(),
).filter(lambda policy: policy.classes)


@given(character_policies)
def test_every_password_meets_its_policy(policy):
    made = generate(policy)
    text = made.secret.reveal()
    assert len(text) == policy.length
    assert set(text) <= set("".join(policy.classes))
    assert all(set(text) & set(letters) for letters in policy.classes)
    assert policy.lookalikes or not set(text) & LOOKALIKES


@given(character_policies)
def test_the_bits_claimed_are_no_more_than_the_alphabet_allows(policy):
    alphabet = len("".join(policy.classes))
    bits = generate(policy).bits
    assert bits <= policy.length * math.log2(alphabet) + 1e-9
    assert bits >= (policy.length - len(policy.classes)) * math.log2(alphabet)


def test_the_bits_claimed_are_counted_right():
    classes = ("ab", "cd", "e")
    letters = "".join(classes)
    by_hand = sum(
        all(any(c in kind for c in text) for kind in classes)
        for text in product(letters, repeat=5)
    )
    assert passwords._count(classes, 5) == by_hand


def chi_square(texts, alphabet):
    counts = Counter(c for text in texts for c in text)
    assert set(counts) <= set(alphabet)
    expected = sum(counts.values()) / len(alphabet)
    return sum((counts[c] - expected) ** 2 / expected for c in alphabet)


def limit_for(alphabet):
    """Beyond seven standard deviations: chance alone once in many lifetimes."""
    freedom = len(alphabet) - 1
    return freedom + 7 * math.sqrt(2 * freedom)


def test_characters_come_up_evenly():
    policy = CharacterPolicy(length=128, symbols=False, digits=False, upper=False)
    (alphabet,) = policy.classes
    texts = [generate(policy).secret.reveal() for _ in range(1600)]
    assert chi_square(texts, alphabet) < limit_for(alphabet)


def test_the_test_of_evenness_finds_a_remainder():
    policy = CharacterPolicy(length=128, symbols=False, digits=False, upper=False)
    (alphabet,) = policy.classes
    biased = 0

    def by_remainder(below):
        nonlocal biased
        biased = (biased * 5 + 3) % 256  # every byte comes up equally often
        return biased % below

    texts = [generate(policy, by_remainder).secret.reveal() for _ in range(1600)]
    assert chi_square(texts, alphabet) > limit_for(alphabet)


def test_a_class_is_as_likely_in_every_place():
    policy = CharacterPolicy(length=12)
    digits = policy.classes[2]
    texts = [generate(policy).secret.reveal() for _ in range(8000)]
    places = [sum(text[n] in digits for text in texts) for n in range(12)]
    expected = sum(places) / 12
    assert sum((p - expected) ** 2 / expected for p in places) < limit_for(places)


def test_words_come_up_evenly():
    policy = WordPolicy(words=16)
    texts = [generate(policy).secret.reveal().split("-") for _ in range(2500)]
    assert chi_square(texts, WORDLIST) < limit_for(WORDLIST)


@given(st.integers(6, 16), st.sampled_from("-. _/"), st.booleans())
def test_words_are_words_of_the_list(count, between, digit):
    made = generate(WordPolicy(count, between, digit=digit))
    parts = made.secret.reveal().split(between)
    words = parts[:-1] if digit else parts
    assert len(words) == count
    assert set(words) <= set(WORDLIST)
    assert made.bits == pytest.approx(count * 10 + (math.log2(10) if digit else 0))


def test_capitals_stand_in_for_a_sign_between_words():
    text = generate(WordPolicy(between="", capitals=True)).secret.reveal()
    assert sum(c.isupper() for c in text) == 8
    assert text.isalpha()


@pytest.mark.parametrize(
    "policy",
    [
        CharacterPolicy(length=11),
        CharacterPolicy(length=129),
        CharacterPolicy(lower=False, upper=False, digits=False, symbols=False),
        WordPolicy(words=5),
        WordPolicy(words=17),
        WordPolicy(between=""),
        WordPolicy(between="a"),
        WordPolicy(between="--"),
        WordPolicy(between="-", capitals=True),
    ],
)
def test_a_policy_that_asks_too_little_or_too_much_is_refused(policy):
    with pytest.raises(InvalidValueError):
        generate(policy)


def test_two_passwords_differ_and_the_usual_one_is_long():
    one, other = generate(), generate()
    assert one.secret != other.secret
    assert len(one.secret.reveal()) == 24
    assert one.bits > 128


def test_a_platform_that_trims_spaces_changes_nothing():
    assert all(not c.isspace() for c in passwords.SYMBOLS)
