"""What the log's screen says."""

from incidentkit.words.counts import counted

TITLE = "Log"
HAPPENED = "What happened"
CHECK = "Check it"
REPORT = "Report"
OF_WHAT = "Of which incident?"
EVERYTHING = "Everything in the kit"
FIND = "Find"
FIND_HINT = "Part of a name, an account or a word."
LINES = "Log"
WHOLE_LINE = "The chosen line in full"
WHEN = "When"
WHO = "Who"
WHAT = "What"
READING = "Reading the log."
NOTHING = "Nothing is written here yet."
NONE_FITS = "No line has these words."
CHECK_BODY = (
    "The kit reads its log again from the start and says whether anything was changed, "
    "removed or put back. You can stop at any time."
)
CHECK_NOW = "Check the kit"
CHECKING = "Checking the log, what it adds up to, and the evidence."
WELL = "Nothing is wrong"
NOT_WELL = "Something is not as it should be"
STOPPED = "Stopped. Nothing was found out."
CANNOT_PROVE = "What this cannot prove"
HEADS = "Compare with a colleague or a printed report"
HEADS_HERE = "How far each machine's record goes"
HEAD = "An end code from a printed report"
HEAD_HINT = "64 letters and digits. Copy the whole line, or type it."
LOOK_FOR = "Look for it"
HEAD_IS_THERE = "The log holds it. Nothing was taken out up to there."
REPORT_BODY = (
    "A PDF to read and print, and the same as plain text. Both hold what is in the log "
    "of the incident, and no password."
)
REPORT_FOLDER = "Folder for the report"
WRITE = "Write the report"
GATHERING = "Step 1 of 3: reading the log and checking it."
TYPESETTING = "Step 2 of 3: making the PDF. It takes a few seconds."
WRITING = "Step 3 of 3: writing the files."
REPORT_STOPPED = "Stopped. No report was written."
NO_INCIDENT = "There is no incident to report on yet."
CHOOSE_FOLDER = "Choose a folder first."


def lines_shown(shown: int, of: int) -> str:
    """Say how many lines there are, and how many are shown of them."""
    if shown == of:
        return counted(of, "line")
    return f"{shown:,} of {counted(of, 'line')}"


def head_line(record: str, number: int, digest: str) -> str:
    """Return how far one machine's record goes."""
    return f"Record {record}, entry {number:,}: {digest}"


def report_lies(folder: str, names: tuple[str, ...]) -> str:
    """Say where a report lies."""
    return f"It is in {folder}: {' and '.join(names)}"


REPORT_DONE = "The report is written"
