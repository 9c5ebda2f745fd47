"""Looks through another process's memory, as a debugger would. Linux only."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 22
_BEGINNING = 6
_AREA = re.compile(r"[0-9a-f]+-[0-9a-f]+")


class Wanted:
    """Texts in every spelling a program keeps them in: as Python and as Qt do.

    They are looked for by their beginnings, of which there are few: looking for each
    of a hundred spellings would take a hundred times as long.
    """

    def __init__(self, texts: list[str]) -> None:
        self._by_beginning: dict[bytes, list[tuple[bytes, str]]] = defaultdict(list)
        for text in texts:
            for encoding in ("utf-8", "utf-16-le", "utf-32-le"):
                beginning = text[:_BEGINNING].encode(encoding)
                self._by_beginning[beginning].append((text.encode(encoding), text))
        every = (s for found in self._by_beginning.values() for s, _ in found)
        self.longest = max(map(len, every))

    def inside(self, block: bytes) -> Iterator[str]:
        """Yield the texts that stand in a block of memory."""
        for beginning, spellings in self._by_beginning.items():
            place = block.find(beginning)
            while place >= 0:
                for spelling, text in spellings:
                    if block.startswith(spelling, place):
                        yield text
                place = block.find(beginning, place + 1)


def found_in(process: int, texts: list[str]) -> set[str]:
    """Return those texts that stand anywhere in a process's memory."""
    wanted, found = Wanted(texts), set[str]()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for start, end in _writable(process):
            for block in _blocks(memory, start, end, wanted.longest):
                found.update(wanted.inside(block))
    return found


def _writable(process: int) -> list[tuple[int, int]]:
    """Return the areas that can hold what was typed, and of which something is used."""
    areas: list[tuple[int, int]] = []
    for line in Path(f"/proc/{process}/smaps").read_text().splitlines():
        words = line.split()
        if _AREA.fullmatch(words[0]):
            start, end = words[0].split("-")
            last = (int(start, 16), int(end, 16)) if words[1].startswith("rw") else None
        elif words[0] == "Rss:" and words[1] != "0" and last is not None:
            areas.append(last)
    return areas


def _blocks(memory: BinaryIO, start: int, end: int, overlap: int) -> Iterator[bytes]:
    place, tail = start, b""
    while place < end:
        try:
            memory.seek(place)
            data = memory.read(min(_CHUNK, end - place))
        except (OSError, ValueError, OverflowError):
            return
        if not data:
            return
        yield tail + data
        tail = data[-overlap:]
        place += len(data)
