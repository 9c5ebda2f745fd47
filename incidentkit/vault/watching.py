"""How far long work is. Whoever watches may end it by raising."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import BinaryIO, TypeVar

from incidentkit.errors import FileUnreadableError

T = TypeVar("T")
Watch = Callable[[int, int], None]
_EACH = 32  # some milliseconds of work on entries


def unwatched(done: int, of: int) -> None:
    """Nobody wants to know how far it is."""


def at_once() -> None:
    """Nobody may still stop it: go on to what cannot be undone."""


def shares(watch: Watch, *sizes: int) -> tuple[Watch, ...]:
    """Return a watch for each part of some work, so that all parts are one progress."""
    starts, of = accumulate((0, *sizes)), sum(sizes)
    return tuple(
        partial(_tell, watch, of, start, size)
        for start, size in zip(starts, sizes, strict=False)
    )


def told(items: Sequence[T], watch: Watch, each: int = _EACH) -> Iterator[T]:
    """Yield items, telling how many are done, once before every so many of them."""
    for number, item in enumerate(items):
        if number % each == 0:
            watch(number, len(items))
        yield item


def _tell(watch: Watch, of: int, start: int, size: int, done: int, parts: int) -> None:
    watch(start + (size * done // parts if parts else 0), of)


class Reading:
    """Reads what is handed in, and tells how far it is."""

    def __init__(self, data: BinaryIO, name: str, watch: Watch) -> None:
        self._data = data
        self._name = name
        self._watch = watch
        self._done = 0
        self._size = _size_of(data)

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes; a stick that is pulled out is no full disk."""
        self._watch(in_kib(self._done), in_kib(max(self._done, self._size)))
        try:
            found = self._data.read(size)
        except OSError as cause:
            raise FileUnreadableError(self._name) from cause
        self._done += len(found)
        return found


def in_kib(size: int) -> int:
    """Return a size in KiB, rounded up: who follows it counts in 32 bits."""
    return -(-size // 1024)


def _size_of(data: BinaryIO) -> int:
    here = data.tell()
    size = data.seek(0, os.SEEK_END)
    data.seek(here)
    return size - here


class Writing:
    """Writes on, and tells how far it is."""

    def __init__(self, sink: BinaryIO, size: int, watch: Watch) -> None:
        self._sink = sink
        self._size = size
        self._watch = watch
        self._done = 0

    def write(self, data: bytes, /) -> int:
        """Take bytes."""
        self._watch(in_kib(self._done), in_kib(max(self._done, self._size)))
        taken = self._sink.write(data)
        self._done += taken
        return taken
