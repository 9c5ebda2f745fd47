"""Where the sentences and words of a text stand. Linear in the length of the text."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?\u2026][\"')\]\u201d]{0,2}(?=\s{1,3}+(?![a-z])|\s?$)|\n")
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*+")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence stands, a line's end being an end as well."""
    start = 0
    for found in _END.finditer(text):
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text; one with an apostrophe or a hyphen is one."""
    return _WORD.finditer(text)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    head = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield start + head, start + len(piece.rstrip())
