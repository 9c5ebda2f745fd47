"""What is said about a draft that goes against the council's own rules."""

from collections.abc import Mapping
from typing import Final

from incidentkit.words.drafting import REASONS, REPAIRS

HOUSE_REASONS: Final[Mapping[str, str]] = {
    "other-link": "This link leads to none of the places your council links to.",
    "phone-format": "Your council writes telephone numbers in another way.",
    "light-tone": "This is light in tone, and your council's rule asks for a plain one.",
    "apology": "This says sorry for the council.",
    "staff-named": "This may name a colleague.",
    "signature": "Your council signs replies in another way.",
}
HOUSE_REPAIRS: Final[Mapping[str, str]] = {
    "own-link": "Use the full address of a page of your own.",
    "phone-grouped": "Write it in groups, as in 01632 960 001.",
    "phone-plain": "Write it without spaces, as in 01632960001.",
    "plain-tone": "Take it out while people may be hurt.",
    "apology-authority": "Have whoever may say sorry read it first.",
    "no-name": "Leave the name out.",
    "ask-consent": "Ask them first, and keep their answer in the record.",
    "sign-none": "Take the name away.",
    "sign-initials": "End with a caret and initials, as in ^AP.",
    "sign-first-name": "End with a first name, as in - Asha.",
}


def reason(key: str) -> str:
    """Return why a place in a draft is marked."""
    return HOUSE_REASONS.get(key) or REASONS.get(key, key)


def repair(key: str) -> str:
    """Return what to do about it."""
    return HOUSE_REPAIRS.get(key) or REPAIRS.get(key, "")
