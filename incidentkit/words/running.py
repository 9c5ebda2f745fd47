"""One sentence for what happens around the steps of an incident.

Playbooks joined and left, roles, readers, details, and what could not be done. They
follow the name of whoever did it, as the sentences in `words.incidents` do.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from incidentkit.words.council.rules import BLOCKED_BY_ONE
from incidentkit.words.incidents import labelled, sentence
from incidentkit.words.lists import and_list
from incidentkit.words.times import clock_time, spoken_time

RECORD: Mapping[str, str] = MappingProxyType(
    {
        "public since": "Visible to the public since",
        "review on": "To be looked at again on",
        "raised by": "Raised by",
        "platform": "Platform",
        "address": "Address",
        "post id": "Number of the post",
        "affected": "Who is affected",
        "retention": "How long it is kept",
        "legal hold": "Kept for legal reasons",
    }
)
SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "platform": "Platform",
        "author_name": "Name shown",
        "author_handle": "Handle",
        "author_id": "Number of the profile",
        "post_id": "Number of the post",
        "posted": "Time as shown",
        "counts": "Counts shown",
        "alt": "Text of the picture",
        "context": "What stood around it",
    }
)


def joined(playbook: str, reason: str) -> str:
    """Say that another playbook runs beside the others."""
    return sentence(f"Added the playbook “{playbook}”", labelled("Reason", reason))


def unreadable_playbook(playbook: str) -> str:
    """Say of a playbook that was added that this version cannot read its text."""
    return f"A playbook that cannot be read here: “{playbook[:80]}”"


def removed_uncaptured(step: str) -> str:
    """Say of something that was removed before the kit was opened what is missing."""
    return f"No copy was kept before “{step}”"


def nobody_agreed(step: str) -> str:
    """Say of what was done before the kit was opened that one person did it alone."""
    return f"No second person agreed here to “{step}”"


def nothing_shown(step: str) -> str:
    """Say of what was done before the kit was opened that nothing shows it."""
    return f"Nothing was shown for “{step}”"


def nobody_approved(step: str) -> str:
    """Say that words which went out before the kit was opened have no approval in it."""
    return f"No approval is recorded here for “{step}”"


def left(playbook: str, reason: str) -> str:
    """Say that a playbook is not the right one any more."""
    return sentence(f"Left the playbook “{playbook}”", labelled("Reason", reason))


def linked(other: str, why: str) -> str:
    """Say which other incident this one has to do with."""
    named = f"{other}" if other else "another incident"
    return sentence(f"Linked this with {named}", labelled("Why", why))


def from_deadline(deadline_ms: int, now_ms: int) -> str:
    """Say why nobody was asked how much time is left."""
    at = clock_time(deadline_ms, now_ms)
    return f"It follows from the deadline, {at}; nobody had to be asked"


# For one person alone, where a step wants two and says nothing of it itself.
ALONE_BUT_TWO = (
    "Ring a colleague, say what you are about to do, and write down who agreed. If nobody "
    "answers, record that it could not be done, with whom you tried."
)
ALONE_BUT_APPROVED = (
    "Read it aloud to a colleague on the telephone and record who agreed. If nobody "
    "answers, record that it could not be done, with whom you tried."
)


def stood_before(reason: str, before_ms: int) -> str:
    """Say why a time was put right, and what it was until then."""
    return sentence(reason, f"Until then it stood at {spoken_time(before_ms)}")


def went_on_restricted() -> str:
    """Say that it goes on where only some read."""
    return sentence("Went on in a restricted incident")


def readers_changed(added: Sequence[str], removed: Sequence[str], reason: str) -> str:
    """Say who reads a restricted incident now, and who does not any more."""
    return sentence(
        f"Let {and_list(added)} read this incident" if added else "",
        f"Ended that {and_list(removed)} read this incident" if removed else "",
        labelled("Reason", reason),
    )


def agreed_by(second: str, recorder: str) -> str:
    """Say who was named as the second person, and by whom: they signed nothing."""
    if not second.strip():
        return ""
    if second == BLOCKED_BY_ONE:
        return second
    return f"Recorded by {recorder}: {second.strip()} agreed as the second person"


def shown_as(proof: str) -> str:
    """Say what was shown."""
    return labelled("Shown", f"“{proof.strip()}”" if proof.strip() else "")


def failed(step: str, reason: str, attempts: Sequence[str]) -> str:
    """Say that a step could not be done, and who was tried."""
    return sentence(
        f"Could not do “{step}”",
        labelled("Reason", reason),
        labelled("Tried", and_list(attempts)) if attempts else "",
    )


def could_not(reason: str, attempts: Sequence[str]) -> str:
    """Say in a table why a step could not be done, and who was tried."""
    return sentence(
        "It could not be done",
        reason,
        labelled("Tried", and_list(attempts)) if attempts else "",
    )


def exercise(title: str, scenario: str) -> str:
    """Return a report's title, with a mark when none of it is real."""
    return f"EXERCISE: {title}" if scenario else title


