"""What the settings say."""

from incidentkit import __version__
from incidentkit.words.counts import counted
from incidentkit.words.times import spoken_time
from incidentkit.words.verification import UNPROVED

TITLE = "Settings"
LEAVES = {
    "council": "Council",
    "machine": "This machine",
    "folder": "Shared folder",
    "about": "About",
}
SAVE = "Save"
SAVED = "Saved"

# --- council ---------------------------------------------------------------------

COUNCIL_LEAD = "These hold for everybody in the kit, on every machine."
ONLY_LEADS = "A comms lead decides these. Ring one if something is wrong."
COUNCIL_NAME = "Council's name"
CONFLICT = "Colleagues decided this differently. Choose one and save to settle it."
USE_THIS = "Use this"

# --- this machine ------------------------------------------------------------------

LOOK_TITLE = "How it looks"
LOOK = {
    "system": "As the desktop says",
    "light": "Light",
    "dark": "Dark",
    "high-contrast": "High contrast",
}
LOOK_NAME = "Colours"
TEXT_NAME = "Text size"
FOREIGN = "The settings of the window were not understood"
MOVED_ASIDE = "The old settings of the window were kept"

KEYRING_TITLE = "Remember the way in"
KEYRING_BODY = (
    "This machine's own password store can open the kit for you. Whoever can use your "
    "account on this machine can then open it too."
)
KEYRING_NEVER = "Your council has decided that no machine may remember the way in."
DAYS = "For how many days"
REMEMBER = "Remember"
FORGET = "Forget"
REMEMBERING = "Asking this machine's password store. It may ask you something."
FORGOTTEN = "This machine asks for the passphrase again"
NOT_REMEMBERED = "This machine does not remember the way in."

PASSPHRASE_TITLE = "Change your passphrase"
PASSPHRASE_BODY = (
    "On this machine only. Backups made before still open with the old passphrase."
)
OLD = "Your passphrase now"
OLD_WRONG = "This is not your passphrase. Nothing was changed."
NEW = "New passphrase"
CHANGE = "Change the passphrase"
CHANGING = "Changing the passphrase. This takes a few seconds on purpose."
CHANGED = "The passphrase is changed"
CHANGE_STOPPED = "Stopped. Your passphrase is as it was."

BACKUP_TITLE = "Backups"
BACKUP_BODY = (
    "A backup is as sealed as the kit. It opens with the passphrase of its day."
)
BACKUP_NOW = "Back up now"
BACKING_UP = "Making a backup and checking it."
BACKUP_STOPPED = "Stopped. No backup was made. The ones you have are as they were."
NO_BACKUP = "There is no backup yet."
BACKUP_LACKS = (
    "It lacks something that colleagues have seen. Exchange through the shared folder, "
    "and make another one."
)

# --- the shared folder ----------------------------------------------------------------

FOLDER_LEAD = (
    "You and your colleagues exchange through a folder that all of you can reach. What "
    "lies there is sealed; whoever runs the folder cannot read it."
)
FOLDER = "Shared folder"
FOLDER_HINT = "Such as a team drive, or a folder that is copied to all of you."
USE_FOLDER = "Use this folder"
NO_FOLDER = (
    "No folder is set. Nothing reaches your colleagues, and nothing of theirs you."
)
EXCHANGE_NOW = "Exchange now"
EXCHANGING = "Exchanging through the shared folder."
STOPPED = "Stopped. What was done by then is kept."
AUTOMATIC = "While the kit is open, this happens every few minutes by itself."
HISTORY = "What came and went"
NOTHING_YET = "Nothing was exchanged since the kit was opened."

# --- about -------------------------------------------------------------------------------

VERSION = f"incidentkit {__version__}"
WHERE = "Where the kit is"
WHERE_BACKUPS = "Where the backups are"
KIT_FORMAT = "Format of the kit"
CANNOT_PROVE = "What the program cannot prove"
UNPROVABLE = tuple(UNPROVED.values())
GENUINE = "Whether this program is genuine"
HOW_TO_CHECK = (
    "Each release comes with a list, SHA256SUMS, and its signature, SHA256SUMS.asc. "
    "Check the file you installed from before you install it, or have your IT service do it.",
    "On Linux, in the folder with all three: gpg --verify SHA256SUMS.asc SHA256SUMS, then "
    "sha256sum --check --ignore-missing SHA256SUMS.",
    "Compare the fingerprint that gpg shows with one you were given another way, for "
    "instance by telephone.",
    "On Windows, the installer's properties name who signed it, under Digital Signatures.",
)
LICENCES = "Licences"
OWN_LICENCE = (
    "incidentkit is free software under the GNU General Public License, version 3 or "
    "later. It comes without any warranty."
)
PARTS = (
    ("Qt for Python", "LGPL 3"),
    ("cryptography", "Apache 2.0 or BSD 3-Clause"),
    ("keyring", "MIT"),
    ("msgspec", "BSD 3-Clause"),
    ("platformdirs", "MIT"),
    ("PyYAML", "MIT"),
    ("regex", "Apache 2.0 and CNRI Python"),
    ("shamir-mnemonic", "MIT"),
    ("Typst", "Apache 2.0"),
    ("polib", "MIT"),
    ("tzdata", "Apache 2.0"),
    ("zxcvbn", "MIT"),
    ("SQLite", "public domain"),
)
NO_TELEMETRY = "It sends nothing anywhere, and looks for no updates."


def licences_in_full(path: str) -> str:
    """Say where every licence can be read."""
    return f"All of them in full, with every smaller part: {path}"


def foreign(path: str) -> str:
    """Say that a file was left alone, and what happens to it."""
    return (
        f"{path} holds something else. It was left as it is. If you change how the window "
        "looks, it is moved aside and kept."
    )


def moved_aside(path: str) -> str:
    """Say where a file that was not understood is now."""
    return f"They are in {path}."


def percent(number: int) -> str:
    """Return a text size."""
    return f"{number} %"


def remembered(until_ms: int) -> str:
    """Say until when a machine remembers."""
    return f"This machine opens the kit by itself until {spoken_time(until_ms)}."


def at_most(days: int) -> str:
    """Say for how long the council lets a machine remember."""
    return f"Your council allows up to {counted(days, 'day')}."


def backed_up(entries: int) -> str:
    """Say that a backup was made."""
    return f"Backed up and checked: {counted(entries, 'entry')}"


def backup(made_ms: int) -> str:
    """Name a backup."""
    return spoken_time(made_ms)


def more_backups(number: int) -> str:
    """Say how many older ones there are."""
    return f"and {counted(number, 'older one')}"


def part(name: str, licence: str) -> str:
    """Name one part and its licence."""
    return f"{name}: {licence}"
