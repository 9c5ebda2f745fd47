"""The envelope of an entry: what is in clear, what is signed, and how it is read.

Layouts and reasons are in FORMAT.md, section 3.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import msgspec

from incidentkit.crypto.signing import SigningKey, verify
from incidentkit.errors import Refusal, RefusedError
from incidentkit.vault.acts import CLASS_OF, Accept, Act, EntryClass, Head, SeatKeys
from incidentkit.vault.encoding import Count, Hash, Id, Record, decode, encode
from incidentkit.vault.kinds import ChainId, Digest, SeatId

FORMAT = 1
LARGEST_CORE = 1 << 20
LARGEST_PARTS = 65_536
# The ends of hybrid time, with room beyond any clock: see FORMAT.md, 3.6.
LAST_MS = 1 << 53
MOST_COUNT = 1 << 40

_SIGNED = b"ik/sign/entry/1\0"
_DIGESTED = b"ik/digest/entry/1\0"


class Core(Record, frozen=True):
    """Everything that the signature covers, in order."""

    format: Count
    kit: Id
    cls: Count
    chain: Id
    seat: Id
    number: Count
    previous: Hash
    time_ms: Count
    time_count: Count
    wall: Count
    heads: tuple[Head, ...]
    frontier: tuple[Hash, ...]
    needs: Count
    part: Count
    parts: Count
    scope: Id
    epoch: Hash
    label: bytes
    payload: bytes
    body: bytes


@dataclass(frozen=True)
class Entry:
    """One signed entry as it is stored and carried."""

    data: bytes
    signature: bytes
    core: Core

    @cached_property
    def digest(self) -> Digest:
        """The name of this entry everywhere else: a hash of all but the signature."""
        return Digest(hashlib.sha256(_DIGESTED + self.data).digest())

    @property
    def chain(self) -> ChainId:
        """The chain the entry belongs to."""
        return ChainId(self.core.chain)

    @property
    def seat(self) -> SeatId:
        """The seat that signed it."""
        return SeatId(self.core.seat)

    @property
    def number(self) -> int:
        """Its place in the chain, from 1."""
        return self.core.number

    @property
    def order(self) -> tuple[int, int, bytes, int]:
        """The key that puts entries of all chains into one order."""
        core = self.core
        return (core.time_ms, core.time_count, core.chain, core.number)

    @property
    def head(self) -> Head:
        """This entry as the last of its chain."""
        return Head(chain=self.core.chain, number=self.core.number, digest=self.digest)

    @property
    def is_ordinary(self) -> bool:
        """Whether its meaning is sealed."""
        return self.core.cls == EntryClass.ORDINARY

    @cached_property
    def act(self) -> Act | None:
        """What an entry with authority says; None for ordinary and unknown classes.

        Raises:
            RefusedError: The body is not an act of the entry's class.
        """
        if self.is_ordinary or self.core.cls not in list(EntryClass):
            return None
        act: Act = decode(self.core.body, Act, limit=LARGEST_CORE, where=self.place)  # type: ignore[arg-type]
        if CLASS_OF[type(act)] != self.core.cls:
            raise RefusedError(Refusal.BAD_ACT, self.place)
        return act

    @property
    def place(self) -> str:
        """Where the entry is, in the words that errors use."""
        return f"{self.core.chain.hex()[:8]}/{self.core.number}"


def named_heads(entry: Entry) -> tuple[Head, ...]:
    """Return every entry that the writer of this one says it had seen."""
    act = entry.act
    return (*entry.core.heads, *(act.heads if isinstance(act, Accept) else ()))


def seat_id(keys: SeatKeys) -> SeatId:
    """Return the id that stands for these keys."""
    return SeatId(
        hashlib.sha256(b"ik/seat/1\0" + keys.signing + keys.sealing).digest()[:16]
    )


def chain_id(seat: SeatId, nonce: bytes, binding: bytes) -> ChainId:
    """Return the id of the chain that such a first entry begins."""
    return ChainId(
        hashlib.sha256(b"ik/chain/1\0" + seat + nonce + binding).digest()[:16]
    )


def sign_entry(core: Core, key: SigningKey) -> Entry:
    """Return the entry, signed."""
    data = encode(core)
    return Entry(data=data, signature=key.sign(_SIGNED + data), core=core)


def read_entry(data: bytes, signature: bytes, *, kit: bytes | None = None) -> Entry:
    """Decode an entry and check all that needs no other entry, but not its signature.

    Raises:
        RefusedError: Not an entry of this kit and format, or not spelt canonically.
    """
    core = decode(data, Core, limit=LARGEST_CORE, where="entry")
    entry = Entry(data=data, signature=signature, core=core)
    _check_shape(entry)
    if kit is not None and core.kit != kit:
        raise RefusedError(Refusal.WRONG_KIT, entry.place)
    _ = entry.act
    return entry


def stored_entry(data: bytes, signature: bytes) -> Entry:
    """Decode an entry that was checked when it was stored."""
    return Entry(data, signature, msgspec.msgpack.decode(data, type=Core))


def check_signature(entry: Entry, keys: SeatKeys) -> None:
    """Check who signed an entry.

    Raises:
        RefusedError: The keys are not the seat's, or did not sign it.
    """
    if seat_id(keys) != entry.core.seat:
        raise RefusedError(Refusal.WRONG_SEAT, entry.place)
    try:
        verify(keys.signing, entry.signature, _SIGNED + entry.data)
    except RefusedError:
        raise RefusedError(Refusal.BAD_SIGNATURE, entry.place) from None


def _check_shape(entry: Entry) -> None:
    core, place = entry.core, entry.place
    rules = (
        (core.format == FORMAT, Refusal.UNKNOWN_VERSION),
        (len(entry.signature) == 64, Refusal.BAD_SIGNATURE),
        (core.number >= 1, Refusal.BAD_NUMBER),
        (core.time_ms <= LAST_MS, Refusal.BAD_TIME),
        (core.time_count <= MOST_COUNT, Refusal.BAD_TIME),
        (1 <= core.part <= core.parts <= LARGEST_PARTS, Refusal.BAD_GROUP),
        (core.part <= core.number, Refusal.BAD_GROUP),
        (_heads_in_order(core), Refusal.BAD_HEADS),
        (list(core.frontier) == sorted(set(core.frontier)), Refusal.BAD_FRONTIER),
        ((core.number == 1) == (core.cls == EntryClass.BEGIN), Refusal.BAD_NUMBER),
        ((core.number == 1) == (core.previous == bytes(32)), Refusal.BAD_LINK),
        (_body_fits_class(core), Refusal.BAD_ACT),
    )
    for holds, reason in rules:
        if not holds:
            raise RefusedError(reason, place)


def _heads_in_order(core: Core) -> bool:
    chains = [head.chain for head in core.heads]
    return chains == sorted(set(chains)) and core.chain not in chains


def _body_fits_class(core: Core) -> bool:
    if core.cls == EntryClass.ORDINARY:
        return not core.body and bool(core.label) and len(core.payload) == 32
    return bool(core.body) and not core.label and not core.payload
