"""What the monthly account check asks, what may be answered, and how it is summed up."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.times import spoken_date, spoken_month

TITLE = "Account check"
POLICY_HONESTLY = (
    "Required by our policy. National advice does not recommend changing on a date "
    "alone, so never reuse or edit the old one."
)
REVIEW_HONESTLY = (
    "Our policy asks for a review. Passwords change when something happened, which is "
    "what national advice recommends."
)

# What each question is called in a list, and how it is asked of an account.
ASKS: Mapping[str, str] = MappingProxyType(
    {
        "holders": "Who can open the password",
        "roles": "Roles on the platform",
        "seats": "Seats in the tool",
        "sim": "The telephone number",
        "keeper": "Who keeps it",
        "ict": "Access to the mailbox",
        "sessions": "Where it is signed in",
        "apps": "Connected apps",
        "second-step": "Second step at sign-in",
        "mailbox": "Recovery mailbox",
        "codes": "Recovery codes",
        "password": "New password",
    }
)
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "holders": "Are these still the right people to open its password?",
        "roles": "On the platform itself: are these the roles, and is nobody else there?",
        "seats": "Do these people still need a seat, and has nobody else one?",
        "sim": "Does this person still carry the telephone, and is the number ours?",
        "keeper": "Is it still kept there, and can somebody there open it?",
        "ict": "Ask ICT: who can open the mailbox, and is anything forwarded?",
        "sessions": "On the platform: is it signed in only where you know of it?",
        "apps": "On the platform: is every connected app still wanted?",
        "second-step": "Is a second step on, and do the right people hold it?",
        "mailbox": "Is the recovery mailbox ours, and can more than one person read it?",
        "codes": "Are there recovery codes left, where they should be?",
        "password": "A new password is due. Change it here and sign in with it once.",
    }
)
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType(
    {
        "holders": "Nobody can open it.",
        "roles": "No role is written down.",
        "seats": "No seat is written down.",
        "sim": "No telephone is written down.",
        "keeper": "Nobody wrote down where it is kept.",
        "ict": "No out-of-hours number is set. It is a setting of the council.",
        "sessions": "The kit cannot see this. Look on the platform.",
        "apps": "No connected app is written down. Look on the platform.",
        "second-step": "No second step is written down.",
        "mailbox": "No recovery mailbox is written down.",
        "codes": "No recovery codes are written down.",
        "password": "It was never changed in this kit.",
    }
)
FOUND: Mapping[str, str] = MappingProxyType(
    {
        "right": "Right",
        "put-right": "Put right",
        "wrong": "Wrong",
        "not-checked": "Not checked",
        "skipped": "Skipped",
    }
)
NO_OWNER = "Nobody"
NOT_ANSWERED = "No answer"
OUT_OF_HOURS = "Out of hours"
FORMER_ACCOUNT = "an account that is not known here"
TAKEN_BACK = "Taken back"


def owed(reasons: tuple[str, ...]) -> str:
    """Say that something comes before the monthly questions."""
    return f"Its password has to be changed today because {and_list(reasons)}."


def policy(name: str, every_months: int) -> str:
    """Say what the council asked of passwords."""
    if name == "review only":
        return "Holders and access are reviewed; no password is due on a date"
    if name == "monthly" or every_months <= 1:
        return "New passwords every month"
    return f"New passwords every {every_months} months"


def honestly(name: str) -> str:
    """Return the honest label of a policy."""
    return REVIEW_HONESTLY if name == "review only" else POLICY_HONESTLY


def title(month: str) -> str:
    """Name the check of a month."""
    return f"Account check of {spoken_month(month)}"


def how_far(looked_at: int, of: int, left_out: int, late: int) -> str:
    """Say how far it is; what was skipped or not checked was not looked at."""
    said = f"{looked_at} of {counted(of, 'account')} looked at"
    said += f", {left_out} skipped or not checked" if left_out else ""
    return f"{said}, {late} late" if late else said


def people(who: Sequence[str]) -> str:
    """Name people, or nobody."""
    return and_list(list(who)) or NO_OWNER


def changed_by(name: str, when_ms: int, *, tried: bool) -> str:
    """Say that a password was changed since the check began."""
    how = "and signed in with it" if tried else "and did not sign in with it"
    return f"{name} changed it on {spoken_date(when_ms)} {how}"


def codes_left(left: int, of: int) -> str:
    """Say how many recovery codes are not used."""
    return f"{left} left of {of}"


def kept_at(place: str) -> str:
    """Say where recovery codes are."""
    return f"Kept: {place}"


def said(name: str, found: str, when_ms: int, note: str) -> str:
    """Return an answer as a line: what, by whom, when, and the word about it."""
    line = f"{FOUND[found]}, {name}, {spoken_date(when_ms)}"
    return f"{line}: {note}" if note else line


def last_time(month: str, line: str) -> str:
    """Return what was said in an earlier check."""
    return f"In {spoken_month(month)}: {line}"


def kept(kept: int, of: int, percent: int) -> str:
    """Say how far the policy was kept."""
    if not of:
        return "There was no account to look at."
    return (
        f"Policy kept for {kept} of {counted(of, 'account')} ({percent} per cent): "
        "everything that was asked was found right or put right in time."
    )


def passwords(changed: int, of: int) -> str:
    """Say how many of the passwords that were due were changed."""
    if not of:
        return "No password was due."
    were = "was" if changed == 1 else "were"
    return f"Of {counted(of, 'password')} due, {changed} {were} changed and confirmed."


EXPOSURE_APART = (
    "How far the policy was kept says nothing about how exposed the accounts are. That "
    "is counted separately."
)


def exposure(count: int) -> str:
    """Say how many findings there are about how exposed the accounts are."""
    if not count:
        return "Nothing was found."
    return f"{counted(count, 'finding')}, counted apart from the policy."
