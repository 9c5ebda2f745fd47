"""What the screen of the playbooks says."""

from incidentkit.words.counts import counted

TITLE = "Playbooks"
LEAD = (
    "What to do, step by step. Read them before they are needed, change them to fit "
    "your council, and print the first steps."
)
LIST = "Playbooks, guides and parts"
FIND = "Find"
FIND_HINT = "Part of a name."
NAME = "Name"
KIND = "What it is"
VERSION = "Version"
REVIEWED = "Reviewed"
WHOSE = "Whose text"
REHEARSED = "Last rehearsed"
READING = "Reading the playbooks."
READ = "Read it"
CHANGE = "Change it"
PACKS = "Packs"
TEMPLATES = "Message templates"
ALL = "All playbooks"
ONLY_LEADS = "Only a comms lead changes a playbook. Everybody may read and print it."
REVIEW_LATE = "Its review was due on"

# Reading
TEXT_ALOUD = "The playbook, to read aloud"
PRINT = "Print"
PRINT_BODY = (
    "The grab card has the first steps on one or two pages, as a PDF. The plain text "
    "has all of it."
)
FOLDER = "Folder for the file"
CARD = "Write the grab card"
PLAIN = "Write the plain text"
EXERCISE = "Mark it EXERCISE"
PRINTING = "Making the card."
VERSIONS = "Earlier texts"
NO_VERSIONS = "Nobody has changed this playbook here."
IN_USE = "in use now"

# Changing
EDITOR = "Text of the playbook"
GO_TO = "Go to a step"
BESIDE = "Where the cursor is"
HEAD = "The playbook as a whole"
AS_TABLE = "Written as several lines. Change it in the text."
CHECKING = "Checking."
CHECKED_WELL = "Checked. Nothing to put right."
REMARKS = "What the check says"
NOTE = "From a lesson"
KEEP_TITLE = "Use this text"
KEEP_BODY = (
    "From then on every new response uses it. Responses that are running keep the text "
    "they began with. Earlier texts stay readable."
)
NEW_VERSION = "New version"
VERSION_HINT = "The next number, such as 1.2."
REVIEW_DAY = "Reviewed on"
REVIEW_HINT = "The day somebody read it through, such as 2026-11-21."
WHY = "Why"
WHY_HINT = "One sentence for the log."
KEEP = "Use this text"
KEPT = "The text is in use"
NOT_YET_READABLE = "It can be used once it can be read. Put right what the check says."
DIFFERENCE = "What differs from the one that comes with the program"
SHOW_DIFFERENCE = "Show what differs"
NO_DIFFERENCE = "Nothing differs."
OWN_ONLY = "This playbook is your council's own: there is none to compare it with."
BACK_TITLE = "Go back"
BACK_BODY = (
    "The text that comes with the program is used again. Yours stays readable here."
)
GO_BACK = "Go back to the one that comes with the program"
GO_BACK_NOW = "Go back now"
DROP_BODY = "Nobody can begin it any more. It stays readable here."
WENT_BACK = "The text that comes with the program is used again"
CONFLICT = "Two people changed this playbook at the same time"
CONFLICT_BODY = (
    "Both texts were kept. The one further down is used until somebody chooses."
)
CHOOSE = "Use this one"
MOVED_ON = "The playbook that comes with the program has changed since yours was made"
MOVED_BODY = (
    "Yours is used, and nothing was changed in it. Below is what the new one changed, "
    "what you changed, and where both did."
)
MOVED_NO_TEXT = (
    "Yours is used, and nothing was changed in it. The text that it was made from is "
    "not here any more, so the difference to the new one is shown as a whole."
)
TAKE_IN = "Put the new changes into the text"
TAKEN_IN = (
    "The new changes are in the text. Where both had changed something, your words "
    "still stand. Read it, and then use it."
)
STAND = "Ours stays as it is"
LEFT = "You were still changing this when the kit was locked"
PUT_BACK = "Put it back into the editor"
THROW_AWAY = "Throw it away"
THROW_AWAY_NOW = "Throw it away for good"
LEAVE_TITLE = "There are changes that nobody uses yet"
LEAVE_BODY = "Use them, or leave them here for later. Nothing is lost."
LEAVE_LATER = "Leave them for later"
STAY = "Go on writing"

