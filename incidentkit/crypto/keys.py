"""Keys from keys, and the two comparisons every other room of the kit needs.

Expand and mac are built on `hmac.digest`, because an HKDF object per call
costs more than the two hash blocks it computes.
"""

import hashlib
import hmac

KEY_BYTES = 32
_BLOCK_BYTES = 32
_MOST_BLOCKS = 255


def expand(key: bytes, info: bytes, length: int = KEY_BYTES) -> bytes:
    """Return HKDF-Expand-SHA256 of a key that is uniformly random already.

    Give every use its own `info`; two uses that share one share a key.

    Raises:
        ValueError: the key is shorter than 32 bytes, or the length is not
            between 1 and 8160.
    """
    if len(key) < KEY_BYTES:
        raise ValueError("a key to expand needs at least 32 bytes")
    if not 1 <= length <= _BLOCK_BYTES * _MOST_BLOCKS:
        raise ValueError("cannot expand to that length")
    return _expand(key, info, length)


def derive(
    secret: bytes, *, salt: bytes, info: bytes, length: int = KEY_BYTES
) -> bytes:
    """Return HKDF-SHA256 of a secret that is strong but not uniformly random.

    Not for a passphrase, which needs `incidentkit.crypto.passphrase.stretch`.
    """
    return expand(mac(salt, secret), info, length)


def mac(key: bytes, message: bytes) -> bytes:
    """Return HMAC-SHA256, 32 bytes. Compare it with `same` and nothing else."""
    return hmac.digest(key, message, "sha256")


def same(a: bytes, b: bytes) -> bool:
    """Compare in a time that depends on the lengths only, never on the content."""
    return hmac.compare_digest(a, b)


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 digest, 32 bytes."""
    return hashlib.sha256(data).digest()


def _expand(key: bytes, info: bytes, length: int) -> bytes:
    blocks = b""
    last = b""
    for number in range(1, -(-length // _BLOCK_BYTES) + 1):
        last = mac(key, last + info + bytes((number,)))
        blocks += last
    return blocks[:length]
