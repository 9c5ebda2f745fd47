"""What a draft should not go out with: pure checks of a text against facts.

Each check is blind to how the text came about. It marks a place, gives a
reason and a repair by their keys in the words room, and never changes the text.
`everything` has all of them, `drafting/checking` makes the value they look at.
"""

from incidentkit.drafting.checks.cause import CAUSES_BY_FINDING, check_cause
from incidentkit.drafting.checks.draft import Cause, Facts, Situation
from incidentkit.drafting.checks.finding import Finding, Severity
from incidentkit.drafting.checks.interim import check_interim, check_safety
from incidentkit.drafting.checks.placeholders import check_length, check_unfilled
from incidentkit.drafting.checks.secrets import find_known_strings

__all__ = [
    "CAUSES_BY_FINDING",
    "Cause",
    "Facts",
    "Finding",
    "Severity",
    "Situation",
    "check_cause",
    "check_interim",
    "check_length",
    "check_safety",
    "check_unfilled",
    "find_known_strings",
]
