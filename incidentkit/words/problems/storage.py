"""Words for a disk or folder that let us down."""

from incidentkit.errors import (
    BackupFailedError,
    DiskFullError,
    FileThereError,
    ReadOnlyError,
    StorageError,
    UnsafeFolderError,
    WriteFailedError,
)
from incidentkit.words.problems.problem import Problem, Table, plain, quoted

_REASONS = {
    "too-large": "it is larger than what the kit can pass on to colleagues",
    "reopen": "the disk had a fault earlier, and nothing more is written until the "
    "kit is opened again",
    "disk": "the disk reported a fault",
    "copy": "the copy could not be written",
    "check": "the copy did not agree with the kit when it was read back",
    "short write": "the disk took only part of it",
}


def _reason(reason: str) -> str:
    return _REASONS.get(reason, f"the system says: {plain(reason)}")


def _disk_full(error: DiskFullError) -> Problem:
    if error.reserve_released:
        return Problem(
            "The disk is full",
            "The last change was not saved, and the kit has now freed the space it "
            "keeps in reserve so that the log can go on.",
            "Do the last step again, then make room on this disk as soon as you can.",
        )
    return Problem(
        "The disk is full",
        "The last change was not saved, and everything before it is safe.",
        "Make room on this disk, then do the last step again, and until then note "
        "on paper what you do and when.",
    )


def _read_only(error: ReadOnlyError) -> Problem:
    return Problem(
        "The kit can be read but not changed here",
        f"This machine does not allow writing in {quoted(error.path)}, so nothing "
        "was saved.",
        "Move any write protection on the drive out of the way, or ask your IT "
        "service desk for permission to write there.",
    )


def _write(error: WriteFailedError) -> Problem:
    return Problem(
        "The last change was not saved",
        "Nothing of the change was kept and everything before it is safe, because "
        f"{_reason(error.reason)}.",
        "Close the kit and open it again, then do the last step again, and note on "
        "paper what you do until it is saved.",
    )


_NOT_PUT_BACK = {
    "not-whole": "something in it is not as the kit wrote it",
    "other-kit": "it is a backup of another kit",
}


def _backup(error: BackupFailedError) -> Problem:
    if error.reason in _NOT_PUT_BACK:
        return Problem(
            "This backup was not put back",
            "The kit was left as it is, because the backup was read first and "
            f"{_NOT_PUT_BACK[error.reason]}.",
            "Choose another backup from the list, or go on with a colleague's copy.",
        )
    return Problem(
        "There is no new backup",
        "The backup could not be made and checked, and the earlier ones are still "
        f"there, because {_reason(error.reason)}.",
        "Check that the place for backups is connected and has room, then make the "
        "backup again.",
    )


def _there(error: FileThereError) -> Problem:
    return Problem(
        "There is a file of that name already",
        f"Nothing was written, so that {quoted(error.path)} stays as it is.",
        "Choose another name or another folder.",
    )


def _unsafe(error: UnsafeFolderError) -> Problem:
    return Problem(
        "This folder is not private enough for a kit",
        f"Other people who use this machine can change {quoted(error.path)}, or it "
        "is a pointer to some other folder.",
        "Choose a folder that only you can write to, or ask your IT service desk "
        "to make this one private.",
    )


TABLE: Table = {
    StorageError: Problem(
        "The disk did not do what was asked",
        "The last change may not have been saved, and everything before it is safe.",
        "Open the kit again, look whether your last step is in the log, and do it "
        "again if it is not.",
    ),
    DiskFullError: _disk_full,
    FileThereError: _there,
    ReadOnlyError: _read_only,
    WriteFailedError: _write,
    BackupFailedError: _backup,
    UnsafeFolderError: _unsafe,
}
