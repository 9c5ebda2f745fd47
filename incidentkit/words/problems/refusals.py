"""Words for each reason to refuse part of a journal."""

from collections.abc import Mapping

from incidentkit.errors import Refusal, RefusedError
from incidentkit.words.problems.problem import Problem, quoted

_ASK_AGAIN = (
    "Go on with your work, and ask the colleague it came from to exchange again."
)
_COMPARE = (
    "Keep this copy as it is, tell a comms lead, and compare the log with a "
    "colleague's copy."
)
_RIGHT_KIT = "Check which kit the file or folder belongs to, and choose the right one."
_UPGRADE = "Ask your IT service desk for the newer version of the app on this machine."
_RESTORE = (
    "Keep this copy as it is, tell a comms lead, and take the missing part from a "
    "backup or a colleague's copy."
)

# For each reason: what is so of the part that was not accepted, and what to do.
_WORDS: Mapping[Refusal, tuple[str, str]] = {
    Refusal.NOT_CANONICAL: ("is not written the way the kit writes", _ASK_AGAIN),
    Refusal.TOO_LARGE: ("is larger than anything the kit writes", _ASK_AGAIN),
    Refusal.UNKNOWN_VERSION: ("comes from a newer version of the app", _UPGRADE),
    Refusal.UNKNOWN_CLASS: (
        "is of a sort that only a newer version of the app knows",
        _UPGRADE,
    ),
    Refusal.WRONG_KIT: ("belongs to another kit", _RIGHT_KIT),
    Refusal.WRONG_SEAT: (
        "says it comes from another machine than the one it is filed under",
        _COMPARE,
    ),
    Refusal.BAD_SIGNATURE: (
        "was not signed by the machine that it names, or was changed afterwards",
        _COMPARE,
    ),
    Refusal.BAD_NUMBER: ("is out of its place in the numbering of the log", _COMPARE),
    Refusal.BAD_LINK: ("does not follow from the entry before it", _COMPARE),
    Refusal.BAD_TIME: ("has a time that goes back before earlier entries", _COMPARE),
    Refusal.BAD_HEADS: (
        "speaks of colleagues' entries in a way that does not add up",
        _COMPARE,
    ),
    Refusal.BAD_GROUP: (
        "belongs to a change that is not here as a whole",
        _ASK_AGAIN,
    ),
    Refusal.BAD_FRONTIER: (
        "relies on a list of officers that does not add up",
        _COMPARE,
    ),
    Refusal.BAD_ACT: (
        "says something about officers or keys that cannot be meant",
        _COMPARE,
    ),
    Refusal.BAD_COMMITMENT: ("is locked with another key than it says", _COMPARE),
    Refusal.BAD_SEAL: (
        "was changed after it was sealed, or was sealed with another key",
        _COMPARE,
    ),
    Refusal.BAD_PADDING: ("has something extra inside its seal", _COMPARE),
    Refusal.BAD_DIGEST: ("does not match its own fingerprint", _RESTORE),
    Refusal.BAD_NAME: (
        "is in a file with a name that the kit does not use",
        _ASK_AGAIN,
    ),
    Refusal.TRUNCATED: ("breaks off before its end", _ASK_AGAIN),
    Refusal.NOT_GENESIS: ("does not begin where this kit began", _RIGHT_KIT),
}


def refused(error: RefusedError) -> Problem:
    """Return what to say of a part of the journal that was not accepted."""
    fault, next_step = _WORDS[error.reason]
    where = f" ({quoted(error.where)})" if error.where else ""
    return Problem(
        "Part of the kit was not accepted",
        f"Something that was read{where} {fault}, so it was set aside and has no "
        "effect.",
        next_step,
    )
