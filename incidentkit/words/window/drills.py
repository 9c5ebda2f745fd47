"""The words of the screen of drills, and of what happens in one beside its steps."""

from incidentkit.words.counts import counted
from incidentkit.words.lists import and_list

TITLE = "Exercises"
BODY = (
    "A made-up incident, with the same steps as a real one. Every screen and every text "
    "says EXERCISE, nothing real is changed or published, and nobody outside is rung."
)
SCENARIOS = "Choose one"
OPEN_ONES = "Going on now"
REGISTER = "When each playbook was rehearsed"
HELD = "Exercises that were held"
NOTHING_HELD = "No exercise was held yet."
GO_ON = "Go on"
DEBRIEF = "Debrief"
BACK = "Back to the exercises"
BACK_TO_IT = "Back to the exercise"
TOGETHER = "Start together"
ALONE = "Start alone"
NEEDS = "Who takes part"
ALONE_HOW = "For one person alone"
STARTS = "It begins like this"
CHOOSE_ONE = "Choose an exercise to see what it is about."
SCENARIO_TABLE = "Exercises by playbook"
COLUMN_NAME = "Exercise"
COLUMN_PLAYBOOKS = "Playbook"
COLUMN_LENGTH = "Length"
COLUMN_HELD = "Held last"
SAVE_REGISTER = "Save the register as a table"
SAVE_HINT = "A folder. The file is called exercise-register.csv."
REGISTER_FILE = "exercise-register.csv"
SAVED = "The register was saved"
OVERDUE_NOTE = "Overdue: longer ago than your council wants, or never."

# --- the debrief --------------------------------------------------------------------

MINUTES_TABLE = "Minutes beside targets"
EVENTS_TABLE = "What happened, and how it was met"
PRINT = "Save the debrief to print"
PRINT_HINT = "A folder. A PDF and a text file are written into it."
PRINTED = "The debrief was written"
END = "End the exercise"
END_BODY = (
    "The lessons are kept like those of a real incident. Name somebody for each, so "
    "that it is done."
)
SUMMARY = "How it went, in a sentence"
LESSON = "A lesson"
OWNER = "Who sees to it"
ADD_LESSON = "Add this lesson"
LESSONS = "Lessons so far"
NO_LESSONS = "None yet. An exercise may end without one."
ENDED = "The exercise is over. Thank you."
GONE = "This version does not have the scenario of this exercise any more."

# --- beside the steps ---------------------------------------------------------------

WHAT_HAPPENS = "What happens"
NEXT_NOW = "Next event now"
PACE = "How fast it goes"
ANSWERED = "Noted and answered"
HOW = "What you do about it, and who"
HOW_HINT = "A few words are enough. You can also leave it empty."
QUIET = "Nothing waits for an answer."
ALL_SHOWN = "Everything has happened. Finish what you are at, then talk about it."
TO_DEBRIEF = "To the debrief"
ELSEWHERE = "This screen is real. Change nothing here for the exercise."

# --- practising with a made-up secret ---------------------------------------------

PRACTISE = "Practise with a made-up password"
PRACTISE_BODY = (
    "This password is for nothing. It is kept nowhere and is gone when you leave the "
    "step. Read it, type it below as you would type it at the network, and confirm."
)
MADE_UP = "Made-up password"
TYPE_IT = "Type it as you would at the network"
CONFIRM = "It works: confirm"
DIFFERS = "That is not the same yet. Look at each letter."
PRACTISED = "Practised with a made-up password"


def minute(number: int) -> str:
    """Say how long the exercise has been going on."""
    return f"Minute {number} of the exercise"


def following(minutes: int) -> str:
    """Say when the next thing happens."""
    if minutes < 1:
        return "The next event comes in less than a minute."
    return f"The next event comes in about {counted(minutes, 'minute')}."


def more_waiting(number: int) -> str:
    """Say that more waits for an answer."""
    return f"{counted(number, 'more event')} waiting." if number else ""


def happened(kind: str, sender: str) -> str:
    """Say what came, and from whom."""
    return f"{kind}. From: {sender}"


def pace(times: int) -> str:
    """Return a pace as a choice."""
    return f"x{times}"


def going_on(scenario: str) -> str:
    """Say in every room that an exercise goes on."""
    return f"EXERCISE “{scenario}” is going on."


def length(minutes: int, events: int) -> str:
    """Say how long a drill is, and how much happens in it."""
    return f"{counted(minutes, 'minute')}, {counted(events, 'event')}"


def open_one(reference: str, scenario: str) -> str:
    """Name an exercise that goes on."""
    return f"{reference}  {scenario}"


def lesson(text: str, owner: str) -> str:
    """Return one lesson with who sees to it."""
    return f"{text} ({owner})"


def files(names: tuple[str, ...]) -> str:
    """Say which files were written."""
    return and_list(names)


OVERDUE_COLUMN = "Due"


def beside(what: str, target: str, took: str, standing: str) -> str:
    """Say how long something took, beside its target."""
    if took == "-":
        return f"{what}: {standing.lower()}. Target {target}."
    return f"{what}: after {took}. Target {target}. {standing}."


def decided(question: str, answer: str, reason: str) -> str:
    """Say what was decided and why."""
    return f"{question} {answer}. {reason}"


def event_times(shown: str, took: str, standing: str) -> str:
    """Say when something happened, and how long the answer took."""
    if shown == "-":
        return standing
    if took == "-":
        return f"After {shown}. {standing}"
    return f"After {shown}, answered within {took}. {standing}"


def good_answer(text: str) -> str:
    """Say what a good answer does."""
    return f"A good answer: {text}"


def our_answer(note: str) -> str:
    """Say what was done about it."""
    return f"Ours: {note}"
