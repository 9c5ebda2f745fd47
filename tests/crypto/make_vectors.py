"""Writes the seal's test vectors, with a second implementation of the format.

It shares nothing with the package: a reader that passes was written from the
format alone. Run it again after a change, and the change shows in the diff:

    python -m tests.crypto.make_vectors
"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

FILE = Path(__file__).parent / "vectors" / "seal.json"

Vector = dict[str, str]


def _bytes(name: str, size: int = 32) -> bytes:
    """Return bytes that look random and are the same in every run."""
    return hashlib.shake_256(name.encode("ascii")).digest(size)


KEY = _bytes("key")
CONTEXT = b"ik/vector|" + _bytes("context", 40)
TEXT = b"Ashcombe District Council: the pier is closed until 09:00."


@dataclass(frozen=True)
class Recipe:
    """Everything that goes into one seal, so that one thing can be made wrong."""

    text: bytes = TEXT
    key: bytes = KEY
    context: bytes = CONTEXT
    salt: bytes = _bytes("salt")
    label: bytes = b"ik/seal/1"
    padded: bytes | None = None
    nonce: bytes = bytes(12)
    data: bytes | None = None

    def okm(self) -> bytes:
        info = self.label + self.salt + hashlib.sha256(self.context).digest()
        first = hmac.digest(self.key, info + b"\1", "sha256")
        return first + hmac.digest(self.key, first + info + b"\2", "sha256")

    def body(self) -> bytes:
        padded = pad(self.text) if self.padded is None else self.padded
        data = self.context if self.data is None else self.data
        return ChaCha20Poly1305(self.okm()[:32]).encrypt(self.nonce, padded, data)

    def sealed(self) -> bytes:
        return self.salt + self.okm()[32:] + self.body()


def classes() -> Iterator[int]:
    """Yield every size a padded plaintext may have, in order."""
    yield from range(64, 1025, 64)
    low = 1024
    while True:
        yield from range(low + low // 8, 2 * low + 1, low // 8)
        low *= 2


def pad(text: bytes) -> bytes:
    whole = len(text).to_bytes(4, "big") + text
    return whole + bytes(next(s for s in classes() if s >= len(whole)) - len(whole))


def _vector(name: str, sealed: bytes, recipe: Recipe) -> Vector:
    return {
        "name": name,
        "key": recipe.key.hex(),
        "context": recipe.context.hex(),
        "sealed": sealed.hex(),
    }


def _opens() -> Iterator[Vector]:
    edges = [0, 1, 59, 60, 61, 124, 125, 1019, 1020, 1021, 1148, 1149, 2044, 2045]
    recipes = {
        f"{n} bytes": Recipe(_bytes(f"text {n}", n), salt=_bytes(f"{n}")) for n in edges
    }
    recipes["zero bytes only"] = Recipe(bytes(60))
    recipes["an empty context"] = Recipe(context=b"")
    recipes["a context of 300 bytes"] = Recipe(context=_bytes("long", 300))
    recipes["text that looks like padding"] = Recipe(b"ends in zeros" + bytes(20))
    for name, recipe in recipes.items():
        yield {
            **_vector(name, recipe.sealed(), recipe),
            "plaintext": recipe.text.hex(),
        }


def _truncated() -> Iterator[tuple[str, bytes, Recipe]]:
    good = Recipe()
    for length in (0, 1, 31, 32, 33, 63, 64, 65, 79, 80, 96, 142, 143):
        yield f"the first {length} bytes", good.sealed()[:length], good


def _uncommitted() -> Iterator[tuple[str, bytes, Recipe]]:
    good = Recipe()
    sealed, other = good.sealed(), Recipe(salt=_bytes("other")).sealed()
    yield "another key", sealed, Recipe(key=_bytes("another key"))
    yield "one bit of the key", sealed, Recipe(key=_flip(KEY, 255))
    yield "a key of zeros", sealed, Recipe(key=bytes(32))
    yield "no context", sealed, Recipe(context=b"")
    yield "a context one byte longer", sealed, Recipe(context=CONTEXT + b"\0")
    yield "a context one byte shorter", sealed, Recipe(context=CONTEXT[:-1])
    yield "one bit of the context", sealed, Recipe(context=_flip(CONTEXT, 80))
    yield "the context's digest", sealed, Recipe(context=_digest(CONTEXT))
    yield "the salt's first bit", _flip(sealed, 0), good
    yield "the salt's last bit", _flip(sealed, 255), good
    yield "a salt of zeros", bytes(32) + sealed[32:], good
    yield "the salt of another seal", other[:32] + sealed[32:], good
    yield "the commitment's first bit", _flip(sealed, 256), good
    yield "the commitment's last bit", _flip(sealed, 511), good
    yield "a commitment of zeros", sealed[:32] + bytes(32) + sealed[64:], good
    yield (
        "the commitment of another seal",
        sealed[:32] + other[32:64] + sealed[64:],
        good,
    )
    yield (
        "salt and commitment swapped",
        sealed[32:64] + sealed[:32] + sealed[64:],
        good,
    )
    yield (
        "the box key in the commitment's place",
        sealed[:32] + good.okm()[:32] + sealed[64:],
        good,
    )
    yield "a byte before everything", b"\0" + sealed, good
    yield "the first byte missing", Recipe(bytes(100)).sealed()[1:], good
    yield "a later format's label", Recipe(label=b"ik/seal/2").sealed(), good
    yield "no label", Recipe(label=b"").sealed(), good


def _unsealed() -> Iterator[tuple[str, bytes, Recipe]]:
    good, long = Recipe(), Recipe(bytes(100))
    sealed = good.sealed()
    last = 8 * len(sealed) - 1
    other = Recipe(TEXT[::-1], salt=_bytes("other")).sealed()
    yield "the body's first bit", _flip(sealed, 512), good
    yield "a bit in the middle of the body", _flip(sealed, 512 + 256), good
    yield "the body's last bit", _flip(sealed, last - 128), good
    yield "the tag's first bit", _flip(sealed, last - 127), good
    yield "the tag's last bit", _flip(sealed, last), good
    yield "a tag of zeros", sealed[:-16] + bytes(16), good
    yield "the tag of another seal", sealed[:-16] + other[-16:], good
    yield "the body of another seal", sealed[:64] + other[64:], good
    yield "the last byte missing", long.sealed()[:-1], long
    yield "64 bytes of the body missing", long.sealed()[:-64], long
    yield "a byte after everything", sealed + b"\0", good
    yield "64 zero bytes after everything", sealed + bytes(64), good
    yield "the whole seal twice", sealed + sealed, good
    yield (
        "two blocks of the body swapped",
        sealed[:64] + sealed[80:96] + sealed[64:80] + sealed[96:],
        good,
    )
    yield "a nonce that is not zero", Recipe(nonce=bytes(11) + b"\1").sealed(), good
    yield "a body that is not bound to the context", Recipe(data=b"").sealed(), good
    yield (
        "a body bound to the context's digest",
        Recipe(data=_digest(CONTEXT)).sealed(),
        good,
    )
    yield "a body that is not encrypted", sealed[:64] + pad(TEXT) + sealed[-16:], good


def _badly_padded() -> Iterator[tuple[str, bytes, Recipe]]:
    ten = (10).to_bytes(4, "big") + b"ten bytes."
    padded = {
        "a one in the first padding byte": ten + b"\1" + bytes(49),
        "a one in the middle of the padding": ten + bytes(25) + b"\1" + bytes(24),
        "a one in the last padding byte": ten + bytes(49) + b"\1",
        "spaces for padding": ten + b" " * 50,
        "each padding byte counting them": ten + bytes((50,)) * 50,
        "a mark before the padding": ten + b"\x80" + bytes(49),
        "a length one too small": (9).to_bytes(4, "big") + ten[4:] + bytes(50),
        "a length of nothing before text": bytes(4) + ten[4:] + bytes(50),
        "a length one more than fits": (61).to_bytes(4, "big") + bytes(60),
        "the greatest length": b"\xff" * 4 + bytes(60),
        "a length with its bytes reversed": (10).to_bytes(4, "little") + bytes(60),
        "a length of two bytes": b"\0\x3c" + bytes(62),
        "a length of eight bytes": (10).to_bytes(8, "big") + ten[4:] + bytes(46),
        "one class more than needed": ten + bytes(114),
        "a padding of 1024 for ten bytes": ten + bytes(1010),
        "nothing, padded to 128": bytes(128),
        "no padding at all": (66).to_bytes(4, "big") + bytes(66),
        "one byte of padding too many": ten + bytes(51),
        "a multiple of 64 above 1024": (1050).to_bytes(4, "big") + bytes(1084),
        "an eighth above 2048 by halves": (2100).to_bytes(4, "big") + bytes(2172),
    }
    for name, block in padded.items():
        yield name, Recipe(padded=block).sealed(), Recipe()


def _flip(data: bytes, bit: int) -> bytes:
    number = int.from_bytes(data, "big") ^ 1 << (8 * len(data) - 1 - bit)
    return number.to_bytes(len(data), "big")


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def render() -> str:
    """Return the whole file."""
    vectors = list(_opens())
    groups = {
        "truncated": _truncated(),
        "bad-commitment": _uncommitted(),
        "bad-seal": _unsealed(),
        "bad-padding": _badly_padded(),
    }
    for reason, group in groups.items():
        for name, sealed, recipe in group:
            vectors.append({**_vector(name, sealed, recipe), "refused": reason})
    return json.dumps({"format": "ik/seal/1", "vectors": vectors}, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(render(), encoding="ascii")
