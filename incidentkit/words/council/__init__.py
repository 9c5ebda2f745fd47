"""What each setting of the council is, what choosing does, and why its default is."""

from incidentkit.words.council.day_to_day import DAY_TO_DAY
from incidentkit.words.council.explained import Chosen, Explained
from incidentkit.words.council.in_public import IN_PUBLIC

__all__ = ["EXPLAINED", "Chosen", "Explained", "explained", "unset"]

EXPLAINED = {**DAY_TO_DAY, **IN_PUBLIC}


def explained(key: str) -> Explained:
    """Return the words of a setting; of one of a later version, its key."""
    return EXPLAINED.get(key) or Explained(key.replace("_", " "), "", "")


def unset(value: str) -> str:
    """Return a value as people read it, also when it is none."""
    return value or "nothing yet"
