"""The bodies of entries that are not sealed: section 3.4.

An act is its tag and its fields by position, held to a shape: a field is a
number, a truth, a text, bytes of a length, a list of one shape, or a record.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

from tests.vault.second.msgpack import NotCanonicalError, Value, decode

ID, HASH, SIGNATURE, COUNT_LIMIT = 16, 32, 64, 2**63

Shape: TypeAlias = "int | str | tuple[Shape, ...] | list[Shape]"

KEYS: Shape = (HASH, HASH)
HEAD: Shape = (ID, "count", HASH)

BEGIN = 5
# tag: (class, least role, shape of the fields)
TAGS: dict[str, tuple[int, int, tuple[Shape, ...]]] = {
    "begin": (BEGIN, 0, (KEYS, ID, HASH)),
    "genesis": (1, 3, (ID, KEYS, KEYS)),
    "accept": (1, 3, (ID, KEYS, "count", HASH, [HEAD])),
    "role": (1, 3, (ID, "count", [HEAD])),
    "remove": (1, 3, (ID, [ID], "bool", [HEAD])),
    "admit": (1, 3, (HEAD,)),
    "recover": (1, 3, (ID, KEYS, KEYS, HASH, SIGNATURE)),
    "opened": (2, 2, (ID, ID, [ID], "bool", "bool")),
    "entitled": (2, 2, (ID, [ID], "bytes")),
    "withdrawn": (2, 2, (ID, [ID], [HASH], [HEAD], "bytes")),
    "epoch": (2, 1, (ID, HASH, [(HASH, "bytes")])),
    "delivered": (2, 1, ([(ID, HASH, ID, HASH, "bytes")],)),
    "countersigned": (3, 2, (HASH,)),
    "disposed": (4, 3, ([HASH], "str")),
}
KNOWN_CLASSES = frozenset({0, *(cls for cls, _, _ in TAGS.values())})


class WrongClassError(Exception):
    """The act is known, and stands in a class it does not belong to."""


@dataclass(frozen=True)
class Act:
    tag: str
    fields: tuple[Any, ...]

    @property
    def least(self) -> int:
        return TAGS[self.tag][1]


def fits(value: Value, shape: Shape) -> bool:
    match shape:
        case int():
            return isinstance(value, bytes) and len(value) == shape
        case "count":
            return type(value) is int and value < COUNT_LIMIT
        case str():
            return type(value).__name__ == shape
        case tuple():
            return (
                isinstance(value, list)
                and len(value) == len(shape)
                and all(map(fits, value, shape))
            )
        case [item]:
            return isinstance(value, list) and all(fits(v, item) for v in value)
    return False


def decode_act(cls: int, body: bytes) -> Act:
    value = decode(body)
    if not isinstance(value, list) or not value or not isinstance(value[0], str):
        raise NotCanonicalError
    tag, *fields = value
    known = TAGS.get(tag)
    if known is None or not fits(fields, known[2]):
        raise NotCanonicalError
    if known[0] != cls:
        raise WrongClassError
    return Act(tag, tuple(fields))
