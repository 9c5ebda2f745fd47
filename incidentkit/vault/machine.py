"""What ties a chain to one machine and one database file."""

import secrets

from incidentkit.crypto.keys import mac
from incidentkit.vault.folder import Places, machine_secret


def binding_of(places: Places) -> bytes:
    """Return what only this machine, with this database file, comes out with.

    A copied or restored database is another file, so its chain is not gone on
    with: a new one begins, and the copy cannot be mistaken for the original.
    """
    inode = places.database.stat().st_ino
    return mac(machine_secret(places), b"ik/binding/1\0" + inode.to_bytes(16, "big"))


def new_nonce() -> bytes:
    """Return what tells two chains of one seat on one machine apart."""
    return secrets.token_bytes(16)