# Packs
PACKS_LEAD = (
    "A pack is one signed file with playbooks and messages, from one council to another. "
    "Opening one changes nothing."
)
OPEN = "Open a pack"
OPEN_TITLE = "Choose a pack"
MAKE = "Make a pack"
WHAT_TO_PACK = "What goes into it"
MESSAGES = "Messages"
MESSAGES_HINT = "Their numbers with commas, such as MT-01, MT-02."
PACK_NAME = "Name of the file"
PACK_FOLDER = "Folder for the pack"
MAKE_NOW = "Sign it and write it"
MADE = "The pack is written"
WHO_SIGNED = "Who signed it"
COMPARED = "They read the same words to me over the telephone"
WHAT_IS_IN = "What is in it"
DO = "What to do with it"
TAKE = "Use theirs"
KEEP_BESIDE = "Keep it beside ours"
LEAVE = "Leave it"
OTHER_NAME = "Its other name here"
OTHER_NAME_HINT = "A message takes a number, such as MT-81."
SHOW_THEIRS = "Show the text"
HIDE = "Hide it"
TAKE_NOW = "Take what is chosen"
TAKEN = "Taken"
NOT_COMPARED = (
    "Nobody has compared the words yet. You can take something all the same; the log "
    "will say so."
)

FIELDS = {
    "do": "What to do",
    "ask": "The question",
    "capture": "What to keep a copy of",
    "decide": "What to decide",
    "rotate": "Which secret to change",
    "write": "What to write",
    "approve": "What to have agreed",
    "notify": "Whom to tell, as a title",
    "wait": "What to come back to",
    "together": "What is done at the same time",
    "use": "The playbook or part to use",
    "who": "Who",
    "due": "By when",
    "why": "Why",
    "how": "How, one thing on each line",
    "basis": "What it rests on",
    "law": "Which law, with the section",
    "template": "Message",
    "alone": "If somebody is alone",
    "playbook": "Name",
    "version": "Version",
    "owner": "Who looks after it",
    "reviewed": "Reviewed on",
    "review every": "Review every",
    "handling": "Handling mark",
    "goal": "Goal",
    "begins with": "What a person sees who needs it",
}


def counted_rows(shown: int) -> str:
    """Say how many are listed."""
    return counted(shown, "text")


def about(kind: str, version: str, reviewed: str, due: str) -> str:
    """Say what one reads."""
    return f"{kind}, version {version}, reviewed {reviewed}, next review by {due}"


def owned(owner: str, handling: str, rehearsed: str) -> str:
    """Say who looks after it."""
    return f"Looked after by: {owner}. {REHEARSED}: {rehearsed}. {handling}"


def here(line: int) -> str:
    """Say where the cursor is."""
    return f"Line {line}"


def to_put_right(bad: int, unwise: int) -> str:
    """Say what a check found."""
    if bad:
        return "It cannot be read yet."
    return f"It can be used. {counted(unwise, 'thing')} to look at."


def more_remarks(number: int) -> str:
    """Say that there is more than is shown."""
    return f"and {number} more"


def own_playbook(name: str) -> str:
    """Say that another name makes another playbook."""
    return f"Used under this name, it will be a playbook of its own beside {name}."


def kept_as(name: str, version: str) -> str:
    """Say what is in use now."""
    return f"{name}, version {version}."


def one_version(version: str, who: str, when: str, why: str) -> str:
    """Return one earlier text as a line."""
    return f"Version {version}, {who}, {when}: {why}"


def one_return(who: str, when: str, why: str) -> str:
    """Return one return to the shipped text as a line."""
    return f"Back to the one that comes with the program, {who}, {when}: {why}"


def lies(path: str) -> str:
    """Say where a file lies."""
    return f"It is in {path}"


def taken(number: int) -> str:
    """Say how many texts were taken."""
    return f"{counted(number, 'text')} taken. What was used before stays readable."
