"""One-time code secrets as platforms hand them out, and the code of the moment."""

import base64
import binascii
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from incidentkit.accounts.secret import Secret
from incidentkit.crypto.one_time_codes import (
    ALGORITHMS,
    LEAST_DIGITS,
    MOST_DIGITS,
    seconds_left,
    totp,
)
from incidentkit.errors import InvalidValueError

_LONGEST_TEXT = 2000
# Platforms give out 80 bits at the least. Anything shorter is something else that
# happens to read as base32, as "password" does.
_SHORTEST_SECRET = 10
_LONGEST_SECRET = 512
_LONGEST_PERIOD = 300


@dataclass(frozen=True, slots=True, repr=False)
class OneTimeSecret:
    """What a platform's codes are made from."""

    key: bytes
    digits: int = 6
    period: int = 30
    algorithm: str = "SHA1"


@dataclass(frozen=True, slots=True)
class CurrentCode:
    """A code and how many seconds it is still good for."""

    code: Secret
    seconds_left: int


def read_one_time_secret(text: str) -> OneTimeSecret:
    """Read an otpauth address, or a secret in base32 with or without spaces.

    Codes that count sign-ins instead of telling the time are refused: two
    people cannot share them.

    Raises:
        InvalidValueError: It is neither, or asks for something no platform uses.
    """
    trimmed = text.strip()
    if len(trimmed) > _LONGEST_TEXT:
        raise _refusal()
    if trimmed.casefold().startswith("otpauth:"):
        return _from_address(trimmed)
    return OneTimeSecret(_key(trimmed))


def current_code(secret: OneTimeSecret, at_ms: int) -> CurrentCode:
    """Return the code at a wall time."""
    code = totp(
        secret.key,
        at_ms,
        digits=secret.digits,
        period=secret.period,
        algorithm=secret.algorithm,
    )
    return CurrentCode(Secret(code), seconds_left(at_ms, secret.period))


def _from_address(text: str) -> OneTimeSecret:
    parts = _split(text)
    try:
        asked = parse_qs(parts.query, keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise _refusal() from None
    named = {name.casefold(): values for name, values in asked.items()}
    if parts.netloc.casefold() != "totp" or any(len(v) > 1 for v in named.values()):
        raise _refusal()
    algorithm = named.get("algorithm", ["SHA1"])[0].upper().replace("-", "")
    if algorithm not in ALGORITHMS:
        raise _refusal()
    return OneTimeSecret(
        key=_key(named.get("secret", [""])[0]),
        digits=_between(named, "digits", 6, (LEAST_DIGITS, MOST_DIGITS)),
        period=_between(named, "period", 30, (1, _LONGEST_PERIOD)),
        algorithm=algorithm,
    )


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        raise _refusal() from None


def _between(
    named: dict[str, list[str]], name: str, usual: int, limits: tuple[int, int]
) -> int:
    text = named.get(name, [str(usual)])[0]
    least, most = limits
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not plain or not least <= int(text) <= most:
        raise _refusal()
    return int(text)


def _key(text: str) -> bytes:
    letters = "".join(text.split()).replace("-", "").rstrip("=").upper()
    padded = letters + "=" * (-len(letters) % 8)
    try:
        key = base64.b32decode(padded)
    except (binascii.Error, ValueError):
        raise _refusal() from None
    if not _SHORTEST_SECRET <= len(key) <= _LONGEST_SECRET:
        raise _refusal()
    return key


def _refusal() -> InvalidValueError:
    return InvalidValueError("totp", "one-time-secret")
