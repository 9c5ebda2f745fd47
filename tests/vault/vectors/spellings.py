"""Vectors of entries that are not spelt in the one way."""

from collections.abc import Callable, Iterator

import msgspec

from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Entry
from tests.vault.vectors.entries import (
    ELSEWHERE,
    EPOCH,
    KIT,
    NOTE,
    SEAT,
    Named,
    broken,
)


def valid() -> Iterator[Named]:
    """Nothing: every valid entry is spelt as it must be."""
    yield from ()


def must_fail() -> Iterator[Named]:
    """An entry spelt in another way than the one, and signed all the same."""
    for name, change in _SPELLINGS.items():
        data = change(NOTE.data)
        assert data != NOTE.data, name
        signature = SEAT.signing.sign(b"ik/sign/entry/1\0" + data)
        entry = Entry(data, signature, NOTE.core)
        yield broken("not-canonical", f"spelt-{name}", entry)


def _fields_with(place: int, value: object) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        fields = msgspec.msgpack.decode(data)
        fields[place] = value
        return encode(fields)

    return change


def _raw(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert data.count(old) >= 1
        return data.replace(old, new, 1)

    return change


_SPELLINGS: dict[str, Callable[[bytes], bytes]] = {
    "trailing": lambda data: data + b"\0",
    "cut": lambda data: data[:-1],
    "empty": lambda data: b"",
    "twenty-one-fields": lambda data: encode([*msgspec.msgpack.decode(data), 0]),
    "nineteen-fields": lambda data: encode(msgspec.msgpack.decode(data)[:19]),
    "as-map": lambda data: encode(dict(enumerate(msgspec.msgpack.decode(data)))),
    "wide-array": _raw(b"\xdc\x00\x14", b"\xdd\x00\x00\x00\x14"),
    "wide-number": _raw(b"\xdc\x00\x14\x01", b"\xdc\x00\x14\xcc\x01"),
    "signed-number": _raw(b"\xdc\x00\x14\x01", b"\xdc\x00\x14\xd0\x01"),
    "float": _raw(b"\xcd\x0b\xb8", b"\xcb\x40\xa7\x70\x00\x00\x00\x00\x00"),
    "wide-bytes": _raw(b"\xc4\x10" + KIT, b"\xc5\x00\x10" + KIT),
    "bytes-as-text": _raw(b"\xc4\x10" + KIT, b"\xb0" + KIT),
    "nothing-for-bytes": _fields_with(19, None),
    "number-for-list": _fields_with(10, 0),
    "negative": _fields_with(7, -1),
    "beyond-a-count": _fields_with(9, 2**63),
    "truth-for-number": _fields_with(12, True),
    "short-id": _fields_with(4, bytes(15)),
    "long-digest": _fields_with(6, bytes(33)),
    "extension": _raw(b"\xc4\x00", b"\xd4\x01\x00"),
    "head-too-long": _fields_with(10, [[ELSEWHERE, 1, EPOCH, 0]]),
    "deep": lambda data: b"\x91" * 2000 + b"\xc0",
}
