import os

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incidentkit.crypto.seal import (
    MOST_PLAINTEXT,
    OVERHEAD,
    SALT_BYTES,
    Sealer,
    open_sealed,
    padded_size,
    seal,
)
from incidentkit.errors import Refusal
from tests.crypto.refusals import flipped, refusal
from tests.work_done import calls_of

KEY = bytes(range(32))
CONTEXT = b"one entry of one chain"
KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS, st.binary(), st.binary(max_size=5000))
@example(KEY, b"", b"")
@example(KEY, CONTEXT, bytes(60))
@example(KEY, CONTEXT, bytes(100_000))
def test_any_bytes_come_back(key, context, plaintext):
    sealed = seal(key, context, plaintext)
    assert open_sealed(key, context, sealed) == plaintext
    assert Sealer(key).open(context, sealed) == plaintext
    assert open_sealed(key, context, Sealer(key).seal(context, plaintext)) == plaintext
    assert len(sealed) == OVERHEAD + padded_size(len(plaintext))


def test_every_single_bit_flip_of_a_small_seal_is_refused():
    sealed = seal(KEY, CONTEXT, b"a password")
    assert len(sealed) == 144
    for bit in range(8 * len(sealed)):
        changed = flipped(sealed, bit)
        why = refusal(lambda c=changed: open_sealed(KEY, CONTEXT, c))
        before_body = bit < 8 * 64
        assert why is (Refusal.BAD_COMMITMENT if before_body else Refusal.BAD_SEAL)


@given(st.binary(max_size=3000), st.data())
def test_any_single_bit_flip_of_any_seal_is_refused(plaintext, data):
    sealed = seal(KEY, CONTEXT, plaintext)
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    why = refusal(lambda: open_sealed(KEY, CONTEXT, flipped(sealed, bit)))
    assert why in {Refusal.BAD_COMMITMENT, Refusal.BAD_SEAL}


@given(st.binary(), st.binary(), st.binary())
def test_another_context_is_refused_at_the_commitment(context, other, plaintext):
    sealed = seal(KEY, context, plaintext)
    if context != other:
        why = refusal(lambda: open_sealed(KEY, other, sealed))
        assert why is Refusal.BAD_COMMITMENT


@given(KEYS, KEYS, st.binary())
def test_another_key_is_refused_at_the_commitment(key, other, plaintext):
    sealed = seal(key, CONTEXT, plaintext)
    if key != other:
        why = refusal(lambda: open_sealed(other, CONTEXT, sealed))
        assert why is Refusal.BAD_COMMITMENT


def test_every_shorter_length_is_refused():
    sealed = seal(KEY, CONTEXT, bytes(200))
    for length in range(len(sealed)):
        cut = sealed[:length]
        why = refusal(lambda c=cut: open_sealed(KEY, CONTEXT, c))
        assert why is (Refusal.TRUNCATED if length < 144 else Refusal.BAD_SEAL)


@given(st.binary(min_size=1, max_size=200))
def test_anything_added_at_the_end_is_refused(more):
    sealed = seal(KEY, CONTEXT, b"text") + more
    assert refusal(lambda: open_sealed(KEY, CONTEXT, sealed)) is Refusal.BAD_SEAL


@given(st.binary(max_size=400))
def test_random_bytes_are_refused_and_never_crash(sealed):
    why = refusal(lambda: open_sealed(KEY, CONTEXT, sealed))
    assert why in {Refusal.TRUNCATED, Refusal.BAD_COMMITMENT}


@given(st.integers(0, MOST_PLAINTEXT))
@example(MOST_PLAINTEXT)
def test_a_size_class_holds_the_text_and_grows_it_by_an_eighth_at_most(length):
    size = padded_size(length)
    needed = length + 4
    assert needed <= size < needed + max(64, needed / 8)
    assert size % 64 == 0
    if size - 4 <= MOST_PLAINTEXT:
        assert padded_size(size - 4) == size
    if size - 3 <= MOST_PLAINTEXT:
        assert padded_size(size - 3) > size


def test_there_are_sixteen_classes_up_to_1024_and_eight_for_each_doubling_after():
    assert {padded_size(n) for n in range(1021)} == set(range(64, 1025, 64))
    for low in (1024, 2048, 4096, 8192):
        sizes = {padded_size(n) for n in range(low - 3, 2 * low - 3)}
        assert sizes == {low + low // 8 * n for n in range(1, 9)}


@pytest.mark.parametrize("length", [-1, MOST_PLAINTEXT + 1])
def test_a_length_outside_four_bytes_has_no_class(length):
    with pytest.raises(ValueError, match="length"):
        padded_size(length)


@pytest.mark.parametrize("size", [0, 31, 33, 64])
def test_a_key_of_another_length_is_an_error_of_the_caller(size):
    with pytest.raises(ValueError, match="32 bytes"):
        Sealer(bytes(size))
    with pytest.raises(ValueError, match="32 bytes"):
        seal(bytes(size), CONTEXT, b"text")


@given(KEYS)
def test_a_sealer_shows_nothing_of_its_key(key):
    assert repr(Sealer(key)) == str(Sealer(key)) == "Sealer()"


def test_no_salt_repeats_in_ten_thousand_seals():
    sealer = Sealer(KEY)
    assert len({_salt(sealer) for _ in range(10_000)}) == 10_000


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # a timer thread
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_no_salt_repeats_between_a_process_and_its_forked_child():
    sealer = Sealer(KEY)
    before = {_salt(sealer) for _ in range(1000)}
    inside = _salts_of_a_child(sealer, 4500)
    after = {_salt(sealer) for _ in range(4500)}
    assert len(inside) == 4500
    assert len(before | inside | after) == 10_000


def test_opening_a_small_seal_is_little_work_and_no_more_the_next_time():
    """A kit opens thousands: how long all take is in the bench, as rebuilding the states."""
    sealer = Sealer(KEY)
    sealed = sealer.seal(CONTEXT, bytes(252))
    one = calls_of(lambda: sealer.open(CONTEXT, sealed))
    assert one < 50
    hundred = calls_of(lambda: [sealer.open(CONTEXT, sealed) for _ in range(100)])
    assert hundred < 101 * one


def _salt(sealer: Sealer) -> bytes:
    return sealer.seal(CONTEXT, b"")[:SALT_BYTES]


def _salts_of_a_child(sealer: Sealer, number: int) -> set[bytes]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with os.fdopen(writer, "wb") as pipe:
                pipe.writelines(_salt(sealer) for _ in range(number))
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        salts = pipe.read()
    os.waitpid(child, 0)
    return {salts[at : at + SALT_BYTES] for at in range(0, len(salts), SALT_BYTES)}