def attempt(whom: str, how: str, when_ms: int, at_ms: int) -> str:
    """Return one attempt: whom, how and when."""
    way = f" by {how.strip()}" if how.strip() else ""
    when = f" at {clock_time(when_ms, at_ms)}" if when_ms else ""
    return f"{whom.strip()}{way}{when}"


def step_agreed(step: str, note: str) -> str:
    """Say that a second person agrees."""
    return sentence(f"Agreed as the second person to “{step}”", note)


def detailed(step: str, values: Sequence[tuple[str, str]]) -> str:
    """Say what was written down for a step."""
    return sentence(
        f"Wrote down for “{step}”", *(labelled(name, text) for name, text in values)
    )


def round_ended(step: str, reason: str) -> str:
    """Say that a step need not be done once more."""
    return sentence(f"Ended the repeating of “{step}”", labelled("Reason", reason))


def recorded(field: str, text: str, when_ms: int) -> str:
    """Say what was put into the record that every incident has."""
    said = spoken_time(when_ms) if when_ms else text
    return sentence("Put into the record", labelled(RECORD.get(field, field), said))


def role_taken(role: str, reason: str) -> str:
    """Say that somebody took a role."""
    return sentence(f"Took the role “{role}”", labelled("Reason", reason))


def role_offered(role: str, to: str) -> str:
    """Say that a role was offered, with a hand-over."""
    return sentence(f"Offered the role “{role}” to {to}, with a hand-over to read")


def role_accepted(role: str) -> str:
    """Say that somebody accepted a role."""
    return sentence(f"Accepted the role “{role}”")


def role_declined(role: str, reason: str) -> str:
    """Say that an offer came to nothing."""
    return sentence(f"Put aside the offer of “{role}”", labelled("Reason", reason))


def role_given_up(role: str, reason: str) -> str:
    """Say that somebody holds a role no more."""
    return sentence(f"Gave up the role “{role}”", labelled("Reason", reason))


def inject_shown(inject: str) -> str:
    """Say what an exercise showed."""
    return sentence(f"The exercise showed “{inject}”")


def inject_answered(inject: str, note: str) -> str:
    """Say that somebody answered what the exercise showed."""
    return sentence(f"Answered “{inject}” in the exercise", note)


def lesson(text: str, owner: str, due_ms: int) -> str:
    """Return a lesson, whose it is, and by when."""
    by = f" by {spoken_time(due_ms)}" if due_ms else ""
    return f"{text.strip()} ({owner.strip()}{by})"


def review(at_ms: int) -> str:
    """Say when somebody looks at it again."""
    return labelled("Looked at again", spoken_time(at_ms)) if at_ms else ""


def shown(values: Sequence[tuple[str, str]]) -> str:
    """Return what a platform showed of a post."""
    lines = (labelled(SHOWN.get(name, name), text) for name, text in values)
    return "; ".join(line for line in lines if line)
