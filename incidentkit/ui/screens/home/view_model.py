"""What needs a person now, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from incidentkit.clock import Clock
from incidentkit.desk.emergency import have_seen
from incidentkit.desk.home import HomePage, read_home
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.locked_notes import LockedNote, drop_note


@dataclass(frozen=True, slots=True)
class HomeState:
    """Everything the screen shows. `page` is None until it was read once."""

    page: HomePage | None = None
    busy: bool = False


class HomeViewModel(ViewModel[HomeState]):
    """Reads what needs somebody, and files what was left at the locked screen.

    Signals:
        filed: A note is in the log of an incident.
        thrown_away: A note is gone.
    """

    filed = Signal()
    thrown_away = Signal()

    def __init__(self, kit: KitAccess, clock: Clock) -> None:
        super().__init__(HomeState())
        self._kit = kit
        self._clock = clock
        kit.changed.connect(self.read)

    def read(self) -> None:
        """Look again."""
        if self._kit.is_open:
            self._kit.ask(read_home, self._found, self._refuse)

    def now_ms(self) -> int:
        """Return the time."""
        return self._clock.now_ms()

    def file_note(self, note: LockedNote, incident: SubjectId) -> None:
        """Write a note into an incident's log, then take it from the locked screen."""

        def work(desk: Desk) -> None:
            desk.incidents.file_locked_note(incident, note)
            drop_note(desk.session, note.id)

        self._do(work, self.filed.emit)

    def have_seen(self, account: SubjectId | None) -> None:
        """Write down that whoever looks was told, of one account or of all."""

        def seen(desk: Desk) -> None:
            have_seen(desk, account)

        self._kit.ask(seen, lambda _: None, self._refuse)

    def throw_away(self, note: LockedNote) -> None:
        """Remove a note; nothing about it is in the log."""
        self._do(lambda desk: drop_note(desk.session, note.id), self.thrown_away.emit)

    def _do(self, work: Callable[[Desk], object], then: Callable[[], object]) -> None:
        """Do one thing at a time, so that a button pressed twice does it once."""
        if self.state.busy:
            return
        self._set(replace(self.state, busy=True))

        def finished(_found: object) -> None:
            self._set(replace(self.state, busy=False))
            then()
            self.read()

        self._kit.ask(work, finished, self._failed)

    def _found(self, page: HomePage) -> None:
        self._set(replace(self.state, page=page))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)
