"""Words for what a person may not do."""

from incidentkit.errors import (
    AuthorityError,
    NotAHolderError,
    RankTooLowError,
    RoleNeededError,
    SeatRemovedError,
)
from incidentkit.words.problems.problem import Problem, Table
from incidentkit.words.roles import role_name


def _role_needed(error: RoleNeededError) -> Problem:
    role = role_name(error.role).lower()
    one = f"{'an' if role[0] in 'aeiou' else 'a'} {role}"
    return Problem(
        f"This takes {one}",
        f"Nothing was changed, because this step is for somebody with the role of "
        f"{role}.",
        f"Ring {one} and ask them to do it, and note in the log that you asked.",
    )


TABLE: Table = {
    AuthorityError: Problem(
        "This step is for somebody else",
        "Nothing was changed, because your role does not include this step.",
        "Ring a comms lead and ask them to do it.",
    ),
    RoleNeededError: _role_needed,
    NotAHolderError: Problem(
        "This is sealed to other people",
        "Only the people who hold it can open it, and you are not one of them.",
        "Look on the account's page for who holds it and ring one of them, or ask a "
        "comms lead for access.",
    ),
    RankTooLowError: Problem(
        "This lead cannot be removed from here",
        "A comms lead can remove only people who were let in after them, and this "
        "person was not.",
        "Ask a comms lead who was here before them, or use the recovery sheet.",
    ),
    SeatRemovedError: Problem(
        "This machine is no longer part of the kit",
        "A comms lead has removed it, so what is written here has no effect for "
        "anybody else.",
        "Ring a comms lead, and if this is a surprise, ask to be let in again.",
    ),
}
