"""Why a monthly account check could not be begun, answered or closed."""

from incidentkit.errors.requests import RequestError


class RoundOpenError(RequestError):
    """Another check is still going on; `month` as YYYY-MM."""

    def __init__(self, month: str) -> None:
        super().__init__(month)
        self.month = month


class RoundClosedError(RequestError):
    """The check of that month is closed; `month` as YYYY-MM."""

    def __init__(self, month: str) -> None:
        super().__init__(month)
        self.month = month


class RoundsOffError(RequestError):
    """The council has decided that nothing is due on a date."""


class NotChangedError(RequestError):
    """No change of the account's password was confirmed since the check began."""

    def __init__(self, account: str) -> None:
        super().__init__(account)
        self.account = account
