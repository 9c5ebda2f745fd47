"""What a draft should not go out with: pure checks of a text against facts.

Each check is blind to how the text came about. It marks a place, gives a
reason and a repair by their keys in the words room, and never changes the text.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from incidentkit.drafting.counting import count, cut_at
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.gaps import spans_in
from incidentkit.drafting.links import find_links
from incidentkit.drafting.x_weight import has_invalid_characters
from incidentkit.platforms.platform import Platform, Unit


class Severity(StrEnum):
    """What a finding does to a draft. A block needs a named override."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


class Cause(StrEnum):
    """What a text can say brought an incident about."""

    OUTSIDE = "outside"
    INSIDE = "inside"
    MISTAKE = "mistake"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, at `start` up to `end` in code points."""

    check: str
    severity: Severity
    start: int
    end: int
    reason: str
    repair: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks may know. `confirmed` holds the causes the log has confirmed."""

    platform: Platform | None = None
    place: str = ""
    confirmed: frozenset[Cause] = frozenset()
    is_interim: bool = False
    is_hack: bool = False


_ORDER = tuple(Severity)
_UNFILLED = re.compile(
    r"\{\{[^{}\n]*\}\}"
    r"|\[ *(?:insert|add|enter|your|name|date|time|link|tbc|tba|xx+)\b[^\]\n]*\]"
    r"|<< *[^<>\n]+>>|\b(?:xx:xx|TBC|TBA|X{2,6})\b|_{4,}",
    re.IGNORECASE,
)
_CAUSES: Mapping[Cause, re.Pattern[str]] = MappingProxyType(
    {
        Cause.OUTSIDE: re.compile(
            r"\bhack(?:s|ed|er|ers|ing)?\b|\bhi[- ]?jack\w*|\bransomware\b"
            r"|\bcyber[- ]?(?:attack|incident|crime|criminal|breach|intrusion)\w*"
            r"|\bphished\b|\bphishing attack\w*|\bmalicious\b|\bintruders?\b"
            r"|\bcompromis(?:ed?|ing)\b|\b(?:data|security) breach\w*|\bbreached\b"
            r"|\bmalware (?:on|in|attack|infect\w*)|\battack(?:ed|ers?)\b"
            r"|\b(?:criminals|fraudsters|scammers) (?:ha(?:s|ve|d)|gained|got|took|used|"
            r"posted|are)\b|\bunauthori[sz]ed (?:access|person|part\w+|third)\w*"
            r"|\bgained (?:access|control|entry)\b|\b(?:been|was|were) taken over\b"
            r"|\baccessed (?:by|without)\b|\bbroke(?:n)? into\b|\bSIM[- ]swap\w*"
            r"|\b(?:some(?:one|body)|third part\w+)(?: else)? (?:ha[sd] )?(?:got|took|"
            r"taken) (?:access|in|into|control|over)\b|\bstolen (?:pass\w+|log-?in|"
            r"account|details|credentials)\b|\b(?:was|were|been) stolen\b",
            re.IGNORECASE,
        ),
        Cause.INSIDE: re.compile(
            r"\brogue\b|\bdisgruntled\b|\binsider\b|\b(?:former|ex)[- ](?:employee|"
            r"member of staff|colleague|officer|staff)\b|\b(?:employee|member of staff|"
            r"staff member|colleague|contractor)s? (?:has|have|had|who|was|were|posted"
            r"|published|did|made)\b|\bby an? (?:employee|member of staff|staff member"
            r"|colleague|contractor)\b",
            re.IGNORECASE,
        ),
        Cause.MISTAKE: re.compile(
            r"\b(?:mistake\w*|mistook)\b|\bhuman error\b|\bin error\b|\bby accident\b"
            r"|\baccident(?:al|ally)\b|\bwrong account\b|\bmix[- ]?up\b|\ban oversight\b"
            r"|\binadvertent(?:ly)?\b|\bunintentional(?:ly)?\b|\bslip[- ]?up\b",
            re.IGNORECASE,
        ),
        Cause.FAULT: re.compile(
            r"\bglitch\w*|\bbugs?\b|\bmalfunction\w*|\btechnical "
            r"(?:fault|issue|error|problem|difficult|hitch)\w*|\b(?:system|software|IT"
            r"|scheduling|scheduler) (?:fault|issue|error|problem|failure|outage)s?\b"
            r"|\bauto-?posted\b",
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
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\.?\d)|\b(?:1[0-2]|[1-9]) ?[ap]\.?m\b"
    r"|\b(?:noon|midday|midnight)\b",
    re.IGNORECASE,
)
_NEXT_UPDATE = re.compile(
    r"\bnext update\b|\bupdate (?:you|this page|everyone)?\b"
    r"|\b(?:write|post|publish|report)(?: to you)? again\b",
    re.IGNORECASE,
)
_NEXT_UPDATE_REACH = 80
_NOT_KNOWN = re.compile(
    r"\b(?:do not|don't|don\u2019t) (?:yet )?know\b|\bnot (?:yet )?(?:known|clear|certain)\b"
    r"|\bfinding out\b|\bfind out\b|\blooking into\b|\binvestigat\w+|\bnot know yet\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:do not|don't|don\u2019t|never|avoid)\b[^.!?\n]{0,60}\b(?:open|click|follow|reply"
    r"|respond|pay|send|share|enter|visit|replying|opening|clicking)\b"
    r"|\bignore\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?<!not )(?<!never )\b(?:reply|respond|message|dm|email|text|send|tell|give)\b"
    r"[^.!?\n]{0,30}\b(?:your|their) (?:full )?(?:name|address|details|number|password"
    r"|passcode|code|date of birth|bank|account|card|personal)\w*",
    re.IGNORECASE,
)
_REFUSED_ASK = re.compile(r"\b(?:not|never|don't|don\u2019t|without)\b[^.!?\n]*$", re.I)
_HASHTAG = re.compile(r"(?<![\w&/])#\w*[^\W\d_]\w*")
_SQUASHED_OUT = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Me", "Pd", "Pc"})
_WORD = re.compile(r"\w+")
_LEAST_SQUASHED = 6
_LEAST_AS_WRITTEN = 5


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


def run_checks(text: str, facts: Facts) -> tuple[Finding, ...]:
    """Run every check that the facts call for, the worst findings first."""
    findings = [
        *check_unfilled(text),
        *(check_length(text, facts.platform, facts.place) if facts.platform else ()),
        *check_cause(text, facts.confirmed),
        *(check_interim(text) if facts.is_interim else ()),
        *(check_safety(text) if facts.is_hack else ()),
    ]
    return tuple(sorted(findings, key=lambda f: (_ORDER.index(f.severity), f.start)))


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
    if limit is not None and not count(text, platform, place).fits:
        start = cut_at(text, limit)
        findings.append(_blocked(start, len(text), "too-long", "shorten"))
    if (
        limit is not None
        and limit.unit is Unit.X_WEIGHT
        and has_invalid_characters(text)
    ):
        findings.append(_blocked(0, len(text), "invalid-character", "remove-character"))
    links = [(link.start, link.end) for link in find_links(text, current_names())]
    findings += _over(links, platform.most_links, "too-many-links", "fewer-links")
    tags = [found.span() for found in _HASHTAG.finditer(text)]
    findings += _over(
        tags, platform.most_hashtags, "too-many-hashtags", "fewer-hashtags"
    )
    return tuple(findings)


def _over(
    spans: Sequence[tuple[int, int]], most: int | None, reason: str, repair: str
) -> Iterator[Finding]:
    if most is not None and len(spans) > most:
        yield _blocked(spans[most][0], spans[-1][1], reason, repair)


def _blocked(start: int, end: int, reason: str, repair: str) -> Finding:
    return Finding("DC02", Severity.BLOCK, start, end, reason, repair)


def check_cause(text: str, confirmed: frozenset[Cause]) -> tuple[Finding, ...]:
    """DC06: no cause is stated that the log has not confirmed.

    Asking whether is allowed, and so are words inside a link's address.
    """
    links = find_links(text, current_names())
    findings = []
    for cause, pattern in _CAUSES.items():
        if cause in confirmed:
            continue
        for found in pattern.finditer(text):
            start, end = found.span()
            in_link = any(link.start <= start < link.end for link in links)
            if not in_link and not _is_hedged(text, start):
                reason = f"cause-{cause}"
                findings.append(
                    Finding(
                        "DC06", Severity.BLOCK, start, end, reason, "say-state-only"
                    )
                )
    return tuple(sorted(findings, key=lambda finding: finding.start))


def _is_hedged(text: str, start: int) -> bool:
    return _HEDGED.search(_before(text, start)) is not None


def _before(text: str, start: int) -> str:
    """Return what stands just before a place: far enough for the clause it is in."""
    return text[max(0, start - _CLAUSE) : start]


def check_interim(text: str) -> tuple[Finding, ...]:
    """DC23: an interim notice says its time, what is not known, and what comes next."""
    next_update = _next_update_time(text)
    wanted = (
        (next_update is None, "no-next-update", "add-next-update"),
        (not _has_other_time(text, next_update), "no-time", "add-time"),
        (not _NOT_KNOWN.search(text), "unknown-not-said", "add-unknown"),
    )
    return tuple(
        Finding("DC23", Severity.WARN, len(text), len(text), reason, repair)
        for is_missing, reason, repair in wanted
        if is_missing
    )


def _next_update_time(text: str) -> int | None:
    """Return where the time of the next update stands, if it is given."""
    for found in _NEXT_UPDATE.finditer(text):
        time = _TIME.search(text, found.end(), found.end() + _NEXT_UPDATE_REACH)
        if time:
            return time.start()
    return None


def _has_other_time(text: str, next_update: int | None) -> bool:
    return any(found.start() != next_update for found in _TIME.finditer(text))


def check_safety(text: str) -> tuple[Finding, ...]:
    """DC24: a hack message says how to stay safe and never asks for details."""
    findings = [
        Finding(
            "DC24", Severity.WARN, *found.span(), "asks-for-details", "remove-request"
        )
        for found in _ASKS.finditer(text)
        if not _REFUSED_ASK.search(_before(text, found.start()))
    ]
    if not _ADVICE.search(text):
        end = len(text)
        findings.append(
            Finding(
                "DC24", Severity.WARN, end, end, "no-safety-advice", "add-safety-advice"
            )
        )
    return tuple(findings)


def find_known_strings(text: str, strings: Sequence[str]) -> list[int]:
    """Return the indexes of the strings that a text holds.

    Letter case, spaces, hyphens, underscores, accents and characters that
    cannot be seen are ignored in both, so that a secret spelled out is still
    found. A string that is very short once squashed is only found as a word of
    its own, because any number would hold a three-digit code.
    """
    squashed = _squash(text)
    words = {_squash(word) for word in (*text.split(), *_WORD.findall(text))}
    return [
        index
        for index, string in enumerate(strings)
        if _holds(squashed, words, _squash(string))
        or (len(string.strip()) >= _LEAST_AS_WRITTEN and string in text)
    ]


def _holds(squashed: str, words: set[str], wanted: str) -> bool:
    if len(wanted) >= _LEAST_SQUASHED:
        return wanted in squashed
    return wanted != "" and wanted in words


def _squash(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if unicodedata.category(c) not in _SQUASHED_OUT)
