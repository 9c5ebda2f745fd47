"""What the council's own rules say about a draft. They mark; they never block.

Frozen values in, findings out, as in `checks`. A fuller reading of tone and of names
is a task of its own; this one looks for what can be told from the letters.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from incidentkit.council.rules import WritingRule
from incidentkit.drafting.checks import Finding, Severity
from incidentkit.drafting.domain_names import current_names
from incidentkit.drafting.links import find_links
from incidentkit.drafting.telephones import as_written, numbers_in

_APOLOGY = re.compile(r"\b(?:apolog\w+|(?:we|I) (?:are|am) (?:\w+ )?sorry)\b", re.I)
_STAFF = re.compile(
    r"\b(?:[Oo]ur|[Aa]n?|[Tt]he) (?:colleague|officer|employee|member of staff|staff member),? "
    r"(?:called |named )?(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)?"
)
_SIGNED = re.compile(r"(?:\^ ?[A-Z]{1,3}|- [A-Z][a-z]+)\s*$")
_INITIALS = re.compile(r"\^ ?[A-Z]{1,3}\s*$")
# Pictures that smile, wink, laugh or party; a warning sign or an arrow is no joke.
_LIGHT = re.compile(
    "[\U0001f600-\U0001f64f\U0001f389\U0001f38a\U0001f923\U0001f929]|[:;]-?[)D]"
)
_LIGHT_ALLOWED = frozenset({"Minor"})


@dataclass(frozen=True, slots=True)
class Where:
    """Where a draft stands: how serious it is, and whether a reply is signed."""

    severity: str = ""
    is_hack: bool = False
    is_reply: bool = False


def check_house_rules(
    text: str, rule: WritingRule, where: Where
) -> tuple[Finding, ...]:
    """Return what goes against the council's own rules, in the order of the text."""
    found = (
        *_links(text, rule, where),
        *_numbers(text, rule),
        *_tone(text, rule, where),
        *_apologies(text, rule),
        *_names(text, rule),
        *_signature(text, rule, where),
    )
    return tuple(sorted(found, key=lambda finding: finding.start))


def _links(text: str, rule: WritingRule, where: Where) -> Iterator[Finding]:
    """After a hijack only the council's own domains look genuine, whatever is decided."""
    if (rule.link_policy == "any" and not where.is_hack) or not rule.link_domains:
        return
    for link in find_links(text, current_names()):
        host = _host(link.text)
        own = any(host == d or host.endswith(f".{d}") for d in rule.link_domains)
        if not own:
            yield _marked("HR-links", link.start, link.end, "other-link", "own-link")


def _host(link: str) -> str:
    address = link if "://" in link else f"https://{link}"
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _numbers(text: str, rule: WritingRule) -> Iterator[Finding]:
    for found in numbers_in(text):
        if found[0] != as_written(found[0], rule.phone_format):
            repair = f"phone-{rule.phone_format}"
            yield _marked("HR-phone", *found.span(), "phone-format", repair)


def _tone(text: str, rule: WritingRule, where: Where) -> Iterator[Finding]:
    if rule.humour == "minor only" and where.severity in _LIGHT_ALLOWED:
        return
    for found in _LIGHT.finditer(text):
        yield _marked("HR-humour", *found.span(), "light-tone", "plain-tone")


def _apologies(text: str, rule: WritingRule) -> Iterator[Finding]:
    found = _APOLOGY.search(text)
    if found and rule.apology:
        yield Finding(
            "HR-apology", Severity.INFO, *found.span(), "apology", "apology-authority"
        )


def _names(text: str, rule: WritingRule) -> Iterator[Finding]:
    repair = "no-name" if rule.naming_of_staff == "never" else "ask-consent"
    for found in _STAFF.finditer(text):
        yield _marked("HR-names", *found.span(), "staff-named", repair)


def _signature(text: str, rule: WritingRule, where: Where) -> Iterator[Finding]:
    if not where.is_reply or not text.strip():
        return
    signed = _SIGNED.search(text) is not None
    initials = _INITIALS.search(text) is not None
    fits: Mapping[str, bool] = {
        "none": not signed,
        "initials": initials,
        "first name": signed and not initials,
    }
    if not fits[rule.signature]:
        reason = f"sign-{rule.signature.replace(' ', '-')}"
        yield Finding(
            "HR-signature",
            Severity.INFO,
            len(text.rstrip()) - 1,
            len(text.rstrip()),
            "signature",
            reason,
        )


def _marked(check: str, start: int, end: int, reason: str, repair: str) -> Finding:
    return Finding(check, Severity.WARN, start, end, reason, repair)
