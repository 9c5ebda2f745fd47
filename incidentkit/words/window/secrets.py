"""What is said round a secret that is shown, copied or read out. Never the secret."""

from incidentkit.words.counts import counted

REVEAL = "Show"
COPY = "Copy"
HIDE = "Hide"
READ_OUT = "Read out"
NEXT = "Next character"
BEFORE = "One back"
END_READING = "Stop reading out"
ON_SCREEN = "It is painted on the screen and not given to screen readers."
READ_OUT_TO_HEAR = f"To hear it character by character, press {READ_OUT}."
BEING_READ = "The character that is being read out"
KEY_TO_SIGNS = "Underlined: a digit. In a box: a sign. \u2423 is a space."
CLEARED = "The clipboard has been cleared."
CLEAR_FAILED = (
    "The clipboard could not be cleared. Copy something else, so that the secret does "
    "not stay there."
)


def hides_in(seconds: int) -> str:
    """Say how long a secret stays on the screen."""
    return f"Hides in {counted(seconds, 'second')}."


def on_clipboard(seconds: int) -> str:
    """Say how long a secret stays on the clipboard."""
    return f"Copied. It is on the clipboard for {counted(seconds, 'more second')}."


def copy_named(name: str) -> str:
    """Name a button that copies something without showing it."""
    return f"{COPY}: {name}"


def show_named(name: str) -> str:
    """Name a button that shows something."""
    return f"{REVEAL}: {name}"
