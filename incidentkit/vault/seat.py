"""A seat: one officer on one machine, with one key pair to sign and one to open."""

from dataclasses import dataclass
from typing import Self

from incidentkit.crypto.hpke import SealingKey
from incidentkit.crypto.keys import expand
from incidentkit.crypto.signing import SigningKey
from incidentkit.vault.acts import SeatKeys
from incidentkit.vault.entry import seat_id
from incidentkit.vault.kinds import SeatId

SECRET_BYTES = 64


@dataclass(frozen=True, slots=True)
class Seat:
    """The private keys of a seat. Prints as its public id."""

    signing: SigningKey
    sealing: SealingKey

    @classmethod
    def generate(cls) -> Self:
        """Return a seat nobody has ever held."""
        return cls(SigningKey.generate(), SealingKey.generate())

    @classmethod
    def from_bytes(cls, secret: bytes) -> Self:
        """Return the seat whose `to_bytes` this was."""
        return cls(
            SigningKey.from_bytes(secret[:32]), SealingKey.from_bytes(secret[32:])
        )

    @property
    def keys(self) -> SeatKeys:
        """The public halves, as everybody else sees them."""
        return SeatKeys(signing=self.signing.public, sealing=self.sealing.public)

    @property
    def id(self) -> SeatId:
        """The id that stands for the public halves."""
        return seat_id(self.keys)

    def to_bytes(self) -> bytes:
        """Return both private keys, for a slot to seal."""
        return self.signing.to_bytes() + self.sealing.to_bytes()

    def local_key(self, purpose: bytes) -> bytes:
        """Return a key for what only this seat keeps on this machine."""
        return expand(self.sealing.to_bytes(), b"ik/seat-local/1/" + purpose)

    def __repr__(self) -> str:
        return f"Seat({self.id.hex()[:8]})"
