"""Makes the vectors of the entry format, the same bytes each time.

    python -m tests.vault.format_vectors.make

Each file is one entry as JSON in hex, with the entry it follows and the keys
of its chain. The folder's name is the verdict; a must-fail file names the
reason that a reader gives. Files of a released format stay for ever.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from incidentkit.crypto.hpke import SealingKey
from incidentkit.crypto.signing import SigningKey
from incidentkit.vault.acts import (
    Accept,
    Begin,
    Countersigned,
    Delivered,
    Disposed,
    EpochBegun,
    Genesis,
    Head,
    Remove,
    ScopeOpened,
    SetRole,
)
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import (
    LARGEST_PARTS,
    LAST_MS,
    MOST_COUNT,
    Core,
    Entry,
    chain_id,
    sign_entry,
)
from incidentkit.vault.seat import Seat

HERE = Path(__file__).parent / "v1"
KIT = bytes(range(16))
WHEN = 1_795_000_000_000


def seat_of(seed: int) -> Seat:
    """Return a seat with keys that everybody can see."""
    signing = SigningKey.from_bytes(bytes([seed]) * 32)
    return Seat(signing, SealingKey.from_bytes(bytes([seed + 1]) * 32))


US, OTHER = seat_of(1), seat_of(3)
BEGIN = Begin(US.keys, bytes([5]) * 16, bytes([6]) * 32)
CHAIN = chain_id(US.id, BEGIN.nonce, BEGIN.binding)
PERSON = bytes([7]) * 16
SCOPE = bytes([8]) * 16


def core(number: int, previous: bytes, cls: int, body: bytes, **changed: Any) -> Core:
    """Return an entry's fields, sound but for what is changed."""
    fields: dict[str, Any] = {
        "format": 1,
        "kit": KIT,
        "cls": cls,
        "chain": CHAIN,
        "seat": US.id,
        "number": number,
        "previous": previous,
        "time_ms": WHEN,
        "time_count": number,
        "wall": WHEN,
        "heads": (),
        "frontier": (),
        "needs": 3,
        "part": 1,
        "parts": 1,
        "scope": bytes(16),
        "epoch": bytes(32),
        "label": b"",
        "payload": b"",
        "body": body,
    }
    return Core(**(fields | changed))


FIRST = sign_entry(core(1, bytes(32), 5, encode(BEGIN)), US.signing)
GENESIS = encode(Genesis(PERSON, US.keys, OTHER.keys))
SECOND = sign_entry(core(2, FIRST.digest, 1, GENESIS), US.signing)
SEALED: dict[str, Any] = {
    "scope": SCOPE,
    "epoch": bytes([9]) * 32,
    "label": bytes(144),
    "payload": bytes([10]) * 32,
}
PAIR = sign_entry(core(3, SECOND.digest, 0, b"", part=1, parts=2, **SEALED), US.signing)


def valid() -> Iterator[tuple[str, Entry, Entry | None]]:
    """Yield entries that every reader accepts, with what they follow."""
    yield "begin", FIRST, None
    yield "genesis", SECOND, FIRST
    acts: dict[str, tuple[int, object]] = {
        "accept": (1, Accept(PERSON, OTHER.keys, 2, bytes(32), (SECOND.head,))),
        "role": (1, SetRole(PERSON, 2, ())),
        "remove": (1, Remove(PERSON, (US.id,), True, (SECOND.head,))),
        "opened": (2, ScopeOpened(SCOPE, bytes(16), (US.id,), True, True)),
        "epoch": (2, EpochBegun(SCOPE, bytes(32), ())),
        "delivered": (2, Delivered(())),
        "countersigned": (3, Countersigned(SECOND.digest)),
        "disposed": (4, Disposed((SECOND.digest,), "retention")),
    }
    for name, (cls, act) in acts.items():
        entry = sign_entry(core(3, SECOND.digest, cls, encode(act)), US.signing)
        yield name, entry, SECOND
    yield (
        "ordinary",
        sign_entry(core(3, SECOND.digest, 0, b"", **SEALED), US.signing),
        SECOND,
    )
    yield "first-of-two", PAIR, SECOND
    second = core(4, PAIR.digest, 0, b"", part=2, parts=2, **SEALED)
    yield "second-of-two", sign_entry(second, US.signing), PAIR


def must_fail() -> Iterator[tuple[str, str, bytes, bytes, Entry | None]]:
    """Yield what every reader refuses: name, reason, core, signature, predecessor."""
    for name, reason, changed in CHANGED:
        entry = sign_entry(_altered(changed), US.signing)
        yield name, reason, entry.data, entry.signature, SECOND
    sound = sign_entry(core(3, SECOND.digest, 0, b"", **SEALED), US.signing)
    for at in (0, 31, 63):
        broken = bytearray(sound.signature)
        broken[at] ^= 1
        yield f"signature-{at}", "bad-signature", sound.data, bytes(broken), SECOND
    yield "signature-short", "bad-signature", sound.data, sound.signature[:63], SECOND
    yield "signature-zero", "bad-signature", sound.data, bytes(64), SECOND
    stranger = sign_entry(core(3, SECOND.digest, 0, b"", **SEALED), OTHER.signing)
    yield (
        "signed-by-another",
        "bad-signature",
        stranger.data,
        stranger.signature,
        SECOND,
    )
    for name, data in _misspelt(sound):
        yield (
            name,
            "not-canonical",
            data,
            US.signing.sign(b"ik/sign/entry/1\0" + data),
            SECOND,
        )
    other = Begin(OTHER.keys, BEGIN.nonce, BEGIN.binding)
    foreign = sign_entry(core(1, bytes(32), 5, encode(other)), US.signing)
    yield "begin-with-other-keys", "wrong-seat", foreign.data, foreign.signature, None
    nonce = Begin(US.keys, bytes(16), BEGIN.binding)
    moved = sign_entry(core(1, bytes(32), 5, encode(nonce)), US.signing)
    yield "begin-of-another-chain", "bad-link", moved.data, moved.signature, None


