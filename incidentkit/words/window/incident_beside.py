"""What the leaves beside the steps say: who does what, who reads, which playbooks run."""

from collections.abc import Sequence

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list

# --- roles --------------------------------------------------------------------
ROLES = "Who does what"
ROLES_BODY = "Nobody is put into a role. People take one, or accept it when it is offered to them."
NOBODY = "nobody yet"
TAKE = "Take it"
TAKE_OVER = "Take it over"
GIVE_UP = "Give it up"
ACCEPT = "Accept it"
DECLINE = "Do not accept it"
TAKE_OFFER_BACK = "Take the offer back"
WHY = "Why?"
TWO_HOLD = "Two people took this role at the same time. One of them takes it over."
HAND_OVER = "Hand a role over"
HAND_OVER_BODY = (
    "They get one page with what is known, decided, open, promised and due. You hold the "
    "role until they accept."
)
WHICH_ROLE = "Which role?"
TO_WHOM = "To whom?"
NOTE_TO_THEM = "What should they know besides?"
SHOW_PAGE = "Show the page first"
OFFER = "Offer it"
NO_OTHERS = "Nobody else is in the kit yet, so there is nobody to hand over to."
READ_OFFER = "Read it, then accept"

# --- readers ------------------------------------------------------------------
READERS = "Who may read this"
EVERYBODY = "Everybody in the kit may read this response."
ONLY_THESE = "Only these people may read this response:"
LET_READ = "Let them read it"
END_READING = "End their reading"
END_READING_BODY = "They keep what they have read, and get nothing new."
PERSON = "Who?"
RESTRICT = "Go on with named readers only"
RESTRICT_BODY = (
    "For a suspected insider, staff matters or children's data. A new response begins that "
    "only you and the people you tick can read. This one says only that it goes on "
    "elsewhere, and is closed."
)
RESTRICT_TITLE = "What is it called? Only its readers see this"
RESTRICT_NOW = "Go on with these readers"
WENT_ON = "This goes on in a restricted response."
RESTRICTED = "Restricted: only named people read this"

# --- playbooks ----------------------------------------------------------------
PLAYBOOKS = "Playbooks and links"
RUNNING = "What runs in this response"
LEFT = "Left"
LEAVE = "Leave this playbook"
ADD = "Change or add a playbook"
ADD_BODY = "Nothing that was done is lost: one log goes on."
WHICH_PLAYBOOK = "Which playbook?"
HOW_ADD = "How?"
BESIDE = "Beside what runs already"
ADD_WHY = "Why?"
ADD_NOW = "Go on like this"
LINKS = "Other responses that this has to do with"
NO_LINKS = "None so far."
WHICH_OTHER = "Which response?"
LINK = "Link them"
UNLINK = "It has nothing to do with it"
SHOW_OTHER = "Look at it"
NO_OTHER = "There is no other response to link with."

# --- facts --------------------------------------------------------------------
FACTS = "Facts of this response"
FACTS_BODY = (
    "Fill in what is known, whenever it is known. Nothing here has to be filled."
)
FACTS_KEEP = "Record what is written"
TIME_HINT = "For example 07:10, yesterday 23:40, or 10 minutes ago"
AHEAD_HINT = "For example 2026-12-05 09:00"
SEVERITY = "How serious it is"
SEVERITY_OPEN = "Nobody has said yet."
SEVERITY_AGAIN = "Answer it again"
SEVERITY_BEFORE = "Before that"
CAUSE_DIFFERS = "Two people recorded different causes. Record the right one."
VERSIONS = "Two people wrote different things. Write the right one."

# --- the end ------------------------------------------------------------------
LESSON = "What is to be done differently?"
LESSON_OWNER = "Whose task is it?"
LESSON_DUE = "By when?"
LESSON_MORE = "Add another lesson"
LESSONS = "Lessons that become somebody's task"
RETENTION = "How long is it kept?"
RETENTION_HINT = "As the council's own rules say, for example 2 years"
REVIEW = "When does somebody look at it again?"
NOTHING_OPEN = "Nothing is open. It can be closed."


def held_by(role: str, holders: Sequence[str]) -> str:
    """Say who holds a role."""
    return f"{role}: {and_list(tuple(holders)) if holders else NOBODY}"


def deputy(role: str) -> str:
    """Say which role stands in."""
    return f"If they cannot, then {role}."


def offered_to(name: str) -> str:
    """Say that a role waits for somebody's answer."""
    return f"Offered to {name}, who has not answered yet."


def offered_by(role: str, name: str) -> str:
    """Say that a role waits for the answer of whoever reads this."""
    return f"{name} offers you the role {role}."


def how_far(name: str, done: int, wanted: int) -> str:
    """Say how far a playbook is."""
    return f"{name}: {done} of {counted(wanted, 'step')} dealt with"


def in_version(version: str) -> str:
    """Say which version of a playbook runs: later ones change nothing in it."""
    return f"Version {version}, as it was when it began here"


def instead_of(name: str) -> str:
    """Say that a playbook takes another's place."""
    return f"Instead of {name}"


def at(label: str, when: str) -> str:
    """Return an earlier answer with its time."""
    return f"{when}  {label}"


def wrote(text: str, who: str) -> str:
    """Return what somebody wrote."""
    return f"{who}: “{text}”" if who else f"“{text}”"


def number(text: str, count: int) -> str:
    """Return a field's name with its number."""
    return f"{count}. {text}"
