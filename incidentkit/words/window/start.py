"""What is asked before a response starts: two questions, and nothing else."""

from collections.abc import Sequence

from incidentkit.words.front_door import SEEN
from incidentkit.words.lists import and_list
from incidentkit.words.problems import Problem
from incidentkit.words.times import spoken_time

TITLE = "Start a response"
BODY = "Two answers, then the first thing to do. Nothing here can be got wrong."
FIRST = f"1. {SEEN}"
KEYS = "A number key chooses. If two fit, take the one that worries you more."
FIND = "Find an account"
NOT_LISTED = "None of these, or I don't know yet"
CHANGE = "Change"
OPEN_ONES = "Already under way"
GO_ON = "Go on with it"

OUTLET = "Outlet"
REPORTER = "Who is asking"
QUESTION = "What exactly do they ask?"
QUESTION_HINT = "In the reporter's own words."
DEADLINE = "Answer needed by"
DEADLINE_HINT = "Such as 16:00, tomorrow 10:00, or Friday 4pm."
ADDRESS = "E-mail address"
ENOUGH = "Only what you know is needed. The rest can be filled in later."
BEGIN = "Begin"
DROP_MAIL = "Drop the reporter's e-mail here, and it fills the lines"
DROP_MORE = "A file that ends in .eml or .msg. Look the lines over before you begin."
CHOOSE_MAIL = "Choose a file"
MAIL_FILTER = "E-mail (*.eml *.msg)"
KEEP_MAIL = "Keep the e-mail as evidence"
LEAVE_MAIL = "Leave it out"
NOT_A_TIME = "No time can be read from that. It is kept as it is written."
LEFT_TITLE = "Not saved: a press enquiry"

ONLY_NAMED = "Only named people may see this"
ONLY_NAMED_BODY = (
    "For a suspected colleague, a matter of employment, or a child's data. You read it "
    "too, and so does whoever holds the recovery sheet."
)
EVERYBODY = "Everybody in the kit may see it after all"

REPORT_TITLE = "A report that came in goes with it"
REPORT_DANGER = "The report may say that somebody is in danger. Ring 999 first."
REPORT_AWAY = "Start without it"

NOT_SURE = "Not sure it is an incident?"
SELF_REPORT = "Self-report card"
EXERCISE = "This is an exercise"


def no_mail(name: str) -> Problem:
    """Say that a file is no e-mail."""
    return Problem(
        "No e-mail can be read from that",
        f"\u201c{name}\u201d is not an e-mail in a file, or cannot be opened here.",
        "Type the lines, or save the e-mail once more as .eml or .msg.",
    )


def numbered(number: int, says: str) -> str:
    """Return a choice with the key that takes it."""
    return f"{number}   {says}" if number < 10 else f"     {says}"


def second(question: str) -> str:
    """Return the second question."""
    return f"2. {question}"


def understood(deadline_ms: int) -> str:
    """Say how a deadline was understood."""
    return f"The clock is set to {spoken_time(deadline_ms)}."


def filled_from(name: str, sent_ms: int) -> str:
    """Say where the lines come from."""
    sent = f", sent {spoken_time(sent_ms)}" if sent_ms > 0 else ""
    return f"Filled from {name}{sent}. Look it over: it is a suggestion."


def only_for(names: Sequence[str]) -> str:
    """Say who will read it."""
    return f"You and {and_list(names)} will read it." if names else "Only you read it."
