"""Vectors of single entries: sound ones of every kind, and one for each broken rule."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from incidentkit.crypto.keys import expand
from incidentkit.crypto.seal import _seal_with_salt
from incidentkit.vault.acts import (
    CLASS_OF,
    Accept,
    Act,
    Admit,
    Begin,
    Countersigned,
    Delivered,
    Delivery,
    Disposed,
    Entitled,
    EpochBegun,
    Genesis,
    Head,
    ParentKey,
    Remove,
    ScopeOpened,
    SetRole,
    Withdrawn,
)
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Core, Entry, chain_id, sign_entry
from incidentkit.vault.judging import least_for
from incidentkit.vault.opening import (
    EpochKey,
    Label,
    Place,
    encode_label,
    payload_digest,
)
from incidentkit.vault.recovery import RecoverySheet, sign_recovery, unsigned_recovery
from incidentkit.vault.scopes import kit_scope
from incidentkit.vault.seat import Seat

KIT = bytes(range(16))
SEAT = Seat.from_bytes(b"\x01" * 32 + b"\x02" * 32)
OTHER = Seat.from_bytes(b"\x21" * 32 + b"\x22" * 32)
SHEET = RecoverySheet("0" * 28 + "DHVR")
NEXT_SHEET = Seat.from_bytes(b"\x31" * 32 + b"\x32" * 32)
NONCE, BINDING, PERSON = b"\x03" * 16, b"\x04" * 32, b"\x0a" * 16
KEY, EPOCH, SALT = EpochKey(b"\x05" * 32), b"\x06" * 32, b"\x07" * 32
SUBJECT = b"\x0b" * 16
CHAIN = chain_id(SEAT.id, NONCE, BINDING)
ELSEWHERE = b"\x0c" * 16

Vector = dict[str, Any]


@dataclass(frozen=True)
class Named:
    """A vector and the name of its file; `reason` is why it must fail."""

    name: str
    vector: Vector
    reason: str = ""


# --- the entries that others are made from -----------------------------------


def first(seat: Seat = SEAT) -> Entry:
    """The Begin of section 13 of the format page."""
    body = encode(Begin(seat.keys, NONCE, BINDING))
    chain = chain_id(seat.id, NONCE, BINDING)
    return sign_entry(
        core(1, seat=seat.id, chain=chain, cls=5, body=body), seat.signing
    )


def core(number: int, **fields: Any) -> Core:
    """A core with everything empty or zero that is not given."""
    blank = Core(
        format=1,
        kit=KIT,
        cls=0,
        chain=CHAIN,
        seat=SEAT.id,
        number=number,
        previous=bytes(32),
        time_ms=1000 * number,
        time_count=0,
        wall=1000 * number,
        heads=(),
        frontier=(),
        needs=3,
        part=1,
        parts=1,
        scope=bytes(16),
        epoch=bytes(32),
        label=b"",
        payload=b"",
        body=b"",
    )
    return msgspec.structs.replace(blank, **fields)


def act(before: Entry, act: Act, **fields: Any) -> Entry:
    """An act that follows an entry."""
    made = core(
        before.number + 1,
        previous=before.digest,
        cls=CLASS_OF[type(act)],
        needs=int(least_for(act)),
        body=encode(act),
    )
    return sign_entry(msgspec.structs.replace(made, **fields), SEAT.signing)


def sealed_at(number: int, what: str, plaintext: bytes) -> bytes:
    """A label or payload sealed for a place, with a salt that is always the same."""
    place = Place(KIT, kit_scope(KIT), EPOCH, CHAIN, number)
    key = expand(KEY.secret, what.encode())
    return _seal_with_salt(key, place.context(what), plaintext, SALT)


def payload_at(number: int) -> bytes:
    return sealed_at(number, "ik/payload/1", encode({"text": "hello"}))


def note(before: Entry, **fields: Any) -> Entry:
    """An ordinary entry that follows another."""
    number = before.number + 1
    label = encode_label(Label(SUBJECT, "test.noted", 1))
    made = core(
        number,
        previous=before.digest,
        needs=2,
        frontier=(GENESIS.digest,),
        scope=kit_scope(KIT),
        epoch=EPOCH,
        label=sealed_at(number, "ik/label/1", label),
        payload=payload_digest(payload_at(number)),
    )
    return sign_entry(msgspec.structs.replace(made, **fields), SEAT.signing)


BEGUN = first()
GENESIS = act(BEGUN, Genesis(PERSON, SEAT.keys, SHEET.seat.keys))
NOTE = note(GENESIS)


# --- as vectors ----------------------------------------------------------------


def carried(entry: Entry) -> dict[str, str]:
    return {"core": entry.data.hex(), "signature": entry.signature.hex()}


def as_vector(entry: Entry, before: Entry | None) -> Vector:
    """An entry, the keys of its chain, and what it must follow."""
    return {
        "what": "entry",
        "kit": KIT.hex(),
        **carried(entry),
        "keys": [SEAT.keys.signing.hex(), SEAT.keys.sealing.hex()],
        "previous": carried(before) if before else None,
    }


def sound(name: str, entry: Entry, before: Entry | None = GENESIS) -> Named:
    vector = as_vector(entry, before) | {"digest": entry.digest.hex()}
    return Named(f"entry-{name}", vector)


def valid() -> Iterator[Named]:
    """Entries that every reader takes in."""
    yield sound("begin", BEGUN, None)
    yield sound("genesis", GENESIS, BEGUN)
    yield sound("ordinary", NOTE)
    for name, made in _acts().items():
        yield sound(name, act(GENESIS, made, frontier=(GENESIS.digest,)))
    heads = (Head(b"\x01" * 16, 7, b"\x02" * 32), Head(b"\x02" * 16, 9, b"\x01" * 32))
    yield sound("heads", note(GENESIS, heads=heads))
    yield sound("latest-time", note(GENESIS, time_ms=2**53, time_count=2**40))
    opening = note(GENESIS, part=1, parts=2)
    yield sound("part-one", opening)
    yield sound("part-two", note(opening, part=2, parts=2), opening)
    yield sound("unknown-class", note(GENESIS, **_of_class(77, b"\xc0")))


def _of_class(cls: int, body: bytes) -> dict[str, Any]:
    return {"cls": cls, "label": b"", "payload": b"", "body": body}


def _acts() -> dict[str, Act]:
    seats, head = (OTHER.id,), Head(ELSEWHERE, 4, b"\x0d" * 32)
    scope, digest = b"\x0e" * 16, b"\x0f" * 32
    recover = unsigned_recovery(
        PERSON, OTHER.keys, NEXT_SHEET.keys, SHEET.seat.keys.signing
    )
    delivery = Delivery(scope, digest, OTHER.id, bytes(32), b"sealed")
    return {
        "accept": Accept(PERSON, OTHER.keys, 2, digest, (head,)),
        "role": SetRole(PERSON, 1, (head,)),
        "remove": Remove(PERSON, seats, True, (head,)),
        "admit": Admit(head),
        "recover": sign_recovery(SHEET, KIT, recover, (GENESIS.digest,)),
        "opened": ScopeOpened(scope, NONCE, seats, True, False),
        "entitled": Entitled(scope, seats, digest),
        "withdrawn": Withdrawn(scope, seats, (digest,), (head,), b""),
        "epoch": EpochBegun(scope, digest, (ParentKey(digest, b"sealed"),)),
        "delivered": Delivered((delivery,)),
        "countersigned": Countersigned(digest),
        "disposed": Disposed((digest,), "after a year"),
    }


# --- what must fail: fields ---------------------------------------------------


def must_fail() -> Iterator[Named]:
    """One entry for each way to break a rule."""
    yield from _broken_fields()
    yield from _broken_places()
    yield from _broken_acts()
    yield from _broken_beginnings()
    yield from _broken_signatures()


def broken(
    reason: str, name: str, entry: Entry, before: Entry | None = GENESIS
) -> Named:
    return Named(f"entry-{name}", as_vector(entry, before), reason)


def _broken_fields() -> Iterator[Named]:
    one, two = Head(b"\x01" * 16, 1, EPOCH), Head(b"\x02" * 16, 1, EPOCH)
    own = Head(CHAIN, 1, BEGUN.digest)
    low, high = b"\x01" * 32, b"\x02" * 32
    fields: Iterable[tuple[str, str, dict[str, Any]]] = (
        ("unknown-version", "format-two", {"format": 2}),
        ("unknown-version", "format-zero", {"format": 0}),
        ("wrong-kit", "other-kit", {"kit": b"\x09" * 16}),
        ("bad-number", "number-zero", {"number": 0}),
        ("bad-number", "number-one-not-begin", {"number": 1}),
        ("bad-link", "no-link", {"previous": bytes(32)}),
        ("bad-time", "past-the-last-millisecond", {"time_ms": 2**53 + 1}),
        ("bad-time", "past-the-last-count", {"time_count": 2**40 + 1}),
        ("bad-group", "part-zero", {"part": 0}),
        ("bad-group", "part-beyond-parts", {"part": 2, "parts": 1}),
        ("bad-group", "part-beyond-number", {"part": 4, "parts": 4}),
        ("bad-group", "too-many-parts", {"parts": 65_537}),
        ("bad-heads", "heads-unsorted", {"heads": (two, one)}),
        ("bad-heads", "heads-twice", {"heads": (one, one)}),
        ("bad-heads", "heads-own-chain", {"heads": (own,)}),
        ("bad-frontier", "frontier-unsorted", {"frontier": (high, low)}),
        ("bad-frontier", "frontier-twice", {"frontier": (low, low)}),
        ("bad-act", "ordinary-with-body", {"body": b"\xc0"}),
        ("bad-act", "ordinary-without-label", {"label": b""}),
        ("bad-act", "ordinary-without-payload", {"payload": b""}),
        ("bad-act", "ordinary-short-payload", {"payload": bytes(31)}),
    )
    for reason, name, changed in fields:
        yield broken(reason, name, note(GENESIS, **changed))


def _broken_places() -> Iterator[Named]:
    before = note(GENESIS, part=1, parts=3)
    same = (GENESIS.core.time_ms, GENESIS.core.time_count)
    yield broken("bad-link", "follows-another", note(GENESIS, previous=b"\x09" * 32))
    one_before = note(NOTE, previous=GENESIS.digest)
    yield broken("bad-link", "follows-the-one-before-last", one_before, NOTE)
    yield broken("bad-number", "number-skipped", note(GENESIS, number=4))
    yield broken("bad-number", "number-again", note(GENESIS, number=2))
    yield broken("wrong-seat", "other-seat", note(GENESIS, seat=OTHER.id))
    yield broken("bad-time", "same-time", note(GENESIS, time_ms=same[0]))
    yield broken("bad-time", "earlier", note(GENESIS, time_ms=same[0] - 1))
    yield broken(
        "bad-time", "earlier-count", note(NOTE, time_ms=NOTE.core.time_ms), NOTE
    )
    yield broken("bad-group", "part-two-of-nothing", note(GENESIS, part=2, parts=2))
    yield broken("bad-group", "change-broken-off", note(before), before)
    yield broken("bad-group", "part-skipped", note(before, part=3, parts=3), before)
    yield broken(
        "bad-group", "other-number-of-parts", note(before, part=2, parts=4), before
    )


def _broken_acts() -> Iterator[Named]:
    body = encode(Disposed((EPOCH,), "after a year"))
    admit = encode(Admit(Head(ELSEWHERE, 4, EPOCH)))
    cases: Iterable[tuple[str, str, int, bytes]] = (
        ("bad-act", "disposal-as-roster", 1, body),
        ("bad-act", "admission-as-grant", 2, admit),
        ("bad-act", "empty-body", 4, b""),
        ("bad-act", "unknown-class-empty", 77, b""),
        ("not-canonical", "unknown-tag", 4, encode(("erased", [EPOCH], "rule"))),
        ("not-canonical", "act-too-long", 4, encode(("disposed", [EPOCH], "", 1))),
        ("not-canonical", "act-too-short", 4, encode(("disposed", [EPOCH]))),
        ("not-canonical", "act-wrong-type", 4, encode(("disposed", [EPOCH], b"rule"))),
        ("not-canonical", "act-short-digest", 4, encode(("disposed", [b"\1"], ""))),
        ("not-canonical", "act-trailing", 4, body + b"\xc0"),
        ("not-canonical", "act-as-map", 4, encode({"disposed": 1})),
        ("not-canonical", "act-number-for-truth", 1, _remove_with(1)),
    )
    for reason, name, cls, content in cases:
        yield broken(reason, name, note(GENESIS, **_of_class(cls, content)))
    label = {"cls": 4, "payload": b"", "body": body}
    yield broken("bad-act", "act-with-label", note(GENESIS, **label))


def _remove_with(whole: object) -> bytes:
    return encode(("remove", PERSON, [OTHER.id], whole, []))


def _broken_beginnings() -> Iterator[Named]:
    begin = BEGUN.core
    other = encode(Begin(OTHER.keys, NONCE, BINDING))
    moved = encode(Begin(SEAT.keys, b"\x09" * 16, BINDING))
    cases: Iterable[tuple[str, str, dict[str, Any]]] = (
        ("wrong-seat", "begin-of-another-seat", {"body": other}),
        ("bad-link", "begin-of-another-chain", {"body": moved}),
        ("bad-link", "begin-that-follows", {"previous": EPOCH}),
        ("bad-number", "begin-at-two", {"number": 2, "previous": EPOCH}),
    )
    for reason, name, changed in cases:
        made = msgspec.structs.replace(begin, **changed)
        yield broken(reason, name, sign_entry(made, SEAT.signing), None)
    yield from (_of_small_order(), _above_the_prime())


def _begin_under(signing: bytes, signature: bytes, name: str) -> Named:
    sealing = SEAT.keys.sealing
    seat = hashlib.sha256(b"ik/seat/1\0" + signing + sealing).digest()[:16]
    chain = chain_id(seat, NONCE, BINDING)  # type: ignore[arg-type]
    body = encode(("begin", [signing, sealing], NONCE, BINDING))
    made = core(1, seat=seat, chain=chain, cls=5, body=body)
    vector = as_vector(Entry(encode(made), signature, made), None)
    vector["keys"] = [signing.hex(), sealing.hex()]
    return Named(f"entry-{name}", vector, "bad-signature")


def _of_small_order() -> Named:
    """A key under which one signature would fit every message."""
    neutral = b"\x01" + bytes(31)
    return _begin_under(neutral, neutral + bytes(32), "key-of-small-order")


def _above_the_prime() -> Named:
    """The same key, written in a way that nobody may write it."""
    neutral = b"\x01" + bytes(31)
    return _begin_under(
        b"\xee" + b"\xff" * 30 + b"\x7f", neutral + bytes(32), "key-not-reduced"
    )


def _broken_signatures() -> Iterator[Named]:
    good = NOTE.signature
    for name, signature in (
        ("signature-flipped", bytes([good[0] ^ 1]) + good[1:]),
        ("signature-short", good[:63]),
        ("signature-long", good + b"\0"),
        ("signature-empty", b""),
        ("signature-of-zeros", bytes(64)),
        ("signature-of-another", OTHER.signing.sign(b"ik/sign/entry/1\0" + NOTE.data)),
        ("signature-without-domain", SEAT.signing.sign(NOTE.data)),
        ("signature-of-other-entry", GENESIS.signature),
    ):
        yield broken("bad-signature", name, Entry(NOTE.data, signature, NOTE.core))
