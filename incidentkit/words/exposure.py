"""Who could post as us, what must be changed because of it, and why."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.accounts import ITEMS, REASONS
from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.times import spoken_date, spoken_time

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
NOBODY_AGREED = "made without a second person, and nobody else has agreed to it yet"
WAITS = "waits for a second person"
NO_SECOND = "No second person had a part in it"
SHEET_USED = "The recovery sheet was used"
ASKED = (
    "A second person is asked to agree. They are told when they next unlock; it stands "
    "for a day."
)
AGREED_NOT_IN = "You agreed. They are let in by a comms lead or a holder."
AGREED_IN = "You agreed, and they are let in."
NOTHING_OWED = "No password has to be changed because of something that happened."
END_ACCESS = "Change the password and end their access"
ASK_THEM = "Ask them to stop, and note it"

PAPER_FILE = "who-can-post"
PAPER_TITLE = "Who can post as us"
PAPER_HANDLING = "Internal: it has telephone numbers"
PAPER_NOTE = (
    "What was written down in the kit by then. It cannot know who else knew a password."
)
PAPER_NOBODY = "No account is written down that anybody could post to."
PAPER_HEAD = ("Account", "How", "Who", "What to do", "Ring")
PAPER_OFF = (
    "Your council has not asked for it: the setting paper_days says for how many days a "
    "paper is kept."
)
PAPER_NOWHERE = "No folder is chosen on this machine."
PAPER_THERE = "Today's paper is there already."
PAPER_STOPPED = "No paper is written on this machine from now on."


def paper_made(name: str, ms: int) -> str:
    """Say who made the paper, and when."""
    return f"Made by {name} on {spoken_time(ms)}."


def paper_into(folder: str) -> str:
    """Say where the paper goes from now on."""
    return f"From now on it is written once a day into {folder}."


def paper_written(names: Sequence[str]) -> str:
    """Say which files were written."""
    return f"Written: {and_list(names)}."


def on_date(day: str) -> str:
    """Say which day is shown."""
    return f"As it was at the end of {day}"


def then_and_now(then: str, now: str) -> str:
    """Return what an account was called, with what it is called now if otherwise."""
    return then if then == now else f"{then} (now {now})"


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
        "gone": "It is closed, and nobody can post with it any more",
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


def emergency(person: str, by: str, day: str, why: str, *, by_sheet: bool) -> str:
    """Say who was let in, by whom and why."""
    if by_sheet:
        return f"{person} came in with the recovery sheet on {day}"
    let_in = f"{by} let {person} in" if by != person else f"{person} let themselves in"
    return f"{let_in} on {day}: {why}"


def agreed(names: Sequence[str]) -> str:
    """Say who has agreed to it."""
    return f"agreed to by {and_list(names)}"


def emergency_news(person: str, by: str, agreed: Sequence[str]) -> str:
    """Say on the first screen that somebody was let in."""
    who = "themselves" if person == by else person
    second = and_list(agreed) + " agreed" if agreed else NO_SECOND
    return (
        f"In an emergency {by} let {who} in. {second}. The password has to be changed"
    )


def sheet_news(person: str, accounts: int) -> str:
    """Say on the first screen that somebody came in with the recovery sheet."""
    return (
        f"{person} came in with the recovery sheet and can open "
        f"{counted(accounts, 'account')}. What it opens has to be changed"
    )


def agreed_to(*, is_in: bool) -> str:
    """Say what came of agreeing."""
    return AGREED_IN if is_in else AGREED_NOT_IN


def emergency_asked(person: str, by: str, day: str, why: str) -> str:
    """Say who asks for a second person, for whom, and why."""
    who = "be let in" if person == by else f"let {person} in"
    return f"On {day} {by} asked to {who}: {why}"


def asked_news(person: str, by: str) -> str:
    """Say on the first screen that a second person is asked for."""
    who = "be let in" if person == by else f"let {person} in"
    return f"{by} asks to {who} in an emergency, and a second person has to agree"


def asked_agreed_news(person: str, agreed: Sequence[str]) -> str:
    """Say on the first screen that somebody can be let in now."""
    return f"{and_list(agreed)} agreed. {person} can be let in now"


def let_in_step(person: str) -> str:
    """Name what two people have to agree on."""
    return f"Let {person} in in an emergency"


def emergency_asked_logged(account: str, person: str, why: str) -> str:
    """Say in the log that a second person was asked for."""
    return (
        f"Asked a second person to agree that {person} is let in to {account} in an "
        f"emergency. Reason: {why}"
    )


def sheet_logged(account: str, person: str) -> str:
    """Say in the log that somebody came in with the sheet."""
    return f"{person} came in with the recovery sheet and can open {account}"


def emergency_logged(account: str, person: str, why: str) -> str:
    """Say in the log that somebody was let in."""
    return f"Let {person} in to {account} in an emergency. Reason: {why}"


def emergency_seen_logged(account: str) -> str:
    """Say in the log that somebody has been told."""
    return f"Saw that somebody was let in to {account} in an emergency"


def printed(count: int, names: Sequence[str]) -> str:
    """Say that the list was written."""
    return f"{counted(count, 'account')} written into {and_list(names)}."
