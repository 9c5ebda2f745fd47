"""What the first screen says."""

from incidentkit.words.counts import counted
from incidentkit.words.verification import STATES_WERE_STALE
from incidentkit.words.window.incident import elapsed

NOW = "What needs you"
CALM = "Nothing needs you now"
NOTES = "Left at the locked screen"
FILE_IT = "File it"
WHICH_INCIDENT = "Into which incident?"
NO_INCIDENT = "A note is filed into an incident. Start a response, or throw it away."
THROW_AWAY = "Throw it away"
THROW_AWAY_NOW = "Throw it away for good"
FILED = "The note is in the log."
FIRST_STEPS = "First steps"
OPEN = "Open"
GO_ON = "Go on"
WAITS_FOR_APPROVAL = "A text waits for your approval"

_STEPS = {
    "account": ("Write down the first account", "It takes about a minute."),
    "second-person": (
        "Let a second person in",
        "If you are away, somebody else has to be able to open the kit.",
    ),
    "questions": (
        "Answer eight questions about your council",
        "Playbooks then follow your rules. Each can be left for later.",
    ),
    "folder": (
        "Choose a shared folder",
        "Through it, colleagues' machines keep each other up to date.",
    ),
}
_UPKEEP = {
    "same-day": "The password has to be changed today, because something happened",
    "same-day late": "The password had to be changed the same day, and it is not yet",
    "leaving": "Has left, and there is still something of theirs to change or take away",
    "contract-ended": "A firm can still post though its contract is over",
    "election": "A period before an election. Keep every word factual",
    "holders": "Fewer people can open it than your council wants",
    "rotation": "The date for a new password has gone by, with its days of grace",
    "review": "Due for a review: holders, recovery, roles and tools",
    "dormant": "Nobody took the password out for a long time. Is it still used?",
    "exercise": "No exercise was held for longer than your council wants",
    "training": "Took part in no exercise for longer than your council wants",
    "playbooks": "The review date has gone by. Read it again and save it with a new date",
    "policies": "The list of policies is due for a look. Save it again afterwards",
}
_MOST_NAMES = 3
_BEFORE_DETAIL = {
    "remark": "",
    "round-on": "",
    "emergency": "",
    "emergency-asked": "",
    "offered": "A role in this is offered to you: ",
    "approval": f"{WAITS_FOR_APPROVAL}. It was asked for by ",
}
_COUNTED = {
    "evidence": ("piece", "of evidence still to be filed"),
    "held": ("entry", "held back for a decision"),
    "unreadable-notes": ("note", "from the locked screen that you cannot open"),
    "settle-council": ("setting", "of the council to settle"),
    "round-due": ("account", "to look at by today"),
}
_NEEDS = {
    "no-number": "No telephone number is written down",
    "outside-ended": "From outside, can still post, and their end date is past",
    "unproven": "Training has run out, or a policy is due to be read again",
    "contacts": "Nobody has tried these numbers for 90 days, or ever",
    "no-deputy": "Nobody is written down who stands in",
    "settle-contacts": "Colleagues wrote down different things. Save the right one again",
    "removed": "You have no place in this kit any more. What was here can be read, and "
    "nothing can be written.",
    "stale": STATES_WERE_STALE,
    "waiting": "A new password waits to be confirmed",
    "request": "Somebody asks for this account to be opened. It waits for your answer",
    "round-begin": "It has not been begun yet",
    "round-close": "Everything is answered. It can be closed",
    "settle": "Colleagues have set something differently",
    "unopened": "There is something newer that this machine cannot open yet",
    "facts": "Links and menus were not looked at for a year. Are they still right?",
    "paper": "The paper of who can post could not be written. Is its folder there?",
    "no-backup": "There is no backup of the kit yet",
}


def greeting(name: str) -> str:
    """Return the title, with the person's name."""
    return f"Hello, {name}" if name else "Hello"


def calm(accounts: int, people: int) -> str:
    """Say what the kit keeps, on an ordinary day."""
    return (
        f"The kit keeps {counted(accounts, 'account')} and knows "
        f"{counted(people, 'person')}."
    )


def first_step(step: str) -> tuple[str, str]:
    """Return what to do first, and why."""
    return _STEPS[step]


def need(kind: str, detail: str, count: int, minutes: int) -> str:
    """Return why something needs a person, in a sentence without its name."""
    if kind == "incident":
        going = f"Under way for {elapsed(minutes)}"
        return f"{going}. Next: {detail}" if detail else going
    if kind in _COUNTED:
        one, rest = _COUNTED[kind]
        said = f"{counted(count, one)} {rest}"
        return f"{said}. {detail}" if detail else said
    if kind == "old":
        least = "at least " if detail else ""
        return f"The password has not changed for {least}{counted(count, 'day')}"
    if kind in _BEFORE_DETAIL:
        return f"{_BEFORE_DETAIL[kind]}{detail}"
    if kind == "training" and detail:
        return f"{_UPKEEP[kind]}. To read and sign: {detail}"
    return _UPKEEP.get(f"{kind} {detail}") or _UPKEEP.get(kind) or _NEEDS[kind]


def named(names: tuple[str, ...]) -> str:
    """Return some names in one line."""
    shown = list(names[:_MOST_NAMES])
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {counted(more, 'other')}" if more else "")
