"""What the certificate of a monthly account check says."""

from collections.abc import Sequence

from incidentkit.words.counts import counted
from incidentkit.words.times import (
    NOT_A_TIME,
    short_time,
    spoken_month,
    spoken_time,
    uk_time,
)

KIND = "Account check"
HANDLING = "Internal"
OUTCOME = "What it came to"
NOT_IN_ORDER = "What is not as it should be"
ALL_IN_ORDER = "Everything that was asked was found right or put right."
ACCOUNTS = "Every account"
PASSWORDS = "Passwords"
LATER = "Said after it was closed"
LATER_LEAD = (
    "This came from machines that had not heard of the closing. It does not count as "
    "kept, and takes nothing back."
)
ARRIVED = "Arrived after it was closed"
ARRIVED_LEAD = (
    "These accounts came from machines of which whoever closed the check had not heard. "
    "They count in no score."
)
CHANGED_LATER = "Changed after the closing"
LOG = "Proof in the log"
NO_ACCOUNTS = "No account was in use."
NO_PASSWORDS = "No password was due, and none was changed."
NO_SECRETS = "No password or other secret stands in this certificate."

COUNCIL = "Council"
MONTH = "Month"
POLICY = "Policy in force"
HONESTLY = "About this policy"
BEGUN = "Begun"
CLOSED = "Closed"
CLOSING_NOTE = "Said at closing"
KEPT = "Score of the policy"
CHANGED = "New passwords"
EXPOSURE = "Score of exposure"
CLOSING_CODE = "Code of the closing"
HOW_TO_CHECK = (
    "The closing is an entry in the log, signed by whoever closed it. To check that it "
    "is still there and unchanged, close the kit and run: incidentkit log verify "
    "--end-code and the code."
)

HEAD = ("Account", "Looks after it", "What was found", "By whom, when")
LISTED_HEAD = ("Account", "What was found", "By whom, when")
PASSWORD_HEAD = (
    "Account",
    "Changed",
    "By",
    "Made by the kit",
    "Signed in with it",
)
CSV_HEAD = (
    "Month",
    "Account",
    "Looks after it",
    "Deputy",
    "Due",
    "What was asked",
    "Found",
    "By",
    "When",
    "Word",
    "Said after closing",
    "Password changed",
    "Made by the kit",
    "Signed in with it",
    "Arrived after closing",
)
YES = "Yes"
NO = "No"
NOT_CHANGED = "Not changed"


def yes_or_no(*, is_so: bool) -> str:
    """Say yes or no."""
    return YES if is_so else NO


def title(month: str) -> str:
    """Name the certificate."""
    return f"Certificate of the account check, {spoken_month(month)}"


def file_name(month: str) -> str:
    """Return the name of its files, without an ending."""
    return f"account-check-{month}"


def by_at(name: str, when_ms: int) -> str:
    """Say who and when."""
    return f"{name}, {spoken_time(when_ms)}"


def by_between(name: str, first_ms: int, last_ms: int) -> str:
    """Say who and when within a day, as short as it stands in a table."""
    first, last = short_time(first_ms), short_time(last_ms)
    until = "" if first == last else f" to {last.rpartition(' ')[2]}"
    return f"{name}, {first}{until}"


def left_as_it_is(why: str, labels: Sequence[str]) -> str:
    """Say which passwords were due and not changed in time."""
    return f"{why}: {', '.join(labels)}."


def found_of(found: str, asked: Sequence[str], note: str) -> str:
    """Say what was found of which questions, and the word about it."""
    said = f"{found}: {', '.join(asked).lower()}"
    return f"{said}. {note}" if note else said


def in_table(when_ms: int) -> str:
    """Return a time that sorts as text: 2026-11-21 07:10, by the clock in the UK."""
    when = uk_time(when_ms)
    return NOT_A_TIME if when is None else f"{when:%Y-%m-%d %H:%M}"


def not_in_order(unanswered: int, wrong: int, not_checked: int, skipped: int) -> str:
    """Say how much of what was asked is not in order."""
    return (
        f"{counted(unanswered, 'question')} without an answer, {wrong} found wrong, "
        f"{not_checked} not checked, {skipped} skipped."
    )
