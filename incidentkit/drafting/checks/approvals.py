"""DC21, DC22 and DC26: whoever has to agree has agreed, to this very text."""

from collections.abc import Iterator

from incidentkit.drafting.checks.draft import Draft
from incidentkit.drafting.checks.finding import Finding, block

_LEGAL = block("DC21", "live-case", "ask-legal")
_LEAD = block("DC22", "lead-agency", "ask-lead-agency")
_MISSING = block("DC26", "approval-missing", "ask-approver")
_CHANGED = block("DC26", "changed-since-approval", "approve-again")


def dc21(draft: Draft) -> Iterator[Finding]:
    """While a crime, court case or inquest is live, Legal has read it."""
    if draft.situation.is_live_case and not draft.situation.legal_agreed:
        yield _LEGAL.whole()


def dc22(draft: Draft) -> Iterator[Finding]:
    """In a major incident the agency that leads has agreed."""
    if draft.situation.is_major_incident and not draft.situation.lead_agency_agreed:
        yield _LEAD.whole()


def dc26(draft: Draft) -> Iterator[Finding]:
    """Every approval that is required is there, and for this text and no other."""
    approvals = draft.approvals
    for role in approvals.required:
        digests = [digest for given, digest in approvals.given if given == role]
        if not digests:
            yield _MISSING.at((0, 0), role)
        elif approvals.digest not in digests:
            yield _CHANGED.at((0, 0), role)
