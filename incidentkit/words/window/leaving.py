"""What the screen says on which somebody's going is worked through."""

from incidentkit.words.counts import counted

TITLE = "Someone is leaving"
WHO = "Who is leaving, or has left?"
NOBODY = "Choose a person to see what their going leaves to do."
CHANGE = "Change it"
GONE = "It is gone"
ACCOUNT = "Open the account"
REMOVE = "Remove them from the kit"
NOTED = "Noted."
BEFORE = (
    "They are still in the kit, and could open a new password too. So remove them "
    "before you change these. All of it is noted when they go, and stays until it is "
    "done."
)
AFTER = "They have left. This stays on the first screen until it is done."
FIRST = "First"
LOST = "Their telephone or laptop is lost"
WHAT_LOST = "What is lost, and where?"
LOST_HINT = "Whatever they opened or could open has then to be changed the same day."
NOTE_IT = "Note it"


def change(label: str) -> str:
    """Name the button that begins a change."""
    return f"{CHANGE}: {label}"


def gone(what: str, label: str) -> str:
    """Name the button that says that something is gone."""
    return f"{GONE}: {what}, {label}"


def ring(name: str, number: str) -> str:
    """Say whom to ring."""
    return f"Ring {name} {number}".strip()


def others(count: int) -> str:
    """Say how many accounts can stay."""
    return f"Why {counted(count, 'other account')} can stay"


def left_to_do(count: int) -> str:
    """Say how much is left."""
    return f"{counted(count, 'thing')} left to do"
