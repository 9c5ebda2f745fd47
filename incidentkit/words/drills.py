"""The words of drills: what an exercise is, what it showed, who rehearsed what."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list
from incidentkit.words.times import spoken_time

EXERCISE: Final = "EXERCISE"
NOT_REAL: Final = "EXERCISE: none of this is real"
# What every text of an exercise begins and ends with.
OPENS: Final = "EXERCISE: none of this is real. Do not publish.\n\n"
CLOSES: Final = "\n\nThis was an EXERCISE"
NOTE_FILE: Final = "read-me.txt"

NOBODY_IS_RUNG: Final = (
    "This is an exercise: nobody outside is rung. Say aloud whom you would ring and "
    "what you would say, and write that down."
)
NOTHING_IS_OUT: Final = (
    "This is an exercise: nothing is published. When the words are agreed, finish the "
    "step and write down where they would stand."
)
NUMBER_HIDDEN: Final = "(number hidden in an exercise)"

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "post": "A post",
        "message": "A message",
        "call": "A telephone call",
        "press": "A reporter",
        "colleague": "A colleague",
        "platform": "A message from the network",
    }
)

FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        "file-name": 'The file has to be called "{it}"',
        "door-unknown": 'The front door offers no "{it}"',
        "playbook-unknown": 'There is no playbook "{it}"',
        "playbook-not-begun": 'That choice at the front door does not begin "{it}"',
        "platform-unknown": 'There is no network "{it}"',
        "inject-too-late": '"{it}" comes when the exercise is over',
        "nothing-alone": "Nothing is left for one person alone",
        "target-too-late": '"{it}" may take longer than the exercise',
        "step-unknown": 'None of the playbooks has a step "{it}"',
        "nothing-of-that-sort": 'No step of the playbooks is what "{it}" asks for',
    }
)

STANDINGS: Mapping[str, str] = MappingProxyType(
    {
        "met": "In time",
        "late": "Later",
        "not done": "Not done",
        "not asked for": "Did not come up",
        "not yet": "Not yet",
    }
)

# --- the debrief ----------------------------------------------------------------

DEBRIEF_TITLE: Final = "Debrief of an exercise"
HANDLING: Final = "EXERCISE"
TIMES: Final = "Times are minutes from the start of the exercise."
WELL: Final = "What went well"
LOOK_AT: Final = "What to look at together"
TARGETS: Final = "Minutes beside targets"
INJECTS: Final = "What happened, and how it was met"
DECISIONS: Final = "Decisions and their reasons"
TALK: Final = "To talk about"
NOTHING_YET: Final = "Nothing is finished yet. That is all right: talk about why."
NOTHING_ELSE: Final = "Nothing that the exercise could see."
NO_REASON: Final = "No reason was written down"
NO_DECISION: Final = "No decision was taken."
CAPTURED_FIRST: Final = "A copy was kept before anything was taken away."
CAUSE_LEFT_OPEN: Final = "No text stated a cause that was not confirmed."
REASONS_GIVEN: Final = "Every decision has its reason written down."
CLOSED_BECAUSE: Final = "The exercise is over."
TARGET_HEAD: Final = ("What", "Target", "Took", "So")
INJECT_HEAD: Final = ("What happened", "Shown", "Answered", "A good answer", "Ours")
DECISION_HEAD: Final = ("Question", "Answer", "Reason")
LESSON_OWNER: Final = "Who sees to it"


def minutes(number: int | None) -> str:
    """Return minutes in a table, a dash for what did not happen."""
    return "-" if number is None else counted(number, "minute")


def within(number: int) -> str:
    """Return a target in a table."""
    return f"by {counted(number, 'minute')}"


def met_targets(names: Sequence[str]) -> str:
    """Say which targets were met."""
    return f"In time: {and_list(names)}."


def late_target(what: str, took: int, target: int) -> str:
    """Say that something took longer than its target."""
    return (
        f"{what} took {counted(took, 'minute')}; the target is "
        f"{counted(target, 'minute')}."
    )


def not_done(names: Sequence[str]) -> str:
    """Say what was not done."""
    return f"Not done before the end: {and_list(names)}."


def answered_in_time(number: int, of: int) -> str:
    """Say how much of what happened was answered in time."""
    return f"{number} of {counted(of, 'event')} answered in time."


def answered_late(names: Sequence[str]) -> str:
    """Say what was answered later than hoped."""
    return f"Answered later: {and_list(names)}."


def unanswered(names: Sequence[str]) -> str:
    """Say what nobody answered."""
    return f"Left without an answer: {and_list(names)}."


def removed_first(names: Sequence[str]) -> str:
    """Say which removals went before a copy was kept."""
    return f"Taken away before a copy was kept: {and_list(names)}."


def causes(number: int) -> str:
    """Say how often a text stated a cause."""
    what = counted(number, "passage")
    return f"The texts hold {what} that state a cause nobody has confirmed."


def reasons_missing(names: Sequence[str]) -> str:
    """Say which decisions have no reason."""
    return f"No reason was written down for: {and_list(names)}."


def about(
    scenario: str, started_ms: int, took: int, people: Sequence[str], *, alone: bool
) -> str:
    """Say what was rehearsed, when, how long and by whom."""
    who = and_list(people) or "nobody"
    how = ", alone" if alone else ""
    return (
        f"“{scenario}”, {spoken_time(started_ms)}, {counted(took, 'minute')}. "
        f"Taking part: {who}{how}."
    )


def debrief_name(reference: str) -> str:
    """Return what the debrief's file is called, without its ending."""
    return f"EXERCISE-debrief-{reference}"


def marked_name(name: str) -> str:
    """Return the name of a file of an exercise."""
    return f"EXERCISE-{name}"


# --- the register -----------------------------------------------------------------

NEVER: Final = "Never"
REGISTER_HEAD: Final = ("Playbook", "Last rehearsed", "By", "How often", "")
HELD_HEAD: Final = ("Exercise", "Scenario", "When", "Playbooks", "Taking part", "State")
OVERDUE: Final = "Overdue"
IN_TIME: Final = ""
GOING_ON: Final = "Going on"
ENDED: Final = "Ended"


def finding(line: int, rule: str, detail: str, hint: str = "") -> str:
    """Return one finding about a drill's file as a sentence with its line."""
    said = FINDINGS[rule].replace("{it}", detail)
    more = f'. Did you mean "{hint}"?' if hint else "."
    return f"Line {line}: {said}{more}"


def marked(text: str) -> str:
    """Return a text that begins and ends with the mark of an exercise, once each."""
    return f"{OPENS}{unmarked(text)}{CLOSES}"


def unmarked(text: str) -> str:
    """Return a text without the mark of an exercise."""
    return parted(text)[1]


def parted(text: str) -> tuple[str, str]:
    """Return what marks a text of an exercise at its beginning, and the text."""
    first = OPENS.strip()
    before = ""
    if text.startswith(first):
        rest = text[len(first) :].lstrip("\n")
        before, text = text[: len(text) - len(rest)], rest
    last = CLOSES.strip()
    ended = text.rstrip()
    if ended.endswith(last):
        text = ended.removesuffix(last).rstrip("\n")
    return before, text


def evidence_note(file: str, reference: str, scenario: str) -> str:
    """Return what lies beside a copy of something that was filed in an exercise."""
    return (
        f"{NOT_REAL}.\n\nThe file {file} was filed in the exercise “{scenario}” "
        f"({reference}). It shows nothing that happened. Do not publish it or send it "
        "on as evidence. It was not changed by this note.\n"
    )
