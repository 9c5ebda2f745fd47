"""What the commands for exercises say."""

from incidentkit.words.counts import counted

NAME_HELP = "the exercise, by its name or that of its file"
WHICH_HELP = "the exercise that is meant, by its reference; the only open one without"
STARTED = "EXERCISE: none of this is real. Nobody outside is rung."
NOTHING_NOW = "Nothing happens just now. With --now, the next event comes at once."
ALL_SHOWN = "Everything has happened."
NOBODY_WAITS = "Nothing waits for an answer."
NOT_KNOWN_HERE = "shown when the kit is open"
NO_DRILL = "No exercise was held yet."
LIST_HEAD = ("exercise", "playbook", "length", "held last")
REGISTER_HEAD = ("playbook", "last rehearsed", "by", "how often", "")
HELD_HEAD = ("exercise", "scenario", "when", "taking part", "state")


def started(scenario: str, reference: str) -> str:
    """Say that an exercise began."""
    return f"“{scenario}” began as {reference}."


def length(minutes: int) -> str:
    """Return how long an exercise takes."""
    return counted(minutes, "minute")


def happens(kind: str, sender: str, title: str) -> str:
    """Say what happens."""
    return f"{kind} from {sender}: {title}"


def answered(title: str) -> str:
    """Say that something was answered."""
    return f"Noted as answered: {title}"


def written(path: str) -> str:
    """Say that a file was written."""
    return f"Written: {path}"


def ended(reference: str) -> str:
    """Say that an exercise is over."""
    return f"The exercise {reference} is over."
