"""DC06 and DC09: no cause that is not confirmed, and no fault without anybody's doing."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from incidentkit.drafting.checks.draft import Cause, Draft
from incidentkit.drafting.checks.finding import Finding, Severity, warn
from incidentkit.drafting.checks.sentences import sentences
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.links import find_links

_CAUSES: Mapping[Cause, re.Pattern[str]] = MappingProxyType(
    {
        Cause.OUTSIDE: re.compile(
            r"\bhack(?:s|ed|er|ers|ing)?\b|\bhi[- ]?jack\w*|\bransomware\b"
            r"|\bcyber[- ]?(?:attack|incident|crime|criminal|breach|intrusion)\w*"
            r"|\bphished\b|\bphishing attack\w*|\bmalicious\b|\bintruders?\b"
            r"|\bcompromis(?:ed?|ing)\b|\b(?:data|security) breach\w*|\bbreached\b"
            r"|\bmalware (?:on|in|attack|infect\w*)|\battack(?:ed|ers?)\b"
            r"|\b(?:criminals|fraudsters|scammers|spammers|thieves|strangers?) (?:stole|ha(?:s|ve|d)|gained|got|took|used|"
            r"posted|are)\b|\bunauthori[sz]ed (?:access|person|part\w+|third)\w*"
            r"|\bgained (?:access|control|entry)\b|\b(?:been|was|were) taken over\b"
            r"|\bgot into by\b|\b(?:outsiders?|criminals?|strangers?|some(?:one|body) (?:else|outside))"
            r" (?:\w+ ){0,2}(?:got|guessed|used|sent|wrote|posted|run)\b"
            r"|\b(?:guessed|cracked|got hold of|learned) (?:our|the|a) (?:pass\w+|log-?in|code)\b"
            r"|\baccessed (?:by|without)\b|\bbroke(?:n)? into\b|\bSIM[- ]swap\w*"
            r"|\b(?:some(?:one|body)|third part\w+)(?: else)? (?:ha[sd] )?(?:got|took|"
            r"taken) (?:access|in|into|control|over)\b|\bstolen (?:pass\w+|log-?in|"
            r"account|details|credentials)\b|\b(?:was|were|been) stolen\b",
            re.IGNORECASE,
        ),
        Cause.INSIDE: re.compile(
            r"\brogue\b|\bdisgruntled\b|\binsider\b|\b(?:former|ex)[- ](?:employee|"
            r"member of staff|colleague|officer|staff)\b|\b(?:employee|member of staff|"
            r"staff member|colleague|contractor|intern|trainee|volunteer|temp"
            r"|member of (?:the|our) team|one of us)s?(?: who (?:has )?left(?: in \w+)?)? (?:still )?(?:has|have|had|who|was|were|posted"
            r"|published|did|made|pressed|clicked|shared|sent|wrote|forgot|used|pressed)\b|\bby an? (?:employee|member of staff|staff member"
            r"|colleague|contractor)\b",
            re.IGNORECASE,
        ),
        Cause.MISTAKE: re.compile(
            r"\b(?:mistake\w*|mistook)\b|\bhuman error\b|\bin error\b|\bby accident\b"
            r"|\baccident(?:al|ally)\b|\bwrong (?:account|button|page|file|phone|device)\b|\bmix[- ]?up\b|\ban oversight\b"
            r"|\bslip of (?:the|a) \w+|\bwrong draft\b"
            r"|\binadvertent(?:ly)?\b|\bunintentional(?:ly)?\b|\bslip[- ]?up\b",
            re.IGNORECASE,
        ),
        Cause.FAULT: re.compile(
            r"\bglitch\w*|\bbugs?\b|\bmalfunction\w*|\bmisbehaved\b|\btechnical "
            r"(?:fault|issue|error|problem|difficult|hitch)\w*|\b(?:system|software|IT"
            r"|scheduling|scheduler) (?:fault|issue|error|problem|failure|outage)s?\b"
            r"|\bauto-?posted\b|\b(?:went|gone|going) haywire\b|\bmisfired\b"
            r"|\b(?:tool|timer|scheduler|software|system|app|program)s?\b[^.!?\n]{0,30}"
            r"\b(?:broke|crashed|failed|by itself)\b"
            r"|\b(?:sent|posted|published) (?:\w+ ){0,3}(?:by itself|of its own accord)\b",
            re.IGNORECASE,
        ),
    }
)
# Asking whether is not saying that, as long as nothing else comes in between.
_HEDGED = re.compile(
    r"\b(?:whether|if|not (?:yet )?confirmed(?: (?:that|as))?|no evidence (?:of|that)"
    r"|cannot (?:yet )?(?:say|confirm)(?: that)?)\b(?:(?!\b(?:and|but|because|so)\b)"
    r"[^.;:!?\n]){0,80}$",
    re.IGNORECASE,
)
_CLAUSE = 120
_LONG_WORD = 400
_DONE = r"(?:was|were|has been|have been|had been|got)"
_AGENTLESS = re.compile(
    rf"\b(?:mistakes?|errors?|offence|harm|distress|upset|wrongs?) {_DONE} "
    r"(?:\w+ ){0,2}(?:made|caused|done|given|taken|committed)\b"
    rf"|\b(?:post|tweet|message|comment|image|photo|picture|cartoon|joke|meme|map|video|words?|information"
    rf"|details|data|letter|e-?mail)s?(?: (?:of|about|from|in) (?:\w+ ){{0,2}}\w+)? {_DONE} (?:\w+ ){{0,2}}"
    r"(?:posted|published|shared|sent|issued|released|disclosed|tweeted|used|lost|put (?:on|up|out))\b"
    rf"|\b{_DONE} (?:\w+ )?(?:badly|poorly|wrongly|incorrectly)? ?(?:mis)?handled"
    r"(?: (?:badly|poorly|wrongly))?\b"
    r"|\b(?:an |the )?(?:errors?|mistakes?) (?:occurred|happened|arose|crept in)\b"
    r"|\b(?:procedures?|rules?|checks?|steps?|guidance|process(?:es)?) (?:was|were) not "
    r"(?:\w+ )?(?:followed|made|kept|done|taken|carried out)\b"
    r"|\bwrong (?:\w+ )?(?:figures?|dates?|numbers?|names?|pictures?|links?) (?:was|were) "
    r"(?:\w+ )?(?:put|given|used|shown|printed|published)\b"
    r"|\b(?:was|were|been) (?:overlooked|forgotten|missed|mislaid|mishandled|neglected)\b"
    r"|\b(?:something|things?|it all|matters) (?:went|has gone|have gone) wrong\b"
    r"|\bshould(?: never|n't| not) have been (?!able\b)\w+"
    r"|\blessons (?:will be|have been|were|are being) learn(?:ed|t)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"^[^.!?\n]{0,60}?\bby (?!\d|noon|the end|mistake|accident)\w", re.I
)
_NOT_OURS = re.compile(
    r"\b(?:did not|didn't|not) (?:come from|sent by|write|send|post|by) ?(?:us|we)?\b"
    r"|\bnot ours\b",
    re.IGNORECASE,
)
_AGENTLESS_KIND = warn("DC09", "nobody-did-it", "say-we-did")

CAUSES_BY_FINDING: Mapping[str, frozenset[Cause]] = MappingProxyType(
    {
        "phishing": frozenset({Cause.OUTSIDE}),
        "reused-password": frozenset({Cause.OUTSIDE}),
        "malware": frozenset({Cause.OUTSIDE}),
        "app": frozenset({Cause.OUTSIDE}),
        "sim-swap": frozenset({Cause.OUTSIDE}),
        "lost-device": frozenset({Cause.OUTSIDE}),
        "leaver": frozenset({Cause.OUTSIDE, Cause.INSIDE}),
        "insider": frozenset({Cause.INSIDE}),
        "mistake": frozenset({Cause.MISTAKE}),
        "fault": frozenset({Cause.FAULT}),
    }
)
"""What may be said once an incident's cause was confirmed as one of these."""


