"""The ways into a seat on this machine: a passphrase, or the machine's keyring.

One attempt costs one run of the KDF, whether or not there is such a name: a
slot that does not exist is tried as long as one that does.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from incidentkit.crypto.keys import KEY_BYTES, expand
from incidentkit.crypto.passphrase import KdfCost, KdfLimits, stretch
from incidentkit.crypto.seal import open_sealed, seal
from incidentkit.errors import (
    KeyringExpiredError,
    KitDamagedError,
    KitNewerError,
    RefusedError,
    WrongPassphraseError,
)
from incidentkit.vault.encoding import Count, Hash, Id, Record, decode, encode
from incidentkit.vault.kinds import SeatId
from incidentkit.vault.seat import SECRET_BYTES, Seat

PASSPHRASE = "passphrase"  # noqa: S105
KEYRING = "keyring"
FORMAT = 1
_LARGEST_SLOT = 4096
DAY_MS = 86_400_000


class SlotHeader(Record, frozen=True):
    """What is in clear about a slot, and bound into its seal.

    `tag` finds the slot of a name without storing the name. The KDF settings
    are zero for a keyring slot; `expires` is wall time, 0 for never.
    """

    format: Count
    kit: Id
    slot: Id
    seat: Id
    way: str
    tag: Hash
    salt: Id
    memory_kib: Count
    passes: Count
    lanes: Count
    made: Count
    expires: Count


class Slot(Record, frozen=True):
    """A header, and the seat's private keys sealed under what opens the slot."""

    header: SlotHeader
    sealed: bytes


@dataclass(frozen=True, slots=True)
class KdfPolicy:
    """What a new slot costs, and what an existing one may cost."""

    cost: KdfCost
    limits: KdfLimits
    stretch: Callable[[str, bytes, KdfCost, KdfLimits], bytes] = stretch


def name_tag(kit: bytes, name: str) -> bytes:
    """Return what stands for an officer's name in a slot."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return hashlib.sha256(b"ik/slot-name/1\0" + kit + plain.encode()).digest()


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose slot it is: the kit, the officer's name, and the time of making."""

    kit: bytes
    name: str
    now_ms: int


def passphrase_slot(
    owner: Owner, passphrase: str, seat: Seat, policy: KdfPolicy
) -> Slot:
    """Return a slot that the passphrase opens."""
    tag = name_tag(owner.kit, owner.name)
    header = _passphrase_header(owner.kit, tag, seat, policy.cost, owner.now_ms)
    key = policy.stretch(passphrase, header.salt, policy.cost, policy.limits)
    return _sealed(header, key, seat)


def renewed_slot(
    old: Slot, passphrase: str, seat: Seat, policy: KdfPolicy, now_ms: int
) -> Slot:
    """Return a slot for the same officer and seat that another passphrase opens."""
    kit, tag = old.header.kit, old.header.tag
    header = _passphrase_header(kit, tag, seat, policy.cost, now_ms)
    key = policy.stretch(passphrase, header.salt, policy.cost, policy.limits)
    return _sealed(header, key, seat)


def _passphrase_header(
    kit: bytes, tag: bytes, seat: Seat, cost: KdfCost, now_ms: int
) -> SlotHeader:
    return SlotHeader(
        format=FORMAT,
        kit=kit,
        slot=secrets.token_bytes(16),
        seat=seat.id,
        way=PASSPHRASE,
        tag=tag,
        salt=secrets.token_bytes(16),
        memory_kib=cost.memory_kib,
        passes=cost.passes,
        lanes=cost.lanes,
        made=now_ms,
        expires=0,
    )


def keyring_slot(owner: Owner, device_key: bytes, seat: Seat, expires_ms: int) -> Slot:
    """Return a slot that a random key in the machine's keyring opens, until then."""
    header = SlotHeader(
        format=FORMAT,
        kit=owner.kit,
        slot=secrets.token_bytes(16),
        seat=seat.id,
        way=KEYRING,
        tag=name_tag(owner.kit, owner.name),
        salt=bytes(16),
        memory_kib=0,
        passes=0,
        lanes=0,
        made=owner.now_ms,
        expires=expires_ms,
    )
    return _sealed(header, device_key, seat)


