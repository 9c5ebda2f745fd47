"""One entry: its fields, its digest, and what must be refused without others."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tests.vault.second.acts import (
    BEGIN,
    HASH,
    HEAD,
    ID,
    KNOWN_CLASSES,
    Act,
    Shape,
    WrongClassError,
    decode_act,
    fits,
)
from tests.vault.second.msgpack import NotCanonicalError, Value, decode
from tests.vault.second.signing import signed_by

LIMIT = 2**20
ZEROS = bytes(32)
FIELDS: tuple[Shape, ...] = (
    *("count", ID, "count", ID, ID, "count", HASH, "count", "count", "count"),
    *([HEAD], [HASH], "count", "count", "count", ID, HASH, "bytes", "bytes", "bytes"),
)


class RefusedError(Exception):
    """The bytes are not accepted; the name is one of section 3.7."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Head:
    chain: bytes
    number: int
    digest: bytes


@dataclass(frozen=True)
class Entry:
    """A core by field, with what follows from its bytes."""

    data: bytes
    signature: bytes
    digest: bytes
    kit: bytes
    cls: int
    chain: bytes
    seat: bytes
    number: int
    previous: bytes
    time: tuple[int, int]
    heads: tuple[Head, ...]
    frontier: tuple[bytes, ...]
    needs: int
    part: int
    parts: int
    payload: bytes
    act: Act | None

    @property
    def where(self) -> tuple[bytes, int]:
        return self.chain, self.number


def digest_of(data: bytes) -> bytes:
    return hashlib.sha256(b"ik/digest/entry/1\0" + data).digest()


def payload_digest(sealed: bytes) -> bytes:
    return hashlib.sha256(b"ik/digest/payload/1\0" + sealed).digest()


def seat_of(keys: list[bytes]) -> bytes:
    return hashlib.sha256(b"ik/seat/1\0" + keys[0] + keys[1]).digest()[:16]


def chain_of(seat: bytes, nonce: bytes, binding: bytes) -> bytes:
    return hashlib.sha256(b"ik/chain/1\0" + seat + nonce + binding).digest()[:16]


def heads_from(values: list[list[object]]) -> tuple[Head, ...]:
    return tuple(Head(*value) for value in values)  # type: ignore[arg-type]


def check(holds: object, reason: str) -> None:
    if not holds:
        raise RefusedError(reason)


@lru_cache(maxsize=1024)
def read(data: bytes, signature: bytes, kit: bytes) -> Entry:
    """The entry, if it breaks no rule that needs no other entry.

    Its signature is looked at later: the keys are in the first of its chain.
    """
    check(len(data) <= LIMIT, "too-large")
    try:
        fields = _fields(data)
        act = None
        if fields[2] in KNOWN_CLASSES - {0} and fields[19]:
            act = decode_act(fields[2], fields[19])
    except NotCanonicalError:
        raise RefusedError("not-canonical") from None
    except WrongClassError:
        raise RefusedError("bad-act") from None
    check(fields[0] == 1, "unknown-version")
    entry = _entry(data, signature, fields, act)
    check(entry.kit == kit, "wrong-kit")
    check(len(signature) == 64, "bad-signature")
    _place(entry)
    _lists(entry)
    _content(entry, label=fields[17], body=fields[19])
    if entry.cls == BEGIN:
        _beginning(entry)
    return entry


def _fields(data: bytes) -> list:  # type: ignore[type-arg]
    value: Value = decode(data)
    if not fits(value, FIELDS) or not isinstance(value, list):
        raise NotCanonicalError
    return value


def _entry(data: bytes, signature: bytes, fields: list, act: Act | None) -> Entry:  # type: ignore[type-arg]
    _, kit, cls, chain, seat, number, previous, time_ms, time_count, _ = fields[:10]
    heads, frontier, needs, part, parts, _, _, _, payload, _ = fields[10:]
    return Entry(
        data=data,
        signature=signature,
        digest=digest_of(data),
        kit=kit,
        cls=cls,
        chain=chain,
        seat=seat,
        number=number,
        previous=previous,
        time=(time_ms, time_count),
        heads=heads_from(heads),
        frontier=tuple(frontier),
        needs=needs,
        part=part,
        parts=parts,
        payload=payload,
        act=act,
    )


def _place(entry: Entry) -> None:
    check(entry.number >= 1, "bad-number")
    check((entry.number == 1) == (entry.cls == BEGIN), "bad-number")
    check((entry.previous == ZEROS) == (entry.number == 1), "bad-link")
    check(entry.time[0] <= 2**53 and entry.time[1] <= 2**40, "bad-time")
    check(1 <= entry.part <= entry.parts <= 65_536, "bad-group")
    check(entry.part <= entry.number, "bad-group")


def _lists(entry: Entry) -> None:
    chains = [head.chain for head in entry.heads]
    check(all(a < b for a, b in pairwise(chains)), "bad-heads")
    check(entry.chain not in chains, "bad-heads")
    check(all(a < b for a, b in pairwise(entry.frontier)), "bad-frontier")


def _content(entry: Entry, label: bytes, body: bytes) -> None:
    if entry.cls == 0:
        check(label and len(entry.payload) == 32 and not body, "bad-act")
    else:
        check(body and not label and not entry.payload, "bad-act")


def _beginning(entry: Entry) -> None:
    keys, nonce, binding = entry.act.fields if entry.act else ([b"", b""], b"", b"")
    check(entry.seat == seat_of(keys), "wrong-seat")
    check(entry.chain == chain_of(entry.seat, nonce, binding), "bad-link")


def check_signature(entry: Entry, signing: bytes) -> None:
    message = b"ik/sign/entry/1\0" + entry.data
    check(signed_by(signing, message, entry.signature), "bad-signature")


def check_follows(entry: Entry, before: Entry) -> None:
    """The rules between an entry and the one before it in its chain."""
    check(entry.previous == before.digest, "bad-link")
    check(entry.seat == before.seat, "wrong-seat")
    check(entry.number == before.number + 1, "bad-number")
    check(entry.time > before.time, "bad-time")
    if before.part < before.parts:
        goes_on = (before.part + 1, before.parts) == (entry.part, entry.parts)
        check(goes_on, "bad-group")
    else:
        check(entry.part == 1, "bad-group")
