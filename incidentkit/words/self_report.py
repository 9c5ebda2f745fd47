"""The self-report card: who reads it, and what is said of a reply."""

from collections.abc import Sequence

from incidentkit.words.lists import and_list

_MOST_NAMES = 4
REPORTED = "What somebody without the kit reported"
ALSO = "Also in the message"


def readers(names: Sequence[str]) -> str:
    """Return who reads what is sent in, as the card says it."""
    if not names:
        return ""
    if len(names) <= _MOST_NAMES:
        return f"the communications team: {and_list(names)}"
    return f"the {len(names)} people of the communications team who use its kit"


def contact(name: str, number: str) -> str:
    """Return whom to ring."""
    return f"{name} on {number}"
