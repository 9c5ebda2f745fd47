import hashlib
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from incidentkit.crypto.aead import encrypt
from incidentkit.crypto.chunks import CHUNK_BYTES, MAGIC, open_stream, seal_stream
from incidentkit.crypto.keys import expand
from incidentkit.errors import Refusal, WriteFailedError
from tests.crypto.refusals import flipped, refusal

KEY = bytes(range(32))
SALT = slice(len(MAGIC), len(MAGIC) + 32)
HEADER = len(MAGIC) + 64
SEALED_CHUNK = CHUNK_BYTES + 16
EDGES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]


class Trickle(io.RawIOBase):
    """A source that gives a few bytes at a time, as a pipe or a slow disk may."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data, self._step = io.BytesIO(data), step

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, self._step))


class FullDisk(io.BytesIO):
    """A sink that takes less than it is given once it holds `room` bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: bytes) -> int:
        return super().write(data[: self._room - self.tell()])


def _plain(size: int) -> bytes:
    return hashlib.shake_256(b"evidence").digest(size)


def _seal(plain: bytes, key: bytes = KEY) -> bytes:
    sink = io.BytesIO()
    digest = seal_stream(key, io.BytesIO(plain), sink)
    assert digest == (hashlib.sha256(plain).digest(), len(plain))
    return sink.getvalue()


def _open(sealed: bytes, key: bytes = KEY) -> bytes:
    sink = io.BytesIO()
    digest, size = open_stream(key, io.BytesIO(sealed), sink)
    plain = sink.getvalue()
    assert (digest, size) == (hashlib.sha256(plain).digest(), len(plain))
    return plain


def _parts(sealed: bytes) -> list[bytes]:
    """Return the header and then each sealed chunk."""
    starts = range(HEADER, len(sealed), SEALED_CHUNK)
    return [sealed[:HEADER], *(sealed[at : at + SEALED_CHUNK] for at in starts)]


def _why(sealed: bytes, key: bytes = KEY) -> Refusal:
    return refusal(lambda: _open(sealed, key))


