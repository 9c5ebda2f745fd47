"""Since when a password or the like is what it is, and what nobody can know of it."""

from typing import Protocol

from incidentkit.words.times import short_date, spoken_date

NOT_KNOWN = "Not known"
# What is put right where it stands; the rest is changed on the platform.
_PUT_RIGHT = frozenset({"login", "note"})


class AsOld(Protocol):
    """What is known of an item's age. `said` is what an imported table has for it."""

    @property
    def changed(self) -> int | None:
        """When it was changed for sure."""

    @property
    def written(self) -> int | None:
        """When it was written down first."""

    @property
    def is_imported(self) -> bool:
        """Whether it came in a table."""

    @property
    def said(self) -> int:
        """When it was changed by that table, 0 for not said."""


def last_changed(item: str, age: AsOld) -> str:
    """Say when something was last changed, or that it is not known; empty for nothing."""
    if age.changed is not None:
        return f"Last changed on {spoken_date(age.changed)}"
    if age.written is None:
        return ""
    came = f"{_came(age)} on {short_date(age.written)}"
    if item in _PUT_RIGHT:
        return f"{came[:1].upper()}{came[1:]}"
    said = f". The table said {short_date(age.said)}" if age.said else ""
    return f"Not known when it last changed: {came}{said}"


def in_list(age: AsOld) -> str:
    """Say the same in a cell of a list."""
    if age.changed is not None:
        return short_date(age.changed)
    if age.written is None:
        return ""
    return f"{NOT_KNOWN}: {_came_short(age)} {short_date(age.written)}"


def _came(age: AsOld) -> str:
    return "imported" if age.is_imported else "written down"


def _came_short(age: AsOld) -> str:
    return "imported" if age.is_imported else "added"
