"""What a text says that was true when the kit filled it in, and is not any more."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# They say when the text was written, and stay true.
_OF_THE_MOMENT = frozenset({"date", "time"})


@dataclass(frozen=True, slots=True)
class Outdated:
    """A field of a text: what the kit filled in, and what it would fill in now.

    `can_fill`: it is certain which words of the text are meant.
    """

    field: str
    was: str
    now: str
    can_fill: bool = True


def outdated(
    filled: Mapping[str, str], known: Mapping[str, str], text: str
) -> tuple[Outdated, ...]:
    """Return what still stands in a text and would be filled in otherwise now.

    What somebody has written differently since is theirs.
    """
    values = list(filled.values())
    return tuple(
        Outdated(name, was, now, can_fill=values.count(was) == 1)
        for name, was in filled.items()
        if name not in _OF_THE_MOMENT
        and (now := known.get(name, ""))
        and now != was
        and stands_in(text, was)
    )


def stands_in(text: str, value: str) -> bool:
    """Whether a text holds these words, and not only as a part of longer ones."""
    return _pattern((value,)).search(text) is not None


def refilled(text: str, found: Iterable[Outdated]) -> str:
    """Return a text with what is outdated in it filled in anew."""
    values = {one.was: one.now for one in found if one.can_fill}
    if not values:
        return text
    return _pattern(values).sub(lambda hit: values[hit[0]], text)


def _pattern(values: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(values, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
