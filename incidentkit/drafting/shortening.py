"""What could go from a text that is too long, the least first."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from incidentkit.drafting.counting import measure
from incidentkit.drafting.cutting import sentence_ends
from incidentkit.drafting.domain_names import TopLevelNames, current_names
from incidentkit.drafting.links import find_links
from incidentkit.platforms.platform import TextLimit


class Kind(StrEnum):
    """What can be left out of a public message without changing what it says much."""

    HASHTAGS = "hashtags"
    SIGNATURE = "signature"
    REPEATED_LINK = "repeated-link"
    GREETING = "greeting"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Spare:
    """Something that could go, at `start` up to `end` in code points."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Shortening:
    """What could go, and whether the text fits once all of it is gone."""

    spares: tuple[Spare, ...] = ()
    is_enough: bool = False


_FARTHEST = 2  # times the limit; beyond that a text wants rewriting, not trimming
_MOST_SENTENCES = 12
_LONGEST_CLOSE = 200
_HASHTAGS = re.compile(r"(?:(?<!\S)#\w+\s*)+\Z")
_SIGNATURE = re.compile(
    r"\n\s*(?:[-\u2013\u2014]{1,2}\s*\w|\^\w|(?:kind |best |many |warm )?regards\b"
    r"|thank you\b|thanks\b|yours\b|diolch\b|cofion\b)[^\n]*(?:\n[^\n]*){0,3}\Z",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s*(?:good (?:morning|afternoon|evening)|hello|hi|dear|bore da|prynhawn da"
    r"|noswaith dda|helo|annwyl)\b[^\n.!?]{0,60}?[,.!\n]\s*",
    re.IGNORECASE,
)


def what_could_go(
    text: str, limit: TextLimit, names: TopLevelNames | None = None
) -> Shortening:
    """Suggest the shortest list of things to leave out so that a text fits.

    The first sentence never goes, nor one with a link in it.
    """
    names = names or current_names()
    counted = measure(text, limit, names)
    if counted.fits:
        return Shortening(is_enough=True)
    if counted.is_capped or (counted.limit or 0) * _FARTHEST < counted.count:
        return Shortening()

    def fits(spares: Sequence[Spare]) -> bool:
        return measure(without(text, spares), limit, names).fits

    return _least(list(_candidates(text, names)), fits)


def without(text: str, spares: Sequence[Spare]) -> str:
    """Return a text with some parts left out."""
    for spare in sorted(spares, key=lambda spare: spare.start, reverse=True):
        text = text[: spare.start] + text[spare.end :]
    return text.strip()


def _least(
    candidates: list[Spare], fits: Callable[[Sequence[Spare]], bool]
) -> Shortening:
    """Prefer one thing that does it, the smallest; else take them as they come."""
    by_size = sorted(candidates, key=lambda spare: spare.end - spare.start)
    alone = next((spare for spare in by_size if fits([spare])), None)
    if alone is not None:
        return Shortening((alone,), is_enough=True)
    gone: list[Spare] = []
    for spare in candidates:
        gone.append(spare)
        if fits(gone):
            return Shortening(tuple(gone), is_enough=True)
    return Shortening(tuple(gone))


def _candidates(text: str, names: TopLevelNames) -> Iterator[Spare]:
    """Give what could go, none of it overlapping, the dearest to the writer last."""
    end = len(text)
    tail = max(0, end - _LONGEST_CLOSE)
    for kind, pattern in ((Kind.HASHTAGS, _HASHTAGS), (Kind.SIGNATURE, _SIGNATURE)):
        found = pattern.search(text[:end], tail)
        if found and found.start() > 0:
            yield Spare(kind, found.start(), end)
            end = found.start()
    links = [link for link in find_links(text, names) if link.end <= end]
    seen: set[str] = set()
    for link in links:
        if link.text in seen:
            yield Spare(Kind.REPEATED_LINK, link.start, link.end)
        seen.add(link.text)
    greeting = _GREETING.match(text, 0, end)
    start = greeting.end() if greeting and greeting.end() < end else 0
    if start:
        yield Spare(Kind.GREETING, 0, start)
    yield from _sentences(text, start, end, [link.start for link in links])


def _sentences(text: str, start: int, end: int, links: list[int]) -> Iterator[Spare]:
    """Give the sentences after the first, the last of them first."""
    ends = [place for place in sentence_ends(text) if start < place < end]
    pairs = list(itertools.pairwise([*ends, end]))[-_MOST_SENTENCES:]
    for first, last in reversed(pairs):
        if not any(first <= link < last for link in links):
            yield Spare(Kind.SENTENCE, first, last)
