"""What the screen of the monthly account check says."""

from collections.abc import Sequence

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.times import spoken_date, spoken_month, spoken_time

TITLE = "Account check"
TABLE = "The accounts of this check, yours first"
ACCOUNT = "Account"
DUE = "By"
WHO = "Looks after it"
STATE = "State"
SEARCH = "Find an account"
ONLY_OPEN = "Only what is left"
YOURS = "You"
LATE = "late"
TO_DO = "To do"
BEGUN = "Begun"
NOT_IN_USE = "closed meanwhile"
OWED = "Change today"

# --- one account ----------------------------------------------------------------

PARTS = {
    "monthly": "Asked every month",
    "quarterly": "Asked once a quarter",
    "password": "The password",
}
ALL_RIGHT = "All still right"
GO_ON = "Go on"
CHANGE_IT = "To the new password"
CHANGE_NOW = "Change it now"
RIGHT = "Right"
NOT_CHECKED = "Not checked"
SKIP = "Skip it"
WRONG = "It is wrong"
PUT_RIGHT = "I put it right"
UNDO = "Take back the last answer"
TAKE = "I look at this one"
OPEN_ACCOUNT = "Open the account"
OPEN_PAGE = "Open the page"
SEVERAL = (
    "People said different things. The least good counts until one of you answers."
)
KEYS = (
    "Enter: all still right, and on to the next. N: not checked. S: skip. W: wrong. "
    "P: put right. R: this one is right. C: change a password that has to be changed "
    "today. Left and right: another question. Up and down: "
    "another account. Ctrl+Z: take the last answer back."
)
WORD = "A word about it"
ASK_WORD = {
    "wrong": "What is wrong?",
    "put-right": "What did you change?",
    "skipped": "Why is it skipped?",
}
WORD_HINT = "It goes into the log and the certificate, for everybody to read."
SAVE = "Write it down"
TAKEN_BACK = "Taken back. Say again what you found."
NOTHING_TO_TAKE_BACK = "There is nothing to take back."
PASSWORD_WAITS = (
    "A password is not ticked off. Change it here, or say N for not checked or S to skip "
    "it."
)
CLOSED_ACCOUNT = "This account was closed after the check began. Skip it, and say that it was closed."
IT_WAS_CLOSED = "The account was closed."

# --- beginning ------------------------------------------------------------------

BEGIN = "Begin this check"
OFF_TITLE = "There is no account check"
OFF = (
    "Your council has decided that nothing is due on a date. Passwords still change when "
    "something happened, and the accounts page shows what is due then."
)
TO_SETTINGS = "Go to the council's settings"
NO_ACCOUNTS = "There is no account in use yet"
NO_ACCOUNTS_BODY = "Write the first one down. Then it can be looked at each month."
ADD_ACCOUNT = "Write down an account"
OBSERVER = "You can read this, but an officer or a comms lead has to answer."
EARLIER = "Another check"

# --- closing ----------------------------------------------------------------------

CLOSE = "Close this check"
CLOSE_LEAD = (
    "What has no answer stays so, and stands in the certificate. A closed check is not "
    "opened again."
)
CLOSE_NOW = "Close it now"
CLOSING_NOTE = "Anything to say about it?"
EVERYTHING_RIGHT = "Everything that was asked was found right or put right."
UNANSWERED = "No answer"
FOUND_WRONG = "Found wrong"
LEFT_UNCHECKED = "Not checked"
SKIPPED = "Skipped"
CLOSED = "This check is closed"
SAID_LATER = "Said after it was closed"
ARRIVED_LATER = "Arrived after closing, and counted apart"
CERTIFICATE = "Write the certificate"
CERTIFICATE_HINT = "As PDF and as a table (CSV). No secret is in it."
GATHERING = "Checking the log"
TYPESETTING = "Writing the certificate"
CODE = "Code of the closing, which is in the log"


def begin(month: str) -> str:
    """Ask for a month's check to be begun."""
    return f"The check of {spoken_month(month)} has not been begun"


def in_use(accounts: int) -> str:
    """Say how many accounts there are to look at."""
    are = "is" if accounts == 1 else "are"
    return f"{counted(accounts, 'account')} {are} in use."


def take_in(accounts: int) -> str:
    """Offer to take in the accounts that came since."""
    return f"Take in {counted(accounts, 'account')} that came since (T)"


def part(number: int, of: int, name: str) -> str:
    """Say which group of questions is shown."""
    return f"{name}, {number} of {of}" if of > 1 else name


def about(platform: str, owner: str, deputy: str, due_ms: int) -> str:
    """Say who looks after an account, and by when it is looked at."""
    stands_in = f", {deputy} stands in" if deputy else ""
    return f"{platform}. {owner} looks after it{stands_in}. By {spoken_date(due_ms)}."


def owed_by(labels: tuple[str, ...]) -> str:
    """Say which accounts wait for a change whatever this check asks."""
    return f"To be changed today, before everything else: {and_list(labels)}."


def answering(question: str, *, is_marked: bool) -> str:
    """Name one question for a screen reader."""
    return f"{question}, chosen" if is_marked else question


def closed_by(name: str, wall: int, note: str) -> str:
    """Say who closed it."""
    said = f"{name} closed it, {spoken_time(wall)}."
    return f"{said} {note}" if note else said


def item(label: str, questions: Sequence[str], note: str) -> str:
    """Name the questions of one account that are not in order, and the word on them."""
    return f"{label}: {', '.join(questions)}" + (f". {note}" if note else "")


def how_many(heading: str, questions: int, accounts: int) -> str:
    """Say of how many questions something holds, and on how many accounts."""
    asked = counted(questions, "question")
    return f"{heading}: {asked} on {counted(accounts, 'account')}"


def more(count: int) -> str:
    """Say that a list goes on."""
    return f"and {count} more"


def written(folder: str) -> str:
    """Say where the certificate is."""
    return f"The certificate is in {folder}."


def begun(accounts: int) -> str:
    """Say that a check has begun."""
    return f"Begun, with {counted(accounts, 'account')}"


def taken_in(accounts: int) -> str:
    """Say that accounts were taken in."""
    return f"{counted(accounts, 'account')} taken in"


def answer_key(text: str, key: str) -> str:
    """Name a button with the key that does the same."""
    return f"{text} ({key})"
