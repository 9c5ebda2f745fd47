"""Who could post as us, what must be changed because of it, and why."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.accounts import ITEMS, REASONS
from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.times import spoken_date

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "role": "Role on the platform",
        "tool": "Seat in a tool",
        "phone": "Telephone",
        "factor": "Second step",
        "permission": "Permission",
    }
)

# What to do about each, as somebody would say it to the person they ring.
TAKE_AWAY: Mapping[str, str] = MappingProxyType(
    {
        "role": "Have them taken off the page",
        "tool": "Have their seat taken away",
        "phone": "Get the telephone back, or move the number",
        "factor": "Set up another second step, then take this one off",
        "permission": "Write down that they may no longer",
    }
)

HEADINGS = (
    "account",
    "how",
    "who",
    "number",
    "about",
    "what to do",
    "ring",
    "their number",
)
NOTED = "Noted."
NOTHING_LEFT = "Nothing is left to change or to take away."
TODAY = "Change today: they have seen it"
MUST = "Change as well: they could open it"
TAKE = "Take away"
CARE = "Give to somebody else to look after"
OTHERS = "Why the other accounts can stay as they are"
ONLY_FACTOR_FIRST = (
    "Before anything else, set up another second step while they can still help."
)
NO_EMERGENCIES = "Nobody was ever let in in an emergency."
NOBODY_AGREED = "nobody else has agreed to it yet"
NOTHING_OWED = "No password has to be changed because of something that happened."
END_ACCESS = "Change the password and end their access"
ASK_THEM = "Ask them to stop, and note it"


def on_date(day: str) -> str:
    """Say which day is shown."""
    return f"As it was at the end of {day}"


def cause(
    kind: str, seen: int | None, changed: int | None, items: Sequence[str]
) -> str:
    """Say why an account is on a list, or why it is not."""
    what = and_list([ITEMS[item].lower() for item in items]) or "password"
    if kind == "opened":
        when = f" on {spoken_date(seen)}" if seen else ""
        return f"They have seen or set the {what}{when}, and it has not changed since"
    if kind == "could":
        since = f" since it last changed on {spoken_date(changed)}" if changed else ""
        return f"They could open the {what}{since}"
    if kind == "changed":
        last = f" on {spoken_date(changed)}" if changed else ""
        saw = f". They last saw it on {spoken_date(seen)}" if seen else ""
        return f"It was changed{last}, and they could not open it afterwards{saw}"
    return _CAUSES[kind]


_CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "never": "They were never let in to it",
        "waived": "A comms lead decided that it need not be changed",
        "nothing-kept": "The kit keeps no password of it",
        "closed": "It is not in use",
    }
)


def after(labels: Sequence[str]) -> str:
    """Say what is changed before this."""
    return f"After {and_list(labels)}"


def together(label: str) -> str:
    """Say that one change does for both."""
    return f"Opens with the same login as {label}"


def only_factor(name: str) -> str:
    """Say that nobody else can pass the second step."""
    return f"Only {name} can pass its second step"


def owed(reason: str, day: str) -> str:
    """Say why a password has to be changed, and since when."""
    return f"Because {REASONS[reason]}, since {day}"


def named_for_change(count: int) -> str:
    """Say how many accounts have to be changed."""
    return f"{counted(count, 'account')} now to be changed."


def lost(name: str, count: int) -> str:
    """Say what follows from a lost telephone or laptop."""
    if not count:
        return f"There is nothing that {name} could open."
    return f"{counted(count, 'account')} that {name} could open now to be changed."


def emergency(person: str, by: str, day: str, why: str) -> str:
    """Say who was let in, by whom and why."""
    let_in = f"{by} let {person} in" if by != person else f"{person} let themselves in"
    return f"{let_in} on {day}: {why}"


def agreed(names: Sequence[str]) -> str:
    """Say who has agreed to it."""
    return f"agreed to by {and_list(names)}"


def emergency_news(person: str, by: str) -> str:
    """Say on the first screen that somebody was let in."""
    who = "themselves" if person == by else person
    return f"In an emergency {by} let {who} in. The password has to be changed"


def emergency_logged(account: str, person: str, why: str) -> str:
    """Say in the log that somebody was let in."""
    return f"Let {person} in to {account} in an emergency. Reason: {why}"


def emergency_seen_logged(account: str) -> str:
    """Say in the log that somebody has been told."""
    return f"Saw that somebody was let in to {account} in an emergency"


def printed(count: int, name: str) -> str:
    """Say that the list was written."""
    return f"{counted(count, 'account')} written into {name}."