@pytest.mark.parametrize("size", EDGES)
def test_a_file_of_any_size_comes_back_and_grows_by_its_header_and_tags(size):
    plain = _plain(size)
    sealed = _seal(plain)
    assert _open(sealed) == plain
    number = max(1, -(-size // CHUNK_BYTES))
    assert len(sealed) == HEADER + size + 16 * number


@settings(max_examples=20)
@given(st.integers(0, 4 * CHUNK_BYTES), st.integers(1, 2 * SEALED_CHUNK))
@example(CHUNK_BYTES, 1000)
def test_it_does_not_matter_how_little_a_source_gives_at_once(size, step):
    step = max(step, 100)
    plain = _plain(size)
    slow, opened = io.BytesIO(), io.BytesIO()
    seal_stream(KEY, Trickle(plain, step), slow)
    assert len(slow.getvalue()) == len(_seal(plain))
    open_stream(KEY, Trickle(slow.getvalue(), step), opened)
    assert opened.getvalue() == plain


def test_a_file_is_written_as_the_format_says():
    plain = _plain(CHUNK_BYTES + 5)
    sealed = _seal(plain)
    salt = sealed[SALT]
    okm = expand(KEY, b"ik/file/1" + salt, 64)
    first = encrypt(okm[:32], bytes(12), plain[:CHUNK_BYTES], b"")
    last = encrypt(okm[:32], bytes(10) + b"\1\1", plain[CHUNK_BYTES:], b"")
    assert sealed == b"ikev1\n" + salt + okm[32:] + first + last


def test_two_files_under_one_key_share_neither_a_salt_nor_a_key():
    plain = bytes(100)
    one, other = _seal(plain), _seal(plain)
    assert one[SALT] != other[SALT]
    assert one[HEADER:] != other[HEADER:]
    assert _why(one[:HEADER] + other[HEADER:]) is Refusal.BAD_SEAL


def test_every_single_bit_flip_of_a_small_file_is_refused():
    sealed = _seal(b"a screenshot")
    for bit in range(8 * len(sealed)):
        # Another salt makes another commitment.
        in_commitment = 8 * len(MAGIC) <= bit < 8 * HEADER
        expected = Refusal.BAD_COMMITMENT if in_commitment else Refusal.BAD_SEAL
        assert _why(flipped(sealed, bit)) is expected


@settings(max_examples=30)
@given(st.data())
def test_any_single_bit_flip_of_a_large_file_is_refused(data):
    sealed = _seal(_plain(2 * CHUNK_BYTES + 100))
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    assert _why(flipped(sealed, bit)) in {Refusal.BAD_COMMITMENT, Refusal.BAD_SEAL}


@pytest.mark.parametrize("size", [3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7])
def test_a_file_cut_between_chunks_is_refused_as_truncated(size):
    parts = _parts(_seal(_plain(size)))
    for kept in range(len(parts)):
        assert _why(b"".join(parts[:kept])) is Refusal.TRUNCATED


def test_every_shorter_length_of_a_small_file_is_refused():
    sealed = _seal(b"a screenshot")
    for length in range(len(sealed)):
        long_enough = length >= HEADER + 16
        expected = Refusal.BAD_SEAL if long_enough else Refusal.TRUNCATED
        assert _why(sealed[:length]) is expected


@settings(max_examples=30)
@given(st.data())
def test_any_shorter_length_of_a_large_file_is_refused(data):
    sealed = _seal(_plain(2 * CHUNK_BYTES + 100))
    length = data.draw(st.integers(0, len(sealed) - 1))
    assert _why(sealed[:length]) in {Refusal.TRUNCATED, Refusal.BAD_SEAL}


@pytest.mark.parametrize("more", [1, 15, 16, 17, CHUNK_BYTES, SEALED_CHUNK])
@pytest.mark.parametrize("size", [12, CHUNK_BYTES])
def test_anything_added_at_the_end_is_refused(size, more):
    assert _why(_seal(_plain(size)) + bytes(more)) is Refusal.BAD_SEAL


def test_chunks_in_another_order_repeated_or_left_out_are_refused():
    header, a, b, c = _parts(_seal(_plain(3 * CHUNK_BYTES)))
    for chunks in (
        (b, a, c),
        (a, c, b),
        (a, a, b, c),
        (a, b, b, c),
        (a, c),
        (b, c),
        (c,),
        (a, b, c, c),
        (a, b, c, a, b, c),
    ):
        assert _why(header + b"".join(chunks)) is Refusal.BAD_SEAL


def test_a_chunk_of_another_file_is_refused():
    header, a, _ = _parts(_seal(_plain(CHUNK_BYTES + 9)))
    other = _parts(_seal(_plain(CHUNK_BYTES + 9), bytes(32)))
    assert _why(header + a + other[2]) is Refusal.BAD_SEAL
    assert _why(other[0] + a + other[2]) is Refusal.BAD_COMMITMENT


def test_an_empty_last_chunk_after_others_is_refused_though_it_verifies():
    header, *_ = _parts(_seal(b""))
    chunk_key = expand(KEY, b"ik/file/1" + header[SALT], 64)[:32]
    whole = encrypt(chunk_key, bytes(12), _plain(CHUNK_BYTES), b"")
    empty = encrypt(chunk_key, bytes(10) + b"\1\1", b"", b"")
    assert _why(header + whole + empty) is Refusal.BAD_SEAL


def test_another_key_is_refused_before_anything_is_written():
    sealed, sink = _seal(b"a screenshot"), io.BytesIO()
    why = refusal(lambda: open_stream(bytes(32), io.BytesIO(sealed), sink))
    assert why is Refusal.BAD_COMMITMENT
    assert sink.getvalue() == b""


@pytest.mark.parametrize("start", [b"ikev2\n", b"IKEV1\n", b"PK\3\4zz", b"x"])
def test_a_file_of_another_sort_is_refused(start):
    assert _why(start + _seal(b"a screenshot")[len(start) :]) is Refusal.BAD_SEAL
    assert _why(start) is Refusal.BAD_SEAL


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_and_never_crash(sealed):
    for bytes_ in (sealed, MAGIC + sealed):
        assert _why(bytes_) in {
            Refusal.TRUNCATED,
            Refusal.BAD_SEAL,
            Refusal.BAD_COMMITMENT,
        }


def test_only_verified_chunks_reach_the_sink():
    plain = _plain(3 * CHUNK_BYTES)
    header, a, b, c = _parts(_seal(plain))
    sink = io.BytesIO()
    damaged = io.BytesIO(header + a + flipped(b, 5) + c)
    assert refusal(lambda: open_stream(KEY, damaged, sink)) is Refusal.BAD_SEAL
    assert sink.getvalue() == plain[:CHUNK_BYTES]


def test_a_sink_that_takes_less_than_it_is_given_is_noticed():
    plain = _plain(2 * CHUNK_BYTES)
    sealed = _seal(plain)
    for room in (0, 10, HEADER, CHUNK_BYTES, len(plain) - 1):
        with pytest.raises(WriteFailedError):
            seal_stream(KEY, io.BytesIO(plain), FullDisk(room))
        with pytest.raises(WriteFailedError):
            open_stream(KEY, io.BytesIO(sealed), FullDisk(room))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_an_error_of_the_caller(size):
    with pytest.raises(ValueError, match="32 bytes"):
        seal_stream(bytes(size), io.BytesIO(), io.BytesIO())
    with pytest.raises(ValueError, match="32 bytes"):
        open_stream(bytes(size), io.BytesIO(), io.BytesIO())
