"""What is said about the council's own playbooks: in the log, in lists, on paper."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from incidentkit.words.incidents import labelled, sentence
from incidentkit.words.playbooks import EXCEPTIONS as EXCEPTIONS

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "incident": "Playbook",
        "guide": "Guide",
        "part": "Part",
        "template": "Message",
    }
)
AS_SHIPPED = "As it came with the program"
OURS = "Ours"
OURS_ALONE = "Ours alone"
TWO_VERSIONS = "Two versions: choose one"
MOVED_ON = "Ours; the one that comes with the program has changed"
NOT_READABLE = "Ours cannot be read; the one that comes with the program is used"
STANDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "as-shipped": AS_SHIPPED,
        "ours": OURS,
        "ours-alone": OURS_ALONE,
        "two-versions": TWO_VERSIONS,
        "moved-on": MOVED_ON,
        "not-readable": NOT_READABLE,
    }
)
SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "as-shipped": "As it came",
        "ours": "Ours",
        "ours-alone": "Ours alone",
        "two-versions": "Two versions",
        "moved-on": "Ours; a newer came",
        "not-readable": "Ours cannot be read",
    }
)
NEVER = "Not yet"
WHO: Final[Mapping[str, str]] = MappingProxyType(
    {
        "shipped": "The new version that comes with the program changed this",
        "ours": "We changed this",
        "alike": "Both changed this, and say the same",
        "both": "Both changed this: choose the words",
    }
)
THEN = "As it was"
NOW = "As it comes now"
WE = "Ours"


# --- the log ---------------------------------------------------------------------


def kept(name: str, version: str, why: str, origin: str) -> str:
    """Say that a text of the council's own was kept."""
    number = f", version {version}" if version else ""
    return sentence(
        f"Kept our own text of: {name}{number}", labelled("Reason", why), origin
    )


def base_kept() -> str:
    """Say that the shipped text was put beside it."""
    return sentence("Kept the text that ours was made from, to compare with later")


def went_back(name: str, why: str) -> str:
    """Say that the shipped text holds again."""
    return sentence(f"Went back from our own text of: {name}", labelled("Reason", why))


def left(name: str) -> str:
    """Say that somebody was still writing."""
    return sentence(f"Left an unfinished text of: {name}")


def left_taken() -> str:
    """Say that it is not waiting any more."""
    return sentence("Took up or put away an unfinished text of a playbook")


# --- reading aloud ---------------------------------------------------------------


def who_does(who: str) -> str:
    """Say who takes a step."""
    return f"Who: {who}"


def tell_whom(whom: str) -> str:
    """Say who is told."""
    return f"Tell: {whom}"


def due(text: str) -> str:
    """Say by when."""
    return f"By when: {text}"


def why(text: str) -> str:
    """Say why."""
    return f"Why: {text}"


def law(text: str) -> str:
    """Say what a step rests on."""
    return f"It rests on: {text}"


def alone(text: str) -> str:
    """Say the short form."""
    return f"If you are alone: {text}"


def message(template: str) -> str:
    """Say which message a step starts from."""
    return f"Start from message {template}"


def answer(label: str) -> str:
    """Introduce what an answer leads to."""
    return f"If the answer is {label}:"


def strand(name: str) -> str:
    """Introduce one of several strands."""
    return f"At the same time, {name}:"


def part(name: str) -> str:
    """Introduce a part that is taken in."""
    return f"From the part {name}:"


def only_when(condition: str) -> str:
    """Say what a step is for."""
    return f"Only when {condition}"


def again(minutes: int, unit: str, setting: str) -> str:
    """Say how often a step is done again."""
    if setting:
        return f"as often as the council set it ({setting})"
    return f"every {lasting(minutes, unit)}"


def until(how_often: str, condition: str) -> str:
    """Say that a step is done again and again."""
    return f"Again {how_often}, until {condition}"


def begin(name: str) -> str:
    """Say that another playbook is begun."""
    return f"Begin the playbook {name}"


FAILS = "If it cannot be done:"
BOTH = "At the same time"
ALL_OF = " and "
ANY_OF = " or "
IS_NOT = "is not"
IS = "is"
ROLES = "Who is who"
CONTACTS = "Whom to reach"
RESTS_ON = "What the steps rest on"
SOURCES = "What the short codes stand for"


def version(number: str, reviewed: str) -> str:
    """Say which version this is."""
    return f"Version {number}, reviewed {reviewed}"


def stands_in(text: str, deputy: str) -> str:
    """Say who stands in."""
    return f"{text}. Stands in: {deputy}" if deputy else text


# --- the card --------------------------------------------------------------------

CARD = "Grab card"
EXERCISE = "EXERCISE"
CARD_ALT = "First steps"


def only_if(question: str, label: str) -> str:
    """Say under which answer a step stands."""
    return f"{question} {label}"


def more_steps(number: int) -> str:
    """Say that there is more in the kit."""
    return f"The kit has {number} more steps, with the messages and the log."


def printed(when: str) -> str:
    """Say when a card was printed."""
    return f"Printed {when}. An older card may be out of date."


_UNITS: Final[Mapping[str, tuple[tuple[int, str], ...]]] = MappingProxyType(
    {
        "minutes": ((1440, "day"), (60, "hour"), (1, "minute")),
        "working minutes": ((60, "working hour"), (1, "working minute")),
        "working days": ((1, "working day"),),
        "weekday minutes": ((60, "weekday hour"), (1, "weekday minute")),
        "months": ((1, "month"),),
    }
)


def lasting(amount: int, unit: str) -> str:
    """Return a length of time in the largest unit that it is a whole number of."""
    if unit == "share of the way":
        return f"{amount}% of the way"
    sizes = _UNITS.get(unit, ((1, unit),))
    size, name = next((s, n) for s, n in sizes if s == 1 or amount % s == 0)
    number = amount // size
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


def due_time(amount: int, unit: str, origin: str, of: str, setting: str) -> str:
    """Return when something is due, as one says it."""
    if setting:
        length = f"as the council set it ({setting})"
    elif amount == 0 and origin == "start":
        return "at once"
    else:
        length = lasting(amount, unit)
    if unit == "share of the way":
        return f"{length} to {of}"
    joined = {"moment": " from ", "step": " after ", "deadline": " before "}
    return f"{length}{joined[origin]}{of}" if origin in joined else length


def by_severity(rows: list[tuple[str, str]]) -> str:
    """Return due times that depend on how serious it is."""
    return "; ".join(f"{severity}: {when}" for severity, when in rows)


SETTLED_BY_CHOICE = "Chosen from texts that were kept at the same time"
