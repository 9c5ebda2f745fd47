"""What is approved and what goes out: exact words, pictures, alt texts and channels.

`CONTENT.md` has how the digest is made, for whoever checks one by other means.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_PURPOSE = b"incidentkit content 1"
_CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it goes out: its exact bytes by their SHA-256, and its alt text."""

    sha256: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that goes out. Channels have no order; pictures do."""

    text: str
    channels: frozenset[str]
    images: tuple[Image, ...] = ()

    @property
    def digest(self) -> bytes:
        """The digest that names exactly this."""
        return content_digest(self.text, self.channels, self.images)


def content_digest(
    text: str, channels: Iterable[str], images: Iterable[Image] = ()
) -> bytes:
    """Return the digest that names exact content: any change to any part changes it."""
    told = hashlib.sha256()
    for part in _parts(text, sorted(set(channels)), tuple(images)):
        told.update(len(part).to_bytes(8, "big"))
        told.update(part)
    return told.digest()


def _parts(
    text: str, channels: list[str], images: tuple[Image, ...]
) -> Iterator[bytes]:
    """Yield the parts in their order. How many there are of each keeps them apart."""
    yield _PURPOSE
    yield _raw(text)
    yield len(channels).to_bytes(8, "big")
    yield from map(_raw, channels)
    for image in images:
        yield image.sha256
        yield _raw(image.alt)


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def text_digest(text: str) -> bytes:
    """Return the digest that names exact words: one changed character changes it."""
    return hashlib.sha256(_raw(text)).digest()


def spoken_code(content: bytes) -> str:
    """Return a short code for content, to be read out over the telephone.

    It catches a mix-up of two versions; it is no signature.
    """
    number = int.from_bytes(content[:8], "big") % 10**_CODE_DIGITS
    digits = f"{number:0{_CODE_DIGITS}d}"
    return f"{digits[:3]} {digits[3:]}"
