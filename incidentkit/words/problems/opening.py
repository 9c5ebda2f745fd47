"""Words for a kit that could not be opened."""

from incidentkit.errors import (
    KdfRefusedError,
    KeyringExpiredError,
    KeyringForbiddenError,
    KitDamagedError,
    KitExistsError,
    KitInUseError,
    KitMissingError,
    KitNewerError,
    NoKeyringError,
    OlderCopyError,
    OpeningError,
    SheetMistypedError,
    SheetRefusedError,
    WrongPassphraseError,
)
from incidentkit.words.problems.problem import Problem, Table, quoted
from incidentkit.words.times import spoken_time

KDF_SETTINGS = {
    "memory_kib": "the memory it takes ({value} KiB)",
    "passes": "the number of rounds it takes ({value})",
    "lanes": "the number of parts worked on side by side ({value})",
    "salt_bytes": "the length of the random value kept beside it ({value} bytes)",
}


def kdf_setting(setting: str, value: int) -> str:
    """Return what people may call a cost setting, with its value."""
    known = KDF_SETTINGS.get(
        setting, "a cost that this version does not know ({value})"
    )
    return known.format(value=value)


def _missing(error: KitMissingError) -> Problem:
    return Problem(
        "There is no kit here",
        f"No kit was found in {quoted(error.folder)}.",
        "Check that the drive or shared folder is connected, or choose the folder "
        "that your kit is in.",
    )


def _exists(error: KitExistsError) -> Problem:
    return Problem(
        "There is a kit here already",
        f"{quoted(error.folder)} holds a kit, or part of one, so nothing was "
        "changed there.",
        "Open the kit that is there, or choose an empty folder for a new one.",
    )


def _in_use(error: KitInUseError) -> Problem:
    by = f" for {quoted(error.who)}" if error.who else ""
    since = f" since {spoken_time(error.since_ms)}" if error.since_ms else ""
    process = f" (process {error.process})" if error.process else ""
    return Problem(
        "The kit is open somewhere else",
        f"Another window or program{process} has had the kit open{by}{since}."
        if since
        else f"Another window or program{process} has the kit open{by}.",
        "Go on in that window, or close it and open the kit here.",
    )


def _newer(error: KitNewerError) -> Problem:
    return Problem(
        "This kit needs a newer version of the app",
        f"The kit is in format {error.found}, and this version of the app reads "
        f"up to format {error.understood}.",
        "Ask your IT service desk for the newer version, and until then open the "
        "kit on a machine that has it.",
    )


def _damaged(error: KitDamagedError) -> Problem:
    return Problem(
        "Part of the kit is damaged",
        f"The kit could not be read at {quoted(error.where)}, so it was left as it is.",
        "Do not delete anything: restore the latest backup into a new folder, or "
        "go on with a colleague's copy.",
    )


def _older(error: OlderCopyError) -> Problem:
    return Problem(
        "This is an older copy of the kit",
        f"On {spoken_time(error.seen_ms)} this machine saw entry {error.number} of "
        "the log, and this copy does not hold it.",
        "If a backup was put back on purpose, confirm that and go on, and if not, "
        "ring a comms lead before using this copy.",
    )


def _kdf(error: KdfRefusedError) -> Problem:
    return Problem(
        "Checking the passphrase would not be safe here",
        "The work of checking the passphrase was not started, because "
        f"{kdf_setting(error.setting, error.value)} is outside what is safe to "
        "run on this machine.",
        "Close other programs and try again, and if that does not help, open the "
        "kit from a backup or on another machine.",
    )


def _no_keyring(error: NoKeyringError) -> Problem:
    found = f" (it offers {quoted(error.found)})" if error.found else ""
    return Problem(
        "This machine cannot remember the way in",
        f"There is no password store on this machine that the kit can trust{found}.",
        "Open the kit with your passphrase, as on any other day.",
    )


def _mistyped(error: SheetMistypedError) -> Problem:
    if error.group == 0:
        return Problem(
            "The code does not match the sheet yet",
            "Some of the code is different from any that a recovery sheet can hold.",
            "Compare every group with the sheet, letter by letter, and type it again.",
        )
    return Problem(
        "One group of the code needs another look",
        f"Group {error.group} of the code is different from any that a recovery "
        "sheet can hold.",
        f"Compare group {error.group} with the sheet, letter by letter, and type "
        "it again.",
    )


TABLE: Table = {
    OpeningError: Problem(
        "The kit did not open",
        "Something kept the kit from opening, and nothing in it was changed.",
        "Try once more, and if it does not open, go on with a colleague's copy and "
        "tell your IT service desk.",
    ),
    WrongPassphraseError: Problem(
        "The kit did not open",
        "No way into this kit matches that name and passphrase together.",
        "Check the name and the Caps Lock key and type the passphrase again, or "
        "use the recovery sheet.",
    ),
    KitMissingError: _missing,
    KitExistsError: _exists,
    KitInUseError: _in_use,
    KitNewerError: _newer,
    KitDamagedError: _damaged,
    OlderCopyError: _older,
    KdfRefusedError: _kdf,
    NoKeyringError: _no_keyring,
    KeyringForbiddenError: Problem(
        "Machines do not remember the way in",
        "Your council has decided that no machine may remember the way into the kit.",
        "Open the kit with your passphrase.",
    ),
    KeyringExpiredError: Problem(
        "This machine no longer remembers the way in",
        "The time for remembering is over, or what was remembered has gone from "
        "this machine.",
        "Open the kit with your passphrase, and choose again whether this machine "
        "should remember.",
    ),
    SheetMistypedError: _mistyped,
    SheetRefusedError: Problem(
        "This sheet does not open this kit",
        "The code is typed as printed, but it belongs to another kit or to a sheet "
        "that has been replaced.",
        "Look for a newer sheet for this kit, or ask a comms lead to let you in again.",
    ),
}
