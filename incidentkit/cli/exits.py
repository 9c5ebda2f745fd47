"""What the command line ends with, by what went wrong. Steady across versions.

0  it was done, or the log is intact
1  an error nobody expected
2  the command was not understood
3  the kit could not be opened
4  this person may not do that
5  what was named is not there, or several things are called that
6  what was given cannot be used
7  the disk or the shared folder let us down
8  the log is not intact
9  there is no screen to open the window on
"""

from incidentkit.errors import (
    AuthorityError,
    CourierError,
    DocumentError,
    IncidentKitError,
    JoiningError,
    JournalError,
    OpeningError,
    RequestError,
    SeveralMatchError,
    StorageError,
    UnknownNameError,
)

DONE = 0
UNEXPECTED = 1
USAGE = 2
CANNOT_OPEN = 3
NOT_ALLOWED = 4
NOT_FOUND = 5
UNUSABLE = 6
STORAGE = 7
NOT_INTACT = 8
NO_SCREEN = 9

_BY_BRANCH: tuple[tuple[type[IncidentKitError], int], ...] = (
    (UnknownNameError, NOT_FOUND),
    (SeveralMatchError, NOT_FOUND),
    (OpeningError, CANNOT_OPEN),
    (AuthorityError, NOT_ALLOWED),
    (StorageError, STORAGE),
    (CourierError, STORAGE),
    (JournalError, NOT_INTACT),
    (JoiningError, UNUSABLE),
    (RequestError, UNUSABLE),
    (DocumentError, UNUSABLE),
)


def exit_code(error: IncidentKitError) -> int:
    """Return what to end with for an expected failure."""
    return next(
        (c for branch, c in _BY_BRANCH if isinstance(error, branch)), UNEXPECTED
    )
