"""Vectors of what a courier carries, and of the two small files beside a kit."""

import hashlib
from collections.abc import Iterator
from typing import Any

from incidentkit.crypto.keys import sha256
from incidentkit.vault.acts import Head, SeatKeys
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Entry
from incidentkit.vault.joining import JoinRequest, spoken_words
from incidentkit.vault.parcel import hash_text, pack_entries, pack_payloads
from tests.vault.vectors.entries import (
    BEGUN,
    CHAIN,
    ELSEWHERE,
    EPOCH,
    GENESIS,
    KIT,
    NONCE,
    NOTE,
    OTHER,
    SEAT,
    Named,
    Vector,
    note,
    payload_at,
)

ENTRIES = (BEGUN, GENESIS, NOTE)
ARABIC = "\u0660" * 9 + "\u0661"  # ten digits that are not of ours


def valid() -> Iterator[Named]:
    """What is taken in."""
    yield Named("journal-three-entries", _journal(pack_entries(ENTRIES), 1, 3))
    twin = note(GENESIS, wall=1)
    fork = sorted((NOTE, twin), key=lambda entry: entry.digest)
    yield Named(
        "journal-with-a-fork", _journal(pack_entries((BEGUN, GENESIS, *fork)), 1, 3)
    )
    yield Named("payloads-one", _payloads(pack_payloads([payload_at(3)]), 3, 3))
    yield Named("payloads-none", _payloads(pack_payloads([]), 1, 2))
    yield Named("introduction", _introduction(pack_entries(ENTRIES[:2])))
    yield Named("join-request", _request(_signed()))
    yield Named("anchor", _anchor(_anchored()))
    yield Named("anchor-empty", _anchor(_anchored(heads=(), roots=())))
    yield Named("anchor-of-the-first-format", _anchor(_first_anchor()))


def must_fail() -> Iterator[Named]:
    """What must be left alone, with the reason."""
    yield from _bad_names()
    yield from _bad_journals()
    yield from _bad_payloads()
    yield from _bad_introductions()
    yield from _bad_requests()
    yield from _bad_anchors()


# --- journal files -----------------------------------------------------------------


def _file(what: str, name: str, content: bytes) -> Vector:
    return {"what": what, "kit": KIT.hex(), "name": name, "content": content.hex()}


def _ranged(sort: str, first: int, last: int, content: bytes) -> str:
    return f"{sort}-{CHAIN.hex()}-{first:010d}-{last:010d}-{hash_text(content)}.ik"


def _journal(content: bytes, first: int, last: int) -> Vector:
    return _file("journal", _ranged("j", first, last, content), content)


def _payloads(content: bytes, first: int, last: int) -> Vector:
    return _file("payloads", _ranged("p", first, last, content), content)


def _introduction(content: bytes) -> Vector:
    name = f"i-{KIT.hex()}-{hash_text(content)}.ik"
    return _file("introduction", name, content)


def _bad_names() -> Iterator[Named]:
    content = pack_entries(ENTRIES)
    good = _ranged("j", 1, 3, content)
    for name, changed in (
        ("upper-case", good.upper()),
        ("no-ending", good.removesuffix(".ik")),
        ("conflict-copy", good.replace(".ik", " (1).ik")),
        ("from-zero", good.replace("0000000001", "0000000000", 1)),
        ("backwards", _ranged("j", 3, 1, content)),
        ("too-many", _ranged("j", 1, 100_001, content)),
        ("unknown-sort", "x" + good[1:]),
        ("other-digits", good.replace("0000000001", ARABIC, 1)),
        ("line-end", good + "\n"),
    ):
        yield Named(f"name-{name}", _file("journal", changed, content), "bad-name")


