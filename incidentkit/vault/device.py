"""This machine's keyring as a way in: opt-in, dated, and only a real keyring.

Only the system's own stores are trusted. Anything else that calls itself a
keyring (a file, a null store, a chain with one of those in it) is refused by
name, because some of them keep secrets in plain text without saying so.
"""

import base64
import secrets
from dataclasses import dataclass, field
from typing import Any

from incidentkit.errors import (
    IncidentKitError,
    KeyringExpiredError,
    KeyringForbiddenError,
    NoKeyringError,
)
from incidentkit.vault.kit import LockedKit
from incidentkit.vault.session import Session
from incidentkit.vault.slots import (
    DAY_MS,
    KEYRING,
    Owner,
    Slot,
    keyring_slot,
    name_tag,
)
from incidentkit.vault.store import Store

SERVICE = "incidentkit"
LONGEST_DAYS = 45
_TRUSTED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
_CHAIN = "keyring.backends.chainer.ChainerBackend"


class DeviceKeyring:
    """The system's own store of secrets, checked before it is trusted."""

    def __init__(self, backend: Any) -> None:  # noqa: ANN401
        self._backend = backend

    @classmethod
    def of_system(cls) -> "DeviceKeyring":
        """Return this machine's keyring.

        Raises:
            NoKeyringError: There is none, or none that can be trusted.
        """
        import keyring
        from keyring.errors import KeyringError

        try:
            backend = keyring.get_keyring()
        except (KeyringError, RuntimeError) as cause:
            raise NoKeyringError("") from cause
        check_trusted(backend)
        return cls(backend)

    def probe(self) -> None:
        """Write, read and delete something, before anybody relies on it.

        Raises:
            NoKeyringError: It does not keep what it is given.
        """
        name, value = f"probe-{secrets.token_hex(8)}", secrets.token_bytes(32)
        self.put(name, value)
        found = self.get(name)
        self.drop(name)
        if found != value:
            raise NoKeyringError(kind_of(self._backend))

    def put(self, name: str, value: bytes) -> None:
        """Keep a secret under a name."""
        text = base64.b64encode(value).decode("ascii")
        self._call("set_password", SERVICE, name, text)

    def get(self, name: str) -> bytes | None:
        """Return a secret, or None when there is none of that name."""
        text = self._call("get_password", SERVICE, name)
        try:
            return None if text is None else base64.b64decode(text, validate=True)
        except ValueError:
            return None  # something else has written under our name

    def drop(self, name: str) -> None:
        """Forget a secret, if it is there."""
        if self._call("get_password", SERVICE, name) is not None:
            self._call("delete_password", SERVICE, name)

    def _call(self, method: str, *values: str) -> Any:  # noqa: ANN401
        try:
            return getattr(self._backend, method)(*values)
        except Exception as cause:
            # What a backend raises is often not its own but that of the library
            # below it: the session bus may go at any time.
            raise NoKeyringError(kind_of(self._backend)) from cause


def kind_of(backend: object) -> str:
    """Return the full name of a keyring's class."""
    cls = type(backend)
    return f"{cls.__module__}.{cls.__qualname__}"


def check_trusted(backend: object) -> None:
    """Refuse any keyring that is not the system's own.

    Raises:
        NoKeyringError: It is something else; says what.
    """
    kind = kind_of(backend)
    if kind == _CHAIN:
        members = list(getattr(backend, "backends", ()))
        for member in members:
            check_trusted(member)
        if members:
            return
    if kind not in _TRUSTED:
        raise NoKeyringError(kind)


@dataclass(frozen=True, slots=True)
class WayIn:
    """A slot that is not kept yet, and the key that will open it."""

    slot: Slot
    key: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """What the keyring keeps the key under."""
        return key_name(self.slot)


def key_name(slot: Slot) -> str:
    """Return what the keyring keeps a slot's key under."""
    return slot.header.slot.hex()


# Remembering goes in pieces, because a keyring may wait for a prompt for as long as
# nobody answers, and the kit must not wait with it.


def new_way_in(session: Session, name: str, days: int) -> WayIn:
    """Return a way in for some days; nothing is kept yet.

    Raises:
        KeyringForbiddenError: The council's setting allows no days.
    """
    if not 0 < days <= LONGEST_DAYS:
        raise KeyringForbiddenError
    now = session.clock.now_ms()
    owner = Owner(session.kit.identity.kit, name, now)
    key = secrets.token_bytes(32)
    return WayIn(keyring_slot(owner, key, session.seat, now + days * DAY_MS), key)


def keep_key(keyring: DeviceKeyring, way: WayIn) -> None:
    """Have the keyring keep a way in's key.

    Raises:
        NoKeyringError: The keyring cannot be relied on.
    """
    keyring.probe()
    keyring.put(way.name, way.key)


def keep_slot(session: Session, way: WayIn) -> tuple[str, ...]:
    """Keep a way in whose key is kept; returns the names of keys that open nothing now."""
    store = session.kit.store
    old = _slots_of(store, session.me.seat)
    with store.transaction():
        for known in old:
            store.drop_slot(known)
        store.put_slot(way.slot)
    return tuple(map(key_name, old))


def drop_slots(session: Session) -> tuple[str, ...]:
    """Take this machine's way in away; returns the names of keys that open nothing now."""
    store = session.kit.store
    slots = _slots_of(store, session.me.seat)
    with store.transaction():
        for slot in slots:
            store.drop_slot(slot)
    return tuple(map(key_name, slots))


def remembered_until(session: Session) -> int | None:
    """Return until when this machine opens the kit for whoever is at it, if it does."""
    slots = _slots_of(session.kit.store, session.me.seat)
    return max((slot.header.expires for slot in slots), default=None)


def remember(session: Session, keyring: DeviceKeyring, name: str, days: int) -> Slot:
    """Let this machine open the kit by itself for some days.

    Raises:
        KeyringForbiddenError: The council's setting allows no days.
        NoKeyringError: The keyring cannot be relied on.
    """
    way = new_way_in(session, name, days)
    keep_key(keyring, way)
    try:
        old = keep_slot(session, way)
    except IncidentKitError:
        keyring.drop(way.name)
        raise
    for known in old:
        keyring.drop(known)
    return way.slot


def forget(session: Session, keyring: DeviceKeyring) -> None:
    """Take this machine's way in away again."""
    for known in drop_slots(session):
        keyring.drop(known)


def unlock_by_keyring(
    locked: LockedKit, keyring: DeviceKeyring, name: str | None
) -> Session:
    """Open the kit with what this machine remembers.

    Raises:
        KeyringExpiredError: It remembers nothing, or its time is over.
    """
    kit = locked.kit_id
    slots = [s for s in locked.store.slots() if s.header.way == KEYRING]
    slots = [s for s in slots if s.header.kit == kit]
    if name is not None:
        tag = name_tag(kit, name)
        slots = [s for s in slots if s.header.tag == tag]
    if len(slots) != 1:
        raise KeyringExpiredError
    key = keyring.get(slots[0].header.slot.hex())
    if key is None:
        raise KeyringExpiredError
    return locked.unlock_by_device(slots[0], key)


def _slots_of(store: Store, seat: bytes) -> list[Slot]:
    return [
        s for s in store.slots() if s.header.way == KEYRING and s.header.seat == seat
    ]
