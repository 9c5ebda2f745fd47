"""One blob under one key: fresh key per seal, committed to, bound and padded.

    sealed = salt(32) || commitment(32) || ChaCha20-Poly1305(box key, nonce 0,
             padded plaintext, context as associated data)
    box key || commitment = HKDF-Expand-SHA256(key, "ik/seal/1" || salt ||
             SHA-256(context), 64)
    padded = length(4, big-endian) || plaintext || zero bytes up to a size class

The nonce may be zero only because every seal draws its own 256-bit salt and so
has its own box key. The commitment is there because ChaCha20-Poly1305 alone
lets one ciphertext open under two keys.
"""

import secrets

from incidentkit.crypto.aead import NONCE_BYTES, TAG_BYTES, decrypt, encrypt
from incidentkit.crypto.keys import KEY_BYTES, expand, same, sha256
from incidentkit.errors import Refusal, RefusedError

SALT_BYTES = 32
COMMITMENT_BYTES = 32
OVERHEAD = SALT_BYTES + COMMITMENT_BYTES + TAG_BYTES
MOST_PLAINTEXT = 2**32 - 1

_LABEL = b"ik/seal/1"
_NONCE = bytes(NONCE_BYTES)
_LENGTH_BYTES = 4
_SMALLEST_STEP = 64
_BODY_AT = SALT_BYTES + COMMITMENT_BYTES
_LEAST_SEALED = OVERHEAD + _SMALLEST_STEP


class Sealer:
    """Seals and opens under one key; made once where many blobs share the key."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        """Take a uniformly random key of exactly 32 bytes, else ValueError.

        Exactly, because HMAC treats a key and the same key with zero bytes
        after it alike, and a commitment must fit one key only.
        """
        if len(key) != KEY_BYTES:
            raise ValueError("a sealing key has exactly 32 bytes")
        self._key = bytes(key)

    def __repr__(self) -> str:
        """Show that it is a sealer and nothing of its key."""
        return "Sealer()"

    def seal(self, context: bytes, plaintext: bytes) -> bytes:
        """Return the sealed plaintext; it opens only with the same context."""
        return _seal_with_salt(
            self._key, context, plaintext, secrets.token_bytes(SALT_BYTES)
        )

    def open(self, context: bytes, sealed: bytes) -> bytes:
        """Return the plaintext.

        Raises:
            RefusedError: TRUNCATED when it is too short to be a seal,
                BAD_COMMITMENT for another key, context or salt, BAD_SEAL when
                the body was changed, BAD_PADDING when the sealer broke the rules.
        """
        if len(sealed) < _LEAST_SEALED:
            raise RefusedError(Refusal.TRUNCATED)
        box_key, commitment = _box(self._key, context, sealed[:SALT_BYTES])
        if not same(commitment, sealed[SALT_BYTES:_BODY_AT]):
            raise RefusedError(Refusal.BAD_COMMITMENT)
        return _unpad(decrypt(box_key, _NONCE, sealed[_BODY_AT:], context))


def seal(key: bytes, context: bytes, plaintext: bytes) -> bytes:
    """Return the plaintext sealed under a random 32-byte key and a context."""
    return Sealer(key).seal(context, plaintext)


def open_sealed(key: bytes, context: bytes, sealed: bytes) -> bytes:
    """Return the plaintext, or raise RefusedError as `Sealer.open` does."""
    return Sealer(key).open(context, sealed)


def padded_size(length: int) -> int:
    """Return how many bytes a plaintext of that length takes before it is sealed.

    Steps of 64 up to 1024, then eight sizes for each doubling, so that a stored
    size tells an eighth at most. A sealed blob has `OVERHEAD` bytes more.

    Raises:
        ValueError: the length is negative or does not fit in four bytes.
    """
    if not 0 <= length <= MOST_PLAINTEXT:
        raise ValueError("a plaintext of that length cannot be sealed")
    size = length + _LENGTH_BYTES
    step = max(_SMALLEST_STEP, 1 << max(0, (size - 1).bit_length() - 4))
    return -(-size // step) * step


def _seal_with_salt(key: bytes, context: bytes, plaintext: bytes, salt: bytes) -> bytes:
    """Seal with a salt from outside: for `Sealer` and for test vectors only."""
    box_key, commitment = _box(key, context, salt)
    return salt + commitment + encrypt(box_key, _NONCE, _pad(plaintext), context)


def _box(key: bytes, context: bytes, salt: bytes) -> tuple[bytes, bytes]:
    """Return the key of this one seal and the commitment to it."""
    okm = expand(key, _LABEL + salt + sha256(context), 64)
    return okm[:32], okm[32:]


def _pad(plaintext: bytes) -> bytes:
    size = padded_size(len(plaintext))
    padded = len(plaintext).to_bytes(_LENGTH_BYTES, "big") + plaintext
    return padded.ljust(size, b"\0")


def _unpad(padded: bytes) -> bytes:
    """Return the plaintext when this is the one way its length could be padded."""
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    end = _LENGTH_BYTES + length
    if len(padded) != padded_size(length) or padded[end:].lstrip(b"\0"):
        raise RefusedError(Refusal.BAD_PADDING)
    return padded[_LENGTH_BYTES:end]
