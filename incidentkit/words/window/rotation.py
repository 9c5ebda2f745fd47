"""What is said while a secret is changed, and while people are taken off a page."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words import ages
from incidentkit.words.accounts import ITEMS
from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.times import short_date, short_time

WHY = "Why is it changed?"
HOW = "How is the new one made?"
OF_CHARACTERS = "Make one of random characters"
OF_WORDS = "Make one of eight words, which is easier to type"
TYPED = "I type it in, because the platform or somebody else chose it"
TYPE_HERE = "The new one"
BOTH_ARE_KEPT = (
    "The new one is written down beside the old one. The old one stays in force until "
    "you say that the new one works."
)
LEAVE_ANY_TIME = (
    "You can leave at any point and come back: both are kept until you say how it went."
)
SET_IT = "1. Set the new one on the platform"
OPEN_PAGE = "Open the page in the browser"
NO_PLACE = "Look in the account's settings for where its sign-in is changed."
NOT_SURE = "Nobody has confirmed this path, so it may have moved."
OLD = "The old one"
OLD_KEPT = "In force until you confirm the new one."
NEW = "The new one"
NEW_HERE = "Set this on the platform."
NO_OLD = "The kit has no old one."
SAY_HOW = "2. Sign in with the new one. How did it go?"
WORKS_TRIED = "It works, I signed in with it"
WORKS_UNTRIED = "It is set, not tried yet"
NOT_TAKEN = "It was not taken: keep the old one"
WHY_NOT = "Why was it not taken?"
WHY_NOT_HINT = "A few words for the log, such as: the page said it was too long."
KEEP_OLD = "Keep the old one"
GO_BACK = "Go back"
AGAIN = "Change it again"
SEVERAL_WAIT = "More than one new one waits, because two colleagues began. Which is it?"
TO_CHANGE_IT = "to change it on the platform"
NOT_HOLDER = "You cannot open this account's secrets"
NOT_HOLDER_BODY = (
    "That is how it should be. Ring somebody who can, and ask them to change it:"
)
NOBODY_HOLDS = "Nobody in the kit can open it. A comms lead can use the recovery sheet."
CLOSED = "This account is closed"
CLOSED_BODY = "Bring it back into use first, if it is in use again."
NOT_OURS = "There is no password of ours to change"

WHO_HAS_ROLE = "Who can post, and whom to ring"
NOBODY = "Nobody is named for this account."
RING = "Ring"
NO_NUMBER = "No number is noted"
REMOVED = "Mark as removed"
REMOVED_WHY = "Why were they removed?"
REMOVED_WHY_HINT = "A few words for the log, such as: left the council in May."
REMOVED_SURE = "Note that they are removed"
HOLDER_ENDS = (
    "Ends when the password is changed and their access to this account is withdrawn."
)

_DONE: Mapping[str, str] = MappingProxyType(
    {
        "tried": "The new one is in force and somebody signed in with it.",
        "untried": "The new one is in force. Nobody has signed in with it yet, so try it "
        "soon.",
        "kept": "The old one stays in force. The other is kept as history.",
    }
)


def title(item: str, label: str) -> str:
    """Head the panel."""
    return f"Change the {ITEMS[item].lower()} of {label}"


def make(*, typed: bool) -> str:
    """Name the button that begins."""
    return "Write the new one down" if typed else "Make the new one and show it"


def last_changed(item: str, age: ages.AsOld) -> str:
    """Say when it was last changed for sure."""
    said = ages.last_changed(item, age)
    return f"{said}." if said else "The kit does not know when it was last changed."


def done(outcome: str) -> str:
    """Say how a change ended."""
    return _DONE[outcome]


def begun_by(name: str, ms: int) -> str:
    """Say who began a change that waits."""
    return f"{name} began this on {short_time(ms)}."


def version(name: str, number: int, of: int) -> str:
    """Name one of several that are in force."""
    return name if of == 1 else f"{name}, version {number} of {of}"


def since(ms: int) -> str:
    """Say since when somebody is written down."""
    return f"Written down on {short_date(ms)}."


def last_shown(ms: int | None) -> str:
    """Say when somebody was last shown a secret."""
    if ms is None:
        return "Has not looked the secrets up in the kit."
    return f"Was last shown one of the secrets on {short_time(ms)}."


def removed(name: str) -> str:
    """Say that somebody is written down as gone."""
    return f"It is noted that {name} is removed."


def people_left(number: int) -> str:
    """Say how many ways to post are left."""
    return f"{counted(number, 'way')} to post {'is' if number == 1 else 'are'} left."


def ask_to_end(name: str) -> str:
    """Say whom to ring so that somebody's way to post ends."""
    return f"To end it, ring {name}:"


def removed_named(name: str) -> str:
    """Name the button that says somebody is gone, for those who hear it alone."""
    return f"{REMOVED}: {name}"


def hangs(mailboxes: Sequence[str], disconnects: Sequence[str]) -> str:
    """Say what else is touched by a change, or has to be changed with it."""
    said = []
    if mailboxes:
        said.append(
            f"Whoever reads {and_list(mailboxes)} can take this account: see that it is "
            "ours alone."
        )
    if disconnects:
        said.append(f"The change may disconnect {and_list(disconnects)}.")
    return " ".join(said)
