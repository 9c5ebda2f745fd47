"""Getting into the kit, without the screen."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from incidentkit.desk.exchanging import (
    checked_folder,
    exchange_waiting,
    remembered_folder,
)
from incidentkit.desk.unlocking import Standing
from incidentkit.errors import (
    IncidentKitError,
    OlderCopyError,
    WrongPassphraseError,
)
from incidentkit.ui.jobs import Job
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.kit import Surrounding
from incidentkit.words.window import unlock as words

_LOOKING = Standing(exists=True)


@dataclass(frozen=True, slots=True)
class UnlockState:
    """Everything the screen shows.

    `offers_older` is true when the copy is older than one seen here and the
    person may go on with it. `was_let_in` is None until somebody asked.
    """

    standing: Standing = _LOOKING
    busy: bool = False
    offers_older: bool = False
    was_let_in: bool | None = None


class UnlockViewModel(ViewModel[UnlockState]):
    """Turns a passphrase, the machine's keyring or patience into an open kit.

    Signals:
        began: A job is under way, and what it is in words. One may follow another.
        stopped: Somebody stopped it; the kit stays locked.
    """

    began = Signal(object, str)
    stopped = Signal()

    def __init__(self, kit: KitAccess) -> None:
        super().__init__(UnlockState())
        self._kit = kit

    def look(self) -> None:
        """Find out what is in the kit's folder; somebody may be typing already."""
        self._kit.look(self._found, self._failed)

    def submit(self, name: str, passphrase: str, *, accept_older: bool = False) -> None:
        """Try a passphrase, unless a try is already running."""
        if self.state.busy:
            return
        self._begin()
        wanted = name.strip() or None
        job = self._kit.unlock(
            wanted, passphrase, failed=self._failed, accept_older=accept_older
        )
        self._follow(job, words.OPENING)

    def use_machine(self) -> None:
        """Try this machine's keyring."""
        if not self.state.busy:
            self._begin()
            self._kit.unlock_remembered(
                self._failed, lambda job: self._follow(job, words.ASKING_MACHINE)
            )

    def check_arrival(self) -> None:
        """See whether a lead has let this machine in."""
        if not self.state.busy:
            self._begin()
            job = self._kit.outside_at_length(_fetch, self._fetched, self._failed)
            self._follow(job, words.LOOKING)

    def rest(self) -> None:
        """Be as one was before anybody tried: the kit is open now."""
        self._set(replace(self.state, busy=False, offers_older=False))

    def _begin(self) -> None:
        self._set(replace(self.state, busy=True, offers_older=False))

    def _follow(self, job: Job, said: str) -> None:
        job.cancelled.connect(self._stopped)
        self.began.emit(job, said)

    def _stopped(self) -> None:
        self._set(replace(self.state, busy=False))
        self.stopped.emit()

    def _found(self, standing: Standing) -> None:
        self._set(replace(self.state, standing=standing))

    def _fetched(self, let_in: bool) -> None:  # noqa: FBT001  a job's outcome
        self._set(replace(self.state, busy=False, was_let_in=let_in))

    def _failed(self, error: IncidentKitError) -> None:
        older = isinstance(error, OlderCopyError)
        self._set(replace(self.state, busy=False, offers_older=older))
        wrong = isinstance(error, WrongPassphraseError)
        if wrong and not self.state.standing.needs_name:
            self._say_problem(words.WRONG_PASSPHRASE)  # nobody was asked for a name
        else:
            self._refuse(error)


def _fetch(around: Surrounding) -> bool:
    folder = checked_folder(remembered_folder(around.places))
    return exchange_waiting(around, folder)[1]
