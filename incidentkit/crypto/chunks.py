r"""A file of any size sealed in chunks, so that it never has to fit in memory.

    sealed = "ikev1\n" || salt(32) || commitment(32) || chunk 0 || chunk 1 || ...
    chunk key || commitment = HKDF-Expand-SHA256(key, "ik/file/1" || salt, 64)
    chunk i = ChaCha20-Poly1305(chunk key, i(11, big-endian) || last(1), 64 KiB)

Only the last chunk carries the flag 1. It may be shorter, but is empty only
when the whole file is. So order, end and completeness are all covered. The
salt gives each seal a chunk key of its own, so that no nonce comes twice under
one key even if two files were sealed with the same one.
"""

import hashlib
import secrets
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from incidentkit.crypto.aead import NONCE_BYTES, TAG_BYTES, decrypt, encrypt
from incidentkit.crypto.keys import KEY_BYTES, expand, same
from incidentkit.errors import Refusal, RefusedError, WriteFailedError

CHUNK_BYTES = 64 * 1024
MAGIC = b"ikev1\n"
SALT_BYTES = 32

_LABEL = b"ik/file/1"
_COUNTER_BYTES = NONCE_BYTES - 1
_COMMITMENT_AT = len(MAGIC) + SALT_BYTES
_HEADER_BYTES = _COMMITMENT_AT + 32


class Readable(Protocol):
    """Whatever bytes can be read from, in pieces."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, none at the end."""
        ...


class Sink(Protocol):
    """Whatever bytes can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take bytes, and say how many were taken."""
        ...


def seal_stream(key: bytes, source: Readable, sink: Sink) -> tuple[bytes, int]:
    """Seal all of source into sink; return the plaintext's SHA-256 and size.

    The key is 32 random bytes drawn for this one file.

    Raises:
        ValueError: the key does not have exactly 32 bytes.
        WriteFailedError: the sink took less than it was given.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    chunk_key, commitment = _keys(key, salt)
    _put(sink, MAGIC + salt + commitment)
    digest, size = hashlib.sha256(), 0
    for number, chunk, is_last in _chunks(source, CHUNK_BYTES):
        _put(sink, encrypt(chunk_key, _nonce(number, is_last=is_last), chunk, b""))
        digest.update(chunk)
        size += len(chunk)
    return digest.digest(), size


def open_stream(key: bytes, source: BinaryIO, sink: Sink) -> tuple[bytes, int]:
    """Open all of source into sink; return the plaintext's SHA-256 and size.

    Only verified chunks reach the sink, but until this returns the file may
    still turn out to be cut short: on any error the caller discards the sink.

    Raises:
        ValueError: the key does not have exactly 32 bytes.
        RefusedError: TRUNCATED when it ends between two chunks or within a tag or
            the header, BAD_COMMITMENT for another key, BAD_SEAL when anything
            was changed, moved, added or cut in the middle of a chunk.
        WriteFailedError: the sink took less than it was given.
    """
    chunk_key = _open_header(key, source)
    digest, size = hashlib.sha256(), 0
    for number, sealed, is_last in _chunks(source, CHUNK_BYTES + TAG_BYTES):
        chunk = _open_chunk(chunk_key, number, sealed, is_last=is_last)
        _put(sink, chunk)
        digest.update(chunk)
        size += len(chunk)
    return digest.digest(), size


def _keys(key: bytes, salt: bytes) -> tuple[bytes, bytes]:
    if len(key) != KEY_BYTES:
        raise ValueError("a file key has exactly 32 bytes")
    okm = expand(key, _LABEL + salt, 64)
    return okm[:32], okm[32:]


def _open_header(key: bytes, source: BinaryIO) -> bytes:
    """Return the chunk key, once the header has shown that it is the right one."""
    header = _take(source, _HEADER_BYTES)
    salt, stated = header[len(MAGIC) : _COMMITMENT_AT], header[_COMMITMENT_AT:]
    chunk_key, commitment = _keys(key, salt)
    if not header.startswith(MAGIC[: len(header)]):
        raise RefusedError(Refusal.BAD_SEAL)
    if len(header) < _HEADER_BYTES:
        raise RefusedError(Refusal.TRUNCATED)
    if not same(stated, commitment):
        raise RefusedError(Refusal.BAD_COMMITMENT)
    return chunk_key


def _open_chunk(
    chunk_key: bytes, number: int, sealed: bytes, *, is_last: bool
) -> bytes:
    if len(sealed) < TAG_BYTES:
        raise RefusedError(Refusal.TRUNCATED)
    try:
        chunk = decrypt(chunk_key, _nonce(number, is_last=is_last), sealed, b"")
    except RefusedError:
        if is_last and _goes_on(chunk_key, number, sealed):
            raise RefusedError(Refusal.TRUNCATED) from None
        raise
    if not chunk and number:
        raise RefusedError(Refusal.BAD_SEAL)
    return chunk


def _goes_on(chunk_key: bytes, number: int, sealed: bytes) -> bool:
    """Tell a file cut between two chunks, whose last one is sound, from a changed one."""
    try:
        decrypt(chunk_key, _nonce(number, is_last=False), sealed, b"")
    except RefusedError:
        return False
    return True


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(_COUNTER_BYTES, "big") + bytes((is_last,))


def _chunks(source: Readable, size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield each chunk's number, bytes and whether it is the last; at least one."""
    number, chunk = 0, _take(source, size)
    while following := _take(source, size):
        yield number, chunk, False
        number, chunk = number + 1, following
    yield number, chunk, True


def _take(source: Readable, size: int) -> bytes:
    """Read exactly that much unless the source ends; one read may give less."""
    taken = bytearray()
    while len(taken) < size and (part := source.read(size - len(taken))):
        taken += part
    return bytes(taken)


def _put(sink: Sink, data: bytes) -> None:
    if sink.write(data) != len(data):
        raise WriteFailedError("short write")
