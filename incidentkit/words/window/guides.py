"""Guides, which anybody may go through as often as they like."""

from collections.abc import Sequence

TITLE = "Guides"
NOTHING_KEPT = "Nothing is recorded and nothing is kept."
WHICH = "What are you looking at?"
GO_ON = "Next"
BACK = "One step back"
AGAIN = "From the beginning"
LEAVE = "Leave the guide"
INCIDENT = "This has become an incident"
RESULT = "What it comes to"
NOTHING = "Nothing more to do."
ANSWERED = "What you answered"
COPY = "Copy the result"
COPIED = "Copied."
PRINT = "Print the result"
PRINTED = "Sent to the printer."
NO_PRINTER = "There is no printer"
NO_PRINTER_BODY = "Copy the result and paste it where you can print it."
DOCUMENT = "Guide"


def result(
    name: str,
    came_to: Sequence[tuple[str, str]],
    asked: Sequence[tuple[str, str]],
) -> str:
    """Return a result as text: what to do with its reason, and what was answered."""
    to_do = [f"{n}. {title}\n   {why}" for n, (title, why) in enumerate(came_to, 1)]
    said = [f"{question} {answer}" for question, answer in asked]
    parts = (name, RESULT, *(to_do or [NOTHING]), "", ANSWERED, *said)
    return "\n".join(parts if said else parts[:-2])
