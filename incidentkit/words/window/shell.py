"""What stands around every screen: the ways to go, the response button, the lock."""

from incidentkit import __version__

APP = "incidentkit"
CLOSE_MESSAGE = "Close"
START = "Start a response"
START_KEY = "F9"
START_TIP = "Something has happened. Two questions, then the first thing to do."
NOTE = "Write a note"
NOTE_KEY = "Ctrl+J"
LOCK = "Lock"
LOCK_KEY = "Ctrl+L"
HOME = "Home"
INCIDENTS = "Incidents"
ACCOUNTS = "Accounts"
ROUND = "Account check"
PEOPLE = "People"
HEALTH = "Health"
LOG = "Log"
SETTINGS = "Settings"
PLAYBOOKS = "Playbooks"
EXERCISES = "Exercises"
EXPOSURE = "Who can post as us"
LEAVING = "Someone is leaving"
HELP = "Help"
HELP_KEY = "F1"
GO_TO = "Go to"
BACK = "Back"
CONTINUE = "Continue"
LOCKING = "Locking."
NO_DISPLAY = (
    "incidentkit found no screen to open its window on. Without one, "
    "`incidentkit --help` lists what works, such as `incidentkit tour`."
)
COULD_NOT_SAVE = (
    "Something you were writing could not be saved before the kit was locked."
)
CLIPBOARD_STAYS = "The clipboard could not be cleared"
CLIPBOARD_STAYS_BODY = (
    "A password you copied may still be in it. Copy some other word, so that it is "
    "replaced, and clear your clipboard's history if you keep one."
)
CLIPBOARD_STAYED = (
    "A password you copied before the kit was locked may still be in it. Copy some other "
    "word, so that it is replaced, and clear your clipboard's history if you keep one."
)
# A room's key stays what it was when a room is added above it.
ROOM_KEYS = {
    "home": "Ctrl+1",
    "incidents": "Ctrl+2",
    "accounts": "Ctrl+3",
    "round": "Ctrl+4",
    "people": "Ctrl+5",
    "exposure": "F7",
    "leaving": "F8",
    "health": "Ctrl+0",
    "log": "Ctrl+6",
    "playbooks": "Ctrl+8",
    "drills": "Ctrl+9",
    "settings": "Ctrl+7",
}
VERSION = f"incidentkit {__version__}"


def title(council: str) -> str:
    """Return the window's title. It names no account, no person and no incident."""
    return f"{council} · {APP}" if council else APP


def pack_waits(file: str) -> str:
    """Say that a pack was handed over before the kit was open."""
    return f"{file} is shown as soon as the kit is open."


def with_key(text: str, key: str) -> str:
    """Return a button's words with its key."""
    return f"{text}  ({key})"


def clipboard_clears(seconds: int) -> str:
    """Say how long the clipboard still holds a secret."""
    return f"Clipboard clears in {seconds} s" if seconds > 0 else ""
