"""Papers that belong to an account: taken in, sealed, given out again, never changed."""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from incidentkit.accounts.entries import Attached, AttachmentRemoved
from incidentkit.accounts.kinds import ATTACHED, ATTACHMENT_REMOVED
from incidentkit.accounts.model import Status
from incidentkit.accounts.public import ACCOUNT_FOLD, AccountState, Attachment
from incidentkit.accounts.rules import line
from incidentkit.crypto.chunks import Sink
from incidentkit.errors import (
    ClosedAccountError,
    FileUnreadableError,
    UnknownNameError,
)
from incidentkit.vault.change import Write, write
from incidentkit.vault.evidence import EvidenceFolder, SealedFile, durable
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.watching import Reading, Watch, Writing, unwatched

if TYPE_CHECKING:
    from incidentkit.vault.session import Session


class Attachments:
    """Takes papers in for an account. Everybody in the kit can read them."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._files = EvidenceFolder(session.kit.places)

    def attach(
        self,
        account: SubjectId,
        path: Path,
        what: str = "",
        watch: Watch = unwatched,
    ) -> Attachment:
        """Put a file with an account. `watch` counts in KiB and may end it by raising.

        Raises:
            FileUnreadableError: It cannot be read, or is no file.
            UnknownNameError: There is no such account.
            ClosedAccountError: The account is closed.
            InvalidValueError: What it is said to be is too long.
            DiskFullError, ReadOnlyError, WriteFailedError: It was not kept.
        """
        if self._state(account).status is Status.CLOSED:
            raise ClosedAccountError
        said = line("what", what)
        name = os.fsencode(path.name).decode("utf-8", "replace")
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise FileUnreadableError(str(path))
            with path.open("rb") as file:
                sealed = self._files.seal(Reading(file, name, watch))
        except OSError as cause:
            raise FileUnreadableError(str(path)) from cause
        body = Attached(name, sealed.file, sealed.key, sealed.sha256, sealed.size, said)
        change = write(Write(account, ATTACHED, body))
        digest = self._session.commit(change).digests[0]
        return next(a for a in self._state(account).attachments if a.digest == digest)

    def remove(self, account: SubjectId, target: bytes, reason: str = "") -> None:
        """Say that a paper no longer belongs to the account; the file itself stays.

        Raises:
            UnknownNameError: There is no such account or paper.
        """
        self.find(account, target.hex())
        body = AttachmentRemoved(target, line("reason", reason))
        self._session.commit(write(Write(account, ATTACHMENT_REMOVED, body)))

    def find(self, account: SubjectId, entry: str) -> Attachment:
        """Return the paper whose entry begins like this.

        Raises:
            UnknownNameError: There is no such account, or not one such paper.
        """
        wanted = entry.lower()
        papers = self._state(account).attachments
        found = [p for p in papers if wanted and p.digest.hex().startswith(wanted)]
        if len(found) != 1:
            raise UnknownNameError("attachment", entry)
        return found[0]

    def write_out(
        self, paper: Attachment, target: Path, watch: Watch = unwatched
    ) -> None:
        """Write a paper to a file as it was handed in; it appears only when whole.

        Raises:
            FileUnreadableError: The file is not on this machine yet.
            RefusedError: It was changed; no file is left.
        """
        with durable(target) as sink:
            self.read(paper, Writing(sink, paper.size, watch))

    def read(self, paper: Attachment, sink: Sink) -> None:
        """Write a paper as it was handed in.

        Raises:
            As `write_out`; what reached `sink` must be thrown away.
        """
        body = self._session.fact(paper.digest).body
        if not isinstance(body, Attached):
            raise FileUnreadableError(paper.name)
        sealed = SealedFile(body.file, body.key, body.sha256, body.size)
        self._files.open(sealed, sink)

    def sha256_of(self, paper: Attachment) -> str:
        """Return the digest of a paper as it was handed in; nothing for one gone."""
        body = self._session.fact(paper.digest).body
        return body.sha256.hex() if isinstance(body, Attached) else ""

    def _state(self, account: SubjectId) -> AccountState:
        state = self._session.state(ACCOUNT_FOLD, account)
        if not isinstance(state, AccountState):
            raise UnknownNameError("account", account.hex())
        return state
