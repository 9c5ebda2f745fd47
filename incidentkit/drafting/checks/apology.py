"""DC07, DC08 and DC28: an apology that is one, and says what was taken down."""

import re
import unicodedata
from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, block, info, warn
from incidentkit.drafting.checks.sentences import sentences

_SORRY = re.compile(
    r"\b(?:sorry|apolog(?:y|ies|i[sz]e[sd]?|i[sz]ing)|regrets?|regretted)\b", re.I
)
_CONDITIONAL = re.compile(
    r"\b(?:if|where|should) (?:any(?:one|body)?|you|people|some(?:one|body)?|residents"
    r"|this|it|that|our|the|we|there)\b[^.!?\n]{0,60}\b(?:offen[cds]\w*|upset\w*|hurt\w*"
    r"|distress\w*|inconvenien\w*|harm\w*|caus\w+|insult\w*|misunderst\w+|wrong|came across|seemed|sounded)\b"
    r"|\bany (?:\w+ )?(?:offence|upset|distress|hurt|harm|confusion|concern|alarm"
    r"|inconvenience|embarrassment|misunderstanding)\b"
    r"|\b(?:you|people|some(?: people)?|anyone|others|residents) (?:may |might )?(?:have )?"
    r"(?:feels?|felt|were|are|was|been|found|took|taken) (?:it |the \w+ |this )?"
    r"(?:offended|upset|hurt|offen[cs]\w+|insulted)\b"
    r"|\bsorry (?:that )?(?:you|some|any|people|those|a few)\b[^.!?\n]{0,20}\b(?:feels?|felt"
    r"|took|found|read it)\b|\bif (?:the|a|our|this|that) \w+ (?:fell|came|went|sounded)\b"
    r"|\bhow (?:you|people|some) (?:feel|felt|took|may feel)\b"
    r"|\b(?:anyone|anybody|those) who (?:was|were|may|might|felt|found|took)\b"
    r"|\b(?:if|where) (?:offence|upset|distress|harm) (?:was|has been) (?:caused|taken)\b",
    re.IGNORECASE,
)
_DEFENCE = re.compile(
    r"\b(?:sorry|apolog\w+)\b[^.!?\n]{0,160}\b(?:but|however|although|even though)\b",
    re.IGNORECASE,
)
_IS_APOLOGY = re.compile(
    r"\b(?:we|I|the council|council) (?:\w+ ){0,3}?(?:apologi[sz]e[sd]?|sorry)\b"
    r"|\baccept (?:my|our|the council's) (?:\w+ )?apolog(?:y|ies)\b"
    r"|\bwe're (?:\w+ )?sorry\b|\bI'm (?:\w+ )?sorry\b"
    r"|(?:^|[.!?\n]\s?)(?:our )?(?:sorry|(?:sincere |full )?apolog(?:y|ies))\b",
    re.IGNORECASE,
)
_WELSH = re.compile(
    r"\b(?:ymddiheur\w*|ddrwg (?:iawn )?(?:gennym|gen i|gynnon ni|gan y))\b", re.I
)
# What people say to be polite owns up to nothing and has nothing to put right.
_POLITE = re.compile(
    r"\b(?:sorry|apologi[sz]e|apologies|apology) (?:to (?:hear|learn|read|say|see|bother)"
    r"|(?:for|about|that) (?:\w+ ){0,3}?(?:delay|wait|inconvenience|late reply|disruption"
    r"|trouble|short notice|long wait|cannot|can't|unable|loss))\b",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(
    r"\bwe (?:\w+ ){0,2}?(?:take|took|accept|bear|own)\b[^.!?\n]{0,30}\b(?:responsib\w+"
    r"|blame|this)\b|\b(?:we|I) (?:\w+ )?(?:were|was|are|got (?:it|this|that)|am)"
    r"(?: \w+)? (?:wrong|responsible|at fault)\b"
    r"|\b(?:got|did) (?:it|this|that|(?:the|a|our|your) \w+(?: \w+)?) wrong\b"
    r"|\b(?:was|is|were) (?:entirely |wholly )?our (?:own )?(?:mistake|fault|error"
    r"|responsibility|failure|doing)\b"
    r"|\bour (?:mistake|fault|error|failure|failing)\b"
    r"|\bwe (?:should (?:not|never|have)|shouldn't|failed|made (?:a|an|the|this)"
    r"|did not|didn't|posted|published|shared|sent|let)\b",
    re.IGNORECASE,
)
_REPAIR = re.compile(
    r"\b(?:we|our \w+(?: \w+)?|the council)(?: will| have|'ll|'ve| are| is| has)?(?: \w+)?? "
    r"(?:remov|delet|(?:tak(?:e|ing|en)|took) (?:it|them|the|down)|correct|chang|review|train"
    r"|contact|offer|fix|refund|repair|meet|met|work|replac|repay|paid|pay|speak|invit"
    r"|writ|collect|arrang|ask|put|stop|retrain|check|giv|add|hold)\w*"
    r"|\b(?:put|putting|set|make|making) (?:it|this|that|things|matters) (?:right|good)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:because|as (?:we|nobody|it|I)|came about|happened (?:when|after|as)|this is how|the reason|due to"
    r"|since|how it happened)\b",
    re.IGNORECASE,
)
_NOT_AGAIN = re.compile(
    r"\b(?:not happen again|never happen again|happening again|so that|make sure|prevent"
    r"|from now on|in future|less likely)\b",
    re.IGNORECASE,
)
_REGRET = re.compile(r"\b(?:sorry|regret\w*|ashamed|apolog\w+)\b", re.IGNORECASE)
_FORGIVE = re.compile(r"\b(?:forgiv\w+|pardon us|excuse us)\b", re.IGNORECASE)
_TAKEN_DOWN = re.compile(
    r"\b(?:remov\w+|delet\w+|hid|hidden|hiding|withdr[ae]wn?|took|taken|taking)\b"
    r"(?:[^.!?\n]{0,60}\bdown\b)?",
    re.IGNORECASE,
)
_NEEDS_DOWN = frozenset({"took", "taken", "taking"})
_IF_ANY = warn("DC07", "conditional-apology", "say-sorry-plainly")
_BUT = warn("DC07", "apology-and-defence", "two-sentences")
_NO_BLAME = block("DC08", "no-responsibility", "take-responsibility")
_NO_REPAIR = warn("DC08", "no-repair", "offer-repair")
_NO_REGRET = info("DC08", "no-regret", "say-sorry")
_NO_WHY = info("DC08", "no-explanation", "explain-once")
_NO_PROMISE = info("DC08", "no-promise", "say-what-changes")
_ASKS = info("DC08", "asks-forgiveness", "ask-nothing")
_SILENT = warn("DC28", "removal-not-said", "say-removed")


def dc07(draft: Draft) -> Iterator[Finding]:
    """An apology hangs on no condition, and defends nothing in the same breath."""
    text = draft.plain
    for start, end in sentences(text):
        sentence = text[start:end]
        if not _SORRY.search(sentence):
            continue
        for kind, pattern in ((_IF_ANY, _CONDITIONAL), (_BUT, _DEFENCE)):
            found = pattern.search(sentence)
            if found:
                yield kind.at((start + found.start(), start + found.end()))


def dc08(draft: Draft) -> Iterator[Finding]:
    """An apology owns up and offers repair; the rest is better there than not."""
    text = draft.plain
    place = _apology_place(draft, text)
    if place is None or draft.is_welsh:
        return
    for kind, pattern in (
        (_NO_BLAME, _RESPONSIBLE),
        (_NO_REPAIR, _REPAIR),
        (_NO_REGRET, _REGRET),
        (_NO_WHY, _WHY),
        (_NO_PROMISE, _NOT_AGAIN),
    ):
        # What strangers did with our account is theirs; ours is to say how to stay safe.
        is_theirs = kind is _NO_REPAIR and draft.situation.is_hack
        if not pattern.search(text) and not is_theirs:
            yield kind.at(place)
    yield from _ASKS.each(_FORGIVE, text)


def dc28(draft: Draft) -> Iterator[Finding]:
    """What was taken down is said to be: silence looks like hiding."""
    if draft.situation.was_removed and draft.is_public and not draft.is_welsh:
        found = _TAKEN_DOWN.finditer(draft.plain)
        said = (f[0].casefold() for f in found)
        if not any(s not in _NEEDS_DOWN for s in said):
            yield _SILENT.whole()


def apologises(text: str) -> bool:
    """Whether a text says sorry for something, and not only to be polite.

    In either language, and whatever stands in it that nobody sees.
    """
    draft = Draft("".join(c for c in text if unicodedata.category(c) != "Cf"))
    is_welsh = _WELSH.search(draft.plain) is not None
    return is_welsh or _apology_place(draft, draft.plain) is not None


def _apology_place(draft: Draft, text: str) -> tuple[int, int] | None:
    """Return where the text apologises; all of it when it is meant to."""
    for found in _IS_APOLOGY.finditer(text):
        if not _POLITE.search(text, max(0, found.end() - 9), found.end() + 60):
            return found.span()
    return (0, 0) if draft.is_apology else None
