"""What the first minutes say: making a kit, joining one, and the recovery sheet."""

from incidentkit.words.window.shell import START_KEY

TITLE = "Welcome"
LEAD = "There is no kit on this machine yet."
MAKE = "Make a kit"
MAKE_BODY = (
    "You are the first of your council. It takes about five minutes, and you need a "
    "printer or a pen."
)
JOIN = "Join a kit"
JOIN_BODY = (
    "A colleague has one already. You need the folder you share with them, and their "
    "telephone number."
)
NOTHING_LEAVES = (
    "Everything stays on this machine and in the folder you choose. Nothing is sent "
    "anywhere."
)

LEFT_ALONE = "This was left alone for a while"
LEFT_ALONE_BODY = (
    "So the passphrase you typed was cleared. Type it again when you go on."
)

# --- making -------------------------------------------------------------------

NAMES_TITLE = "Who is it for?"
NAMES_LEAD = "You become the first comms lead. All of this can be changed later."
COUNCIL = "Your council's name"
COUNCIL_HINT = "As people outside know it."
YOUR_NAME = "Your name"
YOUR_NAME_HINT = "Your colleagues see it beside what you write."

SHEET_TITLE = "Your recovery sheet"
SHEET_LEAD = (
    "If everybody forgets their passphrase, this sheet is the only way in. Print it or "
    "write it down now. It is not shown again."
)
SHEET_CODE = "The code on the sheet"
PRINT = "Print"
SAVE = "Save as a PDF"
SAVE_TITLE = "Where to save the recovery sheet"
SAVE_NAME = "recovery-sheet.pdf"
PDF_FILTER = "PDF files (*.pdf)"
READ_GROUP = "Read one group out"
SHEET_DOCUMENT = "Recovery sheet"
PRINTED = "The sheet was sent to the printer."
NO_PRINTER = "No printer was found"
NO_PRINTER_BODY = "Write the code down by hand, or save the sheet as a PDF."
HAVE_IT = "I have it on paper"
WHERE_TO_KEEP = "Keep it sealed, where the council keeps such things. Whoever has it has everything."

BACK_TITLE = "Type a part of it back"
BACK_LEAD = (
    "Take the sheet in your hand and type these two groups, so that a page that did "
    "not print is noticed now."
)
SEE_AGAIN = "See the sheet again"
FINISH_MAKING = "Make the kit"
MAKING = "Making the kit. This takes a few seconds on purpose."
NOT_MADE = "Stopped. No kit was made."
OPENING_MADE = "The kit is made. Opening it takes a few seconds on purpose."
MADE_NOT_OPEN = "Stopped. The kit is made, and not open yet."
OPEN_MADE = "Open the kit"

MADE_TITLE = "The kit is made"
MADE_LEAD = "It is open. The first thing worth having in it is one account."
FIRST_ACCOUNT = "Write down the first account"
LATER = "Later"
MADE_NEXT = (
    "It takes a minute. Then let a colleague in, so that you are never the only one.",
    f"From now on {START_KEY} starts a response, also while the kit is locked.",
)

# --- joining ------------------------------------------------------------------

JOIN_TITLE = "Join your colleagues' kit"
JOIN_LEAD = "Ask a comms lead which folder you share. This machine gets its own copy."
FOLDER = "The shared folder"
FOLDER_HINT = "A folder that all of you can reach, such as a team drive."
ASK = "Ask to join"
ASKING = "Sealing your request and leaving it in the shared folder."
NOT_ASKED = "Stopped. Nothing was changed on this machine."

WORDS_TITLE = "Ring a comms lead and read these words out"
WORDS_LEAD = (
    "Your request is in the shared folder. Ring somebody you know is a comms lead, on a "
    "number you know. They type the words as you read them."
)
WORDS_WHY = (
    "The words show that it is your machine they let in, and their kit that you join."
)
CHECK_NOW = "Check now"
CHECKING = "Looking into the shared folder."
CHECK_STOPPED = "Stopped. Check again whenever you like."
NOT_YET = "You have not been let in yet. If they have just done it, check once more."
OPENING = "You have been let in. The kit is opening."
LET_IN = "You have been let in. Unlock with the passphrase you chose."
TO_UNLOCK = "Go to the unlock screen"
WAIT_LATER = "Come back to this later"

# --- the recovery sheet ---------------------------------------------------------

RECOVER_TITLE = "Get in with the recovery sheet"
RECOVER_LEAD = (
    "The sheet works once. You get a new one, and choose a new passphrase. You come in "
    "as a comms lead, and everybody sees it."
)
CODE = "Code on the recovery sheet"
CODE_HINT = "Eight groups of four. Gaps and small letters do not matter."
SHOW_CODE = "Show what I type"
CHECK_SHEET = "Check the sheet"
SHEET_FITS = "The sheet opens this kit. Nothing has changed yet."
CHOOSE_TITLE = "Choose a new passphrase"
NEW_SHEET_TITLE = "Your new recovery sheet"
NEW_SHEET_LEAD = (
    "It takes the place of the old one as soon as you have typed a part of it back. Print "
    "it or write it down now. It is not shown again."
)
FINISH_RECOVERING = "Open the kit"
RECOVERING = "Opening the kit with the sheet. This takes a few seconds on purpose."
RECOVERY_STOPPED = "Stopped. Nothing was changed, and the old sheet still counts."
USE_OLDER = "Go on with this copy"


def group(number: int) -> str:
    """Name one group of the sheet's code."""
    return f"Group {number}"


def step(number: int, of: int) -> str:
    """Say how far somebody is."""
    return f"Step {number} of {of}"


def saved(path: str) -> str:
    """Say where the sheet was saved."""
    return f"The sheet is in {path}. Print it, then delete the file."
