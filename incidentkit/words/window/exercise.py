"""What marks everything that belongs to an exercise."""

EXERCISE = "EXERCISE"
NOTHING_REAL = (
    "None of this is real. No real account is changed from here, and nothing goes to the "
    "public."
)


def scenario(name: str) -> str:
    """Say which scenario is rehearsed."""
    return f"Scenario: {name}"
