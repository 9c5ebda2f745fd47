"""What the screen of contacts says."""

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list

TITLE = "Whom to ring"
LEAD = "Roles first, so that a name can change. It works without the network, and on paper."
SEARCH = "Find a role or a name"
TABLE = "Roles, and whom to ring for each"
ROLE = "Role"
WHO = "Who"
PHONE = "Phone"
ONLY_CARE = "Only what needs a look"
EMPTY_TITLE = "Nobody is written down yet"
EMPTY_BODY = (
    "Begin with whoever you would ring on a Saturday: the ICT service desk, the data "
    "protection officer, the head of communications."
)
ADD = "Add a role of your own"
ADD_TITLE = "A role of your own"
ADD_NOW = "Add it"
SAVE = "Save"
SAVED = "Saved."
TRY = "These numbers work: I have just tried them"
TRIED_NOW = "Noted that the numbers work."
PERSONAL = "The phone without the network is somebody's own"
PERSONAL_HINT = (
    "Then it is in this kit only, and on paper only if somebody asks for it."
)
ABSENT = "We have no such role"
PUBLIC = "For everybody"
MAILBOX_HINT = "One that several people read, rather than one person's."
OUT_OF_BAND_HINT = "One that works when the council's own network does not."
PRINT = "Print"
SAVE_TEXT = "Save as text"
SAVE_TITLE = "Save the list"
SAVE_NAME = "whom-to-ring.txt"
TEXT_FILTER = "Text (*.txt)"
WITH_PERSONAL = "With numbers that are somebody's own"
PRINTED = "Sent to the printer."
WRITTEN = "Saved."
NO_PRINTER = "There is no printer"
NO_PRINTER_BODY = "Save it as text instead, and print it elsewhere."
IMPORT = "Take in a table"
IMPORT_TITLE = "A table of contacts"
IMPORT_FILTER = "Tables (*.csv)"
IMPORT_HINT = (
    "A spreadsheet saved as CSV, with the headings of the lines of a contact, such as "
    "Role, Name and Work phone. An empty cell leaves what is there as it is."
)
TAKE_IN = "Take it in"
NOT_NOW = "Not now"
NOTHING_NEW = "Nothing in it is new."
BACK = "People"


def care(stale: int, no_deputy: int) -> str:
    """Say what needs a look, nothing when all is well."""
    parts = []
    if stale:
        parts.append(f"{stale} not tried for 90 days, or never")
    if no_deputy:
        parts.append(f"{no_deputy} with nobody who stands in")
    return f"To look at: {and_list(parts)}." if parts else ""


def missing(number: int) -> str:
    """Say for how many usual roles nobody is written down."""
    if not number:
        return ""
    return f"{counted(number, 'role')} that most councils have still to be filled in."


def found(changing: int, whole: int) -> str:
    """Say what a table holds."""
    return f"{counted(whole, 'role')} in the table, {changing} with something new."


def more(count: int) -> str:
    """Say how many are not shown."""
    return f"and {counted(count, 'row')} more"
