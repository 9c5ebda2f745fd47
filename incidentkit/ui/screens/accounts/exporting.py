"""Taking the accounts out of the kit, without the page."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal

from incidentkit.council.calendar import LONDON
from incidentkit.desk.services import Desk
from incidentkit.desk.taking_out import Form, Order, TakenFile, take_out
from incidentkit.errors import IncidentKitError
from incidentkit.ui.jobs import Job
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.left_forms import LeftForms
from incidentkit.ui.view_model import ViewModel


@dataclass(frozen=True, slots=True)
class ExportingState:
    """What the page shows. `done` is the file that was written last."""

    form: Form = Form.CSV
    with_secrets: bool = False
    busy: bool = False
    done: TakenFile | None = None


class ExportingViewModel(ViewModel[ExportingState]):
    """Takes the accounts out once the passphrase was said again.

    Signals:
        writing: The job that writes, to be followed and cancelled.
        stopped: Somebody stopped it; nothing was written.
    """

    writing = Signal(object)
    stopped = Signal()

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(ExportingState())
        self._kit = kit

    def left_forms(self) -> LeftForms:
        """Return what looks for what was typed here when the kit was locked."""
        return LeftForms(self._kit, self)

    def begin(self) -> None:
        """Begin with the careful choice: no secrets."""
        self._set(ExportingState())

    def choose(self, form: Form, *, with_secrets: bool) -> None:
        """Say what the file is to be."""
        if not self.state.busy:
            self._set(ExportingState(form, with_secrets))

    def write(self, folder: str, reason: str, passphrase: str) -> None:
        """Have the passphrase checked, then write a new file into the folder."""
        if self.state.busy:
            return
        state = replace(self.state, busy=True, done=None)
        self._set(state)

        def work(desk: Desk, job: Job) -> TakenFile:
            to = Path(folder) / _name(desk, state.form)
            order = Order(state.form, to, state.with_secrets, reason)
            return take_out(desk, order, job.watch, job.settle)

        job = self._kit.ask_proved(passphrase, work, self._written, self._failed)
        job.cancelled.connect(self._stopped)
        self.writing.emit(job)

    def _written(self, done: TakenFile) -> None:
        self._set(replace(self.state, busy=False, done=done))

    def _stopped(self) -> None:
        self._set(replace(self.state, busy=False))
        self.stopped.emit()

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, busy=False))
        self._refuse(error)


def _name(desk: Desk, form: Form) -> str:
    """Return a name with the minute in it, so that a second file finds a place too."""
    now = datetime.fromtimestamp(desk.session.clock.now_ms() / 1000, LONDON)
    return f"accounts-{now:%Y-%m-%d-%H%M}.{form}"
