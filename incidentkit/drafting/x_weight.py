"""How long X takes a text to be.

Configuration version 3 of X's published text rules: 280 at a scale of 100, four
ranges of characters weigh 100 and all others 200, a link is always 23, an emoji
is always 2. Version 2 differs only in counting emoji by their code points.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from incidentkit.drafting.domain_names import TopLevelNames, current_names
from incidentkit.drafting.emoji import emoji_spans
from incidentkit.drafting.links import find_links

# Counted before any work begins. X's longest link is 4,096 and counts 23, so that what
# is longer than this can never come to 280; no network's own limit is higher either.
LONGEST_TEXT = 100_000

LIMIT = 280
_SCALE = 100
_HEAVY = 200
_LIGHT = 100
_LIGHT_RANGES = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_LINK = 23 * _SCALE
_EMOJI_AS_ONE = 3
_INVALID = "\ufffe\ufeff\uffff"


@dataclass(frozen=True, slots=True)
class Weight:
    """What X would say of a text. The ends are inclusive and in UTF-16 units.

    `valid_end` is the last unit that still fits, for showing where a text is
    cut; `per_thousand` is the share of the limit that is used.
    """

    length: int
    valid: bool
    per_thousand: int
    valid_end: int
    display_end: int


class WeightedLength(NamedTuple):
    """What X's conformance suite asks of a text. The range is inclusive, in UTF-16."""

    weighted: int
    permillage: int
    valid: bool
    valid_range: tuple[int, int]


def weighted_length(
    text: str, names: TopLevelNames | None = None, *, version: int = 3
) -> WeightedLength:
    """Weigh a text, in the terms of X's conformance suite.

    Only the first `LONGEST_TEXT` characters of it are looked at.

    Args:
        text: what is to be published.
        names: the top-level domains that make a link. Today's by default;
            `names_of_2020()` has the suite's own, frozen with it.
        version: of the configuration. 3 is what the suite calls discounted emoji; its
            plain weighted cases are version 2.
    """
    as_one = version >= _EMOJI_AS_ONE
    weight = weigh(text[:LONGEST_TEXT], names or current_names(), emoji_as_one=as_one)
    span = (0, weight.valid_end)
    return WeightedLength(weight.length, weight.per_thousand, weight.valid, span)


def weigh(text: str, names: TopLevelNames, *, emoji_as_one: bool = True) -> Weight:
    """Weigh a text, after composing its accents as X does first."""
    composed = unicodedata.normalize("NFC", text)
    total = valid_end = last = 0
    valid = True
    for part, weight in _parts(composed, names, emoji_as_one=emoji_as_one):
        total += weight
        last += utf16_length(part)
        valid = valid and part[-1] not in _INVALID
        if valid and total <= LIMIT * _SCALE:
            valid_end = last - 1
    length = total // _SCALE
    return Weight(
        length=length,
        valid=valid and 0 < length <= LIMIT,
        per_thousand=length * 1000 // LIMIT,
        valid_end=max(0, valid_end + utf16_length(text) - utf16_length(composed)),
        display_end=max(0, utf16_length(text) - 1),
    )


def has_invalid_characters(text: str) -> bool:
    """Whether X would refuse the text for a character that means nothing."""
    return any(character in _INVALID for character in text)


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, which most networks count in."""
    return len(text) + sum(character > "\uffff" for character in text)


def _parts(
    text: str, names: TopLevelNames, *, emoji_as_one: bool
) -> Iterator[tuple[str, int]]:
    """Give each link, emoji or character with its weight; a link comes first."""
    whole = {s: (e, _HEAVY) for s, e in emoji_spans(text)} if emoji_as_one else {}
    whole |= {link.start: (link.end, _LINK) for link in find_links(text, names)}
    at = 0
    while at < len(text):
        end, weight = whole.get(at) or (at + 1, _character_weight(text[at]))
        yield text[at:end], weight
        at = end


def _character_weight(character: str) -> int:
    code = ord(character)
    light = any(first <= code <= last for first, last in _LIGHT_RANGES)
    return _LIGHT if light else _HEAVY
