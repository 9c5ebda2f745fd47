"""What the command line says around its answers: where to go, and what to type next."""

from collections.abc import Sequence

NO_COMMAND = """\
The window is not built yet. Everything can be done from here:

  incidentkit tour               see two whole incidents, on a throwaway kit
  incidentkit vault create       make a kit
  incidentkit incident start     start a response
  incidentkit incident show      see where it stands and what comes next
  incidentkit account who        see who can still post as us, and who to ring
  incidentkit --help             all commands
"""
NOT_UNDERSTOOD = "This command was not understood."
STOPPED = "Stopped. What was saved before is safe."
UNEXPECTED_HAPPENED = (
    "Something went wrong that nobody expected",
    "What was saved before is safe. This is a fault of the program and not yours.",
    "Try once more. If it happens again, send the lines below to your IT service desk. "
    "They hold no secret.",
)
REMOVED = (
    "This person has no place in the kit any more: what was here before can be read, "
    "and nothing can be written."
)
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./@:")


def typed(word: str) -> str:
    """Return one word of a command as it is typed: in quotes where it needs them."""
    return word if word and set(word) <= _PLAIN else f'"{word}"'


def command_line(words: Sequence[str], base_dir: str | None, officer: str | None) -> str:
    """Return a whole command for the same kit and the same person as the last one."""
    where = ("--base-dir", base_dir) if base_dir else ()
    who = ("--officer", officer) if officer else ()
    return " ".join(("incidentkit", *(typed(w) for w in (*where, *who, *words))))


def try_this(line: str) -> str:
    """Offer a command."""
    return f"Type:  {line}"


# --- what stands for something in a command that is offered ---------------------

ANSWER = "ANSWER"
COUNCIL = "Your council"
DEVICE = "my phone"
PICTURE = "picture.png"
SHARED_FOLDER = "SHARED-FOLDER"
THE_DANGER = "what is dangerous"
THE_REASON = "why"
WHAT_IT_SHOWS = "what it shows"
WHAT_YOU_SEE = "what you see"
WHO = "who has it"
WHY_CLOSED = "who goes on with it"
YOUR_NAME = "Your name"

HAND_IN = "A program hands them in with --passphrase-stdin, one line for each."
SAY_WHO = 'If several people use this machine, say who you are: --officer "Your name"'
FIRST_KIT = "To make the council's first kit:"
SECOND_MACHINE = "If colleagues have a kit already, ask to join it:"


def add_option(option: str) -> str:
    """Offer an option to add to the same command."""
    return f"Add to the command:  {option}"


def one_of(names: Sequence[str]) -> str:
    """Name what there is to choose from."""
    return f"There are: {', '.join(names)}."
