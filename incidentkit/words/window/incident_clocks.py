"""What is said of the times that run: by when, and how that was counted."""

from incidentkit.words.counts import counted
from incidentkit.words.times import clock_time, spoken_time
from incidentkit.words.window.incident_steps import span

_SOON_MINUTES = 180

CLOCKS = "Times and deadlines"
BODY = (
    "Only the law and our own promises can be overdue. Everything else is a time to aim "
    "for."
)
LAW_AND_PROMISES = "What the law or a promise asks for"
PERHAPS = "Perhaps, depending on an open question"
TARGETS = "Times to aim for"
NONE = "Nothing that the law or a promise asks for is running."
MOMENTS = "What the times count from"
WHEN = "When?"
WHEN_HINT = "For example 07:10, yesterday 23:40, or 10 minutes ago"
WHEN_AHEAD = "For example 16:30, tomorrow 09:00, or in 2 hours"
REASON = "Why this time?"
SET = "Record this time"
CHANGE = "Put it right"
NOT_SET = "Nobody has said. Until then it counts from when we first knew."
NO_DEADLINE = "Nobody has said."
DIFFER = "Two people recorded different times. Record the right one."
NO_HOLIDAYS = (
    "The kit does not know the bank holidays so far ahead, and left out weekends only."
)
PROMISED = "We said so ourselves."
OPEN_STEP = "Go to the step"

_UNITS = {
    "working minutes": "counting working hours only",
    "weekday minutes": "without weekends and bank holidays",
}
_DAYS = {"working days": ("working day", "day after it"), "months": ("month", "")}


def chip(title: str, at_ms: int, now_ms: int, *, late: bool) -> str:
    """Return a running time in the strip at the top."""
    when = clock_time(at_ms, now_ms)
    return f"{title}: was due {when}" if late else f"{title}: by {when}"


def deadline(at_ms: int, now_ms: int) -> str:
    """Return a deadline that somebody else set, and how long there is until then."""
    minutes = (at_ms - now_ms) // 60_000
    when = clock_time(at_ms, now_ms)
    if minutes < 0:
        return f"The deadline was {when}"
    if minutes < _SOON_MINUTES:
        return f"Deadline {when}: {counted(minutes, 'minute')} left"
    return f"Deadline {when}"


def more(number: int) -> str:
    """Say that there are more times than are shown."""
    return f"and {counted(number, 'more time')}"


def late(when: str) -> str:
    """Say that a time is past."""
    return f"This was due at {when}. Do it now, and say why it is late."


def by(when: str) -> str:
    """Say by when."""
    return f"By {when}"


def amount(number: int, unit: str) -> str:
    """Return how much time there is."""
    if unit in _DAYS:
        return counted(number, _DAYS[unit][0])
    if unit == "share of the way":
        return f"{number} per cent of the way to the deadline"
    how = _UNITS.get(unit, "")
    return f"{span(number)}, {how}" if how else span(number)


def counted_from(how_long: str, origin: str, what: str, from_ms: int) -> str:
    """Say what a time was counted from."""
    when = spoken_time(from_ms)
    match origin:
        case "moment":
            return f"{how_long} from {when} (“{what}”)."
        case "deadline":
            return f"{how_long}, counted back from the deadline {when} (“{what}”)."
        case "step":
            return f"{how_long} from {when}, when “{what}” was done."
        case _:
            return f"{how_long} from {when}, when we first knew."


def assumed(question: str) -> str:
    """Say why a time counts from the earliest it can."""
    return f"Nobody has answered “{question}” yet. Until then the earliest time counts."


def setting(name: str) -> str:
    """Say that the council chose how long."""
    return f"How long is the council's own setting “{name}”."


def recorded(when_ms: int, who: str, at: str) -> str:
    """Say what was recorded of a moment, and by whom."""
    said = spoken_time(when_ms)
    return f"{said}, recorded by {who} at {at}" if who else said
