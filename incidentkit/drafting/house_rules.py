"""What only the council's own rules say about a draft. They mark; they never block.

Frozen values in, findings out, as in `checks`, which ask for links, signatures and
tone by the council's rules themselves.
"""

import re
from collections.abc import Iterator

from incidentkit.council.rules import WritingRule
from incidentkit.drafting.checks import Finding, Severity
from incidentkit.drafting.telephones import as_written, numbers_in

_APOLOGY = re.compile(r"\b(?:apolog\w+|(?:we|I) (?:are|am) (?:\w+ )?sorry)\b", re.I)
_STAFF = re.compile(
    r"\b(?:[Oo]ur|[Aa]n?|[Tt]he) (?:colleague|officer|employee|member of staff|staff member),? "
    r"(?:called |named )?(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+)?"
)


def check_house_rules(text: str, rule: WritingRule) -> tuple[Finding, ...]:
    """Return what goes against the council's own rules, in the order of the text."""
    found = (*_numbers(text, rule), *_apologies(text, rule), *_names(text, rule))
    return tuple(sorted(found, key=lambda finding: finding.start))


def _numbers(text: str, rule: WritingRule) -> Iterator[Finding]:
    for found in numbers_in(text):
        written = as_written(found[0], rule.phone_format)
        if found[0] != written:
            repair = f"phone-{rule.phone_format}"
            yield _marked("HR-phone", *found.span(), "phone-format", repair, written)


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


def _marked(
    check: str, start: int, end: int, reason: str, repair: str, instead: str = ""
) -> Finding:
    return Finding(check, Severity.WARN, start, end, reason, repair, instead)
