"""What concerns this machine alone, without the screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal, SignalInstance

from incidentkit.desk import remembering
from incidentkit.desk.services import Desk
from incidentkit.errors import IncidentKitError, WrongPassphraseError
from incidentkit.officers.passphrase import check as check_passphrase
from incidentkit.ui.jobs import Job, Lane
from incidentkit.ui.kit_access import KitAccess, with_kdf
from incidentkit.ui.view_model import ViewModel
from incidentkit.vault.backup import Backup, list_backups, make_backup
from incidentkit.vault.device import WayIn
from incidentkit.vault.expiry import made_at
from incidentkit.vault.passphrases import change_passphrase
from incidentkit.vault.slots import KdfPolicy
from incidentkit.words.window import settings as words


@dataclass(frozen=True, slots=True)
class MachineState:
    """Everything the leaf shows but the look. `doing` says what is under way."""

    until: int | None = None
    most_days: int = 0
    backups: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    doing: str = ""


class MachineViewModel(ViewModel[MachineState]):
    """Remembers and forgets the way in, changes the passphrase, makes backups.

    Signals:
        news: A title and a sentence about what was done.
        passphrase_changed: The new one holds.
        old_refused: What was typed is not the passphrase that holds now.
        changing: The passphrase is being changed; the job.
        backing_up: A backup is being made; the job.
        change_stopped: Somebody stopped the change: the old passphrase holds.
        backup_stopped: Somebody stopped the backup: there is none more than before.
    """

    news = Signal(str, str)
    changing = Signal(object)
    backing_up = Signal(object)
    change_stopped = Signal()
    backup_stopped = Signal()
    passphrase_changed = Signal()
    old_refused = Signal()

    def __init__(self, kit: KitAccess, policy: Callable[[], KdfPolicy]) -> None:
        super().__init__(MachineState())
        self._kit = kit
        self._policy = policy
        kit.changed.connect(self.read)

    def read(self) -> None:
        """Read how this machine stands."""
        if self._kit.is_open:
            self._kit.ask(_read, self._found, self._failed)

    # --- the keyring: kit, keyring, kit, keyring, because it may wait ----------

    def remember(self, days: int) -> None:
        """Let this machine open the kit by itself."""
        if self._begin(words.REMEMBERING):
            self._kit.ask(
                lambda desk: remembering.plan(desk, days), self._keep_key, self._failed
            )

    def _keep_key(self, way: WayIn) -> None:
        self._kit.jobs.run(
            lambda: remembering.ask_keyring_to_keep(way),
            then=self._keep_slot,
            failed=self._failed,
            lane=Lane.SIDE,
        )

    def _keep_slot(self, way: WayIn) -> None:
        def failed(error: IncidentKitError) -> None:
            self._drop_keys((way.name,))
            self._failed(error)

        def kept(old: tuple[str, ...]) -> None:
            self._drop_keys(old)
            self._done(words.remembered(way.slot.header.expires))

        self._kit.ask(lambda desk: remembering.keep(desk, way), kept, failed)

    def forget(self) -> None:
        """Have this machine ask for the passphrase again."""

        def forgotten(names: tuple[str, ...]) -> None:
            self._drop_keys(names)
            self._done(words.FORGOTTEN)

        if self._begin(words.REMEMBERING):
            self._kit.ask(remembering.forget, forgotten, self._failed)

    def _drop_keys(self, names: tuple[str, ...]) -> None:
        if names:
            self._kit.jobs.run(
                lambda: remembering.ask_keyring_to_drop(names),
                then=_nothing,
                failed=_pass_over,
                lane=Lane.SIDE,
            )

    # --- passphrase and backups -------------------------------------------------

    def change_passphrase(self, old: str, new: str) -> None:
        """Put a new passphrase in the place of the old one."""
        policy = self._policy

        def work(desk: Desk, job: Job) -> None:
            session = desk.session
            name = desk.officers.name_of(session.me.person)
            check_passphrase(new, (name, desk.council.name()))
            kdf = with_kdf(policy(), partial(job.watch, 0, 1))
            change_passphrase(session, None, old, new, kdf, job.settle)

        def changed(_done: None) -> None:
            self._done(words.CHANGED, words.PASSPHRASE_BODY)
            self.passphrase_changed.emit()

        def failed(error: IncidentKitError) -> None:
            if isinstance(error, WrongPassphraseError):
                self._set(replace(self.state, doing=""))
                self.old_refused.emit()
            else:
                self._failed(error)

        if self._begin(words.CHANGING):
            job = self._kit.ask_stoppable(work, changed, failed)
            job.cancelled.connect(partial(self._stopped, self.change_stopped))
            self.changing.emit(job)

    def back_up(self) -> None:
        """Make a backup and check it."""

        def work(desk: Desk, job: Job) -> Backup:
            kit = desk.session.kit
            return make_backup(kit.store, kit.places, kit.clock, job.watch, job.settle)

        def made(backup: Backup) -> None:
            lacks = "" if backup.intact else words.BACKUP_LACKS
            self._done(words.backed_up(backup.entries), lacks)

        if self._begin(words.BACKING_UP):
            job = self._kit.ask_stoppable(work, made, self._failed)
            job.cancelled.connect(partial(self._stopped, self.backup_stopped))
            self.backing_up.emit(job)

    # --- inside -------------------------------------------------------------------

    def _begin(self, doing: str) -> bool:
        if self.state.doing:
            return False
        self._set(replace(self.state, doing=doing))
        return True

    def _done(self, title: str, text: str = "") -> None:
        self._set(replace(self.state, doing=""))
        self.news.emit(title, text)
        self.read()

    def _found(self, found: MachineState) -> None:
        self._set(replace(found, doing=self.state.doing))

    def _stopped(self, said: SignalInstance) -> None:
        self._set(replace(self.state, doing=""))
        said.emit()

    def _failed(self, error: IncidentKitError) -> None:
        self._set(replace(self.state, doing=""))
        self._refuse(error)


def _read(desk: Desk) -> MachineState:
    made = (made_at(path.name) for path in list_backups(desk.session.kit.places))
    name = desk.officers.name_of_seat(desk.session.seat.id)
    return MachineState(
        until=remembering.until(desk),
        most_days=remembering.most_days(desk),
        backups=tuple(ms for ms in made if ms is not None),
        names=(name, desk.council.name()),
    )


def _nothing(_done: None) -> None:
    """Say nothing: the key opened nothing any more."""


def _pass_over(_error: IncidentKitError) -> None:
    """Say nothing: a key that is left in the keyring opens nothing without its slot."""
