"""The recovery sheet: a code on paper that is a way in, and nothing else.

The code is 140 random bits in eight groups of four letters and digits, the
last 20 bits being a checksum. Letters that look like digits are read as them.
"""

import secrets
from dataclasses import dataclass

from incidentkit.crypto.hpke import SealingKey
from incidentkit.crypto.keys import derive, sha256
from incidentkit.crypto.signing import SigningKey
from incidentkit.errors import SheetMistypedError
from incidentkit.vault.acts import Recover, SeatKeys
from incidentkit.vault.encoding import encode
from incidentkit.vault.seat import Seat

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
GROUP = 4
_LENGTH = GROUPS * GROUP
_RANDOM = 28
_SEPARATORS = str.maketrans("-\u2010\u2011\u2013.,", "      ")
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The code of a sheet and the keys it stands for. Prints as dots."""

    code: str

    @classmethod
    def draw(cls) -> "RecoverySheet":
        """Return a new sheet with a random code."""
        body = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM))
        return cls(body + _checksum(body))

    @classmethod
    def typed(cls, text: str) -> "RecoverySheet":
        """Return the sheet whose code somebody typed from paper.

        Raises:
            SheetMistypedError: A character that no code has or a group that is too
                short or long, with its number; or a wrong checksum.
        """
        parts = typed_parts(text)
        code = "".join(parts)
        in_groups = len(parts) == GROUPS
        for number, group in enumerate(parts if in_groups else _cut(code), 1):
            if set(group) - set(ALPHABET) or (in_groups and len(group) != GROUP):
                raise SheetMistypedError(number)
        if len(code) != _LENGTH or _checksum(code[:_RANDOM]) != code[_RANDOM:]:
            raise SheetMistypedError(0)
        return cls(code)

    @property
    def groups(self) -> tuple[str, ...]:
        """The code as it is printed, in groups of four."""
        return _cut(self.code)

    @property
    def seat(self) -> Seat:
        """The keys that the code stands for."""
        secret = derive(
            self.code.encode("ascii"),
            salt=b"ik/recovery",
            info=b"ik/recovery/1",
            length=64,
        )
        return Seat(
            SigningKey.from_bytes(secret[:32]), SealingKey.from_bytes(secret[32:])
        )

    def __repr__(self) -> str:
        return "RecoverySheet(…)"


def typed_parts(text: str) -> list[str]:
    """Return what somebody typed of a code, spelt as codes are, between its gaps."""
    return text.upper().translate(_SEPARATORS).translate(_LOOKALIKES).split()


def recovery_statement(kit: bytes, act: Recover, frontier: tuple[bytes, ...]) -> bytes:
    """Return the bytes that the old sheet's key signs when it is used."""
    parts = (kit, act.person, act.keys, act.recovery, act.old, frontier)
    return b"ik/sign/recover/1\0" + encode(parts)


def sign_recovery(
    sheet: RecoverySheet, kit: bytes, act: Recover, frontier: tuple[bytes, ...]
) -> Recover:
    """Return the act with the old sheet's signature on it."""
    signature = sheet.seat.signing.sign(recovery_statement(kit, act, frontier))
    return Recover(act.person, act.keys, act.recovery, act.old, signature)


def unsigned_recovery(
    person: bytes, keys: SeatKeys, new: SeatKeys, old: bytes
) -> Recover:
    """Return a use of the sheet that still has to be signed."""
    return Recover(person, keys, new, old, bytes(64))


def _cut(code: str) -> tuple[str, ...]:
    return tuple(code[i : i + GROUP] for i in range(0, len(code), GROUP))


def _checksum(body: str) -> str:
    value = int.from_bytes(sha256(b"ik/sheet/1\0" + body.encode("ascii"))[:4], "big")
    picks = [(value >> shift) & 31 for shift in (0, 5, 10, 15)]
    return "".join(ALPHABET[pick] for pick in picks)
