"""Accounts from a table that another program wrote: looked at first, then all or none.

A preview says which column was taken for what, shows every account as it would
be written, and names each problem by row and column. Rows count as a
spreadsheet counts them, with the headings as row 1.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from incidentkit.accounts.model import NewAccount
from incidentkit.errors import ImportRefusedError
from incidentkit.exchange.columns import Column, Layout, layout_of, map_columns
from incidentkit.exchange.rows import Cells, Problem, read_row

MOST_BYTES = 5 * 1024 * 1024
# As many as one change can hold, because an import is written whole or not at all.
MOST_ROWS = 10_000
_MOST_COLUMNS = 100
_DELIMITERS = (",", ";", "\t")


class Notice(StrEnum):
    """Something to know about a row that does not stop the import."""

    BLANK = "blank-row"
    NOT_A_LOGIN = "not-a-login"
    LOGIN_LEFT_OUT = "login-left-out"
    TWICE = "same-account-twice"


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice about one row."""

    row: int
    notice: Notice


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One account as it would be written. Its secrets print as dots."""

    row: int
    account: NewAccount


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table would become. With a problem, nothing of it can be imported."""

    layout: Layout
    headings: tuple[str, ...]
    mapping: tuple[Column, ...]
    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]


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


def preview(text: str, mapping: Sequence[Column] | None = None) -> Preview:
    """Return what a table would become, with columns guessed or as given.

    Raises:
        ImportRefusedError: It is no table of accounts at all.
    """
    records = _records(text)
    headings = tuple(cell.strip() for cell in records[0])
    layout = layout_of(headings)
    columns = tuple(mapping) if mapping is not None else map_columns(headings, layout)
    _check_columns(headings, columns)
    rows: list[PreviewRow] = []
    problems: list[Problem] = []
    remarks: list[Remark] = []
    for number, record in enumerate(records[1:], start=2):
        cells = Cells(number, headings, columns, tuple(record))
        remarks += [Remark(number, notice) for notice in _notices(cells)]
        if cells.is_account:
            account, found = read_row(cells)
            problems += found
            rows += [PreviewRow(number, account)] if account else []
    remarks += _twice(rows)
    return Preview(
        layout, headings, columns, tuple(rows), tuple(problems), tuple(remarks)
    )


def accounts_from(found: Preview) -> tuple[NewAccount, ...]:
    """Return every account of a preview.

    Raises:
        ImportRefusedError: There is a problem; the first one is named.
    """
    if found.problems:
        first = found.problems[0]
        raise ImportRefusedError(first.row, first.column, first.rule)
    if not found.rows:
        raise ImportRefusedError(0, "", "no-rows")
    return tuple(row.account for row in found.rows)


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
    elif not cells.is_account:
        yield Notice.NOT_A_LOGIN
    elif cells.leaves_login_out:
        yield Notice.LOGIN_LEFT_OUT


def _twice(rows: list[PreviewRow]) -> Iterator[Remark]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        key = (row.account.platform, row.account.handle.casefold().lstrip("@"))
        if key in seen:
            yield Remark(row.row, Notice.TWICE)
        seen.add(key)
