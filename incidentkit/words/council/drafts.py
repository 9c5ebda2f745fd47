"""What is said about a draft that goes against the council's own rules."""

from collections.abc import Mapping
from typing import Final

from incidentkit.words import drafting_checks

HOUSE_REASONS: Final[Mapping[str, str]] = {
    "phone-format": "Your council writes telephone numbers in another way.",
    "apology": "This says sorry for the council.",
    "staff-named": "This may name a colleague.",
}
HOUSE_REPAIRS: Final[Mapping[str, str]] = {
    "phone-grouped": "Write it in groups, as in 01632 960 001.",
    "phone-plain": "Write it without spaces, as in 01632960001.",
    "apology-authority": "Have whoever may say sorry read it first.",
    "no-name": "Leave the name out.",
    "ask-consent": "Ask them first, and keep their answer in the record.",
}


def reason(key: str) -> str:
    """Return why a place in a draft is marked."""
    return HOUSE_REASONS.get(key) or drafting_checks.reason(key)


def repair(key: str) -> str:
    """Return what to do about it."""
    return HOUSE_REPAIRS.get(key) or drafting_checks.repair(key)
