"""Vectors of what is sealed: blobs, labels, payloads, files, slots, sheets."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from incidentkit.crypto.keys import expand
from incidentkit.crypto.passphrase import KdfCost, KdfLimits, stretch
from incidentkit.crypto.seal import _box, _pad, _seal_with_salt
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Entry
from incidentkit.vault.opening import Label, encode_label
from incidentkit.vault.slots import Slot, SlotHeader, name_tag
from tests.vault.vectors.entries import (
    GENESIS,
    KEY,
    KIT,
    NOTE,
    SALT,
    SEAT,
    SHEET,
    SUBJECT,
    Named,
    Vector,
    note,
    payload_at,
    sealed_at,
)

COST = KdfCost(64, 1, 1)
LIMITS = KdfLimits(COST, KdfCost(1 << 16, 4, 4))
PASSPHRASE = "seven calm herons wade here"
CONTEXT, PLAIN = b"a context", b"hello"


def valid() -> Iterator[Named]:
    """What opens."""
    for length in (0, 5, 60, 61):
        yield _seal(f"{length}-bytes", plaintext=b"x" * length)
    yield Named("label", _label(NOTE))
    low, high = b"\x01" * 32, b"\x02" * 32
    yield Named("label-replacing", _label(_replacing([low, high]), [low, high]))
    yield Named("payload", _payload(NOTE, payload_at(3)))
    for length in (0, 5, 65_537):
        yield Named(
            f"file-{length}-bytes", _file(_chunks(b"z" * length), b"z" * length)
        )
    yield Named("slot-passphrase", _slot(_sealed_slot()))
    for name, text in _GOOD_CODES.items():
        yield Named(f"recovery-code-{name}", _code(text))


def must_fail() -> Iterator[Named]:
    """What must not open, with the reason."""
    yield from _broken_seals()
    yield from _broken_notes()
    yield from _broken_files()
    yield from _broken_slots()
    for (name, text), group in _BAD_CODES.items():
        yield Named(
            f"recovery-code-{name}",
            {"what": "recovery-code", "text": text},
            f"mistyped-{group}",
        )


# --- blobs -----------------------------------------------------------------------


def _seal(name: str, plaintext: bytes = PLAIN, **other: Any) -> Named:
    sealed = _seal_with_salt(KEY.secret, CONTEXT, plaintext, SALT)
    vector = {
        "what": "seal",
        "key": KEY.secret.hex(),
        "context": CONTEXT.hex(),
        "sealed": sealed.hex(),
        "plaintext": plaintext.hex(),
    }
    return Named(f"seal-{name}", vector | other)


def _broken_seals() -> Iterator[Named]:
    sealed = bytes.fromhex(_seal("").vector["sealed"])
    box, commitment = _box(KEY.secret, CONTEXT, SALT)

    def padded(plain: bytes) -> str:
        body = ChaCha20Poly1305(box).encrypt(bytes(12), plain, CONTEXT)
        return (SALT + commitment + body).hex()

    cases: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("bad-commitment", "other-key", {"key": (b"\x09" * 32).hex()}),
        ("bad-commitment", "other-context", {"context": b"another".hex()}),
        ("bad-commitment", "other-salt", {"sealed": (b"\x09" + sealed[1:]).hex()}),
        ("bad-commitment", "commitment", {"sealed": _flip(sealed, 40).hex()}),
        ("bad-seal", "body", {"sealed": _flip(sealed, 70).hex()}),
        ("bad-seal", "tag", {"sealed": _flip(sealed, -1).hex()}),
        ("bad-seal", "longer", {"sealed": (sealed + b"\0").hex()}),
        ("truncated", "shorter", {"sealed": sealed[:143].hex()}),
        ("truncated", "nothing", {"sealed": ""}),
        ("bad-padding", "not-zero", {"sealed": padded(_pad(PLAIN)[:-1] + b"\1")}),
        ("bad-padding", "too-long", {"sealed": padded(_pad(PLAIN) + bytes(64))}),
        ("bad-padding", "length", {"sealed": padded(b"\xff" * 4 + bytes(60))}),
    )
    for reason, name, changed in cases:
        vector = _seal(name, **changed).vector
        del vector["plaintext"]
        yield Named(f"seal-{name}", vector, reason)


def _flip(data: bytes, at: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


# --- labels and payloads ---------------------------------------------------------


def _on_entry(what: str, entry: Entry) -> Vector:
    return {
        "what": what,
        "epoch_key": KEY.secret.hex(),
        "core": entry.data.hex(),
        "signature": entry.signature.hex(),
    }


def _label(entry: Entry, replaces: Sequence[bytes] = ()) -> Vector:
    about = {"subject": SUBJECT.hex(), "kind": "test.noted", "version": 1}
    gone = {"replaces": [digest.hex() for digest in replaces]}
    return _on_entry("label", entry) | about | gone


def _replacing(*more: object) -> Entry:
    """A note whose label has these fields after the version."""
    label = encode((SUBJECT, "test.noted", 1, *more))
    return note(GENESIS, label=sealed_at(3, "ik/label/1", label))


def _payload(entry: Entry, sealed: bytes) -> Vector:
    return _on_entry("payload", entry) | {"sealed": sealed.hex(), "text": "hello"}


def _broken_notes() -> Iterator[Named]:
    label = encode_label(Label(SUBJECT, "test.noted", 1))
    other_place = sealed_at(9, "ik/label/1", label)
    as_payload = sealed_at(3, "ik/payload/1", label)
    long = sealed_at(3, "ik/label/1", encode((SUBJECT, "k" * 1024, 1)))
    four = sealed_at(3, "ik/label/1", encode((SUBJECT, "test.noted", 1, 0)))
    for reason, name, sealed in (
        ("bad-commitment", "moved", other_place),
        ("bad-commitment", "payload-for-label", as_payload),
        ("too-large", "too-large", long),
        ("not-canonical", "four-fields", four),
    ):
        yield Named(
            f"label-{name}", _on_entry("label", note(GENESIS, label=sealed)), reason
        )
    low, high = b"\x01" * 32, b"\x02" * 32
    for name, entry in (
        ("replaces-nothing", _replacing([])),
        ("replaces-out-of-order", _replacing([high, low])),
        ("replaces-twice", _replacing([low, low])),
        ("replaces-short", _replacing([low[:31]])),
        ("five-fields", _replacing([low], 1)),
    ):
        yield Named(f"label-{name}", _on_entry("label", entry), "not-canonical")
    elsewhere = note(GENESIS, epoch=b"\x08" * 32)
    unknown = sealed_at(3, "ik/payload/1", encode({"text": "hello", "more": 1}))
    wrong = sealed_at(3, "ik/payload/1", encode({"text": 7}))
    for reason, name, entry, sealed in (
        ("bad-commitment", "of-other-entry", NOTE, payload_at(4)),
        ("bad-commitment", "of-other-epoch", elsewhere, payload_at(3)),
        ("not-canonical", "unknown-field", NOTE, unknown),
        ("not-canonical", "wrong-type", NOTE, wrong),
    ):
        vector = _on_entry("payload", entry) | {"sealed": sealed.hex()}
        yield Named(f"payload-{name}", vector, reason)


# --- files --------------------------------------------------------------------------


def _file_keys() -> tuple[bytes, bytes]:
    okm = expand(KEY.secret, b"ik/file/1" + SALT, 64)
    return okm[:32], okm[32:]


def _sealed_chunk(number: int, data: bytes, last: bool) -> bytes:
    nonce = number.to_bytes(11, "big") + bytes([last])
    return ChaCha20Poly1305(_file_keys()[0]).encrypt(nonce, data, b"")


def _chunks(plaintext: bytes) -> bytes:
    parts = [plaintext[i : i + 65_536] for i in range(0, len(plaintext), 65_536)] or [
        b""
    ]
    last = len(parts) - 1
    sealed = [_sealed_chunk(i, part, i == last) for i, part in enumerate(parts)]
    return b"ikev1\n" + SALT + _file_keys()[1] + b"".join(sealed)


def _file(content: bytes, plaintext: bytes | None = None) -> Vector:
    vector: Vector = {"what": "file", "key": KEY.secret.hex(), "file": content.hex()}
    if plaintext is not None:
        vector["sha256"] = hashlib.sha256(plaintext).hexdigest()
    return vector


def _broken_files() -> Iterator[Named]:
    good = _chunks(PLAIN)
    header = good[:70]
    half = header + _sealed_chunk(0, PLAIN, last=False)
    for reason, name, content in (
        ("bad-seal", "other-start", b"ikev2\n" + good[6:]),
        ("truncated", "header-cut", good[:69]),
        ("truncated", "no-chunk", header),
        ("truncated", "tag-cut", good[:80]),
        ("truncated", "cut-between-chunks", half),
        ("bad-seal", "altered", _flip(good, 72)),
        ("bad-seal", "added-to", good + b"\0"),
        ("bad-commitment", "other-salt", _flip(good, 10)),
    ):
        yield Named(f"file-{name}", _file(content), reason)


# --- slots ---------------------------------------------------------------------------


def _header(**fields: Any) -> SlotHeader:
    blank = SlotHeader(
        format=1,
        kit=KIT,
        slot=b"\x11" * 16,
        seat=SEAT.id,
        way="passphrase",
        tag=name_tag(KIT, "Asha Patel"),
        salt=b"\x12" * 16,
        memory_kib=COST.memory_kib,
        passes=COST.passes,
        lanes=COST.lanes,
        made=1000,
        expires=0,
    )
    return msgspec.structs.replace(blank, **fields)


def _sealed_slot(secret: bytes | None = None, **fields: Any) -> bytes:
    header = _header(**fields)
    slow = stretch(PASSPHRASE, b"\x12" * 16, COST, LIMITS)
    key = expand(slow, b"ik/slot/1")
    inside = SEAT.to_bytes() if secret is None else secret
    return encode(Slot(header, _seal_with_salt(key, encode(header), inside, SALT)))


def _slot(slot: bytes, **other: str) -> Vector:
    vector = {
        "what": "slot",
        "kit": KIT.hex(),
        "name": "  asha   PATEL ",
        "passphrase": PASSPHRASE,
        "slot": slot.hex(),
        "seat": SEAT.id.hex(),
    }
    return vector | other


def _broken_slots() -> Iterator[Named]:
    good = _sealed_slot()
    cheap = msgspec.msgpack.encode([_header(passes=2), b""])
    for reason, name, slot, other in (
        ("wrong-passphrase", "other-passphrase", good, {"passphrase": "another one"}),
        ("wrong-passphrase", "other-name", good, {"name": "Ben"}),
        ("wrong-passphrase", "other-kit", _sealed_slot(kit=bytes(16)), {}),
        ("wrong-passphrase", "altered", good[:-1] + bytes([good[-1] ^ 1]), {}),
        ("wrong-passphrase", "settings-altered", cheap, {}),
        ("kdf-refused", "too-cheap", _sealed_slot(memory_kib=8), {}),
        ("kdf-refused", "too-dear", _sealed_slot(memory_kib=1 << 30), {}),
        ("kdf-refused", "no-lanes", _sealed_slot(lanes=0), {}),
        ("newer", "format-two", _sealed_slot(format=2), {}),
        ("damaged", "format-zero", _sealed_slot(format=0), {}),
        ("damaged", "unknown-way", _sealed_slot(way="word of mouth"), {}),
        ("damaged", "trailing", good + b"\0", {}),
        ("damaged", "other-seat", _sealed_slot(seat=bytes(16)), {}),
        ("damaged", "short-secret", _sealed_slot(SEAT.to_bytes()[:63]), {}),
        ("damaged", "too-large", encode(Slot(_header(), bytes(4096))), {}),
    ):
        yield Named(f"slot-{name}", _slot(slot, **other), reason)


# --- recovery codes --------------------------------------------------------------------

_PRINTED = "0000-0000-0000-0000-0000-0000-0000-DHVR"
_GOOD_CODES = {
    "printed": _PRINTED,
    "spaced": _PRINTED.replace("-", " ").lower(),
    "letters-for-digits": _PRINTED.replace("0", "O"),
    "u-for-v": _PRINTED.replace("V", "U"),
    "in-one": _PRINTED.replace("-", ""),
}
_BAD_CODES = {
    ("checksum", _PRINTED.replace("DHVR", "DHVS")): 0,
    ("one-character", "1" + _PRINTED[1:]): 0,
    ("strange-character", _PRINTED.replace("DHVR", "DH*R")): 8,
    ("short-group", "000" + _PRINTED[4:]): 1,
    ("long-group", "00000" + _PRINTED[4:]): 1,
    ("missing-group", _PRINTED[5:]): 0,
    ("empty", ""): 0,
}


def _code(text: str) -> Vector:
    keys = SHEET.seat.keys
    return {
        "what": "recovery-code",
        "text": text,
        "signing": keys.signing.hex(),
        "sealing": keys.sealing.hex(),
    }
