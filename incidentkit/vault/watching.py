"""How far long work is. Whoever watches may end it by raising."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import TypeVar

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
