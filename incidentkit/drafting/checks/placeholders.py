"""DC01 and DC02: nothing is left to fill in, and every channel takes the text."""

import re
from collections.abc import Iterator, Sequence

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, Severity
from incidentkit.drafting.counting import count, cut_at
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.gaps import spans_in
from incidentkit.drafting.links import find_links
from incidentkit.drafting.x_weight import has_invalid_characters
from incidentkit.platforms.platform import Platform, Unit

_UNFILLED = re.compile(
    r"\{\{[^{}\n]{0,200}\}\}"
    r"|\[ {0,4}(?:insert|add|enter|your|name|date|time|link|tbc|tba|xx+)\b[^\[\]\n]{0,200}\]"
    r"|<< {0,4}[^<>\n]{1,200}>>|\b(?:xx:xx|TBC|TBA|X{2,6})\b|(?<!_)_{4,}",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"(?<![\w&/])#\w*[^\W\d_]\w*")

_SPARE = 200


def dc01(draft: Draft) -> Iterator[Finding]:
    """Nothing is left to fill in."""
    yield from check_unfilled(draft.text)


def dc02(draft: Draft) -> Iterator[Finding]:
    """Every chosen channel takes it."""
    found = {
        finding: None
        for channel in draft.channels
        if channel.platform is not None
        for finding in check_length(draft.text, channel.platform, channel.place)
    }
    yield from found


def check_unfilled(text: str) -> tuple[Finding, ...]:
    """DC01: nothing is left to fill in."""
    spans = {found.span() for found in _UNFILLED.finditer(text)} | {*spans_in(text)}
    return tuple(
        Finding("DC01", Severity.BLOCK, *span, "unfilled-field", "fill-field")
        for span in sorted(spans)
    )


def check_length(text: str, platform: Platform, place: str = "") -> tuple[Finding, ...]:
    """DC02: the platform takes it. The place marked is what does not fit."""
    findings: list[Finding] = []
    limit = platform.text(place)
    part = text if limit is None else _as_far_as_needed(text, platform, place)
    if limit is not None and not count(part, platform, place).fits:
        start = cut_at(part, limit)
        findings.append(_blocked(start, len(text), "too-long", "shorten"))
    if (
        limit is not None
        and limit.unit is Unit.X_WEIGHT
        and has_invalid_characters(text)
    ):
        findings.append(_blocked(0, len(text), "invalid-character", "remove-character"))
    if platform.most_links is not None:
        links = [(link.start, link.end) for link in find_links(text, current_names())]
        findings += _over(links, platform.most_links, "too-many-links", "fewer-links")
    tags = [found.span() for found in _HASHTAG.finditer(text)]
    findings += _over(
        tags, platform.most_hashtags, "too-many-hashtags", "fewer-hashtags"
    )
    return tuple(findings)


def _as_far_as_needed(text: str, platform: Platform, place: str) -> str:
    """Return the beginning of a text that is too long already, or else the whole.

    It ends at a space, where neither a link nor a character goes on: what fits of it
    fits of the whole, and far less is counted.
    """
    limit = platform.text(place)
    size = 4 * (limit.limit if limit and limit.limit else len(text)) + _SPARE
    while size < len(text):
        end = text.rfind(" ", 0, size)
        if end > 0 and not count(text[:end], platform, place).fits:
            return text[:end]
        size *= 4
    return text


def _over(
    spans: Sequence[tuple[int, int]], most: int | None, reason: str, repair: str
) -> Iterator[Finding]:
    if most is not None and len(spans) > most:
        yield _blocked(spans[most][0], spans[-1][1], reason, repair)


def _blocked(start: int, end: int, reason: str, repair: str) -> Finding:
    return Finding("DC02", Severity.BLOCK, start, end, reason, repair)
