"""Why a newcomer could not be let in."""

from incidentkit.errors.root import IncidentKitError


class JoiningError(IncidentKitError):
    """A newcomer could not be let in."""


class WordsDifferError(JoiningError):
    """The words read aloud are not the words of this request."""


class RequestMissingError(JoiningError):
    """There is no such request to join."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotAcceptedYetError(JoiningError):
    """A comms lead has not let this machine in yet."""
