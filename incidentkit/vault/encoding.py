"""One canonical encoding for everything that is signed, sealed or stored.

MessagePack in its shortest form. A reader decodes strictly, encodes again and
refuses bytes that come out differently, so that every value has one spelling.
"""

from typing import Annotated, TypeVar

import msgspec

from incidentkit.errors import Refusal, RefusedError

T = TypeVar("T")

Id = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
Hash = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
PublicKey = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]

NO_HASH = bytes(32)
NO_ID = bytes(16)


class Record(msgspec.Struct, frozen=True, array_like=True):
    """The base of everything laid out by position rather than by name."""


def encode(value: object) -> bytes:
    """Return the one encoding of a value."""
    return msgspec.msgpack.encode(value)


def decode(data: bytes, shape: type[T], *, limit: int, where: str = "") -> T:
    """Return the value that `data` is the one encoding of.

    Raises:
        RefusedError: Too large, of another shape, or spelt in another way.
    """
    if len(data) > limit:
        raise RefusedError(Refusal.TOO_LARGE, where)
    try:
        value = msgspec.msgpack.decode(data, type=shape)
    except (msgspec.DecodeError, ValueError, RecursionError) as cause:
        raise RefusedError(Refusal.NOT_CANONICAL, where) from cause
    if msgspec.msgpack.encode(value) != data:
        raise RefusedError(Refusal.NOT_CANONICAL, where)
    return value
