"""The room with the message templates, made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.shell.rooms import Room, Rooms

if TYPE_CHECKING:
    from incidentkit.ui.locking.locker import Keep
    from incidentkit.ui.screens.templates.view import TemplatesView

TEMPLATES = "templates"


class TemplatesRoom:
    """Makes the page, and gives it to the rooms."""

    def __init__(self, kit: KitAccess, rooms: Callable[[], Rooms]) -> None:
        self._kit = kit
        self._rooms = rooms
        self.room = Room(TEMPLATES, lambda: self.view)

    def open(self) -> None:
        """Show the templates."""
        self._rooms().go(TEMPLATES)

    def unsaved(self) -> "Keep | None":
        """Return the work that keeps what was typed, if there is a page at all."""
        return self.view.unsaved() if "view" in vars(self) else None

    @cached_property
    def view(self) -> "TemplatesView":
        """The page."""
        from incidentkit.ui.screens.templates.view import TemplatesView
        from incidentkit.ui.screens.templates.view_model import TemplatesViewModel

        return TemplatesView(TemplatesViewModel(self._kit))
