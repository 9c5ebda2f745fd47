"""A part of one screen that another shows without knowing what is in it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from incidentkit.accounts.model import Item, Reason
from incidentkit.desk.services import Desk
from incidentkit.vault.kinds import SubjectId


class HostedPanel(QWidget):
    """Does one thing to one account, on whatever page it is put.

    Screens do not know each other: the shell hands one of these to each page that
    has room for it.

    Signals:
        confirmed: A new secret is in force; the account comes along.
        rolled_back: The old secret stays; the account comes along.
        removed: Somebody's way to post is gone; the account comes along.
    """

    confirmed = Signal(object)
    rolled_back = Signal(object)
    removed = Signal(object)

    def unsaved(self) -> Callable[[Desk], object] | None:
        """Return the work that keeps what is typed here, for the lock; None for nothing."""
        return None

    def take_focus(self) -> None:
        """Take the keyboard, now or when there is something to answer."""

    def show_account(
        self,
        account: SubjectId,
        reason: Reason = Reason.POLICY,
        item: Item = Item.SECRET,
    ) -> None:
        """Show where this stands for an account. `reason` is offered, not imposed.

        Each panel says how; this one alone shows nothing.
        """
