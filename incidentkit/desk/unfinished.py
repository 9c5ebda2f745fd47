"""What somebody was still writing when the kit was locked: kept as notes.

Nobody has said that it is finished, so it does not go into the log. It waits, sealed,
like a note from the locked screen: whoever unlocks reads it and files it.
"""

from collections.abc import Iterator

from incidentkit.desk.services import Desk
from incidentkit.desk.stored_secrets import accounts_with_secret_in
from incidentkit.errors import SecretInTextError
from incidentkit.vault.locked_notes import MOST_BYTES, leave_note


def keep_unfinished(desk: Desk, text: str) -> None:
    """Keep a text of any length; a long one in several notes.

    Raises:
        SecretInTextError: It holds a stored secret, which whoever else unlocks here
            may not be entitled to.
        As `leave_note`.
    """
    accounts = accounts_with_secret_in(desk.session, desk.accounts, text)
    if accounts:
        raise SecretInTextError(accounts)
    for part in _parts(text.encode("utf-8", "replace")):
        leave_note(desk.session, part)


def _parts(data: bytes) -> Iterator[str]:
    """Cut between characters."""
    start = 0
    while start < len(data):
        end = min(start + MOST_BYTES, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        part = data[start:end].decode()
        if part.strip():
            yield part
        start = end
