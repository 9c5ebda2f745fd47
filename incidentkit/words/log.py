"""One sentence for each thing that can happen to the council's people and settings."""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.words.council import explained
from incidentkit.words.incidents import labelled, sentence

_SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "keyring_days": "how long a machine may remember the way in",
        "next_update_minutes": "the time between two updates",
        "lock_minutes": "the time until an unused kit locks itself",
        "official_accounts_page": "the page that lists the council's accounts",
        "own_email_domains": "the council's email domains",
        "public_contact": "the contact for the public",
    }
)


def setting_name(key: str) -> str:
    """Return what people call a setting, or the council's name among them."""
    if key == "name":
        return "the council's name"
    return _SETTINGS.get(key) or explained(key).name


def council_named(name: str) -> str:
    """Say what the council is called."""
    return sentence(f"Named the council: {name}")


def council_set(key: str, value: str) -> str:
    """Say that a setting was decided."""
    what = _SETTINGS.get(key) or f'"{explained(key).name}"'
    said = "; ".join(value.split("\n"))
    return sentence(f"Set {what} to: {said}" if said else f"Left {what} empty")


def officer_named(name: str) -> str:
    """Say what a person is called."""
    return sentence(f"Recorded the name of an officer: {name}")


def officer_contact(name: str) -> str:
    """Say that it was written down how to reach a person."""
    return sentence(f"Recorded how to reach {name}")


def officer_left(name: str, reason: str) -> str:
    """Say that a person left the team."""
    return sentence(f"Recorded that {name} left the team", labelled("Reason", reason))
