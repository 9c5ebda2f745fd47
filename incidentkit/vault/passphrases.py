"""The passphrase that opens a seat on this machine: asked once more, or changed."""

from collections.abc import Callable

from incidentkit.errors import WrongPassphraseError
from incidentkit.vault.kit import LockedKit
from incidentkit.vault.session import Session
from incidentkit.vault.slots import (
    PASSPHRASE,
    KdfPolicy,
    Slot,
    open_by_passphrase,
    renewed_slot,
)
from incidentkit.vault.watching import at_once


def check_again(session: Session, passphrase: str, policy: KdfPolicy) -> None:
    """Have whoever is at the open kit prove once more that they are its officer.

    Raises:
        WrongPassphraseError: It is not the passphrase of this officer here.
    """
    kit = session.kit
    own = [s for s in kit.store.slots() if s.header.seat == session.seat.id]
    open_by_passphrase(own, kit.identity.kit, None, passphrase, policy)


def change_passphrase(
    opened: Session | LockedKit,
    name: str | None,
    old: str,
    new: str,
    policy: KdfPolicy,
    settle: Callable[[], None] = at_once,
) -> Slot:
    """Put a new passphrase in the place of the old one, on this machine only.

    Costs one run of the KDF to open and one to make the new slot. What this
    machine's keyring remembers stays as it is. Backups made earlier still open
    with the old passphrase.

    `settle` is called when nothing but the change itself is left to do; what it
    raises ends it there, with nothing changed.

    Raises:
        WrongPassphraseError: The old one does not open this officer's seat;
            nothing was changed.
    """
    kit = opened.kit
    slots = kit.store.slots()
    if isinstance(opened, Session):  # one's own, whoever else uses this machine
        slots = tuple(s for s in slots if s.header.seat == opened.seat.id)
    seat, found = open_by_passphrase(slots, kit.identity.kit, name, old, policy)
    if isinstance(opened, Session) and seat.id != opened.seat.id:
        raise WrongPassphraseError  # a colleague's, on the same machine
    fresh = renewed_slot(found, new, seat, policy, kit.clock.now_ms())
    settle()
    with kit.store.transaction():
        for slot in kit.store.slots():
            if slot.header.way == PASSPHRASE and slot.header.seat == seat.id:
                kit.store.drop_slot(slot)
        kit.store.put_slot(fresh)
    return fresh
