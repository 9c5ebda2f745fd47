"""Into the kit: what is in its folder, and every way of opening it.

The locked window imports this before it is painted: the vault is imported when
there is something to open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from incidentkit.desk.services import Desk, open_desk
from incidentkit.errors import KeyringExpiredError

if TYPE_CHECKING:
    from incidentkit.vault.kit import LockedKit
    from incidentkit.vault.slots import Slot
    from incidentkit.vault.store import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in the kit's folder, as far as a locked kit tells.

    `waits` means that this machine asked to join and has not been let in yet;
    `needs_name` that several people unlock here; `is_remembered` that the
    machine's own keyring may open it.
    """

    exists: bool = False
    waits: bool = False
    needs_name: bool = False
    is_remembered: bool = False


def is_waiting(store: Store) -> bool:
    """Whether a kit asked to join and was never unlocked since."""
    from incidentkit.vault.joining import own_request

    return own_request(store) is not None and not store.instances()


def standing_of(kit: LockedKit) -> Standing:
    """Return what a locked kit tells of itself."""
    from incidentkit.vault.slots import KEYRING, PASSPHRASE

    slots = kit.store.slots()
    by_passphrase = [slot for slot in slots if slot.header.way == PASSPHRASE]
    return Standing(
        exists=True,
        waits=is_waiting(kit.store),
        needs_name=len(by_passphrase) > 1,
        is_remembered=any(slot.header.way == KEYRING for slot in slots),
    )


def unlock(kit: LockedKit, name: str | None, passphrase: str) -> Desk:
    """Open a kit with a passphrase.

    Raises:
        NotAcceptedYetError: This machine waits to be let in.
        WrongPassphraseError, OlderCopyError: As `LockedKit.unlock`.
    """
    if is_waiting(kit.store):
        from incidentkit.vault.joining import check_arrived

        check_arrived(kit.store, kit.store.slots()[0].header.seat)
    return open_desk(kit.unlock(name, passphrase))


def remembered_slot(kit: LockedKit) -> Slot:
    """Return the slot that this machine's keyring opens.

    Raises:
        KeyringExpiredError: There is none, or more than one.
    """
    from incidentkit.vault.slots import KEYRING

    slots = [s for s in kit.store.slots() if s.header.way == KEYRING]
    if len(slots) != 1 or slots[0].header.kit != kit.kit_id:
        raise KeyringExpiredError
    return slots[0]
