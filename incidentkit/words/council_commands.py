"""What the commands about the council's decisions say."""

from incidentkit.words.council import Explained, unset
from incidentkit.words.lists import or_list
from incidentkit.words.times import spoken_time

GROUPS = {
    "who": "Who we are",
    "accounts": "Accounts and rotation",
    "wrong": "When something is wrong",
    "comments": "Comments from the public",
    "press": "Press",
    "words": "The words of a message",
    "elections": "Elections",
    "people": "People",
    "records": "Records",
}
NOBODY = "Nobody has decided this yet. The default holds."
ALL_DECIDED = "All of them are decided."
LATER = "Each can be left for later: its default holds until then."
HOLDS = "Until it is settled, the careful one holds:"
SET = "Decided."


def one_line(value: str) -> str:
    """Return a value of several lines in one."""
    return "; ".join(value.split("\n")) if value else unset(value)


def default(value: str) -> str:
    """Say what the default is."""
    return f"Default: {one_line(value)}"


def chosen(choice: str, follows: str, practice: str) -> str:
    """Say what follows from a choice, and whose practice it is."""
    said = f"{choice}: {follows}"
    return f"{said} ({practice})" if practice else said


def can_be(choices: tuple[str, ...]) -> str:
    """List what can be chosen."""
    return f"It can be {or_list(choices)}."


def decided_by(name: str, at_ms: int, value: str = "") -> str:
    """Say who decided something and when."""
    by = f"Decided by {name}" if name else "Decided"
    what = f": {one_line(value)}" if value else ""
    return f"{by}, {spoken_time(at_ms)}{what}"


def why(words: Explained) -> str:
    """Say why the default is what it is."""
    return f"Why: {words.because}"
