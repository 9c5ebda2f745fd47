"""What an account's page says of its record: who looks after it, and what belongs to it."""

from collections.abc import Sequence

from incidentkit.words.account_record import approval, last_review, tie
from incidentkit.words.lists import and_list
from incidentkit.words.times import short_date

__all__ = ["approval", "last_review", "tie"]

STANDING = "How it stands"
REQUEST_WAITS = "This is a request. A comms lead answers it."
AGREED_BY = "Who agreed?"
AGREED_BY_HINT = (
    "Needed if you asked for it yourself: a second person agrees to a new account."
)
REFERENCE = "Paper that says so"
REASON = "Reason"
AGREE = "Agree to it"
REFUSE = "Refuse it"
CARE = "Say who looks after it"
OWNER = "Who looks after it?"
OWNER_HINT = "They are asked about it in the monthly check."
DEPUTY = "Who stands in?"
NOBODY_YET = "Nobody yet"
KEEP_CARE = "Keep"
GO_BACK = "Go back"
REVIEW = "Review it"
REVIEW_BODY = "Does the council still want this account?"
LAST_POST = "Date of the newest post"
DATE_HINT = "As in 21/11/2026 or 21 November 2026. Leave it empty if you did not look."
NOTE = "Note"
WANTED = "Still wanted"
UNWANTED = "No longer wanted"
SET_DORMANT = "Set it down as dormant"
SET_LIVE = "Set it down as in use"
SUCCESSOR = "Which council takes it over, if one does?"
IS_GONE = (
    "It is deleted there, or another council has it: nobody can post with it any more"
)
SAY_GONE = "Nobody can post with it any more"
SAY_GONE_BODY = (
    "For an account that is deleted there, or that another council has. It leaves the "
    "lists of who can post and what to change. Bringing it back into use undoes this."
)
SAY_GONE_WHY = "How do you know?"
GONE_SAID = "Noted. It is off the lists of who can post and what to change."
BELONGS = "What belongs to it"
NOTHING_BELONGS = (
    "No second step, app or permission is written down, and no other account that "
    "it hangs on. They are added under “Who can post”."
)
NO_LONGER = "No longer"
PAPERS = "Papers"
PAPERS_BODY = "Sealed with the kit. Everybody in the kit can read them."
NO_PAPERS = "None."
ADD_PAPER = "Add a paper"
COPY_PAPER = "Save a copy"
PAPER_KEPT = "The paper is sealed and put with the account."
NOBODY_CARES = "Nobody looks after it yet."
REVIEWED = "Reviewed."
ANSWERED = "Answered."


def looked_after(owner: str, deputy: str) -> str:
    """Say who looks after an account."""
    if not owner:
        return NOBODY_CARES
    return f"{owner} looks after it" + (f", then {deputy}." if deputy else ".")


def asked_by(name: str, ms: int) -> str:
    """Say who asked for an account, and when."""
    return f"{name} asked for it on {short_date(ms)}."


def turned(status: str, ms: int, reason: str, successor: str) -> str:
    """Say since when an account stands as it does, and why."""
    said = f"{status} since {short_date(ms)}."
    if successor:
        said = f"{said} It went over to {successor}."
    return f"{said} {reason}".strip()


def gone(ms: int, reason: str) -> str:
    """Say since when nobody can post with an account, and how that is known."""
    return f"Gone since {short_date(ms)}: nobody can post with it. {reason}".strip()


def review_due(ms: int, *, late: bool) -> str:
    """Say when an account is reviewed next."""
    return f"To be reviewed {'since' if late else 'by'} {short_date(ms)}."


def disconnects(names: Sequence[str]) -> str:
    """Say what a change of the password may disconnect."""
    return f"Changing the password may disconnect {and_list(names)}."


def no_longer(what: str) -> str:
    """Name the button that says that something is gone."""
    return f"{NO_LONGER}: {what}"


def paper(name: str, size: int, date: str) -> str:
    """Name a paper in a list."""
    return f"{name}, {in_kib(size)}, {date}"


def in_kib(size: int) -> str:
    """Say how large a paper is."""
    return f"{-(-size // 1024):,} KB"


def copy_saved(path: str) -> str:
    """Say where a copy is."""
    return f"A copy is in {path}."
