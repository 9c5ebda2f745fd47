"""What the register of accounts says: the list, one account's page, and its forms."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.accounts import ITEMS
from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.times import short_time

# --- the list
TITLE = "Accounts"
FIND = "Find an account"
FIND_HINT = "By platform, name, purpose or person. Ctrl+F comes back here."
ADD = "Add an account"
IMPORT = "Import a table"
LIST_NAME = "Accounts, Return opens one"
PLATFORM = "Platform"
HANDLE = "Name there"
ACCESS = "How people get in"
WHO = "Who can post"
CHANGED = "Password changed"
STANDING = "To do"
NEW_ONE_WAITS = "A new one waits"
TO_SETTLE = "To settle"
CLOSED = "Closed"
NEWER = "Something newer to come"
NO_ACCOUNT = "No account is written down yet"
NO_ACCOUNT_BODY = (
    "Begin with the account that would hurt most if somebody else had it. It takes "
    "about a minute, and the rest can follow later."
)
FIRST = "Add the first account"
READING = "Reading the accounts."

# --- one account
ALL_ACCOUNTS = "All accounts"
KEPT_HERE = "What the kit keeps"
KEPT_LOGGED = "Everything that is shown or copied is logged first, with your name."
NOTHING_KEPT = "Nothing is kept yet."
CHANGE_PASSWORD = "Change the password"
CHANGE_CODES = "Change the key for sign-in codes"
CODE_NOW = "Sign-in code of the moment"
CODE_KEY = "Key for sign-in codes"
CODE_KEY_HINT = "The long key behind the QR code, or the address that begins otpauth."
CODES_LINES = "One on each line."
CODES_HINT = "One on each line. They take the place of those that are kept."
NEXT_CODE = "Show the next one and mark it as used"
EACH_CODE = "Each code"
KEEP = "Keep"
GO_BACK = "Go back"
NOT_HOLDER = "Only these people can open them:"
NOBODY = "Nobody in the kit can open them."
SETTLE = "Colleagues set this differently"
SETTLE_BODY = "All of it was kept. Look at each, and say which is right."
SETTLE_ABOVE = "Colleagues set this differently: see the top of the page."
SETTLE_SECRET = "Try each on the platform, and say which one works."
THIS_WORKS = "This one works"
NAME_SOMEBODY = "Name who can post, a second step or an app"
HOLDERS = "Who may open the secrets"
AS_LEAD = "as a comms lead"
LET_IN = "Let somebody open them"
LET_IN_WHO = "Who?"
GIVE = "Give access"
LET_IN_EMERGENCY = "In an emergency"
LET_IN_WHY = "Why now?"
LET_IN_WHY_HINT = (
    "Everybody is told when they next unlock, and the password is due for a change "
    "today."
)
LET_IN_NOW = "Let them in now"
WITHDRAW = "Withdraw"
WITHDRAW_SURE = "Withdraw their access"
EVERYBODY_READS = "What everybody in the kit can read"
WHAT_IT_IS = "What it is"
GETTING_BACK = "Getting back in"
WHOSE_IT_IS = "Whose it is"
RUNNING_IT = "Running it"
EDIT = "Edit"
SAVE = "Keep the changes"
NOT_KNOWN = "not known"
PLACES = "Where things are done"
CLOSE_IT = "Close this account"
CLOSE_IT_BODY = (
    "For an account that the council no longer uses. It stays for the record."
)
CLOSE_IT_WHY = "Why?"
RESTORE = "Bring it back into use"
SAVED = "Changed."
SETTLED = "Settled. The others are kept as history."
WHO_KNOWS = "Who knows something that is in use"
NOBODY_KNOWS = "Nobody was shown anything that is in use."

# --- naming somebody
LINK_KIND = "What is it?"
LINK_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "role": "A role on the platform",
        "tool": "A seat in a tool that posts for us",
        "phone": "A telephone that gets sign-in codes",
        "agency": "An agency",
        "permission": "Somebody who may work with it",
        "factor": "A second step at sign-in",
        "app": "An app that is connected",
        "hangs": "Another account that it hangs on",
    }
)
NAME = "Name"
ROLE = "What may they do?"
ROLE_HINT = "As the platform calls it, such as full control, editor or content."
MOBILE = "Mobile"
MOBILE_HINT = "The number you would ring at seven on a Saturday."
CAN_REMOVE = "They can take other people off"
TOOL = "Which tool?"
RING_NAME = "Who can take the seat away, if not they?"
RING_NUMBER = "Their number"
PHONE_NUMBER = "The telephone's number"
CARRIES = "Who carries it?"
PHONE_WHAT = "What is it for?"
MAY_WHAT = "What may they do?"
IS_OUTSIDE = "They do not work for the council"
LAST_DAY = "Their last day, if there is one"
WHICH_STEP = "Which second step?"
HELD_BY = "Who holds it?"
HELD_BY_HINT = "Leave it empty if it is the council's and no one person's."
WHERE_IT_IS = "Where is it?"
APP_NAME = "Name of the app"
APP_WHAT = "What does it do?"
WHICH_TIE = "How?"
WHICH_ACCOUNT = "Which account?"
AGENCY_NAME = "Name of the agency"
AGENCY_CONTACT = "Whom to ring there"
UNTIL = "When does the contract end?"
UNTIL_HINT = "As in 31/3/2027 or 31 March 2027."
NOTE_IT = "Note it"

# --- adding
ADD_TITLE = "Add an account"
ADD_BODY = "Platform and name are enough. Everything else can follow later."
WHICH_PLATFORM = "Which platform?"
ANOTHER_PLATFORM = "Something else"
PLATFORM_NAME = "What is it called?"
PLATFORM_HINT = "A short name in small letters, such as intranet."
HANDLE_FIELD = "What is the account called there?"
HANDLE_HINT = "The name people see, such as AshcombeDC."
HOW = "How do people come to post with it?"
ACCESS_CHOICES: Mapping[str, str] = MappingProxyType(
    {
        "own-login": "It has a login and a password of its own",
        "roles": "People post through their own profiles, and have a role",
        "mailbox": "It is a mailbox",
        "tool": "It is a tool that posts to other accounts",
        "number": "It runs on a telephone number",
        "held-elsewhere": "Its password is kept in another vault",
    }
)
PASSWORD = "The password"
PASSWORD_NOW = "I type in the password that works now"
PASSWORD_NEW = "Make a new one, which I set on the platform next"
PASSWORD_LATER = "Later"
TYPE_PASSWORD = "Password"
LOGIN = "Login"
LOGIN_HINT = "The name or the email address to sign in with."
WHERE_KEPT = "Where is it kept?"
PEOPLE = "Who has a role?"
PEOPLE_BODY = (
    "Name each, with a mobile number, so that the right person can be rung in a hurry."
)
ANOTHER_PERSON = "Another person"
REST = "More about it"
REST_BODY = "None of this is needed now."
ADD_IT = "Add it"
ASKS = "It does not exist yet: I am asking for it"
WHY_WANTED = "Why do we want it?"
WHY_WANTED_HINT = "Who it is for, what it would do that none of ours does, who posts."
ASK_FOR_IT = "Ask for it"

# --- importing
IMPORT_TITLE = "Import a table of accounts"
IMPORT_BODY = (
    "A CSV file from a password manager or a spreadsheet. Nothing is written before "
    "you have seen what it becomes, and it is written whole or not at all."
)
CHOOSE_FILE = "Choose a file"
CSV_FILES = "Tables (*.csv *.txt);;All files (*)"
COLUMNS = "What each column is taken for"
COLUMN = "Column"
ACCOUNTS_FOUND = "What it becomes"
ROW = "Row"
ACCOUNT = "Account"
PASSWORD_KEPT = "Password"
YES = "yes"
DUPLICATE = "There already"
TAKE_DUPLICATES = "Import the accounts that are there already as well"
IMPORTING = "Writing the accounts."
STOPPED = (
    "Stopped. Either all of the accounts are written or none is: the list shows it."
)
FILE_CHANGED = "The file has changed since you looked. This is what is in it now."
OPEN_LIST = "Show the accounts"


def row_standing(*, waiting: bool, settle: bool, closed: bool, newer: bool) -> str:
    """Say what there is to do about an account in a list."""
    said = (
        (settle, TO_SETTLE),
        (waiting, NEW_ONE_WAITS),
        (newer, NEWER),
        (closed, CLOSED),
    )
    return ", ".join(text for wanted, text in said if wanted)


NONE_FITS = "No account fits. Use other words, or show all accounts."


def shown(number: int, of: int) -> str:
    """Say how many accounts the list shows."""
    if number == of:
        return f"{counted(of, 'account')}."
    if not number:
        return NONE_FITS
    return f"{number:,} of {counted(of, 'account')}."


def code_number(number: int, *, used: bool) -> str:
    """Name one recovery code."""
    return f"Code {number}, used" if used else f"Code {number}"


def codes_left(unused: int, of: int) -> str:
    """Say how many recovery codes still work."""
    return f"{unused} of {counted(of, 'code')} not used."


def _item(item: str) -> str:
    name = ITEMS[item]
    return f"{name[:1].lower()}{name[1:]}"


def first_value(item: str) -> str:
    """Name the button that writes something down for the first time."""
    return f"Add the {_item(item)}"


def other_value(item: str) -> str:
    """Name the button that writes down another value."""
    return f"Change the {_item(item)}"


def version(name: str, number: int, of: int) -> str:
    """Name one of several in force."""
    return name if of == 1 else f"{name}, version {number} of {of}"


def holder(name: str, *, as_lead: bool) -> str:
    """Name somebody who may open the secrets."""
    return f"{name}, {AS_LEAD}" if as_lead else name


def withdraw_from(name: str) -> str:
    """Name the button that ends somebody's access."""
    return f"{WITHDRAW}: {name}"