def open_by_passphrase(
    slots: Iterable[Slot],
    kit: bytes,
    name: str | None,
    passphrase: str,
    policy: KdfPolicy,
) -> tuple[Seat, Slot]:
    """Open a seat with one run of the KDF.

    Without a name the kit's only officer is meant.

    Raises:
        WrongPassphraseError: No such name, or not its passphrase, or a slot
            that was changed; which of them is not said.
        KdfRefusedError: The slot asks for a cost outside the limits.
    """
    slot = _meant(slots, kit, name)
    if slot is None:
        policy.stretch(passphrase, secrets.token_bytes(16), policy.cost, policy.limits)
        raise WrongPassphraseError
    header = slot.header
    cost = KdfCost(header.memory_kib, header.passes, header.lanes)
    policy.limits.check(cost)
    key = policy.stretch(passphrase, header.salt, cost, policy.limits)
    try:
        return _opened(slot, key), slot
    except RefusedError:
        raise WrongPassphraseError from None


def open_by_device_key(slot: Slot, device_key: bytes, now_ms: int) -> Seat:
    """Open a seat with the key from the machine's keyring.

    Raises:
        KeyringExpiredError: Past its date, before it was made (somebody turned
            the clock back), or not the key of this slot.
    """
    in_time = slot.header.made <= now_ms < slot.header.expires
    if not in_time or len(device_key) != KEY_BYTES:
        raise KeyringExpiredError
    try:
        return _opened(slot, device_key)
    except RefusedError:
        raise KeyringExpiredError from None


def read_slot(data: bytes) -> Slot:
    """Decode a stored slot.

    Raises:
        KitNewerError: A later version of the app wrote it.
        KitDamagedError: Not a slot that any version wrote.
    """
    later = _format_of(data)
    if later > FORMAT:
        raise KitNewerError(later, FORMAT)
    try:
        slot = decode(data, Slot, limit=_LARGEST_SLOT, where="slot")
    except RefusedError as cause:
        raise KitDamagedError("slot") from cause
    if slot.header.format != FORMAT or slot.header.way not in (PASSPHRASE, KEYRING):
        raise KitDamagedError("slot")
    return slot


def _format_of(data: bytes) -> int:
    """Return the format that a slot says it has, whatever the rest looks like.

    Every version begins a slot with a header, and a header with its format.
    """
    try:
        (head, *_) = msgspec.msgpack.decode(data, type=list[msgspec.Raw])
        (said, *_) = msgspec.msgpack.decode(head, type=list[msgspec.Raw])
        return msgspec.msgpack.decode(said, type=int)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return 0


def _meant(slots: Iterable[Slot], kit: bytes, name: str | None) -> Slot | None:
    ours = [s for s in slots if s.header.way == PASSPHRASE and s.header.kit == kit]
    if name is not None:
        tag = name_tag(kit, name)
        ours = [s for s in ours if s.header.tag == tag]
    elif len({s.header.tag for s in ours}) > 1:
        return None
    return max(ours, key=lambda s: s.header.made, default=None)


def _key(key: bytes) -> bytes:
    return expand(key, b"ik/slot/1")


def _sealed(header: SlotHeader, key: bytes, seat: Seat) -> Slot:
    return Slot(header, seal(_key(key), encode(header), seat.to_bytes()))


def _opened(slot: Slot, key: bytes) -> Seat:
    secret = open_sealed(_key(key), encode(slot.header), slot.sealed)
    if len(secret) != SECRET_BYTES:
        raise KitDamagedError("slot")
    seat = Seat.from_bytes(secret)
    if seat.id != SeatId(slot.header.seat):
        raise KitDamagedError("slot")
    return seat
