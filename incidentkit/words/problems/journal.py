"""Words for a journal that is not what it should be."""

from incidentkit.errors import (
    DisposedError,
    JournalError,
    NewerEntriesError,
    NotYetOpenedError,
    RefusedError,
    TamperedError,
    TwoPlacesError,
)
from incidentkit.words.problems.problem import Problem, Table, quoted
from incidentkit.words.problems.refusals import refused

_KEEP = (
    "Keep this machine as it is, tell a comms lead, and go on with a colleague's "
    "copy or a backup."
)


def _tampered(error: TamperedError) -> Problem:
    return Problem(
        "The kit was changed outside the app",
        f"What is stored at {quoted(error.where)} does not agree with the signed log.",
        _KEEP,
    )


TABLE: Table = {
    JournalError: Problem(
        "The log does not add up",
        "Something in the log is not as the kit wrote it.",
        _KEEP,
    ),
    RefusedError: refused,
    TamperedError: _tampered,
    NewerEntriesError: Problem(
        "A newer version of the app has been at work here",
        "A colleague with a newer version has added something that this version "
        "does not know, so for now only notes can be added here.",
        "Write what has happened as a note, and ask your IT service desk for the newer "
        "version.",
    ),
    NotYetOpenedError: Problem(
        "There is something newer that this machine cannot open yet",
        "A colleague's change has arrived, but the rest of it, or the key to it, "
        "has not.",
        "Exchange with your colleagues again, or ring the one who made the change "
        "before relying on what you see.",
    ),
    TwoPlacesError: Problem(
        "Two people wrote down where this account's secrets are kept",
        "The app does that once for an account, so one of the two did not come from it "
        "and a secret put in now might be read by somebody else.",
        "If it is urgent, change the password on the platform itself, and ask a comms "
        "lead to look in Health for who the two are and remove whoever does not belong.",
    ),
    DisposedError: Problem(
        "This text has been disposed of",
        "It was removed under the council's retention rules, and the log still "
        "shows that it was there and when.",
        "If you need to know why, look in the log for the entry that disposed of it.",
    ),
}
