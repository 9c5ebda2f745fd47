"""What to say when a text cannot be approved, or cannot go out yet."""

from incidentkit.errors import (
    ApprovalMissingError,
    CannotApproveError,
    CheckStopsError,
    NoComposePageError,
)
from incidentkit.words.council import drafts as house
from incidentkit.words.drafts_log import roles
from incidentkit.words.problems.problem import Problem, Table, quoted


def _missing(error: ApprovalMissingError) -> Problem:
    whom = roles(error.missing)
    if error.changed:
        return Problem(
            "The message has changed since it was approved",
            f"What {roles(error.changed)} approved is an earlier version, and an approval "
            "is of the exact words, pictures and channels.",
            f"Ask {whom} to approve it as it stands now, or put back what they approved.",
        )
    return Problem(
        "This has to be approved first",
        f"It needs the approval of {whom}.",
        "Ask for it on the page of the message, or say there why it went out without.",
    )


def _cannot(error: CannotApproveError) -> Problem:
    why, to_do = _WHY_NOT.get(error.why, _WHY_NOT["no-role"])
    who = error.who or "somebody else"
    return Problem("Somebody else has to approve this", why.format(who=who), to_do)


_WHY_NOT = {
    "author": (
        "You wrote or changed what it says, and a second person has to read it.",
        "Ask a colleague to approve it.",
    ),
    "name": (
        "{who} wrote it, or is writing this down, and a second person has to read it.",
        "Name whoever approved it.",
    ),
    "no-role": (
        "It needs the approval of {who}.",
        "If that is you, take the role in the response first, and then approve it.",
    ),
    "not-needed": (
        "No approval is missing that you could give.",
        "Look at who has approved it.",
    ),
    "withdrawn": (
        "The message was withdrawn, so there is nothing to approve.",
        "Begin a new message if it is needed after all.",
    ),
}


def _reason(key: str) -> str:
    try:
        return house.reason(key)
    except KeyError:  # of a later version
        return "One of the checks stops it"


def _stopped(error: CheckStopsError) -> Problem:
    reason = _reason(error.reason).rstrip(".").replace(". ", ", and ")
    place = f": {quoted(error.phrase)}" if error.phrase else ""
    return Problem(
        "A check stops this message",
        f"{reason}{place}.",
        "Change it, or decide against the check and say why.",
    )


def _no_page(error: NoComposePageError) -> Problem:
    if error.wants_server:
        return Problem(
            "The account's server is not known",
            f"On {quoted(error.channel)} every account has a server of its own, and the kit "
            "does not know ours.",
            "Write the account's web address into the register, or copy the text and "
            "paste it there.",
        )
    return Problem(
        "There is no page to open",
        f"For {quoted(error.channel)} the kit knows no page on which a post is written.",
        "Copy the text and paste it where you publish it.",
    )


TABLE: Table = {
    ApprovalMissingError: _missing,
    CannotApproveError: _cannot,
    CheckStopsError: _stopped,
    NoComposePageError: _no_page,
}
