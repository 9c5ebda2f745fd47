"""The room with the facts on platforms, made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.shell.rooms import Room, Rooms

if TYPE_CHECKING:
    from incidentkit.ui.locking.locker import Keep
    from incidentkit.ui.screens.platforms.view import PlatformsView

PLATFORMS = "platforms"


class PlatformsRoom:
    """Makes the page, and gives it to the rooms."""

    def __init__(self, kit: KitAccess, rooms: Callable[[], Rooms]) -> None:
        self._kit = kit
        self._rooms = rooms
        self.room = Room(PLATFORMS, lambda: self.view)

    def open(self, slug: str) -> None:
        """Show one platform, or the first where none is named."""
        self._rooms().go(PLATFORMS)
        if slug:
            self.view.open_platform(slug)

    def unsaved(self) -> "Keep | None":
        """Return the work that keeps what was typed, if there is a page at all."""
        return self.view.unsaved() if "view" in vars(self) else None

    @cached_property
    def view(self) -> "PlatformsView":
        """The page."""
        from incidentkit.ui.screens.platforms.view import PlatformsView
        from incidentkit.ui.screens.platforms.view_model import PlatformsViewModel

        return PlatformsView(PlatformsViewModel(self._kit))
