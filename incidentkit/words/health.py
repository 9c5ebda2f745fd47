"""What is weak, old or missing, why it matters, and what mends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from incidentkit.words.accounts import REASONS
from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list

TITLE = "Health"
ALL_WELL = "Nothing is weak, old or missing, as far as the kit can tell."
COMPARED_NEVER = "Nobody has compared the passwords with each other yet."
NO_LIST = "No list of stolen passwords is chosen on this machine."
LIST_FORGOTTEN = "No list of stolen passwords is used on this machine any more."
KEPT_SCORE = "Our policy, kept"
EXPOSURE_SCORE = "Open to somebody today"
AGES_TITLE = "How old the passwords are"
COVER_TITLE = "A second step at sign-in"
MONTHS_TITLE = "Monthly checks"
WITH = "With a second step"
WITHOUT = "Without"
NOT_KNOWN = "Not known"
AGES = ("Up to a month", "Up to 3 months", "Up to 6 months", "Up to a year", "Older")
NO_ROUNDS = "No monthly check was held yet."
TWO_SCORES = (
    "The first says how much of our own policy was kept. The second says what stands "
    "open to somebody today. One can be good while the other is bad."
)


@dataclass(frozen=True, slots=True)
class Said:
    """A finding's name, its cause, and what its button does.

    `place` is where the button leads: `rotation`, `account`, `people` or `leaving`.
    """

    name: str
    cause: str
    action: str
    place: str


FINDINGS: Mapping[str, Said] = MappingProxyType(
    {
        "event": Said(
            "To be changed today",
            "Something happened after which the password must change",
            "Change the password",
            "rotation",
        ),
        "two-places": Said(
            "Two people wrote down where its secrets are kept",
            "Only one of them can be right, so no change of it counts. Close it, and "
            "write it down again",
            "Open the account",
            "account",
        ),
        "hearsay": Said(
            "Said to be changed, by somebody who could not open it",
            "That counts for nothing: what was open stays open",
            "Change the password",
            "rotation",
        ),
        "leaver": Said(
            "Somebody who left is still on it",
            "It still names them",
            "See what they left",
            "leaving",
        ),
        "closed": Said(
            "Closed, but somebody can still post",
            "What they post with was not ended",
            "See who can post",
            "account",
        ),
        "breached": Said(
            "Stolen elsewhere before",
            "The password stands in the list of stolen ones",
            "Change the password",
            "rotation",
        ),
        "reused": Said(
            "Shared with another account",
            "Whoever learns one password has both",
            "Change the password",
            "rotation",
        ),
        "weak": Said(
            "Easy to guess",
            "It was judged when it was written down",
            "Change the password",
            "rotation",
        ),
        "no-second-step": Said(
            "No second step at sign-in",
            "The password alone opens it",
            "Write down a second step",
            "account",
        ),
        "one-phone": Said(
            "The second step is on one person's device",
            "Without that person nobody can sign in",
            "Write down another second step",
            "account",
        ),
        "personal-mailbox": Said(
            "The recovery mailbox is somebody's own",
            "Whoever reads it can take the account",
            "Put in a shared council mailbox",
            "account",
        ),
        "foreign-mailbox": Said(
            "The recovery mailbox is not the council's",
            "Whoever reads it can take the account",
            "Put in a shared council mailbox",
            "account",
        ),
        "one-holder": Said(
            "Too few people can open it",
            "If they are away, nobody can",
            "Let somebody else in",
            "account",
        ),
        "untrained": Said(
            "Somebody who can open it is not trained",
            "Training has run out or was never written down, or a policy is unread",
            "See people",
            "people",
        ),
        "codes-low": Said(
            "Few recovery codes are left",
            "They are the way back in when the second step is lost",
            "Put in new codes",
            "account",
        ),
        "old": Said(
            "An old password",
            "It has not changed for longer than a year",
            "Change the password",
            "rotation",
        ),
        "unapproved": Said(
            "Nobody has agreed to it",
            "There is no approval reference",
            "Write down the approval",
            "account",
        ),
        "dormant": Said(
            "Nothing is posted there",
            "An account that nobody watches is easily taken",
            "Review it or close it",
            "account",
        ),
        "unverified": Said(
            "A number that nobody has tried",
            "Somebody who can open it may not be reached",
            "See people",
            "people",
        ),
    }
)

_COMMANDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "rotation": ("account", "rotate", "ACCOUNT", "--reason", "other"),
        "account": ("account", "show", "ACCOUNT"),
        "people": ("officer", "list"),
        "leaving": ("officer", "leaving", "NAME"),
    }
)


def command(place: str) -> tuple[str, ...]:
    """Return the command that begins what a button begins."""
    return _COMMANDS[place]


def detail(kind: str, people: Sequence[str], said: str, days: int) -> str:
    """Return what a finding rests on, in a few words."""
    if kind == "event":
        return f"Because {REASONS[said]}"
    if kind == "codes-low":
        return f"{counted(days, 'code')} left"
    if kind == "closed":
        who = and_list([name for name in people if name]) or "Somebody"
        return f"Closed, but {who} can still post"
    if said == "at-least":
        return f"At least {counted(days, 'day')}. Not known when it last changed"
    parts = [and_list([name for name in people if name]), said]
    parts += [counted(days, "day")] if days else []
    return ", ".join(part for part in parts if part)


def exposed(number: int, of: int) -> str:
    """Say how many accounts stand open to somebody."""
    return f"{number} of {of:,} account{'' if of == 1 else 's'}"


def kept(percent: int | None) -> str:
    """Say how far the last check was kept."""
    return (
        "No check yet" if percent is None else f"{percent} per cent of the last check"
    )


def compared(day: str) -> str:
    """Say when passwords were compared."""
    return f"The passwords were last compared with each other on {day}."


def batch(looked: int, groups: int, stolen: int) -> str:
    """Say what a batch found."""
    found = f"{counted(looked, 'account')} compared. "
    shared = (
        f"{counted(groups, 'group')} share a password"
        if groups
        else "No two share a password"
    )
    taken = f", {stolen} in the list of stolen ones" if stolen else ""
    return f"{found}{shared}{taken}."


def month_line(kept_lines: int, lines: int) -> str:
    """Say how many accounts of a month's check were kept."""
    return f"{kept_lines} of {lines} kept"


def list_chosen(name: str) -> str:
    """Say which list this machine uses."""
    return f"This machine looks passwords up in {name}. Nothing leaves it."
