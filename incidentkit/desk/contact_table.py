"""A table of contacts, as a spreadsheet saves it: looked at, then taken in as a whole."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from msgspec.structs import replace

from incidentkit.desk.services import Desk
from incidentkit.errors import FileUnreadableError, InvalidValueError
from incidentkit.officers.contacts import Card, accept_card, slug_of
from incidentkit.officers.rows import plain
from incidentkit.words.contacts import LINES

_MOST_BYTES = 1_000_000
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One row of a table: its role, and what it says that is not written down yet.

    `slug` is empty for a role that is new here.
    """

    card: Card
    slug: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactTable:
    """What a table holds. `unknown` are headings that mean nothing here."""

    rows: tuple[TakenIn, ...]
    unknown: tuple[str, ...] = ()


def read_table(desk: Desk, path: Path) -> ContactTable:
    """Return what a table would change. Nothing is written.

    An empty cell leaves what is there as it is.

    Raises:
        FileUnreadableError: The file cannot be read.
        InvalidValueError: It is no such table, or a row cannot be kept; all are refused.
    """
    head, rows = _cells(path)
    names = [_field(heading) for heading in head]
    if "role" not in names:
        raise InvalidValueError("file", "no-headings")
    unknown = tuple(h for h, name in zip(head, names, strict=True) if h and not name)
    found = tuple(_taken_in(desk, names, row) for row in rows)
    if not found:
        raise InvalidValueError("file", "no-contacts")
    slugs = [one.slug or slug_of(one.card.role) for one in found]
    if len(set(slugs)) < len(slugs):
        raise InvalidValueError("file", "twice")
    return ContactTable(found, unknown)


def take_in(desk: Desk, table: ContactTable) -> int:
    """Write down what a table changes, all or nothing; returns how many roles."""
    changed = [one for one in table.rows if one.changes]
    plans = [
        desk.contacts.planned(one.slug or slug_of(one.card.role), one.card)
        for one in changed
    ]
    if plans:
        desk.session.commit(reduce(lambda whole, more: whole + more, plans))
    return len(changed)


def _cells(path: Path) -> tuple[list[str], Iterator[list[str]]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise FileUnreadableError(str(path)) from error
    if len(raw) > _MOST_BYTES:
        raise InvalidValueError("file", "file-too-large")
    try:
        text = raw.decode("utf-8-sig")
        whole = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise InvalidValueError("file", "not-utf-8") from error
    except csv.Error as error:
        raise InvalidValueError("file", "broken-table") from error
    rows = [row for row in whole if any(cell.strip() for cell in row)]
    if len(rows) > _MOST_ROWS:
        raise InvalidValueError("file", "too-many")
    if not rows:
        raise InvalidValueError("file", "no-headings")
    if any(len(row) != len(rows[0]) for row in rows):
        raise InvalidValueError("file", "other-number-of-cells")
    return rows[0], iter(rows[1:])


def _field(heading: str) -> str:
    """Return which line of a contact a heading means, empty when it means none."""
    wanted = plain(heading).replace("-", " ").replace("_", " ")
    known = {plain(label): name for name, label in LINES.items()}
    known |= {name.replace("_", " "): name for name in LINES}
    return known.get(wanted, "")


def _taken_in(desk: Desk, names: list[str], cells: list[str]) -> TakenIn:
    said: Mapping[str, str] = {
        name: cell.strip()
        for name, cell in zip(names, cells, strict=True)
        if name and cell.strip()
    }
    role = said.get("role", "")
    same = [r for r in desk.contacts.rows() if plain(role) in (plain(r.role), r.slug)]
    row = same[0] if same else None
    before = (row.card if row else None) or Card(row.role if row else role)
    given = {name: text for name, text in said.items() if name != "role"}
    card = accept_card(replace(before, **given))
    changes = tuple(
        name for name in given if getattr(card, name) != getattr(before, name)
    )
    return TakenIn(card, row.slug if row else "", changes)
