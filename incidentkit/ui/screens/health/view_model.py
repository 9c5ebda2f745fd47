"""How the accounts stand, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.accounts.reuse import Batch
from incidentkit.desk.breached import choose_list, chosen_list
from incidentkit.desk.health import HealthPage, read_health, run_batch
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError
from incidentkit.ui.jobs import Job
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.words import health as words


@dataclass(frozen=True, slots=True)
class HealthState:
    """Everything the screen shows. `list_name` is the list of stolen passwords."""

    page: HealthPage | None = None
    list_name: str = ""
    busy: bool = False


class HealthViewModel(ViewModel[HealthState]):
    """Reads how the accounts stand, and has the passwords compared.

    Signals:
        news: A sentence about what was done.
    """

    news = Signal(str)

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(HealthState())
        self._kit = kit
        kit.changed.connect(self._again)

    def read(self) -> None:
        """Read again."""
        if self._kit.is_open:
            self._kit.ask(_read, self._found, self._failed)

    def compare(self) -> Job | None:
        """Compare the passwords; returns the job to follow, None while one runs."""
        if self.state.busy:
            return None
        self._set(replace(self.state, busy=True))

        def done(found: Batch) -> None:
            self._set(replace(self.state, busy=False))
            groups, stolen = len(found.groups), len(found.breached)
            self.news.emit(words.batch(found.looked, groups, stolen))
            self.read()

        return self._kit.ask_watched(run_batch, done, self._failed)

    def use_list(self, path: str) -> None:
        """Look passwords up in this list from now on; in none where none is given."""

        def work(desk: Desk) -> None:
            choose_list(desk.session.kit.places, Path(path) if path else None)

        said = words.list_chosen(Path(path).name) if path else words.LIST_FORGOTTEN
        self._do(work, said)

    # --- inside ------------------------------------------------------------

    def _do(self, work: Callable[[Desk], object], said: str) -> None:
        if self.state.busy:
            return
        self._set(replace(self.state, busy=True))

        def done(_found: object) -> None:
            self._set(replace(self.state, busy=False))
            self.news.emit(said)
            self.read()

        self._kit.ask(work, done, self._failed)

    def _again(self) -> None:
        if self.state.page is not None:
            self.read()

    def _found(self, read: tuple[HealthPage, str]) -> None:
        self._set(replace(self.state, page=read[0], list_name=read[1]))

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _read(desk: Desk) -> tuple[HealthPage, str]:
    path = chosen_list(desk.session.kit.places)
    return read_health(desk), path.name if path else ""
