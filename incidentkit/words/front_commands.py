"""What the command line says at the front door, of guides, and of the self-report card."""

from collections.abc import Sequence

from incidentkit.words.lists import and_list
from incidentkit.words.times import spoken_time

ASK = "What have you seen? Start with the one that fits:"
NOT_SURE = "Not sure it is an incident? These ask you question by question:"
AS_SHIPPED = (
    "This is what comes with the program. If your council has changed or added any, they "
    "show in the window, and here where this machine remembers your way in."
)
UNDERSTOOD = "This is how it is understood. Nothing is written down yet."
NOTHING_FOUND = "No line of the card was found in it."
DANGER = "Somebody may be in danger. Ring 999 first, or the safeguarding team."
BEGIN_WITH = "To start a response with it:"
OR_PUT_INTO = "To put it into a response under way:"
THIS_CHOICE = "CHOICE"
REFERENCE = "REFERENCE"
NO_DEADLINE = "No deadline can be read from it."
NOTHING_KEPT = "Nothing is recorded and nothing is kept."
PICK = "Your answer, by number or in words:"
STILL_ASKED = "Still to be answered. Give it with --answers."
NOT_ONE_OF_THEM = "That is none of the answers."


def named_line(name: str, text: str) -> str:
    """Return one line of what is understood."""
    return f"{name} {text}" if name.endswith(("?", ":")) else f"{name}: {text}"


def clock_set(deadline_ms: int) -> str:
    """Say how a deadline is understood."""
    return f"Answer needed by {spoken_time(deadline_ms)}."


def put_into(reference: str) -> str:
    """Say where a report went."""
    return f"Written down in {reference}."


def still_missing(places: Sequence[str]) -> str:
    """Say what the card does not say yet."""
    return f"Still to be filled in: {and_list(places)}."
