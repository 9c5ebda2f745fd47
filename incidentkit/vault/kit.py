"""Making a kit and opening one: the folder, the lock, and the ways in."""

import contextlib
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

from incidentkit.clock import Clock
from incidentkit.errors import (
    KitExistsError,
    KitMissingError,
    StorageError,
)
from incidentkit.vault.acts import Begin, Genesis
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.change import Change
from incidentkit.vault.compose import Surroundings, Tip, compose, tip_of
from incidentkit.vault.database import (
    create_database,
    drop_journal,
    open_database,
)
from incidentkit.vault.entry import chain_id
from incidentkit.vault.folder import (
    Places,
    check_private,
    fill_reserve,
    storage_errors,
    sweep,
    sync_folder,
)
from incidentkit.vault.intake import KitIdentity
from incidentkit.vault.kinds import Catalogue, PersonId
from incidentkit.vault.lockfile import KitLock
from incidentkit.vault.machine import binding_of, new_nonce
from incidentkit.vault.ownchain import abandon_all, acting
from incidentkit.vault.recovery import RecoverySheet
from incidentkit.vault.seat import Seat
from incidentkit.vault.session import Kit, Session
from incidentkit.vault.slots import (
    KdfPolicy,
    Owner,
    Slot,
    open_by_device_key,
    open_by_passphrase,
    passphrase_slot,
)
from incidentkit.vault.store import Instance, Store


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What opening a kit needs from outside: where, when, what kinds, at what cost."""

    places: Places
    clock: Clock
    catalogue: Catalogue
    policy: KdfPolicy


@dataclass(frozen=True, slots=True)
class Founder:
    """Who makes a kit.

    Whoever draws the sheet first can show it, and have part of it typed back,
    before the kit is made.
    """

    person: PersonId
    name: str
    passphrase: str = field(repr=False)
    sheet: RecoverySheet = field(default_factory=RecoverySheet.draw)


class LockedKit:
    """A kit folder that this process holds, not yet unlocked."""

    def __init__(self, around: Surrounding, lock: KitLock, store: Store) -> None:
        self._around = around
        self._lock = lock
        self.store = store
        identity = KitIdentity(store.meta("kit"), store.meta("genesis"))
        self.kit = Kit(around.places, store, identity, around.clock, around.catalogue)

    @property
    def kit_id(self) -> bytes:
        """The id of the kit."""
        return self.kit.identity.kit

    def check_anchor(self) -> None:
        """Compare with what this machine saw last.

        Raises:
            OlderCopyError: This copy is older.
        """
        AnchorFile.of(self._around.places, self.kit_id).check(self.store)

    def accept_older(self) -> None:
        """Go on with an older copy; what this machine writes starts a new chain."""
        AnchorFile.of(self._around.places, self.kit_id).forget()
        with self.store.transaction():
            abandon_all(self.store, b"older copy")

    def unlock(self, name: str | None, passphrase: str) -> Session:
        """Open with a passphrase, at the price of one run of the KDF.

        Raises:
            WrongPassphraseError: No such name, or not its passphrase.
            OlderCopyError: The copy is older than one seen; nothing was opened.
        """
        policy = self._around.policy
        seat, _ = open_by_passphrase(
            self.store.slots(), self.kit_id, name, passphrase, policy
        )
        return self.unlock_seat(seat)

    def unlock_by_device(self, slot: Slot, device_key: bytes) -> Session:
        """Open with the key from this machine's keyring."""
        seat = open_by_device_key(slot, device_key, self._around.clock.now_ms())
        return self.unlock_seat(seat)

    def unlock_seat(self, seat: Seat) -> Session:
        """Open with a seat's own keys."""
        self.check_anchor()
        return Session(self.kit, seat)

    def close(self) -> None:
        """Let go of the kit."""
        self.store.close()
        self._lock.close()


def open_kit(around: Surrounding, who: str = "") -> LockedKit:
    """Take the lock and open the kit, still locked.

    Raises:
        KitMissingError, KitInUseError, KitNewerError, KitDamagedError,
            UnsafeFolderError, ReadOnlyError.
    """
    places = around.places
    if not places.database.exists():
        raise KitMissingError(str(places.kit))
    _check_folders(places)
    lock = KitLock.take(places.lock, who, around.clock.now_ms())
    with contextlib.ExitStack() as undo:
        undo.callback(lock.close)
        sweep(places)
        with contextlib.suppress(StorageError):
            fill_reserve(places)
        store = Store(open_database(places))
        undo.callback(store.close)
        locked = LockedKit(around, lock, store)
        undo.pop_all()
        return locked


def create_kit(around: Surrounding, founder: Founder, opening: Change) -> RecoverySheet:
    """Make a kit: a founder with the role of comms lead, and a recovery sheet.

    `opening` is what the kit's first change says besides (its council, the
    founder's name). Nothing is left behind when it fails.

    Raises:
        KitExistsError: There is one already.
    """
    places = around.places
    if places.database.exists():
        raise KitExistsError(str(places.kit))
    _check_folders(places)
    lock = KitLock.take(places.lock, founder.name, around.clock.now_ms())
    try:
        with _unfinished(places) as part:
            sheet, seat = _found(around, part, founder)
            _say_first(around, part, seat, opening)
            drop_journal(places.database)
            part.database.replace(places.database)
            sync_folder(places.kit)
        with contextlib.suppress(StorageError):
            fill_reserve(places)
        return sheet
    finally:
        lock.close()


def _check_folders(places: Places) -> None:
    check_private(places.kit)
    places.make()
    for folder in (places.kit, places.state):
        check_private(folder)


@contextlib.contextmanager
def _unfinished(places: Places) -> Iterator[Places]:
    """Give a place to make a database in that is no kit until it is renamed."""
    part = Places(places.kit / "making", places.state, places.backups)
    with storage_errors(part.kit):
        shutil.rmtree(part.kit, ignore_errors=True)  # of a process that was killed
        part.kit.mkdir(mode=0o700)
        try:
            yield part
        finally:
            shutil.rmtree(part.kit, ignore_errors=True)


def _found(
    around: Surrounding, part: Places, founder: Founder
) -> tuple[RecoverySheet, Seat]:
    kit, seat, sheet = secrets.token_bytes(16), Seat.generate(), founder.sheet
    now = around.clock.now_ms()
    owner = Owner(kit, founder.name, now)
    slot = passphrase_slot(owner, founder.passphrase, seat, around.policy)
    store = Store(create_database(part))
    binding, nonce = binding_of(part), new_nonce()
    chain = chain_id(seat.id, nonce, binding)
    surroundings = Surroundings(kit, seat, now, (0, 0), (), ())
    begin = Begin(seat.keys, nonce, binding)
    begun = compose(surroundings, Tip(chain), [acting(begin)])
    first = begun.entries[0]
    act = Genesis(founder.person, seat.keys, sheet.seat.keys)
    made = compose(surroundings, tip_of(first), [acting(act)])
    with contextlib.closing(store), store.transaction():
        store.set_meta("kit", kit)
        store.set_meta("genesis", made.entries[0].digest)
        store.put_slot(slot)
        store.put_instance(Instance(chain, seat.id, binding))
        for entry in (first, made.entries[0]):
            store.add_entry(entry)
    return sheet, seat


def _say_first(around: Surrounding, part: Places, seat: Seat, opening: Change) -> None:
    store = Store(open_database(part))
    try:
        identity = KitIdentity(store.meta("kit"), store.meta("genesis"))
        kit = Kit(part, store, identity, around.clock, around.catalogue)
        Session(kit, seat).commit(opening)
    finally:
        store.close()
