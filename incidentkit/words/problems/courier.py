"""Words for a shared folder that could not be used."""

from incidentkit.errors import CourierError, CourierFolderError
from incidentkit.words.problems.problem import Problem, Table, quoted


def _folder(error: CourierFolderError) -> Problem:
    if not error.folder:
        return Problem(
            "No shared folder is known yet",
            "Nobody has said on this machine which folder you exchange through.",
            "Name the folder that you and your colleagues can all reach.",
        )
    return Problem(
        "The shared folder is out of reach",
        f"{quoted(error.folder)} is not there, or this machine cannot read and "
        "write in it.",
        "Go on working, since nothing is lost, and exchange again when the folder "
        "is connected.",
    )


TABLE: Table = {
    CourierError: Problem(
        "Nothing was exchanged",
        "The shared folder could not be used, and your own copy is complete as it is.",
        "Go on working, and exchange again later.",
    ),
    CourierFolderError: _folder,
}
