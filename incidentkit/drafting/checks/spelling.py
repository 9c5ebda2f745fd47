"""DC36: British English spelling."""

import functools
import gzip
import re
from collections.abc import Iterator, Set

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, info
from incidentkit.drafting.checks.sentences import words
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.links import find_links
from incidentkit.resources import resource_path
from incidentkit.words.drafting_checks_lists import ALSO_WORDS, AMERICAN

_AMERICAN_KIND = info("DC36", "american-spelling", "british-spelling")
_UNKNOWN = info("DC36", "unknown-word", "look-at-word")
_IZE = re.compile(r"(\w{2,30})iz(e[ds]?|ing|ers?|ations?|ational)")
_YZE = re.compile(r"(\w{2,30})yz(e[ds]?|ing|ers?)")
_NOT_IZE = re.compile(
    r"(?:re|down|up|over|under|out|cap|as|mid|life|king|plus)?s(?:e)?iz\w+|(?:ap)?priz\w+"
    r"|.*(?:capsiz|assiz|maiz|baiz|friz|bliz|quiz|waltz|citiz|horiz|wiz|liza|piz)\w*"
)
_SMALL = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ADDRESSED = re.compile(r"[@#][\w.@-]{1,100}|\S{1,64}@\S{1,100}")
_LONGEST = 40


@functools.cache
def british_words() -> frozenset[str]:
    """Return the dictionary that travels with the program, read when first asked for."""
    packed = resource_path("spelling", "en_gb.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split()) | ALSO_WORDS


def dc36(draft: Draft) -> Iterator[Finding]:
    """Words are spelled as in Britain.

    Without a dictionary only what is known to be American is marked. Names are left
    alone: with one, only words in small letters that it does not have.
    """
    if draft.is_welsh:
        return
    text = _without_addresses(draft.plain)
    known = draft.council.words
    for found in words(text):
        if len(found[0]) > _LONGEST:
            continue
        for part in _SMALL.finditer(found[0]):
            word = part[0].casefold().removesuffix("'s")
            span = (found.start() + part.start(), found.start() + part.end())
            instead = _british(word, known)
            if instead:
                yield _AMERICAN_KIND.at(span, instead)
            elif known and part[0].islower() and not _is_known(word, known):
                yield _UNKNOWN.at(span)


def _is_known(word: str, known: Set[str]) -> bool:
    return (
        len(word) <= 2
        or word in known
        or (word.endswith("s") and word[:-1] in known)
        or "'" in word
    )


def _british(word: str, known: Set[str] | None) -> str:
    """Return the British spelling of an American word, empty for any other."""
    if word in AMERICAN:
        return AMERICAN[word]
    for pattern, letters in ((_IZE, "is"), (_YZE, "ys")):
        found = pattern.fullmatch(word)
        if found and not _NOT_IZE.fullmatch(word):
            changed = f"{found[1]}{letters}{found[2]}"
            return changed if known is None or changed in known else ""
    if known is not None and word not in known:
        return next((c for c in _changed(word) if c in known), "")
    return ""


def _changed(word: str) -> Iterator[str]:
    """Yield what a word would be with the usual differences the other way."""
    for american, british in (("or", "our"), ("og", "ogue"), ("ense", "ence")):
        if american in word:
            yield word.replace(american, british, 1)
    for ending in ("ed", "ing", "er", "ers"):
        if word.endswith(f"l{ending}"):
            yield f"{word.removesuffix(ending)}l{ending}"
    if word.endswith(("er", "ers")):
        head = word.removesuffix("s")
        yield f"{head[:-2]}re{'s' if word.endswith('s') else ''}"


def _without_addresses(text: str) -> str:
    """Blank out links, handles, hashtags and mailboxes: they are spelled as they are."""
    pieces, at = [], 0
    for link in find_links(text, current_names()):
        pieces += [text[at : link.start], " " * (link.end - link.start)]
        at = link.end
    joined = "".join([*pieces, text[at:]])
    return _ADDRESSED.sub(lambda found: " " * len(found[0]), joined)
