"""One-time codes as authenticator apps show them (RFC 4226 and RFC 6238)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

# SHA-1 is what nearly every platform issues; in HMAC it is still sound.
ALGORITHMS: Mapping[str, Callable[[], SHA1 | SHA256 | SHA512]] = MappingProxyType(
    {"SHA1": SHA1, "SHA256": SHA256, "SHA512": SHA512}
)
LEAST_DIGITS = 6
MOST_DIGITS = 8

_MS_PER_SECOND = 1000


def hotp(
    secret: bytes, counter: int, *, digits: int = 6, algorithm: str = "SHA1"
) -> str:
    """Return the code for a counter, with its leading zeros.

    A secret of 80 bits is accepted, because platforms hand such secrets out.

    Raises:
        ValueError: the secret is empty, the counter is negative or over 64 bits,
            the digits are not 6 to 8, or the algorithm is not in `ALGORITHMS`.
    """
    if not secret or not 0 <= counter < 2**64:
        raise ValueError("a code needs a secret and a counter of 64 bits")
    if algorithm not in ALGORITHMS:
        raise ValueError("no such algorithm for one-time codes")
    code = HOTP(secret, digits, ALGORITHMS[algorithm](), enforce_key_length=False)
    return code.generate(counter).decode("ascii")


def totp(
    secret: bytes,
    at_ms: int,
    *,
    digits: int = 6,
    period: int = 30,
    algorithm: str = "SHA1",
) -> str:
    """Return the code at a wall time, with its leading zeros.

    Raises:
        ValueError: as `hotp`, and for a period below one second.
    """
    counter = at_ms // _MS_PER_SECOND // _checked(period)
    return hotp(secret, counter, digits=digits, algorithm=algorithm)


def seconds_left(at_ms: int, period: int) -> int:
    """Return how many seconds the code at that time is still good for, at least 1.

    Raises:
        ValueError: the period is below one second.
    """
    return _checked(period) - at_ms // _MS_PER_SECOND % period


def _checked(period: int) -> int:
    if period < 1:
        raise ValueError("a period is at least one second")
    return period
