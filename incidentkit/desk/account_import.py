"""Importing a table of accounts: looked at first, then all of it or nothing.

What is shown of a table holds no secret. To write it, the file is read again, and
only written if it is still the one that was looked at.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from incidentkit.accounts.model import Access, NewAccount
from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError
from incidentkit.exchange.accounts_csv import (
    DUPLICATES,
    Identity,
    Notice,
    Preview,
    Remark,
    accounts_from,
    decoded,
    identity,
    preview,
)
from incidentkit.exchange.columns import Column, Layout
from incidentkit.exchange.rows import Problem
from incidentkit.vault.watching import Watch, at_once


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """One account as it would be written, without its secrets.

    `same_as` is set for a duplicate: of a row before it, or of an account of the kit.
    """

    row: int
    platform: str
    handle: str
    access: Access
    keeps_password: bool
    same_as: Notice | None = None


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
    with_duplicates: bool = False

    @property
    def can_be_imported(self) -> bool:
        """Whether every row can be taken, and one at least is."""
        return bool(self.written) and not self.problems

    @property
    def written(self) -> tuple[FoundAccount, ...]:
        """The accounts that an import writes."""
        every = self.with_duplicates
        return tuple(one for one in self.accounts if every or not one.same_as)

    @property
    def duplicates(self) -> int:
        """How many rows are about an account that there is already."""
        return sum(one.same_as in DUPLICATES for one in self.accounts)


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import went: how many were written, or the file as it is now instead."""

    written: int = 0
    changed: FoundTable | None = None


def accounts_there(desk: Desk) -> frozenset[Identity]:
    """Return every account that the kit has, closed ones too."""
    return frozenset(identity(row.platform, row.handle) for row in desk.accounts.rows())


def look_at(
    path: Path,
    mapping: Sequence[Column] | None = None,
    there: Collection[Identity] = (),
    *,
    with_duplicates: bool = False,
) -> FoundTable:
    """Read a table, with columns guessed or as given, and write nothing.

    `there` are the accounts that the kit has. Rows about them are passed over but
    for `with_duplicates`.

    Raises:
        FileUnreadableError: It is not there, or cannot be read.
        ImportRefusedError: It is no table of accounts at all.
    """
    return _look_at(path, mapping, there, with_duplicates=with_duplicates)[0]


def import_table(
    desk: Desk,
    table: FoundTable,
    watch: Watch,
    settle: Callable[[], None] = at_once,
) -> Imported:
    """Write every account of a table that was looked at, all of them or none.

    What `settle` raises, once all are planned, ends it before any is written.

    Raises:
        FileUnreadableError, ImportRefusedError: As `look_at`.
        As `AccountsService.import_many`.
    """
    now, found = _look_at(
        table.path,
        table.mapping,
        accounts_there(desk),
        with_duplicates=table.with_duplicates,
    )
    # A colleague may have written one of them down since it was looked at.
    if now.digest != table.digest or now.written != table.written:
        return Imported(changed=now)
    news = accounts_from(found)
    desk.accounts.import_many(_watched(news, watch, settle))
    return Imported(len(news))


def _watched(
    news: Sequence[NewAccount], watch: Watch, settle: Callable[[], None]
) -> Iterator[NewAccount]:
    """Report each account as it is planned; a cancelled job ends here, unwritten."""
    for number, new in enumerate(news):
        watch(number, len(news))
        yield new
    settle()


def _look_at(
    path: Path,
    mapping: Sequence[Column] | None,
    there: Collection[Identity],
    *,
    with_duplicates: bool,
) -> tuple[FoundTable, Preview]:
    data = _read(path)
    found = preview(decoded(data), mapping, there, with_duplicates=with_duplicates)
    table = FoundTable(
        path=path,
        digest=hashlib.sha256(data).digest(),
        layout=found.layout,
        headings=found.headings,
        mapping=found.mapping,
        accounts=tuple(_accounts(found)),
        problems=found.problems,
        remarks=found.remarks,
        with_duplicates=with_duplicates,
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
            row.row,
            new.platform,
            new.handle,
            new.access,
            new.secret is not None,
            row.same_as,
        )
