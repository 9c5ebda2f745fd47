"""Importing a table of accounts: looked at first, then all of it or nothing.

What is shown of a table holds no secret. To write it, the file is read again, and
only written if it is still the one that was looked at.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from incidentkit.accounts.model import Access, NewAccount
from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError
from incidentkit.exchange.accounts_csv import (
    Preview,
    Remark,
    accounts_from,
    decoded,
    preview,
)
from incidentkit.exchange.columns import Column, Layout
from incidentkit.exchange.rows import Problem

Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """One account as it would be written, without its secrets."""

    row: int
    platform: str
    handle: str
    access: Access
    keeps_password: bool


@dataclass(frozen=True, slots=True)
class FoundTable:
    """What a file would become. With a problem, nothing of it can be imported."""

    path: Path
    digest: bytes
    layout: Layout
    headings: tuple[str, ...]
    mapping: tuple[Column, ...]
    accounts: tuple[FoundAccount, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]

    @property
    def can_be_imported(self) -> bool:
        """Whether every row can be taken."""
        return bool(self.accounts) and not self.problems


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import went: how many were written, or the file as it is now instead."""

    written: int = 0
    changed: FoundTable | None = None


def look_at(path: Path, mapping: Sequence[Column] | None = None) -> FoundTable:
    """Read a table, with columns guessed or as given, and write nothing.

    Raises:
        FileUnreadableError: It is not there, or cannot be read.
        ImportRefusedError: It is no table of accounts at all.
    """
    return _look_at(path, mapping)[0]


def import_table(desk: Desk, table: FoundTable, watch: Watch) -> Imported:
    """Write every account of a table that was looked at, all of them or none.

    Raises:
        FileUnreadableError, ImportRefusedError: As `look_at`.
        As `AccountsService.import_many`.
    """
    now, found = _look_at(table.path, table.mapping)
    if now.digest != table.digest:
        return Imported(changed=now)
    news = accounts_from(found)
    desk.accounts.import_many(_watched(news, watch))
    return Imported(len(news))


def _watched(news: Sequence[NewAccount], watch: Watch) -> Iterator[NewAccount]:
    """Report each account as it is planned; a cancelled job ends here, unwritten."""
    for number, new in enumerate(news):
        watch(number, len(news))
        yield new


def _look_at(
    path: Path, mapping: Sequence[Column] | None
) -> tuple[FoundTable, Preview]:
    data = _read(path)
    found = preview(decoded(data), mapping)
    table = FoundTable(
        path=path,
        digest=hashlib.sha256(data).digest(),
        layout=found.layout,
        headings=found.headings,
        mapping=found.mapping,
        accounts=tuple(_accounts(found)),
        problems=found.problems,
        remarks=found.remarks,
    )
    return table, found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as cause:
        raise FileUnreadableError(path.name) from cause


def _accounts(found: Preview) -> Iterable[FoundAccount]:
    for row in found.rows:
        new = row.account
        yield FoundAccount(
            row.row, new.platform, new.handle, new.access, new.secret is not None
        )
