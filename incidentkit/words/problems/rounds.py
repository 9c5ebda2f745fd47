"""Words for the monthly account check."""

from incidentkit.errors import (
    NotChangedError,
    RoundClosedError,
    RoundOpenError,
    RoundsOffError,
)
from incidentkit.words.problems.problem import Problem, Table, quoted
from incidentkit.words.times import spoken_month

_SOME_MONTH = "another month"


def _open(error: RoundOpenError) -> Problem:
    month = spoken_month(error.month) or _SOME_MONTH
    return Problem(
        "Another check is still going on",
        f"The account check of {month} has not been closed.",
        f"Finish the check of {month}, or close it as it stands, and begin again.",
    )


def _closed(error: RoundClosedError) -> Problem:
    return Problem(
        "This check is closed",
        f"The account check of {spoken_month(error.month) or _SOME_MONTH} was closed, "
        "so that its certificate stays true.",
        "Write what you found on the account itself, or in the next check.",
    )


def _not_changed(error: NotChangedError) -> Problem:
    return Problem(
        "The password has not been changed yet",
        f"No new password of {quoted(error.account)} was confirmed since this check "
        "began.",
        "Change the password and confirm that it works, or say why it stays.",
    )


def _off(_error: RoundsOffError) -> Problem:
    return Problem(
        "There is no account check",
        "Your council has decided that nothing is due on a date.",
        "A comms lead can change that in the council's settings, under Accounts.",
    )


TABLE: Table = {
    RoundOpenError: _open,
    RoundClosedError: _closed,
    NotChangedError: _not_changed,
    RoundsOffError: _off,
}
