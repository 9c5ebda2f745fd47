"""What is held back, and deciding about it."""

from incidentkit.words.counts import counted
from incidentkit.words.times import spoken_time

TITLE = "Held back"
BODY = (
    "Written on a machine after it was removed, or twice in one place. It has no effect "
    "until a comms lead has looked at it."
)
NOTHING = "Nothing is held back."
LET_IN = "Let it count"
LEAVE = "Leave it as it is if you do not know why it was written."
ONLY_LEADS = "A comms lead decides about this."


def told(by: str, entries: int, first_ms: int, last_ms: int) -> str:
    """Say what is held of one machine's record."""
    first, last = spoken_time(first_ms), spoken_time(last_ms)
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{counted(entries, 'entry')} by {by}, {when}."


def why(*, is_split: bool) -> str:
    """Say why it is held."""
    if is_split:
        return (
            "This machine wrote two different things in one place. Ring them: a backup "
            "put back, or a copied machine, can do this."
        )
    return "This was written after its writer, or their machine, was removed."


def let_in(entries: int, by: str) -> str:
    """Say that it counts now."""
    return f"{counted(entries, 'entry')} by {by} count now."
