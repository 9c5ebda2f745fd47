"""Giving out a copy of a paper that belongs to an account."""

from pathlib import Path

from incidentkit.accounts.public import Attachment
from incidentkit.desk.services import Desk
from incidentkit.vault.folder import storage_errors
from incidentkit.vault.watching import Watch, unwatched

_LONGEST_ENDING = 12


def take_paper_out(
    desk: Desk, paper: Attachment, folder: Path, watch: Watch = unwatched
) -> Path:
    """Write a copy of a paper into a folder, and return where.

    Raises:
        StorageError: The folder cannot be written to.
        FileUnreadableError, RefusedError: As `Attachments.write_out`.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    target = paper_copy(paper, folder)
    desk.accounts.papers.write_out(paper, target, watch)
    return target


def paper_copy(paper: Attachment, folder: Path) -> Path:
    """Return where a copy goes. The name it came under is never used as a path."""
    ending = Path(paper.name).suffix[:_LONGEST_ENDING]
    plain = ending[1:].isascii() and ending[1:].isalnum()
    return folder / f"paper-{paper.digest.hex()[:8]}{ending if plain else ''}"
