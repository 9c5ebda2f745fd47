"""What falls due, for a list, a calendar and a notification. Never a name in the last two.

Whoever looks over a shoulder at a locked kit, or at a calendar, learns how much and when.
"""

from collections.abc import Mapping
from types import MappingProxyType

from incidentkit.words.counts import counted

APP = "incidentkit"
NOTHING = "Nothing falls due in that time."
NEVER_KNOWN = "Nothing is known yet. It is written down when the kit is opened."
LATE = "late"
TODAY = "today"
CALENDAR = "Account upkeep"

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "event": "To be changed the same day",
        "password": "Password due",
        "check": "Monthly check due",
        "review": "Review due",
        "contract": "A contract ends",
        "permission": "A permission ends",
        "training": "Training runs out",
    }
)


def opaque(count: int) -> str:
    """Return a title that names nothing."""
    return f"{CALENDAR}: {counted(count, 'thing')} due"


def named(kind: str, label: str) -> str:
    """Return a title that names an account or a person."""
    return f"{KINDS[kind]}: {label}"


def notice(due: int, late: int) -> tuple[str, str]:
    """Return the title and the text of a notification."""
    title = f"{counted(due + late, 'thing')} due today" if due or late else ""
    body = f"{late} of them late. Open the kit to see which." if late else ""
    return title, body or "Open the kit to see which."


def written(count: int, name: str) -> str:
    """Say that the calendar file was written."""
    return f"{counted(count, 'entry')} written into {name}."


def locked_line(day: str, count: int) -> str:
    """Say how much is due on a day."""
    return f"{day}: {counted(count, 'thing')} due"
