"""Builds one ChaCha20-Poly1305 ciphertext that opens under two keys.

Poly1305 is a polynomial over a prime field, so two ciphertext blocks left free
are enough to reach one tag under both keys by solving two linear equations.
"""

from itertools import count

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20

_PRIME = 2**130 - 5
_CLAMP = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
_TOP = 1 << 128


def two_key_ciphertext(
    first: bytes, second: bytes, context: bytes, known: bytes
) -> bytes:
    """Return a ciphertext with its tag, for the zero nonce, that both keys accept.

    Under the first key it begins with `known`, which fills whole blocks; the two
    blocks after it are whatever the equations ask for.
    """
    start = _xor(known, keystream(first, len(known) + 64)[64:])
    lengths = len(context).to_bytes(8, "little") + (len(known) + 32).to_bytes(
        8, "little"
    )
    fixed = context + bytes(-len(context) % 16) + start, lengths
    for tag in count(1):
        free = _solve(_Poly(first, *fixed), _Poly(second, *fixed), tag)
        if free is not None:
            return start + free + tag.to_bytes(16, "little")
    raise AssertionError("count never ends")


def keystream(key: bytes, size: int) -> bytes:
    """Return ChaCha20's bytes for the zero nonce; the first 32 key Poly1305."""
    encryptor = Cipher(ChaCha20(key, bytes(16)), mode=None).encryptor()
    return encryptor.update(bytes(size))


class _Poly:
    """One key's tag as a linear function of the two free blocks."""

    def __init__(self, key: bytes, before: bytes, after: bytes) -> None:
        one_time = keystream(key, 32)
        r = int.from_bytes(one_time[:16], "little") & _CLAMP
        self.s = int.from_bytes(one_time[16:], "little")
        total = 0
        for at in range(0, len(before), 16):
            total = (total + _block(before[at : at + 16])) * r % _PRIME
        self.constant = (total * r**3 + _block(after) * r) % _PRIME
        self.factors = (pow(r, 3, _PRIME), pow(r, 2, _PRIME))

    def wanted(self, tag: int) -> int:
        return ((tag - self.s) % _TOP - self.constant) % _PRIME


def _solve(one: _Poly, two: _Poly, tag: int) -> bytes | None:
    (a, b), (c, d) = one.factors, two.factors
    p, q = one.wanted(tag), two.wanted(tag)
    inverse = pow(a * d - b * c, -1, _PRIME)
    x = (p * d - b * q) * inverse % _PRIME - _TOP
    y = (a * q - c * p) * inverse % _PRIME - _TOP
    if not (0 <= x < _TOP and 0 <= y < _TOP):
        return None
    return x.to_bytes(16, "little") + y.to_bytes(16, "little")


def _block(data: bytes) -> int:
    return int.from_bytes(data, "little") + _TOP


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))
