"""Words for a newcomer who could not be let in."""

from incidentkit.errors import (
    JoiningError,
    NotAcceptedYetError,
    RequestMissingError,
    WordsDifferError,
)
from incidentkit.words.problems.problem import Problem, Table, quoted


def _request_missing(error: RequestMissingError) -> Problem:
    if not error.name:
        return Problem(
            "This machine has not asked to join",
            "There are no words to read out, because no request was made here.",
            "Choose the shared folder and ask to join from this machine.",
        )
    return Problem(
        "There is no such request",
        f"No request to join called {quoted(error.name)} has arrived here.",
        "Ask your colleague to make the request again, and exchange through the "
        "shared folder before looking for it.",
    )


TABLE: Table = {
    JoiningError: Problem(
        "Your colleague is not in yet",
        "The request to join could not be completed, and nothing was changed.",
        "Ask your colleague to make a new request on their own machine.",
    ),
    WordsDifferError: Problem(
        "The words are not the same",
        "The words that were read aloud are not the words of this request, so "
        "nobody was let in.",
        "Ring your colleague on a number you know and read the words again slowly, "
        "and if they still differ, tell a comms lead and do not go on.",
    ),
    RequestMissingError: _request_missing,
    NotAcceptedYetError: Problem(
        "You are not in yet",
        "A comms lead has not let this machine in, or their answer has not "
        "arrived here.",
        "Ring a comms lead, read them the words of your request, and then exchange "
        "again.",
    ),
}
