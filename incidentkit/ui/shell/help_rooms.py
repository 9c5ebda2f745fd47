"""The manual: a room of the open kit, and a page of its own while nothing is open."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from incidentkit.ui.jobs import Jobs
from incidentkit.ui.shell.rooms import Room, Rooms

if TYPE_CHECKING:
    from incidentkit.ui.screens.help.view import HelpView

HELP = "help"


class HelpRooms(QObject):
    """Opens the part of the manual for where somebody is, and leads back there.

    Signals:
        left: Back to what was shown before the help, while nothing is open.
    """

    left = Signal()

    def __init__(self, jobs: Jobs, rooms: Callable[[], Rooms]) -> None:
        super().__init__()
        self._jobs = jobs
        self._rooms = rooms
        self._from = "home"
        self.room = Room(HELP, lambda: self.view)

    def went(self, room: str) -> None:
        """Open the part for the room that somebody comes from."""
        if room == HELP:
            self.view.model.open_for(self._from)
        else:
            self._from = room

    def toggle(self) -> None:
        """Go to the manual, or from it back to work."""
        self._rooms().go(self._from if self._rooms().here == HELP else HELP)

    def is_reading(self, shown: QWidget | None) -> bool:
        """Whether that is the manual of a kit that is not open."""
        return shown is not None and shown is vars(self).get("locked")

    @cached_property
    def view(self) -> "HelpView":
        """The manual beside the other rooms."""
        made = self._made()
        made.left.connect(self.toggle)
        return made

    @cached_property
    def locked(self) -> "HelpView":
        """The manual for somebody who has not unlocked."""
        made = self._made()
        made.left.connect(self.left)
        return made

    def _made(self) -> "HelpView":
        from incidentkit.ui.screens.help.view import HelpView
        from incidentkit.ui.screens.help.view_model import HelpViewModel

        return HelpView(HelpViewModel(self._jobs))
