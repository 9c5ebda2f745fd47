"""Where a text may be cut: never inside a link or what a reader sees as one character."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from incidentkit.drafting.domain_names import TopLevelNames
from incidentkit.drafting.emoji import grapheme_ends
from incidentkit.drafting.links import find_links

_SPACE = re.compile(r"\s+")
# A row of stops is looked at once, from its first: each alone would take the square.
_SENTENCE = re.compile(
    r"(?:(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u2019)\]]*+(?=\s)"
    r"|(?<![\u3002\uff01\uff1f])[\u3002\uff01\uff1f]++[\u300d\u300f\uff09]*+"
    r"|(?=\n))\s*+"
)
_SHORT_FORM = re.compile(
    r"\b(?:e\.g|i\.e|etc|approx|Mr|Mrs|Ms|Dr|Cllr|St|No|Rd|Ave|tel|ext|vs|a\.m|p\.m)\.$"
)
_LONGEST_SHORT_FORM = 8


@dataclass(frozen=True, slots=True)
class Places:
    """Every place a text may be cut at, the better ones again by themselves.

    All are after the white space that follows, so that what comes next begins with
    something to read.
    """

    safe: Sequence[int]
    words: Sequence[int]
    sentences: Sequence[int]

    def from_on(self, start: int) -> Sequence[int]:
        """Return the safe places after a place."""
        return self.safe[bisect_right(self.safe, start) :]

    def best(self, start: int, end: int) -> int:
        """Return the last end of a sentence up to a place, or else of a word."""
        for places in (self.sentences, self.words):
            found = bisect_right(places, end) - 1
            if found >= 0 and places[found] > start:
                return places[found]
        return end


def places_in(text: str, names: TopLevelNames) -> Places:
    """Find where a text may be cut."""
    safe = safe_ends(text, names)
    known = frozenset(safe)
    words = (found.end() for found in _SPACE.finditer(text))
    return Places(
        safe=safe,
        words=[place for place in words if place in known],
        sentences=[place for place in sentence_ends(text) if place in known],
    )


def safe_ends(text: str, names: TopLevelNames) -> tuple[int, ...]:
    """Return the ends of characters as readers see them, but for those inside links."""
    ends = grapheme_ends(text)
    links = find_links(text, names)
    if not links:
        return ends
    starts = [link.start for link in links]

    def is_outside(end: int) -> bool:
        before = bisect_right(starts, end) - 1
        return before < 0 or not links[before].start < end < links[before].end

    return tuple(end for end in ends if is_outside(end))


def sentence_ends(text: str) -> list[int]:
    """Return where sentences and lines end, with the white space after them.

    A sentence goes on after a short form, or where the next letter is a small one.
    """
    return [
        found.end()
        for found in _SENTENCE.finditer(text)
        if found.end() > found.start() and not _goes_on(text, found)
    ]


def _goes_on(text: str, found: re.Match[str]) -> bool:
    sign = found.group()
    if "\n" in sign or not sign.startswith("."):
        return False
    stop = found.start() + 1
    before = text[max(0, stop - _LONGEST_SHORT_FORM) : stop]
    return text[found.end() : found.end() + 1].islower() or bool(
        _SHORT_FORM.search(before)
    )


def most_that_fit(number: int, fits: Callable[[int], bool], guess: int) -> int:
    """Return how many of a number fit, none if not even one does.

    It steps away from a guess, ever wider, so that whoever asks pays for about what
    fits, and not for the length of what does not.
    """
    low, high = 0, number + 1  # what is known to fit, and what is known not to
    at = min(max(guess, 1), number)
    step = max(1, at // 16)
    while low < at < high:
        if fits(at):
            low, at = at, at + step
        else:
            high, at = at, at - step
        step *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low
