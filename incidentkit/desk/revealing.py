"""Which of an account's secrets is wanted, and opening it once that is logged."""

from dataclasses import dataclass

from incidentkit.accounts.model import Item
from incidentkit.accounts.secret import Secret
from incidentkit.desk.services import Desk
from incidentkit.vault.kinds import SubjectId


@dataclass(frozen=True, slots=True)
class Wanted:
    """One secret of an account.

    `version` names one of several in force. `code` is the number of a recovery
    code, which `use` marks as used; `of_the_moment` is the sign-in code of now
    instead of the key that makes it.
    """

    item: Item
    version: bytes = b""
    code: int = 0
    use: bool = False
    of_the_moment: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A secret that was logged and opened; a code of the moment is good for so long."""

    secret: Secret
    seconds: int | None = None


def open_secret(desk: Desk, account: SubjectId, wanted: Wanted) -> Opened:
    """Log that a secret is shown or taken, then open and return it.

    Raises:
        As the methods of `AccountsService` that show secrets.
    """
    accounts = desk.accounts
    if wanted.of_the_moment:
        found = accounts.current_code(account)
        return Opened(found.code, found.seconds_left)
    if wanted.code and wanted.use:
        return Opened(accounts.use_recovery_code(account, wanted.code))
    if wanted.code:
        return Opened(accounts.reveal_code(account, wanted.code))
    return Opened(accounts.reveal(account, wanted.item, wanted.version or None))
