"""Reads the published test vectors that come with the cryptography library."""

from collections.abc import Iterator
from importlib.resources import files


def text_of(path: str) -> str:
    return files("cryptography_vectors").joinpath(path).read_text(encoding="ascii")


def cases(path: str) -> Iterator[dict[str, str]]:
    """Yield each block of `name = value` lines, with the names in lower case."""
    case: dict[str, str] = {}
    for line in text_of(path).splitlines():
        if line.startswith("#") or "=" not in line:
            continue
        name, value = (part.strip() for part in line.split("=", 1))
        if name.lower() in case and name.lower() in ("count", "len"):
            yield case
            case = {}
        case[name.lower()] = value
    if case:
        yield case


def as_bytes(value: str) -> bytes:
    """Read hexadecimal, or ASCII where the value stands in quotation marks."""
    if value.startswith('"'):
        return value.strip('"').encode("ascii")
    return bytes.fromhex(value)
