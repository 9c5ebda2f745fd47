"""What is said where a text is taken out to be published, and once it is out."""

from incidentkit.words import publishing as said

TITLE = "Publish it"
READING = "Reading."
BODY = (
    "The kit sends nothing. Copy the text, or open the page with the text in it, look "
    "at it there, and post it yourself."
)
COPY = "Copy the text"
COPIED = "Copied. Paste it where you publish it."
ALT_COPIED = "The description is copied. Paste it where the picture asks for one."
COPY_ALT = "Copy the description"
SAVE_PICTURE = "Save the picture"
SAVE_MAIL = "Save as an e-mail"
OPEN_MAIL = "Open in the mail program"
MAIL_TOO_LONG = said.MAIL_TOO_LONG
SAVE_FILE = "Save as a file"
SAVE_PRINT = "Save as PDF"
PRINT = "Print"
DOCUMENT = "Message"
NO_PRINTER = "There is no printer"
NO_PRINTER_BODY = "Save it as PDF, and print it on another machine."
PRINTED = "It is on its way to the printer."
OTHER_WAYS = "Other ways"
SAVE_TITLE = "Save under a new name"
CHOOSE_CAPTURE = "Choose the picture"
OUT_THERE = "It is published there"
FILE_CAPTURE = "File the screenshot"
PASTE_CAPTURE = "Paste the screenshot"
NOTHING_TO_PASTE = "There is no picture on the clipboard"
NOTHING_TO_PASTE_BODY = "Take the screenshot first, and then press this again."
SCREENSHOT = "screenshot.png"
FILED = "Filed. It shows what went out."
KEPT = "Written down. It is kept in view from now on."
KEEP = "Keep it in view"
DUE = "By when"
DUE_HINT = "Such as 15:00, tomorrow 09:00 or in 2 hours."
OWNER = "Who sees to it"
OPENED = "The page is open in your browser. Nothing is posted before you post it there."
ADD_PICTURE = "Add the picture there by hand, with its description."
ASK_SERVER = "Which page to open is not known: write the account's web address into the register."
doubt = said.doubt


def pages_for(name: str, *, pastes: bool) -> str:
    """Say what the button does that opens a network's page."""
    return f"Copy it and open {name}" if pastes else f"Open {name} with the text in it"


def copy_part(number: int, of: int) -> str:
    """Say which post of a thread a button copies."""
    return f"Copy {number} of {of}"


def saved(name: str) -> str:
    """Say that a file was written."""
    return f"Saved as {name}."


def left(title: str) -> str:
    """Name what was being written beside a promise."""
    return f"A promise of a published text: {title}"


def kept_by(title: str, owner: str) -> str:
    """Say which step keeps a promised update, and who sees to it."""
    return f"It becomes the time of “{title}”{f', for {owner}' if owner else ''}."


IN_THE_LOG = "No step of this response keeps it, so it is written into the log."