def _altered(changed: dict[str, Any]) -> Core:
    sound = core(3, SECOND.digest, 0, b"", **SEALED)
    return msgspec.structs.replace(sound, **changed)


def _misspelt(sound: Entry) -> Iterator[tuple[str, bytes]]:
    """Yield the same entry in spellings that MessagePack allows and we do not."""
    data = sound.data
    fields = msgspec.msgpack.decode(data)
    yield "longer-array-head", b"\xdd" + len(fields).to_bytes(4, "big") + data[3:]
    yield "longer-number", data[:3] + b"\xcc\x01" + data[4:]
    yield "trailing-byte", data + b"\x00"
    yield "cut-short", data[:-1]
    yield "one-field-more", msgspec.msgpack.encode([*fields, 0])
    yield "one-field-less", msgspec.msgpack.encode(fields[:-1])
    yield "text-for-bytes", msgspec.msgpack.encode([*fields[:-1], ""])
    yield "map-for-array", msgspec.msgpack.encode({"format": 1})
    yield "empty", b""


HEAD = Head(bytes([11]) * 16, 4, bytes([12]) * 32)
LOWER = Head(bytes([2]) * 16, 4, bytes([12]) * 32)
CHANGED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("format-0", "unknown-version", {"format": 0}),
    ("format-2", "unknown-version", {"format": 2}),
    ("another-kit", "wrong-kit", {"kit": bytes(16)}),
    ("another-seat", "wrong-seat", {"seat": OTHER.id}),
    ("number-0", "bad-number", {"number": 0}),
    ("number-too-high", "bad-number", {"number": 4}),
    ("number-too-low", "bad-number", {"number": 2}),
    ("previous-zero", "bad-link", {"previous": bytes(32)}),
    ("previous-unknown", "bad-link", {"previous": bytes([1]) * 32}),
    ("previous-the-one-before", "bad-link", {"previous": FIRST.digest}),
    ("time-past-the-end", "bad-time", {"time_ms": LAST_MS + 1}),
    ("count-past-the-end", "bad-time", {"time_count": MOST_COUNT + 1}),
    ("time-not-later", "bad-time", {"time_count": 2}),
    ("time-earlier", "bad-time", {"time_ms": WHEN - 1, "time_count": 9}),
    ("part-0", "bad-group", {"part": 0}),
    ("part-past-parts", "bad-group", {"part": 2}),
    ("parts-too-many", "bad-group", {"parts": LARGEST_PARTS + 1}),
    ("part-past-number", "bad-group", {"part": 4, "parts": 4}),
    ("part-2-after-a-whole-change", "bad-group", {"part": 2, "parts": 2}),
    ("heads-twice", "bad-heads", {"heads": (HEAD, HEAD)}),
    ("heads-out-of-order", "bad-heads", {"heads": (HEAD, LOWER)}),
    ("head-of-itself", "bad-heads", {"heads": (Head(CHAIN, 2, SECOND.digest),)}),
    ("frontier-twice", "bad-frontier", {"frontier": (bytes(32), bytes(32))}),
    (
        "frontier-out-of-order",
        "bad-frontier",
        {"frontier": (bytes([2]) * 32, bytes(32))},
    ),
    ("begin-in-the-middle", "bad-number", {"cls": 5, "body": encode(BEGIN)}),
    ("ordinary-with-a-body", "bad-act", {"body": GENESIS}),
    ("ordinary-without-label", "bad-act", {"label": b""}),
    ("ordinary-without-payload", "bad-act", {"payload": b""}),
    ("payload-of-31-bytes", "bad-act", {"payload": bytes(31)}),
    ("act-without-body", "bad-act", {"cls": 1, "label": b"", "payload": b""}),
    ("act-with-label", "bad-act", {"cls": 1, "body": GENESIS}),
    (
        "act-of-another-class",
        "bad-act",
        {"cls": 2, "body": GENESIS, "label": b"", "payload": b""},
    ),
    (
        "act-that-is-none",
        "not-canonical",
        {"cls": 1, "body": b"\x91\xa4none", "label": b"", "payload": b""},
    ),
)


def _write(
    path: Path, entry_data: bytes, signature: bytes, before: Entry | None, reason: str
) -> None:
    said = {
        "kit": KIT.hex(),
        "signing": US.keys.signing.hex(),
        "sealing": US.keys.sealing.hex(),
        "previous": None if before is None else before.data.hex(),
        "core": entry_data.hex(),
        "signature": signature.hex(),
    }
    if reason:
        said["reason"] = reason
    path.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def write_all(folder: Path) -> None:
    """Write every vector below a folder."""
    for verdict in ("valid", "must_fail"):
        (folder / verdict).mkdir(parents=True, exist_ok=True)
    for name, entry, before in valid():
        _write(
            folder / "valid" / f"{name}.json", entry.data, entry.signature, before, ""
        )
    for name, reason, data, signature, before in must_fail():
        _write(folder / "must_fail" / f"{name}.json", data, signature, before, reason)


if __name__ == "__main__":
    write_all(HERE)
