"""The rooms on who can post, who is leaving and how accounts stand.

Each is made when it is first asked for.
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.shell.rooms import Room, Rooms
from incidentkit.words.window.shell import EXPOSURE, HEALTH, LEAVING

if TYPE_CHECKING:
    from incidentkit.ui.screens.exposure.view import ExposureView
    from incidentkit.ui.screens.health.view import HealthView
    from incidentkit.ui.screens.leaving.view import LeavingView
    from incidentkit.ui.typed_form import Keep
    from incidentkit.vault.kinds import PersonId, SubjectId


class ExposingRooms(QObject):
    """Makes the three pages, and has them lead to each other.

    Signals:
        account_asked: Somebody wants to see this account.
        change_asked: Somebody wants to change this account's secret, for a `Reason`.
        person_asked: Somebody wants to take this person out of the kit.
    """

    account_asked = Signal(object)
    change_asked = Signal(object, object)
    person_asked = Signal(object)

    def __init__(self, kit: KitAccess, rooms: Callable[[], Rooms]) -> None:
        super().__init__()
        self._kit = kit
        self._rooms = rooms
        self.rooms = (
            Room("exposure", lambda: self.exposure, EXPOSURE),
            Room("leaving", lambda: self.leaving, LEAVING),
            Room("health", lambda: self.health, HEALTH),
        )

    def open_leaving(self, person: "PersonId") -> None:
        """Show what one person's going leaves to do."""
        self.leaving.show_person(person)
        self.go("leaving")

    def go(self, room: str) -> None:
        """Go to a room."""
        self._rooms().go(room)

    def unsaved(self) -> "Keep | None":
        """Return the work that keeps what was typed, if there is such a page at all."""
        made = (vars(self).get(name) for name in ("exposure", "leaving"))
        from incidentkit.desk.unfinished import all_of

        return all_of(page.unsaved() for page in made if page is not None)

    def _change(self, reason: str, account: "SubjectId") -> None:
        from incidentkit.accounts.model import Reason

        self.change_asked.emit(account, Reason(reason))

    @cached_property
    def exposure(self) -> "ExposureView":
        """Who can post as us."""
        from incidentkit.ui.screens.exposure.view import ExposureView
        from incidentkit.ui.screens.exposure.view_model import ExposureViewModel

        made = ExposureView(ExposureViewModel(self._kit))
        made.account_asked.connect(self.account_asked)
        made.rotate_asked.connect(partial(self._change, "other"))
        made.leaving_asked.connect(lambda: self.go("leaving"))
        return made

    @cached_property
    def leaving(self) -> "LeavingView":
        """Someone is leaving."""
        from incidentkit.ui.screens.leaving.view import LeavingView
        from incidentkit.ui.screens.leaving.view_model import LeavingViewModel

        made = LeavingView(LeavingViewModel(self._kit))
        made.account_asked.connect(self.account_asked)
        made.rotate_asked.connect(partial(self._change, "leaver"))
        made.remove_asked.connect(self.person_asked)
        return made

    @cached_property
    def health(self) -> "HealthView":
        """How the accounts stand."""
        from incidentkit.ui.screens.health.view import HealthView
        from incidentkit.ui.screens.health.view_model import HealthViewModel

        made = HealthView(HealthViewModel(self._kit))
        made.account_asked.connect(self.account_asked)
        made.rotate_asked.connect(partial(self._change, "other"))
        made.go_asked.connect(self.go)
        return made
