"""Reads what is kept: `kit.db` without writing to it, the anchor, a courier."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.vault.second.acts import HASH, HEAD, ID, Shape, fits
from tests.vault.second.envelope import (
    Entry,
    Head,
    RefusedError,
    check,
    heads_from,
    payload_digest,
    read,
)
from tests.vault.second.msgpack import NotCanonicalError, decode, encode

FILE_LIMIT = 64 * 2**20
SPAN_LIMIT = 100_000
ANCHOR_LIMIT = 2**20
ANCHORS: tuple[Shape, ...] = (
    ("count", ID, [HEAD], "count", HASH),
    ("count", ID, [HEAD], "count", [(ID, HASH)], HASH),
)
NAME = re.compile(
    r"(?P<kind>[jp])-(?P<chain>[0-9a-f]{32})"
    r"-(?P<first>[0-9]{10})-(?P<last>[0-9]{10})-(?P<hash>[0-9a-f]{32})\.ik"
)


@dataclass
class Material:
    """What there is to be verified, before anything is believed."""

    kit: bytes
    genesis: bytes
    entries: dict[bytes, Entry] = field(default_factory=dict)
    altered: list[tuple[bytes, int]] = field(default_factory=list)
    payloads: dict[bytes, bytes] = field(default_factory=dict)
    marked_disposed: set[bytes] | None = None  # a courier marks nothing
    marked_forks: dict[bytes, int] = field(default_factory=dict)
    unsound_file: bool = False


# --- the database ------------------------------------------------------------


def read_database(path: Path) -> Material:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        meta = dict(database.execute("SELECT name, value FROM meta"))
        found = Material(bytes(meta["kit"]), bytes(meta["genesis"]))
        checked = database.execute("PRAGMA integrity_check").fetchall()
        found.unsound_file = checked != [("ok",)]
        rows = "SELECT digest, chain, number, cls, data, signature FROM entry"
        for row in database.execute(f"{rows} ORDER BY chain, number, digest"):
            _take_row(found, *row)
        found.payloads = dict(database.execute("SELECT digest, sealed FROM payload"))
        marks = database.execute("SELECT digest FROM disposed")
        found.marked_disposed = {bytes(digest) for (digest,) in marks}
        found.marked_forks = dict(database.execute("SELECT chain, number FROM fork"))
    return found


def _take_row(
    found: Material, digest: bytes, chain: bytes, number: int, cls: int, *rest: bytes
) -> None:
    """Keeps the entry of a row, unless its columns say something else."""
    data, signature = rest
    try:
        entry = read(data, signature, found.kit)
    except RefusedError:
        found.altered.append((chain, number))
        return
    if (digest, chain, number, cls) == (
        entry.digest,
        entry.chain,
        entry.number,
        entry.cls,
    ):
        found.entries[entry.digest] = entry
    else:
        found.altered.append((chain, number))


# --- the anchor --------------------------------------------------------------


def read_anchor(path: Path, kit: bytes) -> tuple[Head, ...] | None:
    """The heads once seen here; None when the anchor proves nothing."""
    if not path.exists() or path.stat().st_size > ANCHOR_LIMIT:
        return None
    try:
        value = decode(path.read_bytes())
    except NotCanonicalError:
        return None
    if not isinstance(value, list) or not any(map(partial(fits, value), ANCHORS)):
        return None
    if value[0] != (2 if fits(value, ANCHORS[1]) else 1):
        return None
    told = hashlib.sha256(encode(value[1:-1])).digest()
    if value[1] != kit or told != value[-1]:
        return None
    return heads_from(value[2])  # type: ignore[arg-type]


# --- a courier ---------------------------------------------------------------


def read_courier(folder: Path, kit: bytes, genesis: bytes) -> Material:
    """Everything in the kit's folder that is a sound file; the rest is left."""
    found = Material(kit, genesis)
    for path in sorted((folder / f"kit-{kit.hex()}").glob("*/[jp]-*.ik")):
        try:
            content = _content(path)
            if path.name.startswith("j"):
                entries = read_segment(path.name, content, kit)
                found.entries |= {entry.digest: entry for entry in entries}
            else:
                sealed = read_payload_file(path.name, content)
                found.payloads |= {payload_digest(one): one for one in sealed}
        except RefusedError:
            continue
    return found


def _content(path: Path) -> bytes:
    check(path.is_file() and not path.is_symlink(), "bad-name")
    check(path.stat().st_size <= FILE_LIMIT, "too-large")
    return path.read_bytes()


def read_segment(name: str, content: bytes, kit: bytes) -> list[Entry]:
    """The entries of a journal file, which must be just those of its name."""
    parts = _opened(name, content, "j", "ik/journal/1", ("bytes", "bytes"))
    entries = [read(data, signature, kit) for data, signature in parts]
    chain, first, last = _range(name)
    check(all(entry.chain == chain for entry in entries), "bad-name")
    numbers = [entry.number for entry in entries]
    check(numbers == sorted(numbers), "bad-name")
    check(set(numbers) == set(range(first, last + 1)), "bad-name")
    return entries


def read_payload_file(name: str, content: bytes) -> list[bytes]:
    return list(_opened(name, content, "p", "ik/payloads/1", "bytes"))


def _range(name: str) -> tuple[bytes, int, int]:
    match = NAME.fullmatch(name)
    check(match, "bad-name")
    assert match is not None
    first, last = int(match["first"]), int(match["last"])
    check(1 <= first <= last < first + SPAN_LIMIT, "bad-name")
    return bytes.fromhex(match["chain"]), first, last


def _opened(name: str, content: bytes, kind: str, tag: str, shape: object) -> Iterator:  # type: ignore[type-arg]
    _range(name)
    check(len(content) <= FILE_LIMIT, "too-large")
    told = hashlib.sha256(content).hexdigest()[:32]
    check(name.startswith(kind) and name.endswith(f"-{told}.ik"), "bad-digest")
    try:
        value = decode(content)
    except NotCanonicalError:
        raise RefusedError("not-canonical") from None
    if not isinstance(value, list) or len(value) != 2 or not isinstance(value[0], str):
        raise RefusedError("not-canonical")
    check(value[0] == tag, "unknown-version")
    check(fits(value[1], [shape]), "not-canonical")  # type: ignore[list-item]
    return iter(value[1])  # type: ignore[arg-type]
