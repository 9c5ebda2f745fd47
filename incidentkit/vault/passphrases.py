"""Changing the passphrase that opens a seat on this machine."""

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


def change_passphrase(
    opened: Session | LockedKit, name: str | None, old: str, new: str, policy: KdfPolicy
) -> Slot:
    """Put a new passphrase in the place of the old one, on this machine only.

    Costs one run of the KDF to open and one to make the new slot. What this
    machine's keyring remembers stays as it is. Backups made earlier still open
    with the old passphrase.

    Raises:
        WrongPassphraseError: The old one does not open this officer's seat;
            nothing was changed.
    """
    kit = opened.kit
    seat, found = open_by_passphrase(
        kit.store.slots(), kit.identity.kit, name, old, policy
    )
    if isinstance(opened, Session) and seat.id != opened.seat.id:
        raise WrongPassphraseError  # a colleague's, on the same machine
    fresh = renewed_slot(found, new, seat, policy, kit.clock.now_ms())
    with kit.store.transaction():
        for slot in kit.store.slots():
            if slot.header.way == PASSPHRASE and slot.header.seat == seat.id:
                kit.store.drop_slot(slot)
        kit.store.put_slot(fresh)
    return fresh
