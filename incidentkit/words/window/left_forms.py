"""What is said of a form that somebody was filling in when the kit was locked."""

TITLE = "This was typed and not saved when the kit was locked"
CHECK = (
    "Read it through before you save it. Like a note from the locked screen, it is not "
    "signed."
)
PUT_BACK = "Put it back into the form"
THROW_AWAY = "Throw it away"
THROW_AWAY_NOW = "Throw it away for good"
COUNCIL = "Not saved: the council's settings"


def person(name: str) -> str:
    """Name the form for somebody's name and contact numbers."""
    return f"Not saved: name and contact of {name}"


def beside(leaf: str, reference: str, title: str) -> str:
    """Name a form beside the steps of a response."""
    return f"Not saved: {leaf}, {reference} {title}"


def field(name: str, value: str) -> str:
    """Return one field of it."""
    return f"{name} {value}" if name.endswith("?") else f"{name}: {value}"
