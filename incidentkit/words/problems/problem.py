"""The shape of what a person is told when something expected goes wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from incidentkit.errors import IncidentKitError


@dataclass(frozen=True, slots=True)
class Problem:
    """A title, and one sentence each for what happened and what to do next.

    `field` is the key of the one value it is about, for the field it was typed into.
    """

    title: str
    what_happened: str
    what_to_do: str
    field: str = ""


Words = Problem | Callable[[Any], Problem]
Table = Mapping[type[IncidentKitError], Words]


def quoted(name: str) -> str:
    """Return a name in quotation marks, cut short if it would fill the page."""
    return f'"{name if len(name) <= 120 else name[:119] + "…"}"'


def plain(reason: str) -> str:
    """Return a reason from elsewhere without the full stop it may end with."""
    return " ".join(reason.split())[:200].rstrip(". ")
