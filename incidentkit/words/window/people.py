"""What the people screen says."""

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list

TITLE = "People"
SEARCH = "Find somebody"
TABLE = "Everybody with a role, and those who have left"
NAME = "Name"
ROLE = "Role"
MOBILE = "Mobile"
WORK_PHONE = "Work phone"
EMAIL = "Email"
LEFT = "Left"
YOU = "you"
LET_SOMEBODY_IN = "Let somebody in"
ALONE_TITLE = "You are the only one"
ALONE = (
    "If you are away, nobody else can open the kit. Let a colleague in, from their own "
    "machine or on this one."
)
NO_NUMBER = "No number is written down. On the day, somebody will want to ring them."
UNREACHABLE = (
    "One of their machines cannot be handed any keys. They have to ask to join again "
    "from it."
)

EDIT = "Name and contact"
REACH = "How to reach them"
SAVE = "Save"
SAVED = "Saved."
ROLE_TITLE = "What they may do"
CHANGE_ROLE = "Change the role"
ROLE_HINTS = {
    "OBSERVER": "Reads along and writes notes.",
    "OFFICER": "Runs playbooks, and opens the accounts they hold.",
    "LEAD": "Opens everything, lets people in and removes them.",
}
LAST_LEAD = (
    "The only comms lead cannot step down or be removed. Make somebody else a comms lead "
    "first."
)
OWN_ROLE = (
    "Your own role can be changed by a comms lead who was in the kit before you. You can "
    "leave the kit yourself."
)
BEFORE_YOU = (
    "This comms lead was in the kit before you, so only somebody who was here before them "
    "can change their role or remove them."
)

REMOVE = "Remove from the kit"
REMOVE_SELF = "Leave the kit"
REMOVE_BODY = (
    "From then on they can read nothing new and write nothing. What they have read, they "
    "still know. So what they could open has to be changed."
)
REASON = "Why are they going?"
REASON_HINT = "It goes into the log, for everybody to read."
REMOVE_NOW = "Remove now"
SEE_LEAVING = "What their going leaves to do"
LIST_STAYS = "All of it stays on the first screen until it is done."

# --- letting in -----------------------------------------------------------------

LETTING_IN = "Let somebody in"
LETTING_IN_LEAD = (
    "Ring them on a number you know, not one from an email. They read eight words out; "
    "type them as you hear them."
)
NOBODY_WAITS = "Nobody is waiting to be let in."
NOBODY_WAITS_BODY = (
    "A colleague installs incidentkit on their machine, chooses to join, and picks the "
    "shared folder. Then they appear here."
)
NO_FOLDER = "No shared folder is set"
NO_FOLDER_BODY = (
    "Requests arrive through the folder you share. Choose one in Settings, under Shared "
    "folder."
)
LOOK_AGAIN = "Look again"
WORDS_HEARD = "The words you hear"
WORDS_HINT = "With a space between them."
ROLE_GIVEN = "Their role"
WHO_IS_IT = "Who is it?"
SOMEBODY_NEW = "Somebody new"
LET_IN = "Let them in"
SAME_NAME = (
    "Somebody of that name is in the kit. If it is their new machine, choose them above; "
    "if not, ask why there are two."
)

# --- on this machine --------------------------------------------------------------

ON_THIS_MACHINE = "Add somebody on this machine"
ON_THIS_MACHINE_LEAD = (
    "For a colleague who uses this same machine. Let them choose and type the passphrase "
    "themselves."
)
THEIR_NAME = "Their name"
ADD = "Add them"
AGAIN_TITLE = "A new passphrase on this machine"
AGAIN_BODY = "For somebody who forgot theirs. Let them type it themselves."
GIVE_NEW = "Give a new passphrase"


def letting(name: str) -> str:
    """Name somebody's request."""
    return f"{name} asks to be let in"


def so_far(typed: int, of: int) -> str:
    """Say how many words were typed and none of them differs."""
    return f"{counted(typed, 'word')} of {of}, all the same so far."


