"""DC10 and DC11: no silence without a reason, no promise without an owner and a day."""

import re
from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, info, warn
from incidentkit.drafting.checks.interim import next_update_time
from incidentkit.drafting.checks.sentences import sentences

_NO_COMMENT = re.compile(
    r"\b(?:not|n't) be (?:making|giving|offering|adding) (?:any |a )?(?:further |more )?"
    r"comments?\b|\bnothing (?:more |further |else )?to (?:add|say)\b"
    r"|\bno (?:further )?comments?\b(?! (?:section|box|field|page|were|was|are|is|on this post))"
    r"|\b(?:do|does|will|can|would|shall) ?(?:not|n't) (?:\w+ to |be )?"
    r"comment(?:ing)?\b|\b(?:cannot|can't|won't|don't|unable to|decline[sd]? to"
    r"|declining to|not in a position to|refuse[sd]? to)"
    r" (?:\w+ to )?comment\b",
    re.IGNORECASE,
)
_NOT_DISCUSSED = re.compile(
    r"\b(?:do|does|will|can|would) ?(?:not|n't) (?:discuss|talk about|speak about|be drawn)\b"
    r"|\bno statement to make\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|while|until|once|before|during|as (?:it|this|that|there|the|an|they|we)"
    r"|since|so that|for legal reasons|inquest|court|police|investigation|by law"
    r"|confidential\w*|under way|individual)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\bwill (?:soon |shortly |then |also )?be (?:announced|published|sent|shared|repaired"
    r"|fixed|mended|refunded|contacted|replaced|restored|reviewed|investigated|updated"
    r"|informed|told|put right)\b|\bwill (?:never|not) happen again\b"
    r"|\b(?:are|is) going to (?:get|be|have|receive|look|visit|write|ring|pay|mend|fix)\b"
    r"|\b(?:every(?:one|body)|all)\b[^.!?\n]{0,40}\bwill (?:get|have|receive)\b|\b(?:we|I|the council|our \w+(?: of \w+| team| service)?|the \w+ (?:team|service)"
    r"|the leader|officers)(?: will|'ll| shall| promise to| pledge to| commit to"
    r"| are committed to| guarantee)\b(?! (?:not|never|only|no|always|ever|be able"
    r"|have to|need|of course not)\b)",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|noon|midday"
    r"|midnight|this (?:morning|afternoon|evening|week|month)|next (?:week|month)"
    r"|(?:within|in|every|over) (?:the next )?(?:\d+|an?|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|twelve|fourteen|twenty) (?:working )?(?:minute|hour|day|week|month)s?"
    r"|every (?:hour|day|week|morning|evening)|end of (?:the|this|next) \w+"
    r"|(?:1[0-2]|[1-9]) ?[ap]\.?m|\d{1,2}(?:st|nd|rd|th)? "
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*"
    r"|(?:by|in|before) (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|spring|summer|autumn|winter)"
    r"|(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m)?)\b",
    re.IGNORECASE,
)
# Whoever says when the next update comes has said by when they will say more.
_SAYS_MORE = re.compile(
    r"\b(?:will|'ll|shall) (?:also |then )?(?:publish|say|update|tell|write|post|report|share)\b",
    re.IGNORECASE,
)
_ON_CONDITION = re.compile(r"(?:if|should)\b", re.IGNORECASE)
_OWNER = re.compile(
    r"\b(?:our|the|your) (?:\w+ ){0,3}?(?:team|service|director|officer|manager|leader"
    r"|chief executive|department|head|mayor|engineers?|wardens?|crews?|inspectors?"
    r"|committee|cabinet|surveyors?|contact centre|desk)\b"
    r"|\b(?:head|director|leader) of \w+",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"\b(?:next|further|another) (?:update|statement|news)\b"
    r"|\b(?:update|tell) (?:you|people|everybody|everyone)\b",
    re.IGNORECASE,
)
_SILENT = warn("DC10", "no-comment", "say-why-and-when")
_NO_DAY = warn("DC11", "promise-no-date", "add-date")
_NO_OWNER = info("DC11", "promise-no-owner", "add-owner")


def dc10(draft: Draft) -> Iterator[Finding]:
    """Whoever says nothing says why, or until when."""
    text = draft.plain
    places = list(sentences(text))
    for number, (start, end) in enumerate(places):
        found = _NO_COMMENT.search(text, start, end) or _NOT_DISCUSSED.search(
            text, start, end
        )
        if found is None:
            continue
        last = places[min(number + 1, len(places) - 1)][1]
        if not _REASON.search(text, start, last) and not _DAY.search(text, start, last):
            yield _SILENT.at(found.span())


def dc11(draft: Draft) -> Iterator[Finding]:
    """A promise says who keeps it and by when."""
    text = draft.plain
    says_when = next_update_time(text) is not None
    for start, end in sentences(text):
        found = _PROMISE.search(text, start, end)
        if found is None or _ON_CONDITION.match(text, start, end):
            continue
        if says_when and _SAYS_MORE.search(text, found.start(), end):
            continue
        if not _DAY.search(text, start, end):
            yield _NO_DAY.at(found.span())
        elif not _OWNER.search(text, start, end):
            yield _NO_OWNER.at(found.span())


def promises_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences that promise something: each becomes an action."""
    return tuple(
        (start, end)
        for start, end in sentences(text)
        if _PROMISE.search(text, start, end)
    )


def updates_in(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences that say when people hear more: "Next update at 3 pm"."""
    return tuple(
        (start, end)
        for start, end in sentences(text)
        if _UPDATE.search(text, start, end) and _DAY.search(text, start, end)
    )
