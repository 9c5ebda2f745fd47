"""The self-report card on screen, and what somebody sent back on it."""

from collections.abc import Sequence

from incidentkit.words.lists import and_list

TITLE = "Self-report card"
LEAD = (
    "For colleagues without this kit who see something wrong, or did something wrong. "
    "They fill in seven lines, and you paste the answer here."
)
THE_CARD = "The card"
REPLY = "A reply came"
FORMS = {
    "print": "A poster to print",
    "intranet": "The intranet",
    "email": "An e-mail",
}
CONTACT = "Whom people ring or write to"
CONTACT_HINT = "It stands on the card. Say a person or a team, and a number."
TEXT = "The card as it will read"
PRINT = "Print"
PRINTED = "Sent to the printer."
NO_PRINTER = "There is no printer"
NO_PRINTER_BODY = "Save it as text instead, and print it elsewhere."
SAVE = "Save as text"
SAVE_TITLE = "Save the card"
SAVE_NAME = "self-report-card.txt"
TEXT_FILTER = "Text (*.txt)"
COPY = "Copy the text"
COPIED = "Copied."
PASTE = "Paste the whole reply here"
PASTE_HINT = (
    "With the quoted lines, just as it came. You see first how it is understood."
)
UNDERSTOOD = "This is how it is understood"
NOT_UNDERSTOOD = "None of the card's lines was found in it"
NOT_UNDERSTOOD_BODY = (
    "It can still go into a response as it stands. Check that it is the whole reply."
)
LEFT_EMPTY = "Left empty"
BEYOND = "Also in the message"
DANGER = "Somebody may be in danger. Ring 999 first, or the safeguarding team."
BEGIN = "Start a response with it"
FILE_INTO = "Or put it as a note into a response under way"
PUT_INTO = "Put it here"
BACK = "Back"
LEFT_TITLE = "Not saved: a reply to the self-report card"


def missing(places: Sequence[str]) -> str:
    """Say what the council has not said yet."""
    return f"Still to be filled in: {and_list(places)}."


def who_reads(readers: str) -> str:
    """Say who reads a reply, as the card does."""
    return f"The card says that it is read by {readers}." if readers else ""


def saved(path: str) -> str:
    """Say where the card is."""
    return f"Saved as {path}."


def filed(reference: str) -> str:
    """Say where the reply went."""
    return f"Written down in {reference}."
