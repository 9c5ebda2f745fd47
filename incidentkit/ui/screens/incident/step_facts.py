"""What a step says of itself in a line: for whom, by when, what its button does."""

from incidentkit.desk.response import Response, StepPage
from incidentkit.playbooks.model import DueKind
from incidentkit.playbooks.walk import Status
from incidentkit.words import incident_commands as due_words
from incidentkit.words.times import clock_time
from incidentkit.words.window import incident as words
from incidentkit.words.window import incident_steps as step_words

_BACK = frozenset({"undo", "open again"})


def may_be_taken(response: Response, step: StepPage) -> bool:
    """Whether it is open, or what was said of it is not the last word."""
    again = step.in_conflict or step.status is Status.FAILED
    return response.is_open and (again or not step.is_over)


def can_fail(response: Response, step: StepPage) -> bool:
    """Whether it may be said that it could not be done."""
    blocked = bool(step.captures_first or step.waits_for)
    taken = step.is_over and not step.in_conflict
    return response.is_open and not (blocked or taken or step.labels)


def machine_is_clear(response: Response, *, goes_on_here: bool) -> bool:
    """Whether secrets may be shown at this computer."""
    suspect = response.machine is True
    return response.machine is False or (suspect and goes_on_here)


def finish_text(step: StepPage) -> str:
    """Return what the button that finishes a step says."""
    asked = step.asked
    if asked.begins is not None and not asked.begins.runs:
        return step_words.begin(asked.begins.name)
    return step_words.AGAIN_NOW if asked.rounds is not None else words.DONE_NEXT


def taken_back(step: StepPage | None, what: str, now_ms: int) -> str:
    """Say what taking a step back does not take back: a text that went out stays out."""
    if step is None or not step.went_out_ms or what not in _BACK:
        return ""
    return due_words.went_out(clock_time(step.went_out_ms, now_ms))


def facts_of(step: StepPage, now_ms: int) -> str:
    """Say for whom a step is and by when, in one line."""
    parts = [f"{words.FOR}: {', '.join(step.who)}"] if step.who else []
    if step.due is not None and not step.is_over:
        when = clock_time(step.due.at_ms, now_ms)
        late = step.due.is_overdue(now_ms)
        match step.due.kind:
            case DueKind.LAW:
                parts.append(due_words.by_law(when, late=late))
            case DueKind.PROMISE:
                parts.append(due_words.by_promise(when, late=late))
            case _ if step.due.at_ms > now_ms:
                parts.append(due_words.aim_for(when))
            case _:
                parts.append(due_words.AS_SOON_AS_YOU_CAN)
    if step.asked.begins is not None and step.asked.begins.runs:
        parts.append(step_words.RUNS_ALREADY)
    return ".  ".join(parts) if parts else ""
