"""What the leaf with the council's decisions says."""

from incidentkit.words.council import Explained, unset
from incidentkit.words.council_commands import GROUPS
from incidentkit.words.counts import counted
from incidentkit.words.times import spoken_time

__all__ = ["GROUPS"]

FIND = "Find a setting"
FIND_HINT = "By a word of its name, of what it does, or of what is decided."
NOTHING_FOUND = "No setting has that word."
SHOW = "Show"
HIDE = "Hide"
QUESTIONS_TITLE = "Eight questions about your council"
QUESTIONS_LEAD = (
    "No default can be right for everybody here. Keep what fits and change what does "
    "not. You can change each of them later."
)
ASK = "Answer eight questions"
ASK_BODY = "Eight things only you can know. Until somebody answers, the defaults hold."
SETTLE = "Show what is to be settled"
KEEP = "Keep these answers"
LATER = "Later"
PRINT = "Save our rules to print"
PRINT_HINT = "A folder. A PDF and a text file with what is decided are written into it."
PRINTED = "The rules were written"
USE_DEFAULT = "Put the default back"


def show(group: str, *, is_open: bool) -> str:
    """Name the button that opens or closes a group."""
    return f"{HIDE if is_open else SHOW}: {group}"


def group_counts(number: int, decided: int) -> str:
    """Say how many settings a group has, and how many were decided."""
    if not decided:
        return f"{counted(number, 'setting')}, all as the kit comes"
    return f"{counted(number, 'setting')}, {decided} decided"


def choice(text: str, *, is_default: bool) -> str:
    """Name a choice, and mark the default."""
    shown = text[:1].upper() + text[1:]
    return f"{shown} (default)" if is_default else shown


def follows(text: str, practice: str) -> str:
    """Say what follows from a choice, and whose practice it is."""
    return f"{text} Source: {practice}." if practice else text


def says(explained: Explained) -> str:
    """Say what a setting does and how to write it."""
    return f"{explained.says} {explained.how}".strip()


def default(value: str, because: str, *, is_choice: bool) -> str:
    """Say what the default is and why."""
    if is_choice:
        return f"Why that default: {because}"
    return f"Default: {'; '.join(unset(value).split(chr(10)))}. {because}"


def decided(name: str, at_ms: int) -> str:
    """Say who decided something and when."""
    return f"Decided by {name}, {spoken_time(at_ms)}" if name else spoken_time(at_ms)


def version(value: str, name: str, at_ms: int) -> str:
    """Say what one of several people decided."""
    said = "; ".join(unset(value).split("\n"))
    return f"{said} ({decided(name, at_ms)})"


def holds(value: str) -> str:
    """Say what holds until a conflict is settled."""
    return f"Until then this holds: {'; '.join(unset(value).split(chr(10)))}"
