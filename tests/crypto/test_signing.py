import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentkit.crypto.signing import SigningKey, verify
from incidentkit.errors import Refusal
from tests.crypto.curve import ORDER, PRIME, small_order_keys
from tests.crypto.published import text_of
from tests.crypto.refusals import flipped, refusal

SEEDS = st.binary(min_size=32, max_size=32)
KEY = SigningKey.from_bytes(bytes(range(32)))
MESSAGE = b"the roster of Ashcombe District Council"
SIGNATURE = KEY.sign(MESSAGE)


def test_every_published_case_signs_and_verifies():
    done = 0
    for line in text_of("asymmetric/Ed25519/sign.input").splitlines():
        seed, public, message, signed = (bytes.fromhex(f) for f in line.split(":")[:4])
        key = SigningKey.from_bytes(seed[:32])
        assert key.public == public
        assert key.sign(message) == signed[:64]
        verify(public, signed[:64], message)
        done += 1
    assert done >= 1024


# RFC 8032 section 7.1: seed, public key, message and signature of TEST 3.
RFC_8032 = (
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
    "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
)


def test_the_third_case_of_rfc_8032_signs_and_verifies():
    seed, public, message, signature = (bytes.fromhex(f) for f in RFC_8032)
    assert SigningKey.from_bytes(seed).public == public
    assert SigningKey.from_bytes(seed).sign(message) == signature
    verify(public, signature, message)


@given(SEEDS, st.binary())
def test_a_key_comes_back_from_its_bytes_and_verifies_what_it_signed(seed, message):
    key = SigningKey.from_bytes(seed)
    assert key.to_bytes() == seed
    verify(key.public, SigningKey.from_bytes(key.to_bytes()).sign(message), message)


def test_every_single_bit_flip_of_a_signature_is_refused():
    for bit in range(8 * len(SIGNATURE)):
        signature = flipped(SIGNATURE, bit)
        why = refusal(lambda s=signature: verify(KEY.public, s, MESSAGE))
        assert why is Refusal.BAD_SIGNATURE


def test_every_single_bit_flip_of_the_public_key_is_refused():
    for bit in range(256):
        public = flipped(KEY.public, bit)
        why = refusal(lambda p=public: verify(p, SIGNATURE, MESSAGE))
        assert why is Refusal.BAD_SIGNATURE


@given(st.binary())
def test_another_message_is_refused(message):
    if message != MESSAGE:
        why = refusal(lambda: verify(KEY.public, SIGNATURE, message))
        assert why is Refusal.BAD_SIGNATURE


@given(SEEDS | st.binary(max_size=70), st.binary(max_size=70))
def test_malformed_keys_and_signatures_are_refused_and_never_crash(public, signature):
    why = refusal(lambda: verify(KEY.public, signature, MESSAGE))
    assert why is Refusal.BAD_SIGNATURE
    why = refusal(lambda: verify(public, SIGNATURE, MESSAGE))
    assert why is Refusal.BAD_SIGNATURE
    why = refusal(lambda: verify(public, signature, MESSAGE))
    assert why is Refusal.BAD_SIGNATURE


def test_a_signature_shifted_by_the_group_order_is_refused():
    number = int.from_bytes(SIGNATURE[32:], "little") + ORDER
    shifted = SIGNATURE[:32] + number.to_bytes(32, "little")
    why = refusal(lambda: verify(KEY.public, shifted, MESSAGE))
    assert why is Refusal.BAD_SIGNATURE


def test_keys_of_small_order_are_refused_with_the_signature_that_fits_everything():
    keys = small_order_keys()
    assert len(keys) >= 14
    signature = (1).to_bytes(32, "little") + bytes(32)
    for public in keys:
        for message in (b"", MESSAGE, b"1", b"2", b"3", b"4", b"5", b"6"):
            why = refusal(lambda p=public, m=message: verify(p, signature, m))
            assert why is Refusal.BAD_SIGNATURE


def test_public_keys_not_in_canonical_form_are_refused():
    signature = (1).to_bytes(32, "little") + bytes(32)
    for y in range(PRIME, 1 << 255):
        for sign in (0, 1 << 255):
            public = (y | sign).to_bytes(32, "little")
            why = refusal(lambda p=public: verify(p, signature, MESSAGE))
            assert why is Refusal.BAD_SIGNATURE


@pytest.mark.parametrize("size", [0, 1, 32, 63, 65, 128])
def test_a_signature_of_another_length_is_refused(size):
    signature = (SIGNATURE + SIGNATURE)[:size]
    why = refusal(lambda: verify(KEY.public, signature, MESSAGE))
    assert why is Refusal.BAD_SIGNATURE


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_a_seed_of_another_length_is_an_error_of_the_caller(size):
    with pytest.raises(ValueError, match="32"):
        SigningKey.from_bytes(bytes(size))


def test_generated_keys_differ():
    keys = {SigningKey.generate().to_bytes() for _ in range(100)}
    assert len(keys) == 100


@given(SEEDS)
def test_no_text_form_of_a_key_shows_secret_bytes(seed):
    key = SigningKey.from_bytes(seed)
    for shown in (repr(key), str(key), f"{key}", f"{[key]}"):
        assert seed.hex() not in shown
        assert repr(seed)[2:-1] not in shown
        assert key.public.hex() in shown


def test_a_key_cannot_be_pickled():
    with pytest.raises(TypeError):
        pickle.dumps(KEY)
    assert copy.copy(KEY).public == KEY.public