def dc06(draft: Draft) -> Iterator[Finding]:
    """No cause is stated that the log has not confirmed. The public reads no guess."""
    if draft.is_public:
        yield from check_cause(draft.text, draft.situation.confirmed)


def dc09(draft: Draft) -> Iterator[Finding]:
    """A fault of ours has somebody who did it. What a stranger posted is no such fault."""
    if draft.situation.is_hack:
        return
    text = draft.plain
    for start, end in sentences(text):
        sentence = text[start:end]
        if _NOT_OURS.search(sentence):
            continue
        for found in _AGENTLESS.finditer(sentence):
            if not _AGENT.match(sentence[found.end() : found.end() + _CLAUSE]):
                yield _AGENTLESS_KIND.at((start + found.start(), start + found.end()))


def check_cause(text: str, confirmed: frozenset[Cause]) -> tuple[Finding, ...]:
    """DC06: no cause is stated that the log has not confirmed.

    Asking whether is allowed, and so are words inside a link's address.
    """
    hits = [
        (found.span(), cause)
        for cause, pattern in _CAUSES.items()
        if cause not in confirmed
        for found in pattern.finditer(text)
        if not _is_hedged(text, found.start())
    ]
    may_be_link = any(_stands_in_dotted_word(text, start) for (start, _), _ in hits)
    links = find_links(text, current_names()) if may_be_link else ()
    starts = [link.start for link in links]
    findings = []
    for (start, end), cause in sorted(hits, key=lambda hit: hit[0]):
        before = bisect_right(starts, start) - 1
        if before < 0 or start >= links[before].end:
            reason = f"cause-{cause}"
            findings.append(
                Finding("DC06", Severity.BLOCK, start, end, reason, "say-state-only")
            )
    return tuple(findings)


def _stands_in_dotted_word(text: str, start: int) -> bool:
    """Whether a link may hold a place: finding links costs more than all else here."""
    before = text[max(0, start - _LONG_WORD) : start]
    head = before.rsplit(None, 1)[-1:] if not before[-1:].isspace() else ()
    tail = text[start : start + _LONG_WORD].split(None, 1)[:1]
    return "." in "".join([*head, *tail]).rstrip(".")


def states_causes(text: str) -> frozenset[Cause]:
    """Return which causes a text states."""
    found = check_cause(text, frozenset())
    return frozenset(Cause(finding.reason.removeprefix("cause-")) for finding in found)


def _is_hedged(text: str, start: int) -> bool:
    return _HEDGED.search(text[max(0, start - _CLAUSE) : start]) is not None
