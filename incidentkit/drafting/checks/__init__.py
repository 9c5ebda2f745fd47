"""What a draft should not go out with: pure checks of a text against facts.

Each check is blind to how the text came about. It marks a place, gives a
reason and a repair by their keys in the words room, and never changes the text.
`everything` has all of them. Here are the ones the screens show today.
"""

from dataclasses import dataclass

from incidentkit.drafting.checks.cause import CAUSES_BY_FINDING, check_cause
from incidentkit.drafting.checks.draft import Cause
from incidentkit.drafting.checks.finding import Finding, Severity, worst_first
from incidentkit.drafting.checks.interim import check_interim, check_safety
from incidentkit.drafting.checks.placeholders import check_length, check_unfilled
from incidentkit.drafting.checks.secrets import find_known_strings
from incidentkit.platforms.platform import Platform

__all__ = [
    "CAUSES_BY_FINDING",
    "Cause",
    "Facts",
    "Finding",
    "Severity",
    "check_cause",
    "check_interim",
    "check_length",
    "check_safety",
    "check_unfilled",
    "find_known_strings",
    "run_checks",
]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks may know. `confirmed` holds the causes the log has confirmed."""

    platform: Platform | None = None
    place: str = ""
    confirmed: frozenset[Cause] = frozenset()
    is_interim: bool = False
    is_hack: bool = False


def run_checks(text: str, facts: Facts) -> tuple[Finding, ...]:
    """Run every check that the facts call for, the worst findings first."""
    return worst_first(
        [
            *check_unfilled(text),
            *(
                check_length(text, facts.platform, facts.place)
                if facts.platform
                else ()
            ),
            *check_cause(text, facts.confirmed),
            *(check_interim(text) if facts.is_interim else ()),
            *(check_safety(text) if facts.is_hack else ()),
        ]
    )
