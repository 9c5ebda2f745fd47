"""How long a text is on a platform, in that platform's own units."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from incidentkit.drafting.cutting import most_that_fit, safe_ends
from incidentkit.drafting.domain_names import TopLevelNames, current_names
from incidentkit.drafting.emoji import emoji_spans, grapheme_ends
from incidentkit.drafting.mastodon import fediverse_length
from incidentkit.drafting.sms import sms_size
from incidentkit.drafting.x_weight import LONGEST_TEXT, utf16_length, weigh
from incidentkit.platforms.platform import Confidence, Platform, TextLimit, Unit

NO_LIMIT = TextLimit("", Unit.CHARACTERS, Confidence.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Count:
    """How long a text is. `limit` None: no limit is known, and everything fits.

    Where a platform has two limits, the one that is exceeded is counted. `is_capped`:
    the text is longer than `LONGEST_TEXT`; only its beginning was counted, and no
    platform takes it.
    """

    count: int
    limit: int | None
    unit: Unit
    confidence: Confidence
    is_capped: bool = False

    @property
    def fits(self) -> bool:
        """Whether the platform would take the text, as far as length goes."""
        within = self.limit is None or self.count <= self.limit
        return within and not self.is_capped

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
    return measure(text, platform.text(place) or NO_LIMIT, names)


def measure(text: str, limit: TextLimit, names: TopLevelNames | None = None) -> Count:
    """Count a text against a limit."""
    is_capped = len(text) > LONGEST_TEXT
    text = text[:LONGEST_TEXT]
    counted = length(text, limit.unit, names)
    fits = limit.limit is None or counted <= limit.limit
    sure = limit.confidence
    if fits and limit.most_bytes is not None:
        in_bytes = byte_length(text)
        if in_bytes > limit.most_bytes:
            return Count(in_bytes, limit.most_bytes, Unit.BYTES, sure, is_capped)
    return Count(counted, limit.limit, limit.unit, sure, is_capped)


def length(text: str, unit: Unit, names: TopLevelNames | None = None) -> int:
    """Return how long a text, or its first `LONGEST_TEXT` characters, is in a unit."""
    text = text[:LONGEST_TEXT]
    if unit is Unit.X_WEIGHT:
        return weigh(text, names or current_names()).length
    if unit is Unit.FEDIVERSE:
        return fediverse_length(text, names or current_names())
    return _PLAIN[unit](text)


def cut_at(
    text: str,
    limit: TextLimit,
    names: TopLevelNames | None = None,
    ends: Sequence[int] | None = None,
) -> int:
    """Return how many code points of a text fit.

    No link is split, nor what a reader sees as one character. `ends` are the safe
    ends of this very text, where somebody has found them before.
    """
    if measure(text, limit, names).fits:
        return len(text)
    text = text[:LONGEST_TEXT]
    safe = ends or safe_ends(text, names or current_names())
    fitting = most_that_fit(
        len(safe),
        lambda number: measure(text[: safe[number - 1]], limit, names).fits,
        limit.limit or len(safe),
    )
    return safe[fitting - 1] if fitting else 0


def byte_length(text: str) -> int:
    """Return the length in UTF-8."""
    # A lone surrogate cannot be published; counting one must still not fail.
    return len(text.encode("utf-8", "surrogatepass"))


def _threads(text: str) -> int:
    """A character with an emoji in it counts as many as it has bytes, any other one."""
    emoji = emoji_spans(text)
    if not emoji:
        return len(text)
    pictures = iter([*emoji, (len(text), len(text))])
    start, (at, _) = 0, next(pictures)
    total = 0
    for end in grapheme_ends(text):
        part = text[start:end]
        total += byte_length(part) if at < end else len(part)
        while at < end:
            at, _ = next(pictures)
        start = end
    return total


_PLAIN: Mapping[Unit, Callable[[str], int]] = MappingProxyType(
    {
        Unit.THREADS: _threads,
        Unit.GRAPHEMES: lambda text: len(grapheme_ends(text)),
        Unit.CHARACTERS: len,
        Unit.UTF16: utf16_length,
        Unit.BYTES: byte_length,
        Unit.SMS_PARTS: lambda text: sms_size(text).parts,
    }
)
