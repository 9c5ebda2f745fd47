"""What is said where evidence is filed."""

from incidentkit.words.counts import counted
from incidentkit.words.problems import Problem

DROP = "Drop a picture, a file or a text here"
DROP_MORE = "You can also paste it with Ctrl+V, or drag an address from the browser."
SCREENSHOT = "Take a screenshot"
SCREENSHOT_TIP = "This window goes away for a moment, then comes back."
CHOOSE = "Choose files"
CHOOSE_TITLE = "Choose files to keep as evidence"
TYPE_TEXT = "Type or paste a text"
TEXT = "The text, as it stood there"
ADD_TEXT = "Add the text"
READY = "Ready to file"
REMOVE = "Remove"
WHAT = "What is it?"
WHAT_HINT = "A few words, such as: the second post, with replies. Can be left empty."
ADDRESS = "The address it stood at"
ADDRESS_HINT = "From the browser's address line. Can be left empty."
CAPTURED = "When was it captured?"
CAPTURED_HINT = "Empty means just now. Or: 07:10, yesterday 23:40, 10 minutes ago."
FILE_IT = "File it"
NOT_FILED = "What you put here is not filed yet. File it, or remove it, and go on then."
ADDRESS_KEPT = "The address is kept"
ADDRESS_KEPT_BODY = (
    "It goes with what you file next. An address shows nothing once a post is gone, so "
    "add a picture of it."
)
PICTURE_THERE = "That picture is there already"
NOTHING_THERE = "There is nothing here that can be filed"
NOTHING_THERE_BODY = "Copy a picture, a file or a text first, and then paste it here."
IS_A_SECRET = "That is a password from the kit"
IS_A_SECRET_BODY = "It was not taken: what is filed as evidence stays for good."
STOPPED = "Stopped. Nothing of it was filed."
FILED_AFTER_ALL = "It was filed before it could be stopped."
HELD = "Somebody else has it on a device"
HELD_BODY = (
    "Write down who has it. The next step can go on, and this stays open until it is "
    "filed."
)
DEVICE = "Which device is it on?"
DEVICE_HINT = "Such as: my phone."
PERSON = "Who has it?"
HELD_WHEN = "When was it captured?"
WRITE_DOWN = "Write it down"
HELD_KEPT = "Written down. It stays open until it is filed."
OWED = "Still to be filed"
FILE_NOW = "File it now"
SETTLING = "You are filing what was owed"
SETTLING_BODY = "Add it below: what you file next settles it."
NOT_THIS = "File something else"
FILED_HERE = "Filed for this step"
NONE_HERE = "Nothing is filed for this step yet."
FILED_ELSEWHERE = "Filed for other steps"
SAVE_COPY = "Save a copy"
LARGER = "Show it larger"
SMALLER = "Show it smaller"
SAVE_TITLE = "Choose the folder for the copy"
SAVING = "Writing the copy."
UNNAMED = "Without a description"
A_TEXT = "Text"
NO_STEP = "No step is shown."
PICTURE_NAME = "picture.png"
SCREENSHOT_NAME = "screenshot.png"
UNFINISHED = "Evidence that was not filed before the kit was locked."
_SHORT_DIGEST = 12

SCREEN_REFUSED = Problem(
    "No screenshot was taken",
    "The desktop did not allow it, or it was cancelled.",
    "Take one with the system's own key, and paste it here with Ctrl+V.",
)
SCREEN_MISSING = Problem(
    "This desktop takes no screenshot for other programs",
    "It has no service that the kit could ask.",
    "Take one with the system's own key, and paste it here with Ctrl+V.",
)
SCREEN_BLANK = Problem(
    "The screenshot is empty",
    "The system gave back no picture. It may have to be allowed in the system's "
    "privacy settings, under screen recording.",
    "Allow it there, or take one with the system's own key and paste it here.",
)


def size_of(size: int) -> str:
    """Return how large something is, as people say it."""
    for unit, name in ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return counted(size, "byte")


def pixels(width: int, height: int) -> str:
    """Return how large a picture is."""
    return f"{width:,} by {height:,} pixels"


def piece(name: str, detail: str) -> str:
    """Return something that is ready to be filed."""
    return f"{name}, {detail}" if detail else name


def text_begins(text: str) -> str:
    """Return how a text begins, in quotes."""
    line = " ".join(text.split())
    return f"“{line[:79]}…”" if len(line) > 80 else f"“{line}”"


def file_these(count: int) -> str:
    """Return what the button says for so many."""
    return FILE_IT if count < 2 else f"File all {count}"


def filing(name: str) -> str:
    """Say what is being filed."""
    return f"Filing {name}."


def filed(name: str) -> str:
    """Say that something is filed."""
    return f"Filed: {name}"


def filed_line(when: str, size: int, sha256: str) -> str:
    """Return when something was captured, its size, and how its hash begins."""
    return f"{when}  ·  {size_of(size)}  ·  SHA-256 {sha256[:_SHORT_DIGEST]}…"


def held_by(holder: str, when: str) -> str:
    """Return who has something since when."""
    return f"{holder}, captured {when}"


def saved(path: str) -> str:
    """Say where a copy lies."""
    return f"The copy is in {path}"


def portal_copy(path: str) -> str:
    """Say that the desktop kept a copy of its own."""
    return f"The desktop has kept its own copy in {path}. Delete it once this is filed."


def picture_of(name: str) -> str:
    """Return what a picture is of, for those who cannot see it."""
    return f"Picture: {name}"


def named(action: str, what: str) -> str:
    """Return a button's name for those who cannot see what it stands beside."""
    return f"{action}: {what}"


def unfinished(
    what: str,
    address: str,
    captured: str,
    names: tuple[str, ...],
    texts: tuple[str, ...],
) -> str:
    """Return what was not filed, for a note."""
    lines = (
        UNFINISHED,
        f"{WHAT} {what}" if what else "",
        f"{ADDRESS}: {address}" if address else "",
        f"{CAPTURED} {captured}" if captured else "",
        f"Not filed: {', '.join(names)}" if names else "",
        *texts,
    )
    return "\n".join(line for line in lines if line)
