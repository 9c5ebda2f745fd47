"""What the command line says around its answers: where to go, and what to type next."""

from collections.abc import Sequence

NOT_UNDERSTOOD = "This command was not understood."
STOPPED = "Stopped. What was saved before is safe."
UNEXPECTED_HAPPENED = (
    "Something happened that nobody expected",
    "What was saved before is safe. This is a fault of the program and not yours.",
    "Try once more. If it happens again, send the lines below to your IT service desk. "
    "They hold no secret.",
)
REMOVED = (
    "This person has no place in the kit any more: what was here before can be read, "
    "and nothing can be written."
)
_PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./@:"
)


def typed(word: str) -> str:
    """Return one word of a command as it is typed: in quotes where it needs them."""
    return word if word and set(word) <= _PLAIN else f'"{word}"'


def command_line(
    words: Sequence[str], base_dir: str | None, officer: str | None
) -> str:
    """Return a whole command for the same kit and the same person as the last one."""
    where = ("--base-dir", base_dir) if base_dir else ()
    who = ("--officer", officer) if officer else ()
    return " ".join(("incidentkit", *(typed(w) for w in (*where, *who, *words))))


def see_help(line: str) -> str:
    """Say how to see how a command is written."""
    return f"To see how it is written:  {line}"


def too_much(words: Sequence[str]) -> str:
    """Say what has no place in a command."""
    return f"This does not belong here: {' '.join(words)}"


def did_you_mean(names: Sequence[str]) -> str:
    """Offer names that are like the one given."""
    return f"Did you mean: {', '.join(names)}?"


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


# --- the kit ------------------------------------------------------------------

NEXT = "What to do next:"
FIRST_STEPS = (
    ("account", "add", "x", "OurHandle", "--login", "name", "--password"),
    ("officer", "add", "Colleague"),
    ("vault", "backup"),
)
NONE_YET = "none yet"
NOT_SET = "not set"
BACKUP_LACKS = (
    "It lacks something that colleagues have seen. Exchange, and make another one."
)
AFTER_RESTORE = (
    "Exchange with your colleagues now, to get back what came after the backup."
)
OLDER_ACCEPTED = (
    "This older copy is accepted. Exchange with your colleagues to get back what is "
    "missing."
)
NOT_OLDER = "This copy is not older than the one seen before, so nothing was changed."
LET_IN = "You are let in. The kit opens with your passphrase now."
NOT_LET_IN = (
    "No comms lead has let this machine in yet. Ring one, read out your words, and "
    "exchange again."
)
WAY_IN_CHANGED = (
    "The passphrase is changed. The old one no longer opens the kit here; backups made "
    "before still open with it."
)
RECOVERED = "You are in, as a comms lead. The old sheet no longer works."
RECOVERED_NEXT = (
    "If you were in the kit before, remove your earlier entry: its passphrase is lost."
)
SHEET_FITS = "This sheet opens the kit."
SHEET_DOES_NOT_FIT = "This sheet does not open this kit."


def settle(what: str) -> str:
    """Say that people set something differently."""
    return f"Colleagues set {what} differently. Set it once more to settle it."


# --- people -------------------------------------------------------------------

REQUEST_LEFT = (
    "Your request is in the shared folder. Ring a comms lead and read out these words:"
)
WHEN_ACCEPTED = "When they have let you in:"
RING_THEM = (
    "Ring them on a number you know. Let them in only if they read out these words:"
)
THE_WORDS = "the words you hear"
NOBODY_WAITS = "Nobody is waiting to be let in. Newcomers use: incidentkit officer join"
LEAD_EXCHANGES = (
    "No kit has been exchanged through this folder yet. Ask a comms lead to type:  "
    "incidentkit vault exchange --folder SHARED-FOLDER"
)
HELD = "Written after a removal or a split, and without effect until you let it in:"
NOTHING_HELD = "Nothing is held."


def added(name: str) -> str:
    """Say that somebody can open the kit here."""
    return f'{name} can open the kit on this machine, with: --officer "{name}"'


def accepted(name: str) -> str:
    """Say that somebody was let in, and what they do now."""
    return f"{name} is let in. Ask them to exchange; then the kit opens for them."


def removed(name: str) -> str:
    """Say that somebody is gone, and what that does not change."""
    return (
        f"{name} is removed. What they had read, they still know. Exchange, so that "
        "every machine learns of it."
    )


# --- the log and the playbooks ----------------------------------------------------

NOTHING_TO_MEND = "Nothing to mend."


def only_last(shown: int, everything: int) -> str:
    """Say that a list is cut short."""
    return f"The last {shown:,} of {everything:,} lines. For all of them: --last 0"
