"""What is said of how long a text is on each channel."""

from collections.abc import Sequence

from incidentkit.words.counts import counted
from incidentkit.words.drafting import UNIT_WORDS

LEAVE_OUT = "Leave it out"
NOT_ENOUGH = "It would still be too long without these."
PART_COPIED = "Copied. Paste it as the next post."
LONGEST_KEPT = 60


def used(number: int, most: int | None, unit: str) -> str:
    """Say how much of a channel's room a text takes."""
    of = f" of {most:,}" if most is not None else ""
    return f"{number:,}{of} {UNIT_WORDS[unit]}"


def over(number: int) -> str:
    """Say how much too long it is."""
    return f"{number:,} too many"


def chip(name: str, said: Sequence[str], *, fits: bool) -> str:
    """Say how long a text is on a channel, and whether it fits."""
    verdict = "it fits" if fits else "it is too long"
    return f"{name}: {', '.join(said)}: {verdict}."


def too_long(name: str) -> str:
    """Head what can be done about a text that is too long."""
    return f"So that it fits on {name}"


def as_thread(number: int) -> str:
    """Name the button that shows it as a thread."""
    return f"Show it as a thread of {counted(number, 'post')}"


def copy_part(number: int) -> str:
    """Name the button that copies one post of a thread."""
    return f"Copy post {number}"
