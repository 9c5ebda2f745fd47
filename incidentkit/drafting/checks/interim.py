"""DC23 and DC24: what an interim notice and a message about a hack have to say."""

import re
from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, Severity

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
_REFUSED_ASK = re.compile(
    r"\b(?:not|never|don't|don\u2019t|without)\b[^.!?\n]{0,120}$", re.I
)


def dc23(draft: Draft) -> Iterator[Finding]:
    """An interim notice says its time, what is not known, and what comes next."""
    if draft.is_interim and not draft.is_welsh:
        yield from check_interim(draft.text)


def dc24(draft: Draft) -> Iterator[Finding]:
    """A hack message says how to stay safe and never asks for details."""
    if draft.situation.is_hack and draft.is_public and not draft.is_welsh:
        yield from check_safety(draft.text)


def check_interim(text: str) -> tuple[Finding, ...]:
    """DC23: an interim notice says its time, what is not known, and what comes next."""
    next_update = next_update_time(text)
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


def next_update_time(text: str) -> int | None:
    """Return where the time of the next update stands, None where nobody gave one."""
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
        if not _REFUSED_ASK.search(
            text[max(0, found.start() - _CLAUSE) : found.start()]
        )
    ]
    if not _ADVICE.search(text):
        end = len(text)
        findings.append(
            Finding(
                "DC24", Severity.WARN, end, end, "no-safety-advice", "add-safety-advice"
            )
        )
    return tuple(findings)
