"""The page where a text is approved, made when somebody first opens it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from incidentkit.clock import Clock
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.shell.rooms import Room, Rooms

if TYPE_CHECKING:
    from incidentkit.ui.locking.locker import Keep
    from incidentkit.ui.screens.approval.view import ApprovalView
    from incidentkit.vault.kinds import SubjectId

APPROVAL = "approval"


class ApprovalRoom(QObject):
    """Makes the page, and gives it to the rooms.

    Signals:
        incident_asked: Somebody wants to see the response a text belongs to.
    """

    incident_asked = Signal(object)

    def __init__(
        self, kit: KitAccess, clock: Clock, rooms: Callable[[], Rooms]
    ) -> None:
        super().__init__()
        self._kit = kit
        self._clock = clock
        self._rooms = rooms
        self.room = Room(APPROVAL, lambda: self.view)

    def open(self, draft: "SubjectId") -> None:
        """Show one text."""
        self.view.open(draft)
        self._rooms().go(APPROVAL)

    def unsaved(self) -> "Keep | None":
        """Return the work that keeps what was typed, if there is a page at all."""
        return self.view.model.unsaved() if "view" in vars(self) else None

    @cached_property
    def view(self) -> "ApprovalView":
        """The page."""
        from incidentkit.ui.screens.approval.view import ApprovalView
        from incidentkit.ui.screens.approval.view_model import ApprovalViewModel

        made = ApprovalView(ApprovalViewModel(self._kit, self._clock))
        made.incident_asked.connect(self.incident_asked)
        return made
