"""Words for what was asked for and cannot be done as asked."""

from incidentkit.errors import (
    AlreadyUsedError,
    ClosedAccountError,
    ConflictError,
    InvalidValueError,
    NobodyReadsHereError,
    NotesFullError,
    NothingPendingError,
    OnHoldError,
    PersonalPasswordError,
    RequestError,
    RotationPendingError,
    SeveralMatchError,
    StillNeededError,
    UnknownNameError,
    WeakPassphraseError,
)
from incidentkit.words.lists import and_list, or_list
from incidentkit.words.passphrases import why_weak
from incidentkit.words.problems.problem import Problem, Table, quoted
from incidentkit.words.rules import field_name, thing_name, value_rule


def _unknown(error: UnknownNameError) -> Problem:
    thing = thing_name(error.what)
    if not error.name:
        return Problem(
            f"There is no {thing} yet",
            f"None was named, and there is no {thing} to choose from.",
            "Begin one, and then try again.",
        )
    return Problem(
        f"No {thing} by that name",
        f"No {thing} here answers to {quoted(error.name)}.",
        "Check the spelling, or look through the list and choose from it.",
    )


def _several(error: SeveralMatchError) -> Problem:
    thing = thing_name(error.what)
    if not error.name:
        return Problem(
            f"More than one {thing} could be meant",
            f"None was named, and there are {and_list(error.matches)}.",
            "Say which one is meant.",
        )
    return Problem(
        f"More than one {thing} by that name",
        f"{quoted(error.name)} could mean {or_list(error.matches) or 'several'}.",
        "Give more of the name, or choose from the list.",
    )


def _value(error: InvalidValueError) -> Problem:
    field, rule = field_name(error.field), value_rule(error.rule)
    return Problem(
        "One value needs another look",
        f"The {field} was not taken, because {rule.because}.",
        rule.instead,
        error.field,
    )


def _on_hold(error: OnHoldError) -> Problem:
    return Problem(
        "A legal hold keeps this",
        "Something was asked for or is in dispute, so nothing of it is deleted until "
        f"{or_list(error.roles) or 'whoever set it'} ends the hold.",
        "Ask them first, and write into the incident's record that the hold ended.",
    )


def _weak(error: WeakPassphraseError) -> Problem:
    return Problem(
        "This passphrase would be too easy to guess",
        f"It was not taken, because {why_weak(error.reason)}.",
        "Choose four or more words that have nothing to do with each other, or "
        "with you or the council.",
    )


def _conflict(error: ConflictError) -> Problem:
    field = field_name(error.field)
    return Problem(
        "There is more than one version of this",
        f"Colleagues set the {field} at about the same time, and all their "
        "versions were kept.",
        "Look at the versions, choose the right one, and then go on.",
    )


def _notes_full(error: NotesFullError) -> Problem:
    return Problem(
        "No more notes fit here",
        "As many notes as can be kept here wait for somebody to unlock the kit, "
        f"which is {error.most}.",
        "Write this one on paper with the time, and ask a colleague who can unlock "
        "the kit to read the notes that wait.",
    )


TABLE: Table = {
    RequestError: Problem(
        "This cannot be done as asked",
        "Nothing was changed.",
        "Go back one step and look at what you entered.",
    ),
    UnknownNameError: _unknown,
    SeveralMatchError: _several,
    InvalidValueError: _value,
    WeakPassphraseError: _weak,
    PersonalPasswordError: Problem(
        "A personal password stays with its owner",
        "This account is run through people's own profiles, and the password of "
        "somebody's own profile gives access to their private life as well.",
        "Record who holds which role and their mobile number, and leave the "
        "password out.",
    ),
    NothingPendingError: Problem(
        "There is no new secret waiting",
        "There is nothing to confirm or to take back for this account.",
        "Look at the account's history to see when the secret was last changed.",
    ),
    RotationPendingError: Problem(
        "A new secret is waiting already",
        "Somebody began to change this secret, and nobody has said yet whether "
        "the new one works.",
        "Sign in with the new secret, then confirm it if it works or take it back "
        "if it does not.",
    ),
    ConflictError: _conflict,
    AlreadyUsedError: Problem(
        "This recovery code is used up",
        "A recovery code works once, and this one is marked as used.",
        "Take the next code that is not marked, and make new codes soon if few are "
        "left.",
    ),
    ClosedAccountError: Problem(
        "This account is closed",
        "It is kept for the record, so nothing about it was changed.",
        "Bring the account back into use first, if it is in use again.",
    ),
    NotesFullError: _notes_full,
    OnHoldError: _on_hold,
    StillNeededError: Problem(
        "These texts are still needed",
        "Texts can be disposed of once what they are about is closed, or once another "
        "text has taken their place, and that is not so of all of these.",
        "Close the incident first, and if it is closed already, look for what was "
        "written since it was reopened.",
    ),
    NobodyReadsHereError: Problem(
        "Nobody could read a note on this machine",
        "A note is locked so that only the officers who use this machine can open "
        "it, and nobody has a way in here yet.",
        "Write it on paper with the time, and ring a colleague who can unlock the "
        "kit on their machine.",
    ),
}
