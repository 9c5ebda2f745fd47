"""What the command line says around incidents and their steps."""

from collections.abc import Sequence

from incidentkit.words.commands import ANSWER
from incidentkit.words.counts import counted
from incidentkit.words.times import spoken_time

NO_INCIDENTS = "There is no incident. To start a response:"
START_WITHOUT = "A response need not wait for this: start it without --account."
IS_CLOSED = "closed"
ALL_DONE = "Every step is done or not needed. You can close the incident:"
AFTER_THAT = "After that:"
AS_SOON_AS_YOU_CAN = "As soon as you can."
CAPTURE_FIRST = "First keep a copy of what this takes away:"
WHAT_HAPPENED = "what happened, in a few words"
NO_EVIDENCE = "No evidence is filed yet."
SAY_WHO_HOLDS = 'Add to the command:  --device "my phone" --person "who has it"'
FILED_SINCE = "filed since"
NOTHING_SAID = "nothing said"
CAUSE_NEEDS = (
    'Say which cause and what it rests on: ... phishing --basis "ICT found it"'
)


def started(reference: str, playbook: str) -> str:
    """Say that an incident is open."""
    return (
        f"Incident {reference} is open, with the playbook: {playbook}. What you do here "
        "is written down."
    )


def tick_off(line: str) -> str:
    """Say how to tick what was done before."""
    return f"If something is done already:  {line}"


def lasting(minutes: int) -> str:
    """Say how long ago we knew."""
    hours, days = minutes // 60, minutes // 1440
    if minutes < 120:
        return f"{counted(minutes, 'minute')} since we knew"
    if hours < 48:
        return f"{counted(hours, 'hour')} since we knew"
    return f"{counted(days, 'day')} since we knew"


def overdue(title: str) -> str:
    """Say that the law's or our own time has run out."""
    return f"OVERDUE: {title}"


def perhaps_overdue(title: str, question: str) -> str:
    """Say that time has run out for something, if it is wanted at all."""
    return f"PERHAPS OVERDUE: {title}. It depends on “{question}” Answer that first."


def answered_differently(title: str) -> str:
    """Say that two people answered a question differently."""
    return (
        f"Colleagues answered “{title}” differently. Answer it once more to settle it."
    )


def to_be_filed(what: str) -> str:
    """Say what is held elsewhere."""
    return f"Still to be filed: {what}"


def next_step(title: str) -> str:
    """Say what to do now."""
    return f"NEXT  {title}"


def ring(lines: str) -> str:
    """Say whom to ring for a step."""
    return f"Ring: {lines}"


def aim_for(when: str) -> str:
    """Say a time to aim for."""
    return f"Aim for {when}."


def by_law(when: str, *, late: bool) -> str:
    """Say by when the law wants it."""
    return f"The law asks for this by {when}.{_past(late=late)}"


def by_promise(when: str, *, late: bool) -> str:
    """Say by when we said we would."""
    return f"We promised this by {when}.{_past(late=late)}"


def _past(*, late: bool) -> str:
    return " That time is past: do it now, and say why it is late." if late else ""


def when_done(line: str) -> str:
    """Say what to type when a step is done."""
    return f"When done:  {line}"


def answer_it(line: str) -> str:
    """Say how to answer."""
    return f"Answer it:  {line}"


def choices(labels: str) -> str:
    """Say what the answers are."""
    return f"            {ANSWER} is {labels}."


def file_it(line: str) -> str:
    """Say how to file a picture."""
    return f"File it:    {line}"


def or_held(line: str) -> str:
    """Say how to note who has it."""
    return f"Or note it: {line}"


def change_it(line: str) -> str:
    """Say how to change a secret."""
    return f"Change it:  {line}"


def write_it(line: str) -> str:
    """Say how to begin a draft."""
    return f"Write it:   {line}"


def answers_are(title: str, labels: Sequence[str]) -> str:
    """Say what may be answered."""
    return f"“{title}” takes one of: {' / '.join(labels)}"


def no_question(title: str) -> str:
    """Say that a step takes no answer."""
    return f"“{title}” asks nothing. It is done or left out."


def step_answered(title: str, label: str) -> str:
    """Say what was written down of a question."""
    return f"Written down: {title} {label}"


def step_done(title: str) -> str:
    """Say that a step is done."""
    return f"Written down as done: {title}"


def step_skipped(title: str) -> str:
    """Say that a step is left out."""
    return f"Left out: {title}"


def step_undone(title: str) -> str:
    """Say that the last thing recorded of a step does not count."""
    return f"Taken back: {title}"


def step_unlocked(title: str) -> str:
    """Say that a step may go before a capture."""
    return f"Allowed before anything is captured: {title}"


def written_down(reference: str) -> str:
    """Say that a note is kept."""
    return f"Written down for {reference}."


def closed(reference: str) -> str:
    """Say that an incident is closed, and what still can be done."""
    return f"{reference} is closed. Notes and evidence can still be added."


def goes_on(reference: str) -> str:
    """Say that an incident is open again."""
    return f"{reference} goes on."


def evidence_filed(name: str) -> str:
    """Say that evidence is kept."""
    return f"Filed and sealed as {name}."


def evidence_owed(holder: str, name: str) -> str:
    """Say that somebody has evidence."""
    return f"Noted as {name}: {holder} has it. It stays open until it is filed:"


def cause(status: str, what: str) -> str:
    """Say what is recorded of the cause."""
    return f"Recorded: the cause is {status}{f': {what}' if what else ''}."


def promised(when: str) -> str:
    """Say by when people hear from us."""
    return f"Noted: people hear from us by {when}."


def known_since(when_ms: int) -> str:
    """Say when we first knew, as it stands now."""
    return f"Noted: we first knew at {spoken_time(when_ms)}. The clocks follow it."


def promises_are(steps: Sequence[str]) -> str:
    """Say which steps keep a promise."""
    return f"Steps that keep a promise: {', '.join(steps)}"


CLOSE_SUMMARY = "What happened, in a few words"


def went_out(when: str) -> str:
    """Say that a text is out, whatever is taken back of its step here."""
    return (
        f"This text went out at {when}: put it right in public with a new text. "
        "What people have read stays read."
    )
