"""What a person may not do, and why."""

from incidentkit.errors.root import IncidentKitError


class AuthorityError(IncidentKitError):
    """This person may not do that."""


class RoleNeededError(AuthorityError):
    """The act needs a higher role. `role` is the least role's name."""

    def __init__(self, role: str) -> None:
        super().__init__(role)
        self.role = role


class NotAHolderError(AuthorityError):
    """The secret is sealed to its holders, and this person is not one of them."""


class RankTooLowError(AuthorityError):
    """A lead cannot remove somebody who stands above them; the sheet can."""


class SeatRemovedError(AuthorityError):
    """This seat was removed from the kit; what it writes has no effect."""
