"""What the command line says around accounts and their secrets."""

from collections.abc import Sequence

from incidentkit.words.counts import counted

PASSWORD = "Password"
CODE_KEY = "Key for sign-in codes"
RECOVERY_CODE = "Recovery code"
NEW_ONE = "The new one"
NAME = "Name"
ROLE = "Role"
MOBILE = "07..."
WHO_HAS_ROLES = "Now say who has a role on it, one after the other:"
NO_ACCOUNTS = "No account is written down yet. Add one with: incidentkit account add"
NOTHING_KEPT = "no password here"
YES_ONE_WAITS = "yes; a new one waits"
KEPT = "kept"
WHO_IS_NAMED = "Who and what is named:"
NOBODY_NAMED = "Nobody is named."
NO_NUMBER = "(no number noted)"
SOMEBODY_GONE = "Somebody who has left"
NEWER_UNOPENED = (
    "There is something newer that this machine cannot open yet. Exchange before you "
    "rely on this."
)
ONE_WAITS = "A new one waits to be confirmed. To see it, add: --waiting"
NOT_SHOWN_EXACTLY = (
    "It holds characters that cannot be shown. Take it exactly with --json."
)
TO_SET_IT = "to set it on the platform"
SET_THIS = "Set this on the platform:"
OLD_IS_KEPT = "The old one is kept until you say how it went. Sign in with the new one."
IN_FORCE = "The new one is in force. The old one is kept as history."
NOT_TRIED = "Nobody has signed in with it yet. Try it soon."
OLD_STAYS = "The old one stays in force."
SETTLED = "Settled. The others are kept as history."
DELETE_THE_FILE = "Delete the file: whoever opens it can read the passwords in it."
COLUMNS = {
    "platform": "platform",
    "handle": "handle",
    "title": "title, which gives platform and handle",
    "kind": "whether the row is a login",
    "login": "login",
    "password": "password",
    "totp": "key for sign-in codes",
    "notes": "notes",
    "url": "address",
    "mailbox": "recovery mailbox",
    "phone": "recovery telephone",
    "purpose": "purpose",
    "access": "how people get in",
    "status": "in use, dormant or closed",
    "audience": "audience",
    "language": "language",
    "service_owner": "service owner",
    "business_case": "business case",
    "approval": "approval",
    "verification": "verification",
    "adverts": "adverts",
    "fallback": "fallback channels",
    "hours": "hours when it is looked at",
    "archiving": "archiving",
    "risk": "risk note",
    "codes_place": "where recovery codes are",
    "elsewhere": "where it is kept, if not here",
    "portfolio": "who owns the business account",
    "public-notes": "notes for everybody",
    "changed": "when the password last changed, as the table says",
    "codes": "recovery codes",
    "archived": "whether it was put away",
    "ignored": "left out",
}


def no_account_with(text: str) -> str:
    """Say that nothing was found."""
    return f'No account contains "{text}".'


def brought_back(label: str) -> str:
    """Say that an account is in use again."""
    return f"{label} is in use again."


def closed(label: str) -> str:
    """Say that an account is no longer used."""
    return f"{label} is closed. It stays for the record."


def can_be_imported(number: int) -> str:
    """Say what an import would do."""
    return f"Nothing was written. To import {counted(number, 'account')}:"


def good_for(seconds: int) -> str:
    """Say how long a code still works."""
    return f"Good for {counted(seconds, 'more second')}."


def if_it_works(line: str) -> str:
    """Say what to type when the new secret works."""
    return f"If it works:  {line}"


def if_not(line: str) -> str:
    """Say what to type when the platform did not take it."""
    return f"If not:       {line}"


def codes_left(number: int, unused: Sequence[str]) -> str:
    """Say which recovery codes still work."""
    if not unused:
        return f"All {number} are used up."
    return f"{len(unused)} of {number} not used: {', '.join(unused)}"


def version_of(item: str, number: int) -> str:
    """Name one of several values in force."""
    return f"{item}, version {number}: reveal it with --version {number}"


def waits(item: str) -> str:
    """Say that a new value waits to be confirmed."""
    return f"{item}: a new one waits to be confirmed or rolled back."


def where(platform: str, checked: str) -> str:
    """Head the list of places on a platform."""
    return f"Where to find it on {platform} (checked {checked}):"


def owned_by(owner: str) -> str:
    """Say whose portfolio it is."""
    return f"The business account belongs to: {owner}"


def until(day: str) -> str:
    """Say when a contract ends."""
    return f"until {day}"


def to_end_it(whom: str) -> str:
    """Say who to ring to end a way to post."""
    return f". To end it, ring {whom}"


def knows(name: str, what: str) -> str:
    """Say what somebody knows that is in use."""
    return f"{name} knows: {what}"


def linked(name: str, kind: str, label: str) -> str:
    """Say that somebody is named."""
    return f"Noted for {label}: {name} ({kind})."


def unlinked(name: str, label: str) -> str:
    """Say that somebody is no longer named."""
    return f"Noted for {label}: {name} is gone."


def may_open(name: str, label: str) -> str:
    """Say that somebody may open an account."""
    return f"{name} may open {label}."


def may_not_open(name: str, label: str) -> str:
    """Say that somebody may not open an account any more."""
    return (
        f"{name} cannot open what is written for {label} from now on. What they have "
        "seen, they know: change the password as well."
    )


def rows_to_mend(number: int) -> str:
    """Say how many rows of a table cannot be taken."""
    return f"{counted(number, 'row')} to mend first."
