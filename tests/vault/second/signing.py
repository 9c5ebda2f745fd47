"""Ed25519 as section 2.6 wants it: no strange public key, whatever it verifies."""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_PRIME = 2**255 - 19
_EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
# What y is in the eight points of small order; x only chooses between two of them.
_SMALL = frozenset({0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH})


def sound_key(public: bytes) -> bool:
    y = int.from_bytes(public, "little") & (2**255 - 1)
    return len(public) == 32 and y < _PRIME and y not in _SMALL


@lru_cache(maxsize=1024)
def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    if not sound_key(public) or len(signature) != 64:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
