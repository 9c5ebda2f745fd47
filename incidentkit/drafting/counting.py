"""How long a text is on a platform, in that platform's own units."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from incidentkit.drafting.domain_names import TopLevelNames, current_names
from incidentkit.drafting.emoji import emoji_spans, grapheme_ends
from incidentkit.drafting.links import find_links
from incidentkit.drafting.sms import sms_size
from incidentkit.drafting.x_weight import utf16_length, weigh
from incidentkit.platforms.platform import Confidence, Platform, TextLimit, Unit

_FEDIVERSE_LINK = "x" * 23
_PROTOCOL = re.compile(r"https?://", re.IGNORECASE | re.ASCII)
_MENTION = re.compile(r"(?<![\w/=@])(@\w[\w.-]*)@[\w-][\w.-]*")


@dataclass(frozen=True, slots=True)
class Count:
    """How long a text is. `limit` None: no limit is known, and everything fits.

    Where a platform has two limits, the one that is exceeded is counted.
    """

    count: int
    limit: int | None
    unit: Unit
    confidence: Confidence

    @property
    def fits(self) -> bool:
        """Whether the platform would take the text, as far as length goes."""
        return self.limit is None or self.count <= self.limit

    @property
    def spare(self) -> int | None:
        """How much more would fit; negative when the text is too long."""
        return None if self.limit is None else self.limit - self.count


def count(
    text: str,
    platform: Platform,
    place: str = "",
    names: TopLevelNames | None = None,
) -> Count:
    """Count a text for a platform.

    Args:
        text: what is to be published.
        platform: where.
        place: which of the platform's texts, such as a comment; a post if empty.
        names: the top-level domains that make a link; today's by default.
    """
    limit = platform.text(place)
    if limit is None:
        return Count(len(text), None, Unit.CHARACTERS, Confidence.UNCONFIRMED)
    counted = length(text, limit.unit, names)
    fits = limit.limit is None or counted <= limit.limit
    in_bytes = _bytes(text)
    if fits and limit.most_bytes is not None and in_bytes > limit.most_bytes:
        return Count(in_bytes, limit.most_bytes, Unit.BYTES, limit.confidence)
    return Count(counted, limit.limit, limit.unit, limit.confidence)


def length(text: str, unit: Unit, names: TopLevelNames | None = None) -> int:
    """Return how long a text is in a unit."""
    if unit is Unit.X_WEIGHT:
        return weigh(text, names or current_names()).length
    if unit is Unit.FEDIVERSE:
        return _mastodon(text, names or current_names())
    return _PLAIN[unit](text)


def cut_at(text: str, limit: TextLimit, names: TopLevelNames | None = None) -> int:
    """Return how many code points of a text fit, never splitting a character."""
    if limit.limit is None:
        return len(text)
    ends = (0, *grapheme_ends(text))
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _within(text[: ends[middle]], limit, names):
            low = middle
        else:
            high = middle - 1
    return ends[low]


def _within(text: str, limit: TextLimit, names: TopLevelNames | None) -> bool:
    if limit.most_bytes is not None and _bytes(text) > limit.most_bytes:
        return False
    return limit.limit is None or length(text, limit.unit, names) <= limit.limit


def _bytes(text: str) -> int:
    # A lone surrogate cannot be published; counting one must still not fail.
    return len(text.encode("utf-8", "surrogatepass"))


def _mastodon(text: str, names: TopLevelNames) -> int:
    """A link with its protocol counts 23, a full address only its name."""
    for link in reversed(find_links(text, names)):
        if _PROTOCOL.match(link.text):
            text = text[: link.start] + _FEDIVERSE_LINK + text[link.end :]
    return len(grapheme_ends(_MENTION.sub(r"\1", text)))


def _threads(text: str) -> int:
    """An emoji counts as many as it has bytes, everything else one."""
    emoji = [text[start:end] for start, end in emoji_spans(text)]
    return len(text) + sum(_bytes(one) - len(one) for one in emoji)


_PLAIN: Mapping[Unit, Callable[[str], int]] = MappingProxyType(
    {
        Unit.THREADS: _threads,
        Unit.GRAPHEMES: lambda text: len(grapheme_ends(text)),
        Unit.CHARACTERS: len,
        Unit.UTF16: utf16_length,
        Unit.BYTES: _bytes,
        Unit.SMS_PARTS: lambda text: sms_size(text).parts,
    }
)
