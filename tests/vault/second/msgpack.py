"""The part of MessagePack that records use, in its one spelling.

Written from section 2.2 of the format page and nothing else: whole numbers,
text, byte strings, true and false, arrays. Anything else, and anything spelt
longer than it need be, is refused where it stands.
"""

from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "int | str | bytes | bool | list[Value]"

MAX_DEPTH = 16


class NotCanonicalError(Exception):
    """These bytes are not the one encoding of a record."""


@dataclass(frozen=True)
class _Sized:
    """One family of headers: a short form, then widths of 1, 2 and 4 bytes."""

    short: int | None
    short_room: int
    wide: tuple[tuple[int, int], ...]


_TEXT = _Sized(0xA0, 32, ((0xD9, 1), (0xDA, 2), (0xDB, 4)))
_BYTES = _Sized(None, 0, ((0xC4, 1), (0xC5, 2), (0xC6, 4)))
_LIST = _Sized(0x90, 16, ((0xDC, 2), (0xDD, 4)))
_NUMBER = _Sized(0x00, 128, ((0xCC, 1), (0xCD, 2), (0xCE, 4), (0xCF, 8)))


def _header(family: _Sized, amount: int) -> bytes:
    if family.short is not None and amount < family.short_room:
        return bytes([family.short + amount])
    for mark, width in family.wide:
        if amount < 1 << (8 * width):
            return bytes([mark]) + amount.to_bytes(width, "big")
    raise NotCanonicalError


def encode(value: Value) -> bytes:
    match value:
        case bool():
            return b"\xc3" if value else b"\xc2"
        case int() if value >= 0:
            return _header(_NUMBER, value)
        case str():
            raw = value.encode()
            return _header(_TEXT, len(raw)) + raw
        case bytes():
            return _header(_BYTES, len(value)) + value
        case list():
            return _header(_LIST, len(value)) + b"".join(map(encode, value))
    raise NotCanonicalError


def decode(data: bytes) -> Value:
    """The value, if these bytes are how it is spelt and nothing follows it."""
    value, end = _Reader(data).value(0, 0)
    if end != len(data):
        raise NotCanonicalError
    return value


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def value(self, at: int, depth: int) -> tuple[Value, int]:
        if depth > MAX_DEPTH:
            raise NotCanonicalError
        first = self._take(at, 1)[0]
        if first in (0xC2, 0xC3):
            return first == 0xC3, at + 1
        for family in (_NUMBER, _TEXT, _BYTES, _LIST):
            amount = self._amount(family, first, at)
            if amount is not None:
                return self._content(family, *amount, depth)
        raise NotCanonicalError

    def _amount(self, family: _Sized, first: int, at: int) -> tuple[int, int] | None:
        """The number in a header of this family and where it ends."""
        short = family.short
        if short is not None and short <= first < short + family.short_room:
            return first - short, at + 1
        for mark, width in family.wide:
            if first == mark:
                amount = int.from_bytes(self._take(at + 1, width), "big")
                if _header(family, amount)[0] != mark:
                    raise NotCanonicalError
                return amount, at + 1 + width
        return None

    def _content(
        self, family: _Sized, amount: int, at: int, depth: int
    ) -> tuple[Value, int]:
        if family is _NUMBER:
            return amount, at
        if family is _LIST:
            return self._items(amount, at, depth)
        raw = self._take(at, amount)
        return (raw if family is _BYTES else _text(raw)), at + amount

    def _items(self, amount: int, at: int, depth: int) -> tuple[Value, int]:
        if amount > len(self._data) - at:
            raise NotCanonicalError
        items: list[Value] = []
        for _ in range(amount):
            item, at = self.value(at, depth + 1)
            items.append(item)
        return items, at

    def _take(self, at: int, amount: int) -> bytes:
        found = self._data[at : at + amount]
        if len(found) != amount:
            raise NotCanonicalError
        return found


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise NotCanonicalError from None
