"""What changed between two texts, to the word; and between three, as a merge sees it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

# Beyond these a comparison could take minutes: everything counts as changed instead.
# The work is bounded by how often the same lines meet, not by how many lines there are.
_MOST_PAIRS: Final = 6_000_000
_MOST_WORK: Final = 30_000_000
_WORDS: Final = re.compile(r"\s+|[^\s]+")
_ALIKE: Final = 0.35


class Sort(StrEnum):
    """What became of a line."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line, and whether it is what changed."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `number` counts in the text that it stands in."""

    sort: Sort
    number: int
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The whole line."""
        return "".join(run.text for run in self.runs)


def difference(old: str, new: str) -> tuple[Line, ...]:
    """Return every line of both texts, what went out before what came in."""
    a, b = _lines(old), _lines(new)
    found: list[Line] = []
    for tag, a1, a2, b1, b2 in _opcodes(a, b):
        if tag == "equal":
            found += [_whole(Sort.SAME, b1 + n, t) for n, t in enumerate(b[b1:b2])]
        else:
            found += _changed(a[a1:a2], a1, b[b1:b2], b1)
    return tuple(found)


def only_changes(lines: tuple[Line, ...], around: int = 3) -> tuple[Line | None, ...]:
    """Return the changed lines and a few around each; None stands for lines left out."""
    near = {
        place + step
        for place, line in enumerate(lines)
        if line.sort is not Sort.SAME
        for step in range(-around, around + 1)
    }
    found: list[Line | None] = []
    for place, line in enumerate(lines):
        if place in near:
            found.append(line)
        elif not found or found[-1] is not None:
            found.append(None)
    return tuple(found) if near else ()


def _changed(old: list[str], at: int, new: list[str], to: int) -> list[Line]:
    """Mark the words that changed where the lines are still much alike."""
    if len(old) != len(new):
        out = [_whole(Sort.OUT, at + n, t, changed=True) for n, t in enumerate(old)]
        came = [_whole(Sort.IN, to + n, t, changed=True) for n, t in enumerate(new)]
        return out + came
    pairs = [_words(a, b) for a, b in zip(old, new, strict=True)]
    gone = [Line(Sort.OUT, at + n + 1, runs) for n, (runs, _) in enumerate(pairs)]
    came = [Line(Sort.IN, to + n + 1, runs) for n, (_, runs) in enumerate(pairs)]
    return gone + came


def _words(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    if not _is_feasible(a, b):
        return (Run(old, changed=True),), (Run(new, changed=True),)
    matcher = SequenceMatcher(None, a, b, autojunk=len(a) * len(b) > 40_000)
    if matcher.ratio() < _ALIKE:
        return (Run(old, changed=True),), (Run(new, changed=True),)
    left: list[Run] = []
    right: list[Run] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        changed = tag != "equal"
        left += [Run("".join(a[a1:a2]), changed)] if a2 > a1 else []
        right += [Run("".join(b[b1:b2]), changed)] if b2 > b1 else []
    return tuple(left), tuple(right)


def _whole(sort: Sort, place: int, text: str, *, changed: bool = False) -> Line:
    return Line(sort, place + 1, (Run(text, changed),))


# --- three texts ------------------------------------------------------------------


class Who(StrEnum):
    """Who changed a stretch since the text that both began with."""

    NOBODY = "nobody"
    SHIPPED = "shipped"
    OURS = "ours"
    ALIKE = "alike"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some lines as they were, as they are shipped now, and as ours are."""

    who: Who
    then: tuple[str, ...]
    now: tuple[str, ...]
    ours: tuple[str, ...]

    @property
    def taken(self) -> tuple[str, ...]:
        """The lines of a merge: what only one of us changed; ours where both did."""
        return self.now if self.who is Who.SHIPPED else self.ours


def three_way(then: str, now: str, ours: str) -> tuple[Stretch, ...]:
    """Return three texts in stretches, by who changed what."""
    return tuple(_stretches(_lines(then), _lines(now), _lines(ours)))


def merged_text(stretches: tuple[Stretch, ...]) -> str:
    """Return our text with what the new shipped version changed and we did not."""
    return "\n".join(line for stretch in stretches for line in stretch.taken)


def _stretches(then: list[str], now: list[str], ours: list[str]) -> Iterator[Stretch]:
    at = at_now = at_ours = 0
    for start, to_now, to_ours, length in _shared(then, now, ours):
        edges = (then[at:start], now[at_now:to_now], ours[at_ours:to_ours])
        yield from _by_line(*edges)
        if length:
            kept = tuple(then[start : start + length])
            yield Stretch(Who.NOBODY, kept, kept, kept)
        at, at_now, at_ours = start + length, to_now + length, to_ours + length


def _by_line(then: list[str], now: list[str], ours: list[str]) -> Iterator[Stretch]:
    """Tell apart who changed which line, where each has the same number of them."""
    if not len(then) == len(now) == len(ours):
        yield _stretch(then, now, ours)
        return
    for lines in zip(then, now, ours, strict=True):
        yield _stretch(*([line] for line in lines))


def _stretch(then: list[str], now: list[str], ours: list[str]) -> Stretch:
    if now == ours:
        who = Who.ALIKE
    elif then == ours:
        who = Who.SHIPPED
    else:
        who = Who.OURS if then == now else Who.BOTH
    return Stretch(who, tuple(then), tuple(now), tuple(ours))


def _shared(
    then: list[str], now: list[str], ours: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of lines that stand in all three, and the end."""
    in_now, in_ours = _matching(then, now), _matching(then, ours)
    place = 0
    while place < len(then):
        if place in in_now and place in in_ours:
            first = place
            while (
                place < len(then)
                and in_now.get(place) == in_now[first] + place - first
                and in_ours.get(place) == in_ours[first] + place - first
            ):
                place += 1
            yield first, in_now[first], in_ours[first], place - first
        else:
            place += 1
    yield len(then), len(now), len(ours), 0


def _matching(a: list[str], b: list[str]) -> dict[int, int]:
    return {
        a1 + step: b1 + step
        for tag, a1, a2, b1, _ in _opcodes(a, b)
        if tag == "equal"
        for step in range(a2 - a1)
    }


def _opcodes(a: list[str], b: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Compare what is left between a shared beginning and a shared end."""
    head = _alike(a, b)
    tail = _alike(a[head:][::-1], b[head:][::-1])
    x, y = a[head : len(a) - tail], b[head : len(b) - tail]
    middle: list[tuple[str, int, int, int, int]] = [("replace", 0, len(x), 0, len(y))]
    if _is_feasible(x, y):
        middle = list(SequenceMatcher(None, x, y, autojunk=len(x) > 1500).get_opcodes())
    found = [("equal", 0, head, 0, head)] if head else []
    found += [
        (tag, a1 + head, a2 + head, b1 + head, b2 + head)
        for tag, a1, a2, b1, b2 in middle
        if a2 > a1 or b2 > b1
    ]
    if tail:
        found.append(("equal", len(a) - tail, len(a), len(b) - tail, len(b)))
    return found


def _is_feasible(a: list[str], b: list[str]) -> bool:
    """Whether comparing takes seconds at most, even where much is repeated."""
    often = Counter(b)
    meetings = sum(times * often[one] for one, times in Counter(a).items())
    most_rounds = min(len(a), len(b))
    return len(a) * len(b) <= _MOST_PAIRS and meetings * most_rounds <= _MOST_WORK


def _alike(a: list[str], b: list[str]) -> int:
    pairs = zip(a, b, strict=False)
    return next((n for n, (x, y) in enumerate(pairs) if x != y), min(len(a), len(b)))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")
