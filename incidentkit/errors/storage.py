"""What a disk or a folder can do to us."""

from incidentkit.errors.root import IncidentKitError


class StorageError(IncidentKitError):
    """The disk or the folder let us down."""


class DiskFullError(StorageError):
    """No space. `reserve_released`: the block kept for this has been given up."""

    def __init__(self, *, reserve_released: bool) -> None:
        super().__init__(reserve_released)
        self.reserve_released = reserve_released


class ReadOnlyError(StorageError):
    """The place may not be written to."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class WriteFailedError(StorageError):
    """A write failed; nothing after it was attempted and nothing was acknowledged."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BackupFailedError(StorageError):
    """A backup could not be made or did not verify; older ones were kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnsafeFolderError(StorageError):
    """Other users of the machine can write to the kit's folder, or it is a link."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class FileThereError(StorageError):
    """A file of that name is there, and nothing is written over it."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path
