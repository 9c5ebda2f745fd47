"""What is said about people: from outside, standing in, trained, reachable."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from incidentkit.words.people_log import PROVEN, SORTS
from incidentkit.words.times import spoken_day

NAME = "Name"
WORK_PHONE = "Work phone"
MOBILE = "Mobile"
OUT_OF_BAND = "Phone without the network"
OUT_OF_BAND_HINT = "One that works when the council's own network does not."
EMAIL = "Email"
HOURS = "Hours"
HOURS_HINT = "As in: Monday to Friday, 9 to 5."
DEPUTY = "Who stands in"
FIRM = "Firm or organisation"
KIND = "Where they come from"
UNTIL = "Last day"
DAY_HINT = "As in 2026-11-21."
NEVER_TRIED = "Nobody has tried these numbers yet"

_STANDING: Mapping[str, str] = MappingProxyType(
    {
        "missing": "never written down",
        "expired": "ran out on",
        "good": "counts until",
    }
)


class _Outside(Protocol):
    @property
    def sort(self) -> str: ...
    @property
    def firm(self) -> str: ...
    @property
    def until(self) -> str: ...


class _Row(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def outside(self) -> _Outside | None: ...


def from_outside(sort: str, firm: str, until: str) -> str:
    """Say where somebody comes from, and until when."""
    parts = [SORTS[sort], firm, f"until {spoken_day(until)}" if until else ""]
    return ", ".join(part for part in parts if part)


def full_name(row: _Row) -> str:
    """Return a name, with where somebody from outside comes from."""
    outside = row.outside
    if outside is None:
        return row.name
    return f"{row.name} ({from_outside(outside.sort, outside.firm, outside.until)})"


def standing(kind: str, what: str, how: str) -> str:
    """Say how a training or a policy stands; a date follows unless it is missing."""
    name = f"{PROVEN[kind]}, {what}" if what else PROVEN[kind]
    return f"{name}: {_STANDING[how]}"


def tried(when: str, by: str) -> str:
    """Say when the numbers were last tried, and by whom."""
    return f"Numbers tried on {when} by {by}"


def still_posts(label: str) -> str:
    """Say that somebody whose time is over can still post."""
    return f"Their time is over, and they can still post to: {label}"


def outside_noted(name: str) -> str:
    """Say that somebody from outside was written down."""
    return f"Noted: {name}, from outside. They can open nothing in the kit."


def ended(name: str) -> str:
    """Say that somebody from outside has finished."""
    return f"Noted that {name} has finished."


def deputy_noted(name: str, deputy: str) -> str:
    """Say who stands in."""
    return f"Noted: {deputy or 'nobody'} stands in for {name}."


def proof_noted(name: str, what: str) -> str:
    """Say that a training or a policy was written down."""
    return f"Noted for {name}: {what}."


def taken_back(name: str, what: str) -> str:
    """Say that a training or a policy was taken back."""
    return f"Taken back for {name}: {what}."


def tried_noted(name: str) -> str:
    """Say that numbers were tried."""
    return f"Noted that the numbers of {name} work."


def only_factor(labels: str) -> str:
    """Say that nobody could sign in any more without somebody."""
    return (
        "They alone hold the second step at sign-in of these accounts. Move it to "
        f"somebody else before they go, or nobody can sign in: {labels}."
    )
