"""What the locked screen says."""

from incidentkit.words.problems import Problem
from incidentkit.words.window.shell import START_KEY

TITLE = "Unlock the kit"
NAME = "Your name"
NAME_HINT = "As it was written when you joined. Several people use this machine."
PASSPHRASE = "Passphrase"
UNLOCK = "Unlock"
BY_MACHINE = "Open with this machine's keyring"
OPENING = "Opening the kit. This takes a few seconds on purpose."
ASKING_MACHINE = "Asking this machine's password store. It may ask you something."
LOOKING = "Looking into the shared folder."
STOPPED = "Stopped. The kit stays locked."
BY_SHEET = "I have the recovery sheet"
FORGOTTEN = "Forgotten your passphrase?"
FORGOTTEN_HELP = (
    "A comms lead can let you in again from their machine, or you can use the "
    "recovery sheet."
)
USE_OLDER = "Go on with this copy"
LOOK_AGAIN = "Try again"
WAITING_TITLE = "Waiting to be let in"
WAITING_BODY = (
    "You asked to join from this machine. A comms lead has to hear your words and "
    "let you in. Then come back here."
)
CHECK_NOW = "Check now"
NOT_YET = "You have not been let in yet."
LET_IN = "You have been let in. Unlock with the passphrase you chose."

LEFT_ALONE = (
    "This was left alone for a while, so the passphrase typed here was cleared."
)

HAPPENED = "Has something happened?"
HAPPENED_BODY = (
    f"Unlock, and {START_KEY} starts a response. Until then, this needs no passphrase."
)
NO_KIT_BODY = "This needs no kit and no passphrase."
GO_ON = "Go back to what you were doing"
WRONG_PASSPHRASE = Problem(
    "The kit did not open",
    "The passphrase does not match.",
    "Check the Caps Lock key and type it again, or use the recovery sheet.",
)
CARD = "First steps"
NOTICE = "First words"
LEAVE_NOTE = "Leave a note"
CARD_WHICH = "What has happened?"
CARD_OTHER = "Something else happened"
CARD_BODY = "Read from the top. Each line is one thing to do."
NOTICE_BODY = (
    "Fill what stands in square brackets. Say only what you know. Publish it on the "
    "website and on accounts you still control."
)
COPY = "Copy these words"
COPIED = "Copied."
NOT_SURE = "Not sure that anything has happened?"
NOT_SURE_BODY = "The guides ask you question by question, and keep nothing."
GUIDES = "Open the guides"
KEEP_NOTE = "Keep the note"
NOTE_KEPT = "The note is kept."
NOTE_FIELD = "What have you seen, when, and what did you do?"
THEN_RESPONSE = "Unlock now and the response starts at once."

_WHY = {
    "person": "The kit is locked.",
    "idle": "The kit was locked because nobody used it for a while.",
    "sleep": "The kit was locked because this machine went to sleep.",
    "language": "The kit was locked because another language was chosen.",
    "session": "The kit was locked because the screen was locked.",
}
VARIANTS = {
    "short": "Short, for a social network",
    "standard": "Longer, for the website or a message",
    "web": "For a web page",
}


def why_locked(reason: str) -> str:
    """Say why the kit is locked."""
    return _WHY.get(reason, "")


def only_if(question: str, answer: str) -> str:
    """Say when a step on the card is wanted."""
    return f"If the answer to \u201c{question}\u201d is {answer}:" if question else ""


def variant(name: str) -> str:
    """Return what a template's variant is for."""
    return VARIANTS.get(name, name)
