"""How many of something there are, in words."""

_PLURALS = {"entry": "entries", "person": "people"}


def counted(number: int, one: str) -> str:
    """Return a number with what is counted: 1 entry, 2 entries, 1,000 accounts."""
    many = _PLURALS.get(one, f"{one}s")
    return f"{number:,} {one if number == 1 else many}"
