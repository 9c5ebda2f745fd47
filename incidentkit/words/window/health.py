"""What the screen says on which it shows how the accounts stand."""

from incidentkit.words.counts import counted

WHO_CAN_POST = "Who can post as us"
LEAVING = "Someone is leaving"
COMPARE = "Compare the passwords"
COMPARING = "Comparing the passwords. Nobody is shown any of them"
COMPARE_WHY = (
    "Every password that you can open is compared with every other, old ones too. Only "
    "which accounts share one is kept, and the log says that you did it."
)
STOLEN = "A list of stolen passwords"
STOLEN_FILE = "Where is the list on this machine?"
STOLEN_HINT = (
    "The file as it is published: one SHA-1 on each line, in order. It is looked into "
    "here, and nothing leaves this machine."
)
USE = "Use this list"
FORGET = "Use none"
FOUND = "What to mend"


def more(count: int) -> str:
    """Say how many more there are."""
    return f"{counted(count, 'more account')}"


def act(action: str, label: str) -> str:
    """Name a button that begins to mend something."""
    return f"{action}: {label}"
