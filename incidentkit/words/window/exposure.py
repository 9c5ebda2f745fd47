"""What the screen says on which it shows who can post as us."""

from incidentkit.words.counts import counted

TITLE = "Who can post as us"
TABLE = "Everybody who can post"
FIND = "Find an account or a person"
DAY = "On which day? Empty for today"
DAY_HINT = (
    "As in 3/3/2026 or 3 March 2026. What the kit knew at the end of that day is shown."
)
SHOW = "Show that day"
TODAY = "Today"
OWED = "To be changed today"
CHANGE = "Change it"
STAYS = "It need not be changed"
WHY_STAYS = "Why not?"
WHY_HINT = "A comms lead decides it. The reason is in the log."
DECIDE = "Decide it"
EMERGENCIES = "Let in in an emergency"
ASKED = "A second person is asked for"
LET_IN = "Let them in now"
WAITS = "It stands for a day. Whoever is asked is told when they next unlock."
SEEN = "I have seen this"
AGREE = "I agree"
HAPPENED = "Something happened to an account"
WHICH = "Which account?"
WHAT = "What happened?"
WHY = "In a few words"
NOTE_IT = "It has to be changed"
NOTED = "Noted. It stands on the first screen until it is changed."
PAPER = "On paper"
FOLDER = "Into which folder?"
WRITE = "Write it now"
EVERY_NIGHT = "Every night into this folder"
NOT_HERE = "Not on this machine any more"
NIGHTLY_OFF = (
    "To have it every night, a comms lead says in the settings for how many days a paper "
    "is kept. It has names and telephone numbers: choose a folder that few can open."
)
NIGHTLY_ON = (
    "Your council wants it every night. It has names and telephone numbers: choose a "
    "folder that few can open."
)
OPEN = "Open the account"
LEAVING = "Someone is leaving"
NOBODY = "Nobody could post on that day, as far as this kit knows."
LESS = (
    "The kit shows what was written down in it by then. It cannot know who else knew a "
    "password."
)
COLUMNS = ("Account", "How", "Who", "What to do", "Ring")


def shown(ways: int, accounts: int) -> str:
    """Say how many ways there are."""
    return f"{counted(ways, 'way')} to post, to {counted(accounts, 'account')}."


def change(label: str) -> str:
    """Name the button that begins a change."""
    return f"{CHANGE}: {label}"


def nightly(folder: str) -> str:
    """Say where this machine writes it."""
    return f"Once a day it is written into {folder}, while the kit is open."