def _bad_journals() -> Iterator[Named]:
    altered = Entry(NOTE.data, NOTE.signature[:63], NOTE.core)
    foreign = note(GENESIS, kit=bytes(16))
    other = note(GENESIS, chain=ELSEWHERE)
    items = [[entry.data, entry.signature] for entry in ENTRIES]
    whole = pack_entries(ENTRIES)
    wide = b"\xdc\x00\x02" + whole[1:]
    cases: tuple[tuple[str, str, bytes, int, int], ...] = (
        ("bad-name", "one-short", pack_entries(ENTRIES), 1, 4),
        ("bad-name", "one-over", pack_entries(ENTRIES), 1, 2),
        ("bad-name", "hole", pack_entries((BEGUN, NOTE)), 1, 3),
        ("bad-name", "out-of-order", pack_entries((GENESIS, BEGUN, NOTE)), 1, 3),
        ("bad-name", "other-chain", pack_entries((BEGUN, GENESIS, other)), 1, 3),
        ("bad-name", "nothing", pack_entries(()), 1, 1),
        (
            "bad-signature",
            "short-signature",
            pack_entries((*ENTRIES[:2], altered)),
            1,
            3,
        ),
        ("wrong-kit", "other-kit", pack_entries((BEGUN, GENESIS, foreign)), 1, 3),
        ("unknown-version", "later", encode(("ik/journal/2", items)), 1, 3),
        ("unknown-version", "payloads", encode(("ik/payloads/1", items)), 1, 3),
        ("not-canonical", "trailing", whole + b"\0", 1, 3),
        ("not-canonical", "cut", whole[:-1], 1, 3),
        ("not-canonical", "wide", wide, 1, 3),
        ("not-canonical", "three-parts", encode(("ik/journal/1", items, 0)), 1, 3),
        (
            "not-canonical",
            "triples",
            encode(("ik/journal/1", [[*i, 0] for i in items])),
            1,
            3,
        ),
        ("not-canonical", "empty-file", b"", 1, 3),
    )
    for reason, name, content, first, last in cases:
        yield Named(f"journal-{name}", _journal(content, first, last), reason)
    lying = _journal(whole, 1, 3) | {"content": (whole[:-1] + b"\0").hex()}
    yield Named("journal-altered", lying, "bad-digest")
    half = _journal(whole, 1, 3) | {"content": whole[: len(whole) // 2].hex()}
    yield Named("journal-half-arrived", half, "bad-digest")


def _bad_payloads() -> Iterator[Named]:
    whole = pack_payloads([payload_at(3)])
    text = encode(("ik/payloads/1", ["text"]))
    for reason, name, content in (
        ("unknown-version", "later", encode(("ik/payloads/2", [b"x"]))),
        ("not-canonical", "text", text),
        ("not-canonical", "trailing", whole + b"\0"),
    ):
        yield Named(f"payloads-{name}", _payloads(content, 3, 3), reason)
    lying = _payloads(whole, 3, 3) | {"content": (whole + b"\0").hex()}
    yield Named("payloads-altered", lying, "bad-digest")


def _bad_introductions() -> Iterator[Named]:
    for reason, name, entries in (
        ("not-genesis", "three-entries", ENTRIES),
        ("not-genesis", "one-entry", ENTRIES[:1]),
        ("not-genesis", "backwards", (GENESIS, BEGUN)),
        ("not-genesis", "later-entries", (GENESIS, NOTE)),
    ):
        vector = _introduction(pack_entries(entries))
        yield Named(f"introduction-{name}", vector, reason)


# --- join requests --------------------------------------------------------------------


def _signed(name: str = "Dewi Rees", **fields: Any) -> JoinRequest:
    format_, keys = fields.get("format", 1), fields.get("keys", OTHER.keys)
    blank = JoinRequest(format_, keys, name, NONCE, b"")
    signer = fields.get("signer", OTHER)
    signature = signer.signing.sign(b"ik/sign/join/1\0" + encode(blank))
    return JoinRequest(format_, keys, name, NONCE, signature)


def _request(request: JoinRequest) -> Vector:
    return {
        "what": "join-request",
        "request": encode(request).hex(),
        "genesis": GENESIS.digest.hex(),
        "words": " ".join(spoken_words(request, GENESIS.digest)),
    }


def _bad_requests() -> Iterator[Named]:
    good = encode(_signed())
    small = SeatKeys(OTHER.keys.signing, bytes(32))
    for reason, name, content in (
        ("unknown-version", "format-two", encode(_signed(format=2))),
        ("unknown-version", "no-name", encode(_signed(""))),
        ("unknown-version", "long-name", encode(_signed("x" * 201))),
        ("bad-signature", "other-signer", encode(_signed(signer=SEAT))),
        ("bad-signature", "renamed", good.replace(b"Dewi", b"Beth")),
        ("bad-seal", "key-of-small-order", encode(_signed(keys=small))),
        ("not-canonical", "trailing", good + b"\0"),
        ("not-canonical", "short-nonce", encode((1, OTHER.keys, "Dewi", b"\1", b""))),
        ("too-large", "too-large", encode(_signed("x" * 4096))),
    ):
        vector = {"what": "join-request", "request": content.hex()}
        yield Named(f"join-request-{name}", vector, reason)


# --- anchors ---------------------------------------------------------------------------


def _anchored(**fields: Any) -> bytes:
    heads = fields.get("heads", (Head(CHAIN, 3, NOTE.digest),))
    kit, roots = fields.get("kit", KIT), fields.get("roots", ((SEAT.id, EPOCH),))
    check = fields.get("check", sha256(encode((kit, heads, 5000, roots))))
    return encode((fields.get("format", 2), kit, heads, 5000, roots, check))


def _first_anchor(**fields: Any) -> bytes:
    """As it was before it held the roots of states."""
    heads = (Head(CHAIN, 3, NOTE.digest),)
    check = fields.get("check", sha256(encode((KIT, heads, 5000))))
    return encode((fields.get("format", 1), KIT, heads, 5000, check))


def _anchor(content: bytes) -> Vector:
    return {"what": "anchor", "kit": KIT.hex(), "content": content.hex()}


def _check_of_heads_alone() -> bytes:
    return sha256(encode((KIT, (Head(CHAIN, 3, NOTE.digest),), 5000)))


def _bad_anchors() -> Iterator[Named]:
    for name, content in (
        ("other-kit", _anchored(kit=bytes(16))),
        ("format-one-with-roots", _anchored(format=1)),
        ("format-two-without-roots", _first_anchor(format=2)),
        ("format-three", _anchored(format=3)),
        ("roots-not-covered", _anchored(check=_check_of_heads_alone())),
        ("short-root", _anchored(roots=((SEAT.id, EPOCH[:31]),))),
        ("wrong-check", _anchored(check=hashlib.sha256(EPOCH).digest())),
        ("trailing", _anchored() + b"\0"),
        ("empty", b""),
    ):
        yield Named(f"anchor-{name}", _anchor(content), "proves-nothing")
