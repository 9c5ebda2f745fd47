"""Words for steps of an incident, and for texts, that have to wait for something."""

from incidentkit.errors import (
    CaptureFirstError,
    CauseNotConfirmedError,
    ClosedIncidentError,
    SecretInTextError,
    StepNotOpenError,
    StillOpenError,
    UnfilledFieldError,
)
from incidentkit.words.lists import and_list
from incidentkit.words.problems.problem import Problem, Table, quoted


def _step_not_open(error: StepNotOpenError) -> Problem:
    if not error.waits_for:
        return Problem(
            "This step cannot be taken now",
            f"The step {quoted(error.step)} is not open at the moment.",
            "Look at the list of steps and go on with the one that is.",
        )
    return Problem(
        "Something else comes first",
        f"The step {quoted(error.step)} waits for {quoted(error.waits_for)}.",
        f"Go to {quoted(error.waits_for)} first, or skip it and say why.",
    )


def _capture_first(error: CaptureFirstError) -> Problem:
    return Problem(
        "Keep a copy before it goes",
        f"The step {quoted(error.step)} takes something away, and no copy of it is "
        "on file yet.",
        "File a screenshot or write down whose phone has one, and if somebody is "
        "in danger, go ahead and say so.",
    )


def _still_open(error: StillOpenError) -> Problem:
    return Problem(
        "Some things are still open",
        f"This incident still has open: {and_list(error.items)}.",
        "Do them, or say for each why it is not needed, and then close the incident.",
    )


def _secret(error: SecretInTextError) -> Problem:
    of = f" of {and_list(error.accounts)}" if error.accounts else ""
    return Problem(
        "There is a secret in this text",
        f"The text holds a stored secret{of}, so it was not saved.",
        "Take the secret out of the text, and change it today if anybody else may "
        "have read it.",
    )


def _cause(error: CauseNotConfirmedError) -> Problem:
    return Problem(
        "The cause is not confirmed yet",
        f"The text says {quoted(error.phrase)}, and the log does not confirm that.",
        "Say what is known without giving a cause, or confirm the cause in the log "
        "first.",
    )


def _unfilled(error: UnfilledFieldError) -> Problem:
    return Problem(
        "The text is not complete yet",
        f"These places are still to be filled: {and_list(error.fields)}.",
        "Fill them in, or take out the sentence that needs them.",
    )


TABLE: Table = {
    ClosedIncidentError: Problem(
        "This incident is closed",
        "Nothing was added, because a closed incident stays as it was reported.",
        "Reopen the incident if there is more to record.",
    ),
    StepNotOpenError: _step_not_open,
    CaptureFirstError: _capture_first,
    StillOpenError: _still_open,
    SecretInTextError: _secret,
    CauseNotConfirmedError: _cause,
    UnfilledFieldError: _unfilled,
}
