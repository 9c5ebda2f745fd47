"""DC15 and DC33: everybody can read it, and the pictures may be shown."""

import re
from collections.abc import Iterator, Set

from incidentkit.drafting.checks.draft import Draft, Picture
from incidentkit.drafting.checks.finding import Finding, block, warn
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.emoji import emoji_spans
from incidentkit.drafting.links import find_links

_NO_ALT = block("DC15", "no-alt-text", "describe-picture")
_WEAK_ALT = warn("DC15", "weak-alt-text", "describe-picture")
_TEXT_ONLY = warn("DC15", "picture-of-words", "words-as-text")
_NO_CAPTIONS = warn("DC15", "no-captions", "add-captions")
_TAG = warn("DC15", "hashtag-in-small", "capital-each-word")
_CAPITALS = warn("DC15", "all-capitals", "sentence-case")
_LINK = warn("DC15", "unclear-link", "name-the-page")
_MANY = warn("DC15", "many-emoji", "fewer-emoji")
_INSIDE = warn("DC15", "emoji-inside", "emoji-at-end")
_FANCY = warn("DC15", "decorated-letters", "plain-letters")
_RIGHTS = block("DC33", "no-rights", "tick-rights")
_CONSENT = block("DC33", "no-consent", "tick-consent")
_CHILD = block("DC33", "no-child-consent", "tick-child-consent")
_POOR_ALT = re.compile(
    r"\s*(?:(?:an? |the )?(?:image|photo|picture|graphic|logo|video|screenshot|img|untitled)"
    r"(?: of .{0,3}| \d{1,5})?|\S{1,100}\.(?:jpe?g|png|gif|webp|mp4)|IMG[_-]?\d+)\.?\s*",
    re.IGNORECASE,
)
_SMALL_TAG = re.compile(r"(?<![\w&/])#([a-z]{2,60})\b")
_CAPITAL_RUN = re.compile(
    r"(?<![\w#@&])[A-Z]{2,30}(?:[ ,'-]{1,2}(?:[A-Z]{1,30})(?![\w])){2,40}(?!\w)"
)
_CAPITAL_WORD = re.compile(r"(?<![\w#@&/.])[A-Z]{7,30}(?![\w/.@]\w)(?!\w)")
_CLICK = re.compile(
    r"\b(?:click|tap|press)(?:ing)? (?:here|this|below|on (?:this|the) link|the link)\b"
    r"|\b(?:read|find out|learn|see|more(?: info(?:rmation)?)?|details|apply|sign up|register"
    r"|report it|book|visit|go) here\b|\blink in (?:our )?bio\b|\b(?:this|following) link\b"
    r"|\b(?:more|details|form|information)(?: (?:on|about) (?:\w+ ){0,2}\w+)? here(?=\s*(?::|and\b|$))",
    re.IGNORECASE,
)
_DECORATED = re.compile("[\U0001d400-\U0001d7ff\u24b6-\u24e9\uff21-\uff5a]{2,200}")
_LONGEST_TAG = 12
_MOST_EMOJI = 3
_FEW_WORDS = 12


def dc15(draft: Draft) -> Iterator[Finding]:
    """Pictures have words, hashtags have capitals, and links say where they lead."""
    text = draft.plain
    for picture in draft.pictures:
        yield from _picture(picture, text)
    yield from _tags(draft, text)
    yield from _CAPITALS.each(_CAPITAL_RUN, text)
    runs = [f.span() for f in _CAPITAL_RUN.finditer(text)]
    for found in _CAPITAL_WORD.finditer(text):
        if not any(start <= found.start() < end for start, end in runs[:_RUNS]):
            yield _CAPITALS.at(found.span())
    yield from _LINK.each(_CLICK, text)
    yield from _FANCY.each(_DECORATED, text)
    yield from _emoji(text)


_RUNS = 100


def dc33(draft: Draft) -> Iterator[Finding]:
    """Pictures may be shown: somebody said so, for a child whoever cares for it."""
    for picture in draft.pictures:
        if not picture.has_rights:
            yield _RIGHTS.whole()
        if picture.shows_people and not picture.shows_child and not picture.has_consent:
            yield _CONSENT.whole()
        if picture.shows_child and not picture.has_child_consent:
            yield _CHILD.whole()


def _picture(picture: Picture, text: str) -> Iterator[Finding]:
    if not picture.alt.strip():
        yield _NO_ALT.whole()
    elif _POOR_ALT.fullmatch(picture.alt):
        yield _WEAK_ALT.whole()
    if picture.is_statement and len(text.split()) < _FEW_WORDS:
        yield _TEXT_ONLY.whole()
    if picture.is_video and not picture.has_captions:
        yield _NO_CAPTIONS.whole()


def _tags(draft: Draft, text: str) -> Iterator[Finding]:
    """Yield hashtags of several words in small letters. A dictionary knows which."""
    known = draft.council.words
    for found in _SMALL_TAG.finditer(text):
        tag = found[1]
        if known is not None:
            parts = () if tag in known else _split(tag, known)
            if not parts and tag not in known and len(tag) > _LONGEST_TAG:
                yield _TAG.at(found.span())
            if parts:
                capitals = "".join(part.capitalize() for part in parts)
                yield _TAG.at(found.span(), f"#{capitals}")
        elif len(tag) > _LONGEST_TAG:
            yield _TAG.at(found.span())


def _split(tag: str, words: Set[str]) -> tuple[str, ...]:
    """Return the two or three words a hashtag is made of, or nothing."""
    for at in range(3, len(tag) - 2):
        head, rest = tag[:at], tag[at:]
        if head not in words:
            continue
        if rest in words:
            return head, rest
        for second in range(3, len(rest) - 2):
            if rest[:second] in words and rest[second:] in words:
                return head, rest[:second], rest[second:]
    return ()


def _emoji(text: str) -> Iterator[Finding]:
    spans = emoji_spans(text)
    if len(spans) > _MOST_EMOJI:
        yield _MANY.at((spans[_MOST_EMOJI][0], spans[-1][1]))
    links = find_links(text, current_names()) if spans else ()
    tail = links[-1].start if links and not text[links[-1].end :].strip() else len(text)
    for start, end in spans[:_RUNS]:
        rest = text[end:tail]
        if any(c.isalpha() for c in rest.partition("\n")[0]) and text[:start].strip():
            yield _INSIDE.at((start, end))
