"""DC13: parties, candidates and campaigns, above all before an election."""

import re
from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, block, warn

_PARTY = re.compile(
    r"\bLabour(?! (?:market|force|costs?|ward|exchange))(?: Party)?\b|\bConservatives?\b"
    r"(?! (?:estimate|guess|approach))|\bTor(?:y|ies)\b|\bLib(?:eral)? ?Dem(?:ocrat)?s?\b"
    r"|\bGreen Party\b|\bGreens\b(?= (?:and|on|in|councill|candid|group|have|say))"
    r"|\bReform UK\b|\bPlaid(?: Cymru)?\b|\bUKIP\b|\bSNP\b|\bSinn F[ée]in\b|\bDUP\b"
    r"|\b(?:Independent|Green|Reform) (?:[Gg]roup|[Cc]ouncillors?|[Cc]andidates?)\b"
    r"|\bSDLP\b|\bWorkers Party\b|\bCo-operative Party\b"
)
_CAMPAIGN = re.compile(
    r"\b(?:candidates?|petition(?:s|ers?|ing)?|manifestos?|canvass(?:ing|ers?|ed)?"
    r"|electioneering|election (?:pledge|promise|campaign|leaflet)s?"
    r"|campaign(?:s|ing|ers?|ed)?|vote (?:for|against)|re-?elect(?:ed|ion)?"
    r"|by-?elections?|hustings|party political|ruling (?:group|party)|opposition (?:group"
    r"|party|councillors?)|administration's record|political (?:party|parties|opponents?))\b",
    re.IGNORECASE,
)
# Campaigns that inform, and people who apply for work.
_HARMLESS = re.compile(
    r"(?:\b(?:job|successful|suitable|unsuccessful|shortlisted|apprenticeship|exam|foster\w*"
    r"|recruitment|interview|awareness|information|recycling|safety|vaccination|health|"
    r"advertising|litter|fraud|marketing|fundraising|planning|winter|publicity) )$",
    re.IGNORECASE,
)
_HARMLESS_AFTER = re.compile(
    r" (?:for the (?:job|post|role|position|apprenticeship|vacancy)|interviews?)\b",
    re.I,
)
_BEFORE = block("DC13", "election-words", "ask-monitoring-officer")
_OTHERWISE = warn("DC13", "party-words", "leave-politics-out")
_REACH = 20


def dc13(draft: Draft) -> Iterator[Finding]:
    """No party, candidate, petition or campaign; before an election it stops a draft."""
    if not draft.is_public:
        return
    kind = _BEFORE if draft.council.in_election_period else _OTHERWISE
    text = draft.plain
    yield from kind.each(_PARTY, text)
    for found in _CAMPAIGN.finditer(text):
        before = text[max(0, found.start() - _REACH) : found.start()]
        harmless = _HARMLESS.search(before) or _HARMLESS_AFTER.match(text, found.end())
        if not harmless:
            yield kind.at(found.span())
    names = [r"\s".join(map(re.escape, n.split())) for n in draft.names.candidates]
    if any(names):
        wanted = "|".join(n for n in names if n)
        yield from kind.each(re.compile(rf"(?<!\w)(?:{wanted})(?!\w)", re.I), text)
