"""Which accounts the public may know of, and writing the list of them to a file."""

from pathlib import Path

from incidentkit.accounts.model import Access, Field
from incidentkit.desk.register import platform_name
from incidentkit.desk.services import Desk
from incidentkit.exchange.genuine_list import SUFFIX, Form, Genuine, written
from incidentkit.platforms.platform import PlatformKind
from incidentkit.vault.folder import storage_errors, write_whole
from incidentkit.words.accounts import handle_name
from incidentkit.words.times import spoken_date

_HIDDEN = frozenset({Access.MAILBOX, Access.TOOL, Access.NUMBER})
FILE = "official-accounts"


def genuine_accounts(desk: Desk, *, purposes: bool = False) -> tuple[Genuine, ...]:
    """Return every account in use that the public can see, as they may know it.

    Tools, mailboxes and telephones are left out: nobody has to know of them. A
    dormant account is still ours, so it is there. What it is for was written for
    colleagues and is added only with `purposes`.
    """
    return tuple(
        Genuine(
            platform=platform_name(desk, row.platform),
            handle=handle_name(row.platform, row.handle),
            address=state.text(Field.URL),
            purpose=state.text(Field.PURPOSE) if purposes else "",
            language=state.text(Field.LANGUAGE),
        )
        for row in desk.accounts.rows()
        if (state := desk.accounts.known(row.subject).account).status.is_open
        and state.access not in _HIDDEN
        and _is_public(desk, row.platform)
    )


def _is_public(desk: Desk, slug: str) -> bool:
    platform = desk.platforms.get(slug)
    return platform is None or platform.kind is PlatformKind.SOCIAL


def list_text(desk: Desk, form: Form, *, purposes: bool = False) -> str:
    """Return the list as it stands today."""
    today = spoken_date(desk.session.clock.now_ms())
    found = genuine_accounts(desk, purposes=purposes)
    return written(form, desk.council.name(), today, found)


def write_list(desk: Desk, form: Form, folder: Path, *, purposes: bool = False) -> Path:
    """Write the list into a folder; returns the file.

    Raises:
        StorageError: The folder cannot be written to.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{FILE}.{SUFFIX[form]}"
    # The mark at the beginning has spreadsheets read it as UTF-8.
    encoding = "utf-8-sig" if form is Form.CSV else "utf-8"
    write_whole(path, list_text(desk, form, purposes=purposes).encode(encoding))
    return path
