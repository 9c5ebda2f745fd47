"""Sealing to somebody's public key (RFC 9180, base mode, single shot).

X25519, HKDF-SHA256 and ChaCha20-Poly1305. Base mode proves nothing about the
sender: whoever trusts what it carries checks a signature over the sealed bytes.
"""

from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from incidentkit.errors import Refusal, RefusedError

PUBLIC_BYTES = 32
OVERHEAD = 48

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class SealingKey:
    """A private key that opens what was sealed to its public half."""

    __slots__ = ("_private", "_public")

    def __init__(self, private: X25519PrivateKey) -> None:
        """Wrap a key; use `generate` or `from_bytes` instead."""
        self._private = private
        self._public = private.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> Self:
        """Return a new random key."""
        return cls(X25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, secret: bytes) -> Self:
        """Return the key of 32 secret bytes; any other length is a ValueError."""
        return cls(X25519PrivateKey.from_private_bytes(secret))

    @property
    def public(self) -> bytes:
        """The 32 bytes others seal to."""
        return self._public

    def to_bytes(self) -> bytes:
        """Return the secret 32 bytes, to be sealed at once."""
        return self._private.private_bytes_raw()

    def open(self, info: bytes, sealed: bytes) -> bytes:
        """Return the plaintext, or raise RefusedError(BAD_SEAL) for any other bytes."""
        try:
            return _SUITE.decrypt(sealed, self._private, info)
        except (InvalidTag, ValueError):
            raise RefusedError(Refusal.BAD_SEAL) from None

    def __repr__(self) -> str:
        """Show the public half only."""
        return f"SealingKey(public={self._public.hex()})"


def hpke_seal(public: bytes, info: bytes, plaintext: bytes) -> bytes:
    """Return a plaintext sealed to a public key and bound to `info`.

    The result is 48 bytes longer than the plaintext.

    Raises:
        RefusedError: BAD_SEAL when nobody could open it, because the public key
            has the wrong length or gives every sender the same secret.
    """
    try:
        recipient = X25519PublicKey.from_public_bytes(public)
        return _SUITE.encrypt(plaintext, recipient, info)
    except ValueError:
        raise RefusedError(Refusal.BAD_SEAL) from None


def can_seal_to(public: bytes) -> bool:
    """Whether anybody could open what is sealed to this public key."""
    try:
        hpke_seal(public, b"", b"")
    except RefusedError:
        return False
    return True


def hpke_open(key: SealingKey, info: bytes, sealed: bytes) -> bytes:
    """Return the plaintext, or raise RefusedError(BAD_SEAL) for any other bytes."""
    return key.open(info, sealed)
