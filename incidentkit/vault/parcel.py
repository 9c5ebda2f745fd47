"""The courier's files: what they are called and what is in them.

A name says what a file holds and carries a hash of it, so that half a file, a
conflict copy or anything else is noticed from the name and content alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from incidentkit.crypto.keys import sha256
from incidentkit.errors import Refusal, RefusedError
from incidentkit.vault.encoding import Record, decode, encode
from incidentkit.vault.entry import Entry, read_entry
from incidentkit.vault.folder import open_plain

LARGEST_FILE = 64 << 20
LARGEST_REQUEST = 4096
LARGEST_SPAN = 100_000
HASH_CHARS = 32

_RANGED = re.compile(
    r"([jp])-([0-9a-f]{32})-([0-9]{10})-([0-9]{10})-([0-9a-f]{32})\.ik"
)
_NAMED = re.compile(r"([virh])-([0-9a-f]{32})-([0-9a-f]{32})\.ik")


@dataclass(frozen=True, slots=True)
class RangeName:
    """A stretch of a chain: entries (`j`) or their payloads (`p`)."""

    sort: str
    chain: bytes
    first: int
    last: int
    hash: str

    def __str__(self) -> str:
        return f"{self.sort}-{self.chain.hex()}-{self.first:010d}-{self.last:010d}-{self.hash}.ik"


@dataclass(frozen=True, slots=True)
class ItemName:
    """One thing known by an id: evidence (`v`), an introduction (`i`), a request (`r`)."""

    sort: str
    id: bytes
    hash: str

    def __str__(self) -> str:
        return f"{self.sort}-{self.id.hex()}-{self.hash}.ik"


Name = RangeName | ItemName


class _Signed(Record, frozen=True):
    data: bytes
    signature: bytes


# Checked before any of it is unpacked: a few bytes each could fill the memory.
_SignedList = Annotated[list[_Signed], msgspec.Meta(max_length=LARGEST_SPAN)]
_SealedList = Annotated[list[bytes], msgspec.Meta(max_length=LARGEST_SPAN)]


def parse_name(name: str) -> Name | None:
    """Return what a file's name says, or None for a file that is not the courier's."""
    if match := _RANGED.fullmatch(name):
        sort, chain, first, last, tail = match.groups()
        if 1 <= int(first) <= int(last) < int(first) + LARGEST_SPAN:
            return RangeName(sort, bytes.fromhex(chain), int(first), int(last), tail)
        return None
    if match := _NAMED.fullmatch(name):
        sort, item, tail = match.groups()
        if sort != "v" or item == tail:  # a sealed file's id is its hash
            return ItemName(sort, bytes.fromhex(item), tail)
    return None


def hash_text(data: bytes) -> str:
    """Return the hash of a file's content as it stands in the name."""
    return sha256(data).hex()[:HASH_CHARS]


def read_checked(path: Path, name: Name, limit: int = LARGEST_FILE) -> bytes:
    """Read a whole file and check it against its name.

    Raises:
        RefusedError: Too large, or not (yet) what its name says.
        OSError: It cannot be read.
    """
    with open_plain(path) as file:
        # Not by its size beforehand: the file may grow meanwhile.
        data = file.read(limit + 1)
    if len(data) > limit:
        raise RefusedError(Refusal.TOO_LARGE, path.name)
    if hash_text(data) != name.hash:
        raise RefusedError(Refusal.BAD_DIGEST, path.name)
    return data


def pack_entries(entries: Iterable[Entry]) -> bytes:
    """Return the content of a journal file."""
    return encode(("ik/journal/1", [_Signed(e.data, e.signature) for e in entries]))


def unpack_entries(data: bytes, name: RangeName, kit: bytes) -> list[Entry]:
    """Return the entries of a journal file, each checked by itself.

    Raises:
        RefusedError: Not a journal file, or not all of the stretch that its name
            says and nothing else.
    """
    where = str(name)
    entries = _unpack(data, where, kit)
    places = [(e.chain, e.number) for e in entries]
    wanted = {(name.chain, n) for n in range(name.first, name.last + 1)}
    if set(places) != wanted or places != sorted(places):
        raise RefusedError(Refusal.BAD_NAME, where)
    return entries


def unpack_introduction(data: bytes, name: ItemName) -> list[Entry]:
    """Return the two entries that a kit introduces itself with.

    Raises:
        RefusedError: Not two entries of one chain, the first two of it.
    """
    entries = _unpack(data, str(name), name.id)
    if [e.number for e in entries] != [1, 2] or len({e.chain for e in entries}) != 1:
        raise RefusedError(Refusal.NOT_GENESIS, str(name))
    return entries


def _unpack(data: bytes, where: str, kit: bytes) -> list[Entry]:
    tag, items = decode(data, tuple[str, _SignedList], limit=LARGEST_FILE, where=where)
    if tag != "ik/journal/1":
        raise RefusedError(Refusal.UNKNOWN_VERSION, where)
    return [read_entry(item.data, item.signature, kit=kit) for item in items]


def pack_payloads(payloads: Iterable[bytes]) -> bytes:
    """Return the content of a payload file."""
    return encode(("ik/payloads/1", list(payloads)))


def unpack_payloads(data: bytes, name: RangeName) -> list[bytes]:
    """Return the sealed payloads of a payload file.

    Raises:
        RefusedError: Not a payload file.
    """
    tag, items = decode(
        data, tuple[str, _SealedList], limit=LARGEST_FILE, where=str(name)
    )
    if tag != "ik/payloads/1":
        raise RefusedError(Refusal.UNKNOWN_VERSION, str(name))
    return items


def gaps(covered: Iterable[RangeName], last: int) -> list[tuple[int, int]]:
    """Return the stretches of a chain, up to its last number, that no file covers."""
    found: list[tuple[int, int]] = []
    at = 1
    for first, end in sorted((name.first, name.last) for name in covered):
        if first > at:
            found.append((at, min(first - 1, last)))
        at = max(at, end + 1)
    if at <= last:
        found.append((at, last))
    return [(first, end) for first, end in found if first <= end]
