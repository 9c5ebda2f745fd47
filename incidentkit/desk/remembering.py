"""Letting this machine remember the way in, in pieces.

A keyring may wait for a prompt for as long as nobody answers. So what asks the
keyring and what asks the kit are functions of their own, for different lanes.
"""

from collections.abc import Iterable

from incidentkit.desk.services import Desk
from incidentkit.errors import KeyringForbiddenError
from incidentkit.vault.device import (
    DeviceKeyring,
    WayIn,
    drop_slots,
    keep_key,
    keep_slot,
    new_way_in,
    remembered_until,
)


def most_days(desk: Desk) -> int:
    """Return for how many days the council lets a machine remember, 0 for never."""
    return desk.council.keyring_days()


def plan(desk: Desk, days: int) -> WayIn:
    """Return a way in for whoever is at this machine; nothing is kept yet.

    Raises:
        KeyringForbiddenError: The council allows no machine to remember.
    """
    most = most_days(desk)
    if most < 1:
        raise KeyringForbiddenError
    name = desk.officers.name_of(desk.session.me.person)
    return new_way_in(desk.session, name, min(days, most))


def ask_keyring_to_keep(way: WayIn) -> WayIn:
    """Have this machine's keyring keep the key. May wait for a person.

    Raises:
        NoKeyringError: There is none that can be relied on.
    """
    keep_key(DeviceKeyring.of_system(), way)
    return way


def keep(desk: Desk, way: WayIn) -> tuple[str, ...]:
    """Keep the way in; returns the names of keys that open nothing any more."""
    return keep_slot(desk.session, way)


def forget(desk: Desk) -> tuple[str, ...]:
    """Take this machine's way in away; returns the names of keys to drop."""
    return drop_slots(desk.session)


def ask_keyring_to_drop(names: Iterable[str]) -> None:
    """Have this machine's keyring forget keys. May wait for a person.

    Raises:
        NoKeyringError: There is none that can be relied on.
    """
    keyring = DeviceKeyring.of_system()
    for name in names:
        keyring.drop(name)


def until(desk: Desk) -> int | None:
    """Return until when this machine opens the kit by itself, if it does."""
    found = remembered_until(desk.session)
    is_over = found is not None and found <= desk.session.clock.now_ms()
    return None if is_over else found
