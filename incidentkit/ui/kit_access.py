"""The window's one way to the kit, which lives in the kit's lane and nowhere else."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from incidentkit.crypto.passphrase import KdfCost, KdfLimits
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.unlocking import Standing, remembered_slot, standing_of, unlock
from incidentkit.errors import (
    IncidentKitError,
    KeyringExpiredError,
    KitMissingError,
)
from incidentkit.ui.jobs import Failed, Job, Jobs, Lane, Watch
from incidentkit.vault.kit import LockedKit, Surrounding, open_kit
from incidentkit.vault.slots import KdfPolicy

T = TypeVar("T")


Began = Callable[[Job], object]


def _untold(job: Job) -> None:
    """Nobody follows it."""


def with_kdf(policy: KdfPolicy, after: Callable[[], None]) -> KdfPolicy:
    """Return the same policy, with which every run of the KDF ends with `after`.

    The KDF is one call that nobody can interrupt: a job that was cancelled
    meanwhile ends as soon as it returns.
    """

    def stretch(
        passphrase: str, salt: bytes, cost: KdfCost, limits: KdfLimits
    ) -> bytes:
        key = policy.stretch(passphrase, salt, cost, limits)
        after()
        return key

    return replace(policy, stretch=stretch)


def _heeding(around: Surrounding, after: Callable[[], None]) -> Surrounding:
    return replace(around, policy=with_kdf(around.policy, after))


@dataclass
class _Held:
    """What the kit's lane holds. Only work that runs there may look."""

    kit: LockedKit | None = None
    desk: Desk | None = None


