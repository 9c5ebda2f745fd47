"""Accounts from a table that another program wrote: looked at first, then all or none.

A preview says which column was taken for what, shows every account as it would
be written, and names each problem by row and column. Rows count as a
spreadsheet counts them, with the headings as row 1.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from incidentkit.accounts.model import NewAccount
from incidentkit.errors import ImportRefusedError
from incidentkit.exchange.columns import Column, Layout, layout_of, map_columns
from incidentkit.exchange.rows import Cells, Problem, read_row

MOST_BYTES = 5 * 1024 * 1024
# As many as one change can hold, because an import is written whole or not at all.
MOST_ROWS = 10_000
_MOST_COLUMNS = 100
# Some programs write & and < in a password as a web page would. It is taken as it is.
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#39);")
_DELIMITERS = (",", ";", "\t")


class Notice(StrEnum):
    """Something to know about a row that does not stop the import."""

    BLANK = "blank-row"
    NOT_A_LOGIN = "not-a-login"
    BROWSERS_OWN = "browsers-own"
    ARCHIVED = "archived"
    LOGIN_LEFT_OUT = "login-left-out"
    TWICE = "same-account-twice"
    THERE_ALREADY = "there-already"
    CHANGED_LETTERS = "changed-letters"


# Rows that the import passes over, unless somebody says that they are to be taken.
DUPLICATES = frozenset({Notice.TWICE, Notice.THERE_ALREADY})
# Which account a row or the kit means: its platform, and its handle made plain.
Identity = tuple[str, str]


def identity(platform: str, handle: str) -> Identity:
    """Return what two rows about the same account have in common."""
    return platform, handle.strip().casefold().lstrip("@")


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice about one row."""

    row: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One account as it would be written. Its secrets print as dots.

    `same_as` is set when it is a duplicate: of a row before it, or of the kit.
    """

    row: int
    account: NewAccount
    same_as: Notice | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table would become. With a problem, nothing of it can be imported."""

    layout: Layout
    headings: tuple[str, ...]
    mapping: tuple[Column, ...]
    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]
    with_duplicates: bool = False

    @property
    def taken(self) -> tuple[PreviewRow, ...]:
        """The rows that an import writes."""
        return tuple(r for r in self.rows if self.with_duplicates or not r.same_as)


def decoded(data: bytes) -> str:
    """Return a file's text; a byte order mark is left for `preview` to pass over.

    Raises:
        ImportRefusedError: It is too large, or not UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise ImportRefusedError(0, "", "file-too-large")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise ImportRefusedError(row, "", "not-utf-8") from None


def preview(
    text: str,
    mapping: Sequence[Column] | None = None,
    there: Collection[Identity] = (),
    *,
    with_duplicates: bool = False,
) -> Preview:
    """Return what a table would become, with columns guessed or as given.

    `there` are the accounts that the kit has. A row about one of them, or about an
    account of an earlier row, is passed over but for `with_duplicates`.

    Raises:
        ImportRefusedError: It is no table of accounts at all.
    """
    records = _records(text)
    headings = tuple(cell.strip() for cell in records[0])
    layout = layout_of(headings)
    columns = tuple(mapping) if mapping is not None else map_columns(headings, layout)
    _check_columns(headings, columns)
    numbered = enumerate(records[1:], start=2)
    every = [Cells(n, headings, columns, tuple(record)) for n, record in numbered]
    remarks = [Remark(cells.row, n) for cells in every for n in _notices(cells)]
    read = [(cells.row, *read_row(cells)) for cells in every if cells.is_account]
    rows = [PreviewRow(number, account) for number, account, _ in read if account]
    marked = tuple(_marked(rows, there))
    remarks += [Remark(row.row, row.same_as) for row in marked if row.same_as]
    problems = tuple(problem for _, _, found in read for problem in found)
    made = (layout, headings, columns, marked, problems, tuple(remarks))
    return Preview(*made, with_duplicates=with_duplicates)


def accounts_from(found: Preview) -> tuple[NewAccount, ...]:
    """Return every account of a preview that is to be written.

    Raises:
        ImportRefusedError: There is a problem, the first of which is named; or there
            is nothing to write.
    """
    if found.problems:
        first = found.problems[0]
        raise ImportRefusedError(first.row, first.column, first.rule)
    if not found.rows:
        raise ImportRefusedError(0, "", "no-rows")
    if not found.taken:
        raise ImportRefusedError(0, "", "all-there-already")
    return tuple(row.account for row in found.taken)


def _records(text: str) -> list[list[str]]:
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise ImportRefusedError(0, "", "file-too-large")
    plain = text.removeprefix("\ufeff")
    records: list[list[str]] = []
    try:
        for record in _reader(plain):
            if len(records) > MOST_ROWS:
                raise ImportRefusedError(len(records) + 1, "", "too-many-rows")
            records.append(record)
    except csv.Error:
        raise ImportRefusedError(len(records) + 1, "", "broken-table") from None
    if not records or not any(cell.strip() for cell in records[0]):
        raise ImportRefusedError(1, "", "no-headings")
    return records


def _reader(text: str) -> Iterator[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _check_columns(headings: tuple[str, ...], columns: tuple[Column, ...]) -> None:
    if len(headings) > _MOST_COLUMNS:
        raise ImportRefusedError(1, "", "too-many-columns")
    if len(columns) != len(headings):
        raise ImportRefusedError(1, "", "columns-do-not-match")
    if not {Column.PLATFORM, Column.TITLE, Column.URL} & set(columns):
        raise ImportRefusedError(1, "", "no-platform-column")


def _notices(cells: Cells) -> Iterator[Notice]:
    if cells.is_blank:
        yield Notice.BLANK
    elif not cells.is_login:
        yield Notice.NOT_A_LOGIN
    elif cells.is_browsers_own:
        yield Notice.BROWSERS_OWN
    elif cells.is_archived:
        yield Notice.ARCHIVED
    else:
        yield from _notices_of_account(cells)


def _notices_of_account(cells: Cells) -> Iterator[Notice]:
    if cells.leaves_login_out:
        yield Notice.LOGIN_LEFT_OUT
    if _ENTITY.search(cells.get(Column.PASSWORD)):
        yield Notice.CHANGED_LETTERS


def _marked(
    rows: Sequence[PreviewRow], there: Collection[Identity]
) -> Iterator[PreviewRow]:
    """Say of each row whether it is about an account that there is already."""
    seen: set[Identity] = set()
    for row in rows:
        key = identity(row.account.platform, row.account.handle)
        if key in there:
            yield replace(row, same_as=Notice.THERE_ALREADY)
        elif key in seen:
            yield replace(row, same_as=Notice.TWICE)
        else:
            yield row
        seen.add(key)