def all_same(of: int) -> str:
    """Say that everything that was read out is right."""
    return f"All {of} words are the same."


def too_many(typed: int, of: int) -> str:
    """Say that more was typed than is read out."""
    return f"That is {counted(typed, 'word')}. They should be reading {of}."


def differing(places: tuple[int, ...]) -> str:
    """Say which words are not the same; it may be a slip of the ear."""
    named = and_list([str(place) for place in places])
    if len(places) == 1:
        return f"Word {named} is not the same. Ask them to read it once more."
    return f"Words {named} are not the same. Ask them to read those once more."


OTHER_REQUEST = (
    "Most of these words are not the same, so this is not their request. Do not let it "
    "in. Ask them to check the shared folder and to ask again."
)


def let_in(name: str) -> str:
    """Say that somebody was let in."""
    return f"{name} is let in"


LET_IN_NEXT = "Tell them to choose \u201cCheck now\u201d. Then the kit opens for them."


def removing(name: str) -> str:
    """Ask before somebody is removed."""
    return f"Remove {name} from the kit?"


def removed(name: str) -> str:
    """Say that somebody is removed."""
    return f"{name} is removed"


def to_settle(what: str) -> str:
    """Say that colleagues wrote different things about a person."""
    return (
        f"Colleagues wrote down different things for their {what}. Save it once more."
    )


def role_changed(name: str, role: str) -> str:
    """Say what somebody's role is now."""
    return f"{name} is now: {role}."


def added(name: str) -> str:
    """Say that somebody can open the kit here."""
    return f"{name} can open the kit on this machine now"


def machines(number: int) -> str:
    """Say on how many machines somebody works."""
    return counted(number, "machine")


# --- around a person ---------------------------------------------------------------

CONTACTS = "Whom to ring, by role"
ADD_OUTSIDE = "Write down somebody from outside"
OUTSIDE_LEAD = (
    "Somebody who has to do with our accounts and is not in the kit: an agency, a "
    "contractor, a councillor, a school. They can open nothing here."
)
OUTSIDE_NOW = "Write them down"
OUTSIDE_TITLE = "From outside"
FINISHED = "They have finished"
FINISHED_NOW = "Note that they have finished"
FINISHED_WHY = "Why?"
OVER = "Finished"
NOBODY = "Nobody"
SAVE_DEPUTY = "Save who stands in"
STAND_IN_SAVED = "Noted."
TRY = "These numbers work: I have just tried them"
TRIED_NOW = "Noted that the numbers work."
STALE = "Nobody has tried these numbers for 90 days."
TRAINING_TITLE = "Training and policies"
PROVE = "Write down training, or a policy that was read"
PROOF_KIND = "What"
TRAINING = "Training"
POLICY = "A policy"
PROOF_WHAT = "Which one"
PROOF_DAY = "When"
PROOF_BY = "By whom, or who saw it"
PROOF_NOTE = "What shows it"
PROOF_NOTE_HINT = "Where the list or the certificate is kept."
PROVE_NOW = "Write it down"
PROVEN = "Written down."
TAKE_BACK = "Take back"
TAKE_BACK_WHY = "Why was it wrong?"
TAKE_BACK_NOW = "Take it back"
TAKEN_BACK = "Taken back."
DAY_HINT = "As in 21/11/2026 or 21 November 2026."


def proof_line(day: str, what: str, by: str, note: str) -> str:
    """Return one training or policy in one line."""
    rest = ", ".join(part for part in (by, note) if part)
    return f"{day}: {what}" + (f" ({rest})" if rest else "")


def take_back(what: str) -> str:
    """Name the button that takes one back."""
    return f"{TAKE_BACK}: {what}"


def still_posts(labels: str) -> str:
    """Say what somebody whose time is over can still post to."""
    return f"Their time is over, and they can still post to: {labels}."
