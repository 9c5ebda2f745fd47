"""Laying out lines and tables so that they fit a terminal and cannot steer it."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

WIDTH = 100
_GAP = "  "
_NARROWEST = 8
# Invisible by themselves, and part of how families, flags and some scripts are
# written. They move no cursor.
_JOINERS = frozenset({"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))})


def visible(text: str) -> str:
    """Return text that cannot steer the terminal, nor pass for a line of its own."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def message(text: str) -> str:
    """Return a text to be copied: as `visible`, with its lines and emoji whole."""
    return "".join(c if c == "\n" or c in _JOINERS else visible(c) for c in text)


def one_line(text: str) -> str:
    """Return text on one line, so that no name can pass for a line of its own."""
    return visible(" ".join(text.split()))


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """Return text in lines that fit, the first and the others each with their indent.

    A word that is too long stays whole, because it may be there to be copied.
    """
    indent = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        one_line(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def table_lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows under a heading, in columns that fit side by side."""
    cells = [[one_line(cell) for cell in row] for row in (head, *rows)]
    widths = _widths(cells)
    for row in cells:
        columns = [_cell_lines(c, w) for c, w in zip(row, widths, strict=True)]
        for number in range(max(map(len, columns))):
            parts = (
                _padded(lines[number] if number < len(lines) else "", width)
                for lines, width in zip(columns, widths, strict=True)
            )
            yield _GAP.join(parts).rstrip()


def _widths(cells: list[list[str]]) -> list[int]:
    """Return a width for each column: as wide as needed, the widest made to fit."""
    widths = [max(map(columns_of, column)) for column in zip(*cells, strict=True)]
    room = WIDTH - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        rest = [w for n, w in enumerate(widths) if n != widest]
        target = max(_NARROWEST, room - sum(rest), max(rest, default=0) - 1)
        widths[widest] = min(target, widths[widest] - 1)
    return widths


def _cell_lines(text: str, width: int) -> list[str]:
    if columns_of(text) <= width:
        return [text]
    return textwrap.wrap(text, width, break_on_hyphens=True) or [""]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(_columns(c) for c in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
