"""What can be wrong with the shared folder."""

from incidentkit.errors.root import IncidentKitError


class CourierError(IncidentKitError):
    """The shared folder could not be used."""


class CourierFolderError(CourierError):
    """The shared folder is missing or cannot be read or written."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder
