"""A passphrase made slow to guess (Argon2id), at a cost checked before it is paid."""

import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from incidentkit.errors import InvalidValueError, KdfRefusedError

LEAST_SALT = 16

_LEAST_KIB_PER_LANE = 8
_KIB_PER_GIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess costs: memory, passes over it, and lanes that run at once."""

    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class KdfLimits:
    """The least that protects a passphrase and the most that a machine is asked for.

    Both ends matter: a crafted header that asks for too little gives the
    passphrase away, one that asks for too much hangs the machine.
    """

    floor: KdfCost
    ceiling: KdfCost

    def check(self, cost: KdfCost) -> None:
        """Return if the cost is within both limits.

        Raises:
            KdfRefusedError: names the first setting that is not.
        """
        for setting in ("memory_kib", "passes", "lanes"):
            value = getattr(cost, setting)
            least, most = getattr(self.floor, setting), getattr(self.ceiling, setting)
            if not least <= value <= most:
                raise KdfRefusedError(setting, value)
        if cost.memory_kib < _LEAST_KIB_PER_LANE * cost.lanes:
            raise KdfRefusedError("memory_kib", cost.memory_kib)


DEFAULT_COST = KdfCost(memory_kib=256 * 1024, passes=3, lanes=4)
SAFE_LIMITS = KdfLimits(
    floor=KdfCost(memory_kib=64 * 1024, passes=3, lanes=1),
    ceiling=KdfCost(memory_kib=2 * _KIB_PER_GIB, passes=16, lanes=16),
)


def stretch(passphrase: str, salt: bytes, cost: KdfCost, limits: KdfLimits) -> bytes:
    """Return 32 bytes that can be had only by paying the cost.

    The passphrase is taken in Unicode form NFC, so that it opens the kit from a
    keyboard that composes letters differently.

    Raises:
        KdfRefusedError: the cost is outside the limits or more than this machine
            has, or the salt is shorter than 16 bytes (setting `salt_bytes`).
        InvalidValueError: the passphrase is not text (half a surrogate pair).
    """
    limits.check(cost)
    if len(salt) < LEAST_SALT:
        raise KdfRefusedError("salt_bytes", len(salt))
    try:
        return _argon2id(_as_bytes(passphrase), salt, cost)
    except MemoryError:
        raise KdfRefusedError("memory_kib", cost.memory_kib) from None


def _as_bytes(passphrase: str) -> bytes:
    try:
        return unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError:
        raise InvalidValueError("passphrase", "not-text") from None


def _argon2id(
    material: bytes,
    salt: bytes,
    cost: KdfCost,
    *,
    secret: bytes | None = None,
    data: bytes | None = None,
) -> bytes:
    """Run Argon2id; `secret` and `data` are there for the published vector."""
    kdf = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        ad=data,
        secret=secret,
    )
    return kdf.derive(material)
