"""What the commands for the monthly account check say."""

from incidentkit.words.counts import counted
from incidentkit.words.rounds import FOUND
from incidentkit.words.times import spoken_month

MONTH_HELP = "the month, as in 2026-11; the check that is going on without"
ACCOUNT_HELP = "which account, by a few letters of its name"
ASK_HELP = "one question only, as `round next` names it; all that are open without"
FOUND_HELP = "what was found; right without"
TO_HELP = "who looks at it; you without"
FOLDER_HELP = "the folder to write the certificate into"
LIST_HEAD = ("month", "state", "accounts", "kept", "closed by")
SHOW_HEAD = ("account", "due", "looks after it", "state")
NO_ROUND = "No account check was begun yet."
NOTHING_LEFT = "Every question of this check has an answer. It can be closed."
NEXT = 'Try: incidentkit round answer "{}"'
OPEN = "going on"
CLOSED = "closed"
TO_DO = "to do"
IN_PART = "begun"
LATE = "late"
NOT_ANSWERED = "not answered yet"
PASSWORD_LEFT = (
    "The new password is still to be changed: incidentkit account rotate, and then "
    "with --confirm --tried. That answers it here as well."
)
OWED_FIRST = "{} Change it first: {}. What this check asks is there besides."
ARRIVED = "{} arrived after the closing, and counted in no score:"
CLOSE_FIRST = "What is not as it should be stays so, and stands in the certificate."


def opened(month: str, accounts: int, policy: str) -> str:
    """Say that a check was begun."""
    return f"The account check of {spoken_month(month)} has {counted(accounts, 'account')}. {policy}."


def taken_in(accounts: int) -> str:
    """Say how many accounts were taken in."""
    return f"{counted(accounts, 'account')} taken into the check."


def answered(account: str, question: str, found: str) -> str:
    """Say what was written down."""
    return f"{account}, {question.lower()}: {FOUND[found].lower()}"


def given(account: str, name: str) -> str:
    """Say who looks at an account now."""
    return f"{name} looks at {account} in this check."


def closed(month: str) -> str:
    """Say that a check is closed."""
    return f"The account check of {spoken_month(month)} is closed."


def left(unanswered: int, wrong: int, not_checked: int, skipped: int) -> str:
    """Say what is not as it should be."""
    return (
        f"{counted(unanswered, 'question')} without an answer, {wrong} found wrong, "
        f"{not_checked} not checked, {skipped} skipped."
    )


def code(digest: str) -> str:
    """Return the code of the closing, to be copied."""
    return f"incidentkit log verify --end-code {digest}"


def written(path: str) -> str:
    """Say that a file was written."""
    return f"Written: {path}"
