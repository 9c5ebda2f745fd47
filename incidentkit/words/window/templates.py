"""What the screen of the message templates says."""

from incidentkit.words.counts import counted

TITLE = "Message templates"
LEAD = (
    "The words a message begins with. Read them before they are needed, and change them "
    "to fit your council."
)
LIST = "Message templates"
FIND = "Find"
FIND_HINT = "Part of a number, a title or a reader, such as members."
AUDIENCE = "For"
EVERYBODY = "Everybody"
PLAYBOOK = "In a response to"
ANY_PLAYBOOK = "Anything"
NUMBER = "Number"
WHAT = "What it is"
FORM = "Form"
LANGUAGE = "Language"
WHOSE = "Whose text"
WELSH = "Welsh"
READING = "Reading the templates."
OPEN = "Open it"
ALL = "All templates"

# One of them
EDITOR = "Text of the template"
ONLY_LEADS = "Only a comms lead changes a template. Everybody may read it."
PREVIEW = "As a message, with made-up facts"
PREVIEW_TEXT = "The message"
NO_PREVIEW = "The message shows here once the text can be read."
PICTURE = "If there is a picture"
ASKS = "What it asks for"
PARTS = "Parts that can be switched on"
REMARKS = "What the check says"
CHECKING = "Checking."
CHECKED_WELL = "Checked. Nothing to put right."
KEEP_TITLE = "Use this text"
KEEP_BODY = (
    "From then on new messages begin with it. Messages that are being written keep "
    "their words. Earlier texts stay in the log."
)
WHY = "Why"
WHY_HINT = "One sentence for the log."
KEEP = "Use this text"
KEPT = "New messages begin with your text"
SHOW_DIFFERENCE = "Show what differs from the one that was shipped"
DIFFERENCE = "What differs from the template that was shipped"
OWN_ONLY = "This template is your council's own: there is none to compare it with."
GO_BACK = "Go back to the one that was shipped"
GO_BACK_BODY = "The text that was shipped is used again. Yours stays in the log."
DROP = "Stop using this template"
DROP_BODY = "No message begins with it any more. It stays in the log."
GO_BACK_NOW = "Go back now"
DROP_NOW = "Stop using it now"
WENT_BACK = "The text that was shipped is used again"
LEAVE_TITLE = "There are changes that nobody uses yet"
LEAVE_BODY = "Use them, or throw them away."
THROW_AWAY = "Throw them away"
STAY = "Go on writing"
LEFT = "You were still changing this when the kit was locked"
PUT_BACK = "Put it back into the editor"
THROW_LEFT = "Throw it away"
CONFLICT = "Two people changed this template at the same time"
CONFLICT_BODY = (
    "The text shown is used until somebody chooses. Use one of them: the other stays "
    "in the log."
)
SEE_OTHER = "Put the other text into the editor"

# Welsh
WELSH_TITLE = "The translator"
BESIDE = "The English it stands beside"
SENTENCES = "The kit fills in one of these, and they are approved with it:"
TRANSLATOR = "Translator's name"
TRANSLATOR_HINT = "Who read it word for word, and said that it is right."
DAY = "On"
DAY_HINT = "Such as 2026-03-02. Empty for today."
APPROVE = "Record the approval"
APPROVED = "New Welsh messages can begin with it"
STOP = "Stop this text"
STOP_BODY = "No message begins with it until a translator has approved it again."
STOP_NOW = "Stop it now"
STOPPED = "No message begins with this text now"
KEEP_FIRST = "Use the changed text first. Then it can be approved."
MAY_NOT = (
    "A comms lead records it, or whoever the council's settings name for Welsh words."
)


def counted_rows(rows: int) -> str:
    """Say how many templates are in the list."""
    return f"{counted(rows, 'template')}."


def about(
    variant: str, language: str, audience: str, playbooks: tuple[str, ...]
) -> str:
    """Say which form it is, who reads it and where it is written."""
    said = f"{variant} form, {language}. For: {audience.lower()}."
    return f"{said} Written in: {', '.join(playbooks)}." if playbooks else said


def to_put_right(bad: int, unwise: int) -> str:
    """Say what the check found."""
    if bad:
        return f"It cannot be used yet: {counted(bad, 'thing')} to put right."
    return f"It can be read. {counted(unwise, 'thing')} to think about."


def here(line: int) -> str:
    """Name the line that a remark is about."""
    return f"Line {line}"


def length(place: str, count: int, limit: int | None, *, fits: bool) -> str:
    """Say how long the message is in one place."""
    if limit is None:
        return f"{place}: {count}."
    too_long = "" if fits else ", too long"
    return f"{place}: {count} of {limit}{too_long}."


def approved_by(translator: str, day: str) -> str:
    """Say who approved it, and when."""
    return f"{translator} approved it on {day}, word for word."


def waits(why: str) -> str:
    """Say why no message can begin with it."""
    return f"No message can begin with this text yet: it {why}."


def stopped_because(why: str) -> str:
    """Say why somebody stopped it."""
    return f"Why it was stopped: {why}"
