"""Ed25519 signatures, with the keys refused that would accept any message."""

from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from incidentkit.errors import Refusal, RefusedError

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64

_PRIME = 2**255 - 19
_SIGN_BIT = 1 << 255
_ORDER_EIGHT = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    "little",
)
# The y coordinates of the eight points whose order divides eight.
_SMALL_ORDER = frozenset({0, 1, _PRIME - 1, _ORDER_EIGHT, _PRIME - _ORDER_EIGHT})


class SigningKey:
    """A private key to sign with. It shows nothing of itself but its public half."""

    __slots__ = ("_private", "_public")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        """Wrap a key; use `generate` or `from_bytes` instead."""
        self._private = private
        self._public = private.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> Self:
        """Return a new random key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_bytes(cls, seed: bytes) -> Self:
        """Return the key of a 32-byte seed; any other length is a ValueError."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def public(self) -> bytes:
        """The 32 bytes others verify with."""
        return self._public

    def to_bytes(self) -> bytes:
        """Return the secret 32-byte seed, to be sealed at once."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature; the same message always gives the same."""
        return self._private.sign(message)

    def __repr__(self) -> str:
        """Show the public half only."""
        return f"SigningKey(public={self._public.hex()})"


def verify(public: bytes, signature: bytes, message: bytes) -> None:
    """Return only if the owner of the public key signed exactly this message.

    Raises:
        RefusedError: BAD_SIGNATURE, also for a key or signature of the wrong
            length, a key not written in the one canonical way, and a key of
            small order, under which one signature fits every message.
    """
    if not _acceptable(public):
        raise RefusedError(Refusal.BAD_SIGNATURE)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        raise RefusedError(Refusal.BAD_SIGNATURE) from None


def _acceptable(public: bytes) -> bool:
    if len(public) != PUBLIC_BYTES:
        return False
    height = int.from_bytes(public, "little") & ~_SIGN_BIT
    return height < _PRIME and height not in _SMALL_ORDER
