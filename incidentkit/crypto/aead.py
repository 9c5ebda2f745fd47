"""ChaCha20-Poly1305 as it is, for `seal` and `chunks` to build on.

By itself it neither commits to its key nor keeps a nonce from being used twice,
so no room above this one calls it.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from incidentkit.errors import Refusal, RefusedError

NONCE_BYTES = 12
TAG_BYTES = 16


def encrypt(key: bytes, nonce: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Return the ciphertext with its tag; a nonce is used once for each key."""
    return ChaCha20Poly1305(key).encrypt(nonce, plaintext, context)


def decrypt(key: bytes, nonce: bytes, ciphertext: bytes, context: bytes) -> bytes:
    """Return the plaintext, or raise RefusedError(BAD_SEAL) for any other bytes."""
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, context)
    except InvalidTag:
        raise RefusedError(Refusal.BAD_SEAL) from None
