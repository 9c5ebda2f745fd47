"""What the screen of a response says around its playbook's own words."""

from collections.abc import Sequence

from incidentkit.words import incident_commands
from incidentkit.words.counts import counted

NO_INCIDENT = "No response is under way"
NO_INCIDENT_BODY = (
    "When something happens, start a response: two questions, then the first thing to "
    "do. Everything you do is written down for you."
)
OPEN_ONES = "Under way"
CLOSED_ONES = "Closed"
ALL_INCIDENTS = "All incidents"
OPENING = "Opening the response"
OPENING_BODY = "This takes a moment."
NOW = "Now"
WHY = "Why"
FOR = "For"
DONE_NEXT = "Done, next step"
LEAVE_OUT = "Leave it out"
NEVER_MIND = "Never mind"
REASON = "Reason"
REASON_HINT = "A few words. It goes into the log."
TAKE_BACK = "Take back what was recorded here"
STEP_NOTE = "Anything to write down about it?"
NEXT_STEPS = "What comes next"
ALL_STEPS = "Show every step that is left"
FEWER_STEPS = "Show the next few only"
EVERY_STEP = "Every step that is left"
STEPS_DEALT_WITH = "Steps that are dealt with"
DEALT_WITH = "Show what is dealt with, to look or take it back"
HIDE_DEALT_WITH = "Hide what is dealt with"
TO_NEXT = "Back to the next step"
LOG = "Log"
NOTE = "Write a note"
NOTE_HINT = "What you saw or did, and when. No passwords."
KEEP_NOTE = "Add to the log"
ALONE = "I am working alone"
DANGER_BODY = "People come first. Answer when you know; the rest need not wait."
RING = "Whom to ring"
NO_NUMBER = "no number written down"
CONTACTS = "Whom to tell"
OUR_PEOPLE = "People in the kit"
MACHINE_TITLE = "Before a password is shown"
MACHINE = "Could this computer be how they got in?"
MACHINE_BODY = (
    "Think of a link that was opened or a program that was installed on it. A password "
    "shown on a computer that somebody else can read is known to them."
)
MACHINE_YES = "Yes, or I cannot rule it out"
MACHINE_NO = "No"
MACHINE_SUSPECT = (
    "Use another device if there is one: unlock the kit there and set the new password "
    "from there. If there is none, go on here and change it once more later from a "
    "clean one."
)
MACHINE_GO_ON = "Go on here all the same"
WHICH_ACCOUNT = "Which account?"
WHICH_NONE = "Choose an account"
CAPTURE_FIRST = "First keep a copy of what this takes away."
CAPTURE_NOW = "Go to the capture"
WITHOUT_CAPTURE = "Waiting puts people in danger: go on without a copy"
WAITS_FOR = "This waits for another step"
ALL_DONE = "Every step is done or not needed"
ALL_DONE_BODY = "Write a last line about what happened, and close the incident."
SECRET_CHANGED = "The new password is in force"
TEXT_PUBLISHED = "The text was published"
MORE = "More"
TICK = "Tick what is done already"
TICK_BODY = (
    "Tick what was done before the kit was opened. The time can be put right in a note."
)
TICK_KEEP = "Record what is ticked"
SITUATION = "Situation in five lines"
SITUATION_KEEP = "Record the situation"
CAUSE = "Cause"
CAUSE_STATUS = "How sure are we?"
CAUSE_WHAT = "Which cause"
CAUSE_BASIS = "What it rests on"
CAUSE_KEEP = "Record the cause"
CLOSE = "Close the incident"
CLOSE_SUMMARY = incident_commands.CLOSE_SUMMARY
CLOSE_LESSONS = "What we learned"
CLOSE_REASON = "Why it is closed with things open"
CLOSE_OPEN = "Still open:"
CLOSE_HIDE = "Hide what is still open"
CLOSE_NOW = "Close it"
REOPEN = "Go on with it"
REOPEN_REASON = "Why it goes on"
REPORT = "Write the report"
REPORT_FOLDER = "Folder for the report"
BACK_TO_STEP = "Back to the step"
CLOSED_TITLE = "This incident is closed"
CLOSED_BODY = "Notes can still be added, and the report can be written at any time."
EVIDENCE_OWED = "Evidence still to be filed"
TO_SETTLE = "Two people said different things"
COLUMN_INCIDENT = "Incident"
COLUMN_WHAT = "What"
COLUMN_KNOWN_SINCE = "Known since"
COLUMN_STATE = "State"
COLUMN_NEXT_STEP = "Next step"
STATUSES = {
    "unexplained": "We do not know",
    "suspected": "We suspect it",
    "confirmed": "It is confirmed",
}


def now_in(phase: str, playbook: str = "") -> str:
    """Say in which part one is, and of which playbook where there are several."""
    return f"{NOW}: {phase}, {playbook}" if playbook else f"{NOW}: {phase}"


def phase_of(title: str, playbook: str) -> str:
    """Name a phase or a step, and its playbook where there are several."""
    return f"{title} ({playbook})" if playbook else title


def elapsed(minutes: int) -> str:
    """Return how long it has been, as it stands large at the top."""
    if minutes < 120:
        return counted(minutes, "minute")
    hours = minutes // 60
    return counted(hours, "hour") if hours < 48 else counted(hours // 24, "day")


def since(when: str) -> str:
    """Say since when."""
    return f"since we knew, at {when}"


def progress(phase: str, done: int, wanted: int) -> str:
    """Say how far a phase is."""
    return f"{phase}: {done} of {counted(wanted, 'step')} dealt with"


def phases_after(phases: Sequence[str]) -> str:
    """Say which phases follow."""
    return f"After that: {', '.join(phases)}." if phases else ""


def person(name: str, detail: str) -> str:
    """Return somebody and what they are."""
    return f"{name}, {detail}" if detail else name


def ring_them(who: str, number: str) -> str:
    """Say at which number somebody is."""
    return f"{who}:  {number or NO_NUMBER}"


def takes_away(name: str, number: str) -> str:
    """Say who can take somebody's way in away."""
    return f"Can be taken away by {name}:  {number or NO_NUMBER}"


def overdue(titles: tuple[str, ...]) -> str:
    """Say what the law or a promise asked for before now."""
    return "Overdue: " + "; ".join(titles) if titles else ""


def by(who: str, recorder: str) -> str:
    """Say who did something, and who wrote it down when that was somebody else."""
    return who if who == recorder else f"{who} (recorded by {recorder})"


def written(files: tuple[str, ...]) -> str:
    """Say where a report lies."""
    return "Written: " + ", ".join(files)


def still_open(count: int) -> str:
    """Return what the button says that shows what is open."""
    many = counted(count, "thing")
    return f"{many} {'is' if count == 1 else 'are'} still open. Show them"


def opening(title: str) -> str:
    """Say which response is being opened; its title may not be known yet."""
    return f"{OPENING}: {title}" if title else OPENING