class KitAccess(QObject):
    """Opens the kit, asks it, and says when it has changed.

    Everything here returns at once; outcomes arrive on the main thread. While
    the kit is locked nothing is held, so that another program can open it.

    Signals:
        opening: Somebody begins to unlock it.
        opened: The kit is unlocked.
        changed: Something was written, or arrived from a colleague.
    """

    opening = Signal()
    opened = Signal()
    changed = Signal()

    def __init__(
        self,
        jobs: Jobs,
        around: Callable[[], Surrounding],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.is_open = False
        self.is_opening = False
        self._around = around
        self._held = _Held()

    # --- locked ----------------------------------------------------------

    def look(self, then: Callable[[Standing], None], failed: Failed) -> Job:
        """Find out what is in the kit's folder."""

        def work() -> Standing:
            around = self._around()
            if not around.places.database.exists():
                return Standing()
            with contextlib.closing(open_kit(around)) as kit:
                return standing_of(kit)

        return self.jobs.run(work, then=then, failed=failed)

    def ask_locked(
        self,
        work: Callable[[LockedKit], T],
        then: Callable[[T], None],
        failed: Failed,
    ) -> Job:
        """Ask the kit something that needs no passphrase; it is let go of again."""

        def opened() -> T:
            with contextlib.closing(open_kit(self._around())) as kit:
                return work(kit)

        return self.jobs.run(opened, then=then, failed=failed)

    def outside(
        self,
        work: Callable[[Surrounding], T],
        then: Callable[[T], None],
        failed: Failed,
    ) -> Job:
        """Do something with the kit's folder that is not in a kit."""
        return self.jobs.run(lambda: work(self._around()), then=then, failed=failed)

    def outside_at_length(
        self,
        work: Callable[[Surrounding], T],
        then: Callable[[T], None],
        failed: Failed,
    ) -> Job:
        """Do something of the kind that takes long: make a kit, ask to join one.

        It can be cancelled until the KDF has run; what is written comes after that.
        """
        return self.jobs.run_stoppable(
            lambda job: work(_heeding(self._around(), job.settle)), then, failed
        )

    def unlock(
        self,
        name: str | None,
        passphrase: str,
        *,
        failed: Failed,
        accept_older: bool = False,
    ) -> Job:
        """Open the kit with a passphrase; `opened` says that it worked."""

        def way_in(kit: LockedKit) -> Desk:
            if accept_older:
                kit.accept_older()
            return unlock(kit, name, passphrase)

        return self.open_by(way_in, failed)

    def unlock_remembered(self, failed: Failed, began: Began = _untold) -> None:
        """Open the kit with this machine's keyring.

        The keyring is asked in the side lane, because it may wait for a prompt.
        `began` is given each job that follows from it; cancelling one ends it all.
        """
        not_opened = self._begin_opening(failed)

        def found(name: str) -> None:
            asking = self.jobs.run(
                lambda: _device_key(name),
                then=opened,
                failed=not_opened,
                lane=Lane.SIDE,
            )
            began(self._stopping_opens_nothing(asking))

        def opened(device_key: bytes) -> None:
            way_in = partial(_by_device, device_key=device_key)
            began(self._open_by(lambda kit, _: way_in(kit), not_opened))

        looking = self.ask_locked(
            lambda kit: remembered_slot(kit).header.slot.hex(), found, not_opened
        )
        began(self._stopping_opens_nothing(looking))

    def open_by(self, way_in: Callable[[LockedKit], Desk], failed: Failed) -> Job:
        """Open the kit in any way that ends with its services.

        When that is cancelled, whatever was opened is closed and nobody sees it.
        """
        return self._open_by(lambda kit, _: way_in(kit), self._begin_opening(failed))

    def recover_by(
        self, way_in: Callable[[LockedKit, KdfPolicy], Desk], failed: Failed
    ) -> Job:
        """Open the kit in a way that changes it after the KDF has run.

        It can be cancelled until then.
        """
        return self._open_by(way_in, self._begin_opening(failed), changes=True)

    def _begin_opening(self, failed: Failed) -> Failed:
        """Say that it begins; returns what takes a refusal."""

        def not_opened(error: IncidentKitError) -> None:
            self.is_opening = False
            failed(error)

        self.is_opening = True
        self.opening.emit()
        return not_opened

    def _open_by(
        self,
        way_in: Callable[[LockedKit, KdfPolicy], Desk],
        failed: Failed,
        *,
        changes: bool = False,
    ) -> Job:
        held = self._held

        def work(job: Job) -> None:
            go_on = job.settle if changes else partial(job.watch, 0, 1)
            around = _heeding(self._around(), go_on)
            with contextlib.ExitStack() as undo:
                kit = open_kit(around)
                undo.callback(kit.close)
                desk = way_in(kit, around.policy)
                job.settle()
                desk.session.on_change(self.changed.emit)
                undo.pop_all()
            held.kit, held.desk = kit, desk

        job = self.jobs.run_stoppable(work, self._opened, failed)
        return self._stopping_opens_nothing(job)

    def _stopping_opens_nothing(self, job: Job) -> Job:
        job.cancelled.connect(self._not_opened)
        return job

    def _not_opened(self) -> None:
        self.is_opening = False

    # --- open ------------------------------------------------------------

    def ask(
        self, work: Callable[[Desk], T], then: Callable[[T], None], failed: Failed
    ) -> Job:
        """Ask the open kit something, or have it write something."""
        return self.jobs.run(lambda: work(self._desk()), then=then, failed=failed)

    def ask_watched(
        self,
        work: Callable[[Desk, Watch], T],
        then: Callable[[T], None],
        failed: Failed,
    ) -> Job:
        """Ask the open kit for something long, which can be cancelled."""
        return self.jobs.run_watched(
            lambda watch: work(self._desk(), watch), then, failed
        )

    def ask_stoppable(
        self,
        work: Callable[[Desk, Job], T],
        then: Callable[[T], None],
        failed: Failed,
    ) -> Job:
        """Ask the open kit for something long that ends in what cannot be undone."""
        return self.jobs.run_stoppable(
            lambda job: work(self._desk(), job), then, failed
        )

    def ask_proved(
        self,
        passphrase: str,
        work: Callable[[Desk, Job], T],
        then: Callable[[T], None],
        failed: Failed,
    ) -> Job:
        """Ask for what takes the passphrase again, however the kit was opened.

        It can be cancelled until the work settles.
        """

        def proved(job: Job) -> T:
            from incidentkit.desk.taking_out import prove

            around = _heeding(self._around(), partial(job.watch, 0, 1))
            prove(self._desk(), passphrase, around.policy)
            return work(self._desk(), job)

        return self.jobs.run_stoppable(proved, then, failed)

    def close(self, then: Callable[[], None]) -> None:
        """Let go of the kit. For the end of a test; a lock replaces the process."""
        held = self._held

        def work() -> None:
            kit, held.kit, held.desk = held.kit, None, None
            if kit is not None:
                kit.close()

        self.is_open = False
        self.jobs.run(work, then=lambda _: then(), failed=lambda _: then())

    def _desk(self) -> Desk:
        if self._held.desk is None:
            raise KitMissingError("")
        return self._held.desk

    def _opened(self, _nothing: None) -> None:
        self.is_open, self.is_opening = True, False
        self.opened.emit()


def _device_key(name: str) -> bytes:
    from incidentkit.vault.device import DeviceKeyring

    key = DeviceKeyring.of_system().get(name)
    if key is None:
        raise KeyringExpiredError
    return key


def _by_device(kit: LockedKit, device_key: bytes) -> Desk:
    return open_desk(kit.unlock_by_device(remembered_slot(kit), device_key))
