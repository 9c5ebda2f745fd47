"""What to say when something expected goes wrong.

One table for each branch of `incidentkit.errors`. A test walks every error
class and finds its words here.
"""

from incidentkit.errors import IncidentKitError, UnexpectedError
from incidentkit.words.problems import (
    approval,
    authority,
    courier,
    documents,
    incidents,
    joining,
    journal,
    opening,
    requests,
    rounds,
    storage,
)
from incidentkit.words.problems.problem import Problem, Table

__all__ = ["PROBLEMS", "Problem", "words_for"]

PROBLEMS: Table = {
    IncidentKitError: Problem(
        "That did not work",
        "Something got in the way, and what was saved before is safe.",
        "Try once more, and if it does not work, note what you were doing and tell "
        "your IT service desk.",
    ),
    UnexpectedError: Problem(
        "Something happened that nobody expected",
        "This is a fault of the program and not yours, and what was saved is safe.",
        "Try once more, and if it happens again, tell your IT service desk what you "
        "were doing.",
    ),
    **opening.TABLE,
    **storage.TABLE,
    **journal.TABLE,
    **authority.TABLE,
    **joining.TABLE,
    **courier.TABLE,
    **requests.TABLE,
    **incidents.TABLE,
    **approval.TABLE,
    **rounds.TABLE,
    **documents.TABLE,
}


def words_for(error: IncidentKitError) -> Problem:
    """Return what a person reads about an error.

    A class without words of its own is spoken of as its nearest parent, so
    that there is always something to say. Names come from files and from other
    machines, so characters that steer a terminal are shown as a mark.
    """
    found = next(PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)
    said = found if isinstance(found, Problem) else found(error)
    return Problem(
        _visible(said.title),
        _visible(said.what_happened),
        _visible(said.what_to_do),
        said.field,
    )


def _visible(text: str) -> str:
    """Return the text with a mark for each character that nobody can see."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
