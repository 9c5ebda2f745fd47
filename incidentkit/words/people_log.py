"""What the log says of people beside their names: training, deputies, from outside."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.words.incidents import labelled, sentence
from incidentkit.words.times import spoken_day

SORTS: Mapping[str, str] = MappingProxyType(
    {
        "agency": "Agency",
        "contractor": "Contractor",
        "councillor": "Councillor",
        "school": "School",
        "partner": "Partner",
        "other": "Somebody else",
    }
)
PROVEN: Mapping[str, str] = MappingProxyType(
    {"trained": "Training", "acknowledged": "Policy read"}
)


def outside(name: str, sort: str, firm: str, until: str) -> str:
    """Say that somebody from outside was written down."""
    said = f"Recorded {name}, from outside the council: {SORTS[sort].lower()}"
    return sentence(said, labelled("Firm", firm), labelled("Until", spoken_day(until)))


def deputy(name: str, who: str) -> str:
    """Say who stands in for somebody."""
    if not who:
        return sentence(f"Recorded that nobody stands in for {name}")
    return sentence(f"Recorded that {who} stands in for {name}")


def trained(name: str, what: str, day: str, by: str) -> str:
    """Say that somebody was trained."""
    said = f"Recorded that {name} was trained on {spoken_day(day)}: {what}"
    return sentence(said, labelled("By", by))


def acknowledged(name: str, what: str, day: str, by: str) -> str:
    """Say that somebody read a policy."""
    said = f"Recorded that {name} read on {spoken_day(day)}: {what}"
    return sentence(said, labelled("Seen by", by))


def withdrawn(name: str, what: str, reason: str) -> str:
    """Say that a training or policy was written down by mistake."""
    said = f"Took back what was recorded of {name}" + (f": {what}" if what else "")
    return sentence(said, labelled("Reason", reason))


def verified(name: str) -> str:
    """Say that somebody's numbers were tried."""
    return sentence(f"Tried the numbers of {name}")