def may_open(name: str) -> str:
    """Say that somebody may open an account."""
    return f"{name} may open this account's secrets."


def withdrawn(name: str) -> str:
    """Say that somebody may not any more."""
    return f"{name} cannot open what is written from now on."


def withdraw_means(name: str) -> str:
    """Say what withdrawing does and does not do."""
    return (
        f"{name} cannot open what is written from now on. What they have seen, they "
        "know: change the password as well."
    )


def named(name: str) -> str:
    """Say that somebody is written down."""
    return f"{name} is written down."


def settled_text(field: str) -> str:
    """Head the versions of one text."""
    return f"{SETTLE}: {field.lower()}"


def knows(name: str, what: Sequence[str], ms: int) -> str:
    """Say what somebody knows that is in use."""
    return f"{name}: {and_list(what)}, since {short_time(ms)}"


def checked_on(platform: str, day: str) -> str:
    """Say when a platform's places were last checked."""
    return f"On {platform}, last checked {day}."


def added(label: str) -> str:
    """Say that an account is written down."""
    return f"{label} is written down."


def person_number(number: int) -> str:
    """Head one of several people."""
    return f"Person {number}"


def found_in(name: str, number: int, passed_over: int = 0) -> str:
    """Say what a file holds, and how much of it is passed over."""
    said = f"{name}: {counted(number, 'account')}."
    if not passed_over:
        return said
    return f"{said} {counted(passed_over, 'row')} passed over: there already."


def import_all(number: int) -> str:
    """Name the button that imports."""
    return f"Import {counted(number, 'account')}"


def imported(number: int) -> str:
    """Say that an import is done."""
    return f"{counted(number, 'account')} imported."


def row_remark(row: int, text: str) -> str:
    """Say something about one row."""
    return f"Row {row}: {text}"


def row_problem(row: int, column: str, because: str) -> str:
    """Say why one row cannot be taken."""
    place = f'Row {row}, column "{column}"' if column else f"Row {row}"
    return f"{place}: not taken, because {because}."


def problems(number: int) -> str:
    """Say that a table cannot be imported as it is."""
    return (
        f"{counted(number, 'thing')} to mend first. Change the file and choose it again, "
        "or say what the columns are."
    )


def more_like_this(number: int) -> str:
    """Say that a list goes on."""
    return f"And {counted(number, 'more row')}."
