"""Words for steps of an incident, and for texts, that have to wait for something."""

from incidentkit.errors import (
    CaptureFirstError,
    CauseNotConfirmedError,
    ClosedIncidentError,
    DetailsMissingError,
    ExerciseError,
    NothingShownError,
    OfferedToAnotherError,
    ProofMissingError,
    ReasonNeededError,
    SecondPersonNeededError,
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


def _details_missing(error: DetailsMissingError) -> Problem:
    return Problem(
        "Some things are still to be written down",
        f"The step {quoted(error.step)} asks for: {and_list(error.fields)}.",
        "Fill them in, and if one cannot be known, write that.",
    )


_IN_AN_EXERCISE = {
    "publish": (
        "nothing is published from one",
        "Finish the step, and write down where the words would stand.",
    ),
    "compose": (
        "no page of a network and no mail program is opened from one",
        "Copy the text, and say where the words would stand.",
    ),
    "rotate": (
        "no real password is changed in one",
        "Practise with the made-up password in the step. If a real one has to change, "
        "do that in the register of accounts.",
    ),
}


def _exercise(error: ExerciseError) -> Problem:
    why, advice = _IN_AN_EXERCISE.get(error.what, _IN_AN_EXERCISE["publish"])
    return Problem("This is an exercise", f"None of this is real, so {why}.", advice)


_FEW = 4
_PROOFS = {
    "evidence": (
        "the evidence that shows it was done, and none is filed for it",
        "File a picture or a text for this step, and then finish it.",
    ),
    "link": (
        "the address where it can be seen",
        "Copy the whole address from your browser, beginning with https.",
    ),
}


def _proof_missing(error: ProofMissingError) -> Problem:
    asked, to_do = _PROOFS.get(
        error.proof, (quoted(error.proof), "Write it down, and then finish the step.")
    )
    return Problem(
        "Something has to be shown for this",
        f"The step {quoted(error.step)} is finished with {asked}.",
        to_do,
    )


_NOTHING_SHOWN = {
    "secret": (
        "No new password yet",
        "is finished with a new password, and none was made with the kit since this "
        "began",
        "Change it with the kit, or say in a note how it was changed.",
    ),
    "text": (
        "No text yet",
        "is finished with a text, and none is written in the kit",
        "Write it in the kit, or say in a note where it was written.",
    ),
    "approval": (
        "Not approved yet",
        "is finished with the approval of its text, word for word, and that is missing",
        "Ask for it on the page of the message, or say in a note who agreed to what.",
    ),
}


def _nothing_shown(error: NothingShownError) -> Problem:
    title, why, to_do = _NOTHING_SHOWN.get(error.of, _NOTHING_SHOWN["text"])
    return Problem(title, f"The step {quoted(error.step)} {why}.", to_do)


def _second_person(error: SecondPersonNeededError) -> Problem:
    return Problem(
        "A second person has to agree",
        f"Two people agree on the step {quoted(error.step)} before it is taken.",
        "Ask a colleague, who may agree at their own machine, or say who agreed.",
    )


def _reason_needed(error: ReasonNeededError) -> Problem:
    if error.rule:
        return Problem(
            "This is not what the council's rule says",
            f"For {quoted(error.what)} the council chose {quoted(error.rule)}.",
            "Choose that, or say why it is different this time.",
        )
    return Problem(
        "This takes a reason",
        f"For {quoted(error.what)} the log has to say why.",
        "Say why in a few words.",
        error.field,
    )


def _offered_to_another(error: OfferedToAnotherError) -> Problem:
    return Problem(
        "This role was offered to somebody else",
        f"The role {quoted(error.role)} is accepted by the person it was offered to, "
        "at their own machine.",
        "Ask them to accept it, or take the role yourself and say why.",
    )


def _few(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first of many, and how many more there are."""
    more = len(items) - _FEW
    return items if more <= 1 else (*items[:_FEW], f"{more} more")


def _still_open(error: StillOpenError) -> Problem:
    return Problem(
        "Some things are still open",
        f"This incident still has open: {and_list(_few(error.items))}.",
        "Do them, or say in a few words why they are left open, and then close the "
        "incident.",
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
    DetailsMissingError: _details_missing,
    ExerciseError: _exercise,
    ProofMissingError: _proof_missing,
    NothingShownError: _nothing_shown,
    SecondPersonNeededError: _second_person,
    ReasonNeededError: _reason_needed,
    OfferedToAnotherError: _offered_to_another,
    StillOpenError: _still_open,
    SecretInTextError: _secret,
    CauseNotConfirmedError: _cause,
    UnfilledFieldError: _unfilled,
}
