"""A pack: playbooks, parts and message templates in one signed file. See PACK.md.

Nothing in a pack is believed. It is measured first, then its signature is checked,
then its layout; what its texts say is looked at by whoever opens it.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Final, TypeVar

import msgspec
from shamir_mnemonic.wordlist import WORDLIST

from incidentkit.crypto.keys import sha256
from incidentkit.crypto.signing import PUBLIC_BYTES, SIGNATURE_BYTES, SigningKey, verify
from incidentkit.errors import PackRefusedError, RefusedError
from incidentkit.playbooks.source import hidden_character
from incidentkit.words.alphabets import mixed_word

ENDING: Final = ".ikpack"
LARGEST_PACK: Final = 4 << 20
MOST_ITEMS: Final = 100
LONGEST_ITEM: Final = 256 * 1024
LONGEST_MAKER: Final = 200
SPOKEN_WORDS: Final = 8
_FORMAT: Final = 1
_BITS: Final = 10
_SIGNED: Final = b"ik/sign/pack/1\0"
_SPOKEN: Final = b"ik/pack-words/1\0"
_FILE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(yaml|txt)")
_LONGEST_FILE_NAME: Final = 80
_HEX: Final = re.compile(r"[0-9a-f]*")

_Short = Annotated[str, msgspec.Meta(max_length=LONGEST_MAKER)]
T = TypeVar("T")


class PackItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text and the name of its file: `.yaml` for a playbook, `.txt` a template."""

    file: str
    text: str

    @property
    def is_template(self) -> bool:
        """Whether it is a message template."""
        return self.file.endswith(".txt")


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed."""

    council: _Short
    kit: _Short
    made_ms: Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799_000)]
    items: Annotated[list[PackItem], msgspec.Meta(max_length=MOST_ITEMS)]


class _Outer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: what is signed, as the very text that was signed, and the signature."""

    ikpack: int
    key: str
    signature: str
    said: str


class _Version(msgspec.Struct, frozen=True):
    """The first thing to know of a file, whatever else a later version has in it."""

    ikpack: int


class Pack(msgspec.Struct, frozen=True):
    """A pack whose signature fits. `council` is only what its maker says."""

    council: str
    kit: bytes
    made_ms: int
    key: bytes
    items: tuple[PackItem, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the maker's fingerprint, to be read aloud."""
        return spoken(self.kit, self.key)


def spoken(kit: bytes, key: bytes) -> tuple[str, ...]:
    """Return the words that stand for a kit and the key of one of its machines."""
    value = int.from_bytes(sha256(_SPOKEN + kit + key)[:10], "big")
    shifts = range((SPOKEN_WORDS - 1) * _BITS, -1, -_BITS)
    return tuple(WORDLIST[(value >> shift) & ((1 << _BITS) - 1)] for shift in shifts)


def make_pack(
    council: str, kit: bytes, key: SigningKey, made_ms: int, items: Iterable[PackItem]
) -> bytes:
    """Return a pack as a file. What it would refuse to read it refuses to make.

    Raises:
        PackRefusedError: There is nothing in it, or too much.
    """
    said = _Said(council, kit.hex(), made_ms, list(items))
    _check(said)
    text = msgspec.json.encode(said)
    signature = key.sign(_SIGNED + text)
    outer = _Outer(_FORMAT, key.public.hex(), signature.hex(), text.decode())
    data = msgspec.json.encode(outer)
    if len(data) > LARGEST_PACK:
        raise PackRefusedError("too-large", str(LARGEST_PACK >> 20))
    return data


def read_pack(data: bytes) -> Pack:
    """Return what a pack holds, once its signature fits all of it.

    Raises:
        PackRefusedError: It is too large, of a later version, altered, or no pack.
    """
    if len(data) > LARGEST_PACK:
        raise PackRefusedError("too-large", str(LARGEST_PACK >> 20))
    version = _decoded(data, _Version).ikpack
    if version != _FORMAT:
        raise PackRefusedError("later-version" if version > _FORMAT else "not-a-pack")
    outer = _strictly(data, _Outer)
    key = _from_hex(outer.key, PUBLIC_BYTES)
    signature = _from_hex(outer.signature, SIGNATURE_BYTES)
    signed = outer.said.encode()
    try:
        verify(key, signature, _SIGNED + signed)
    except RefusedError as error:
        raise PackRefusedError("bad-signature") from error
    said = _strictly(signed, _Said)
    _check(said)
    kit = _from_hex(said.kit, 32)
    return Pack(said.council, kit, said.made_ms, key, tuple(said.items))


def _decoded(data: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise PackRefusedError("not-a-pack") from error


def _strictly(data: bytes, shape: type[T]) -> T:
    """Return what the bytes are the one spelling of, so that nothing hides in another."""
    value = _decoded(data, shape)
    if msgspec.json.encode(value) != data:
        raise PackRefusedError("not-a-pack")
    return value


def _from_hex(text: str, length: int) -> bytes:
    if len(text) != length * 2 or not _HEX.fullmatch(text):
        raise PackRefusedError("not-a-pack")
    return bytes.fromhex(text)


def _check(said: _Said) -> None:
    if not said.items:
        raise PackRefusedError("nothing-in-it")
    if len(said.items) > MOST_ITEMS:
        raise PackRefusedError("too-many", str(MOST_ITEMS))
    _check_maker(said.council)
    seen: set[str] = set()
    for item in said.items:
        named = _FILE.fullmatch(item.file)
        if len(item.file) > _LONGEST_FILE_NAME or not named:
            raise PackRefusedError("bad-file-name", item.file[:80])
        if item.file in seen:
            raise PackRefusedError("file-twice", item.file)
        if len(item.text.encode("utf-8", "surrogatepass")) > LONGEST_ITEM:
            raise PackRefusedError("item-too-large", item.file)
        seen.add(item.file)


def _check_maker(council: str) -> None:
    if not council.strip() or hidden_character(council):
        raise PackRefusedError("no-maker")
    word = mixed_word(council)
    if word:
        raise PackRefusedError("maker-mixed", word[:80])
