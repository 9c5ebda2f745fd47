"""What every command is given: where, when, at what cost, and how to say it."""

import contextlib
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from incidentkit.cli.console import Console
from incidentkit.cli.layout import wrapped
from incidentkit.clock import Clock
from incidentkit.desk.services import Desk, open_desk
from incidentkit.desk.unlocking import is_waiting
from incidentkit.errors import (
    IncidentKitError,
    KeyringExpiredError,
    NoKeyringError,
    SeatRemovedError,
)
from incidentkit.vault.folder import Places
from incidentkit.vault.joining import check_arrived
from incidentkit.vault.kinds import Catalogue
from incidentkit.vault.kit import LockedKit, Surrounding, open_kit
from incidentkit.vault.session import Session
from incidentkit.vault.slots import KEYRING, KdfPolicy
from incidentkit.words.commands import REMOVED, command_line
from incidentkit.words.verification import STATES_WERE_STALE


@dataclass(frozen=True, slots=True)
class World:
    """Everything from outside that a command may use.

    `catalogue` and `policy` are made when asked for: not every command opens a kit.
    """

    places_of: Callable[[Path | None], Places]
    clock: Clock
    catalogue: Callable[[], Catalogue]
    policy: Callable[[], KdfPolicy]


@dataclass(frozen=True, slots=True)
class Call:
    """One command: its world, its console and its arguments."""

    world: World
    console: Console
    args: Namespace

    @property
    def places(self) -> Places:
        """Where the kit is."""
        base = self.args.base_dir
        return self.world.places_of(Path(base) if base else None)

    @property
    def around(self) -> Surrounding:
        """What opening the kit needs."""
        world = self.world
        return Surrounding(self.places, world.clock, world.catalogue(), world.policy())

    @property
    def now_ms(self) -> int:
        """The time."""
        return self.world.clock.now_ms()

    def line(self, *words: str) -> str:
        """Return a command to type next, for the same kit and officer as this one."""
        return command_line(words, self.args.base_dir, self.args.officer)

    @contextlib.contextmanager
    def locked(self) -> Iterator[LockedKit]:
        """Give the kit, not unlocked."""
        kit = open_kit(self.around, self.args.officer or "")
        try:
            yield kit
        finally:
            kit.close()

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Give the kit, unlocked by keyring or passphrase."""
        with self.locked() as kit:
            if is_waiting(kit.store):
                check_arrived(kit.store, kit.store.slots()[0].header.seat)
            yield self.unlock(kit)

    @contextlib.contextmanager
    def desk(self) -> Iterator[Desk]:
        """Give every service over the unlocked kit."""
        with self.session() as session:
            desk = open_desk(session)
            with contextlib.suppress(IncidentKitError):  # the next command tells
                _tell(desk)
            yield desk

    @contextlib.contextmanager
    def desk_if_open(self) -> Iterator[Desk | None]:
        """Give every service if nobody has to be asked for a passphrase, else nothing.

        That is where this machine's keyring remembers, or a passphrase came with the
        command.
        """
        if not self.places.database.exists():
            yield None
            return
        with self.locked() as kit:
            session = self._without_asking(kit)
            yield None if session is None else open_desk(session)

    def _without_asking(self, kit: LockedKit) -> Session | None:
        if is_waiting(kit.store):
            return None
        if self.console.secret_lines is not None:
            return self.unlock(kit)
        return self._by_keyring(kit)

    def unlock(self, kit: LockedKit) -> Session:
        """Unlock the kit, and say what this person has to know about it first."""
        session = self._unlocked(kit)
        if session.states_were_stale:
            self.console.warn(*wrapped(STATES_WERE_STALE))
        try:
            _ = session.me
        except SeatRemovedError:
            self.console.warn(*wrapped(REMOVED))
        return session

    def _unlocked(self, kit: LockedKit) -> Session:
        """Unlock by this machine's keyring if it remembers, or by passphrase."""
        remembered = self._by_keyring(kit)
        if remembered is not None:
            return remembered
        passphrase = self.console.ask_secret("Passphrase")
        return kit.unlock(self.args.officer, passphrase)

    def _by_keyring(self, kit: LockedKit) -> Session | None:
        remembered = any(slot.header.way == KEYRING for slot in kit.store.slots())
        is_asked = self.console.secret_lines is None and not self.args.no_keyring
        if remembered and is_asked:
            from incidentkit.vault.device import DeviceKeyring, unlock_by_keyring

            with contextlib.suppress(KeyringExpiredError, NoKeyringError):
                keyring = DeviceKeyring.of_system()
                return unlock_by_keyring(kit, keyring, self.args.officer)
        return None


def _tell(desk: Desk) -> None:
    from incidentkit.desk.sheet_used import tell_of_sheets

    tell_of_sheets(desk)
