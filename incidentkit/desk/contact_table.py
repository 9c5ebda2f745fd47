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
class BadRow:
    """One row that cannot be kept, and why. `number` is that of a spreadsheet."""

    number: int
    role: str
    field: str
    rule: str


@dataclass(frozen=True, slots=True)
class ContactTable:
    """What a table holds. With a bad row nothing of it is taken in.

    `unknown` are headings that mean nothing here.
    """

    rows: tuple[TakenIn, ...]
    unknown: tuple[str, ...] = ()
    bad: tuple[BadRow, ...] = ()

    @property
    def changing(self) -> tuple[TakenIn, ...]:
        """The rows that say something that is not written down yet."""
        return tuple(one for one in self.rows if one.changes)


def read_table(desk: Desk, path: Path) -> ContactTable:
    """Return what a table would change. Nothing is written.

    An empty cell leaves what is there as it is.

    Raises:
        FileUnreadableError: The file cannot be read.
        InvalidValueError: It is no such table.
    """
    head, rows = _cells(path)
    names = [_field(heading) for heading in head]
    if "role" not in names:
        raise InvalidValueError("file", "no-headings")
    unknown = tuple(h for h, name in zip(head, names, strict=True) if h and not name)
    if not rows:
        raise InvalidValueError("file", "no-contacts")
    looked = [(n, *_looked_at(desk, names, n, cells)) for n, cells in rows]
    good = [(n, one) for n, one, _ in looked if one is not None]
    bad = [one for _, _, found in looked for one in found]
    twice = tuple(_there_twice(good))
    again = {one.number for one in twice}
    found = tuple(one for number, one in good if number not in again)
    bad = sorted([*bad, *twice], key=lambda one: one.number)
    return ContactTable(found, unknown, tuple(bad))


def _looked_at(
    desk: Desk, names: list[str], number: int, cells: list[str]
) -> tuple[TakenIn | None, tuple[BadRow, ...]]:
    """Return what a row says, or everything that is wrong with it."""
    if len(cells) != len(names):
        return None, (BadRow(number, "", "file", "other-number-of-cells"),)
    said = _said(names, cells)
    role, bad = said.get("role", ""), dict[str, BadRow]()
    while True:
        try:
            found = _taken_in(desk, said)
        except InvalidValueError as error:
            if error.field in bad:
                return None, tuple(bad.values())
            bad[error.field] = BadRow(number, role, error.field, error.rule)
            # What is wrong is left out, to find what else is.
            said.pop(error.field.removeprefix("contact_"), None)
        else:
            return (None if bad else found), tuple(bad.values())


def _there_twice(good: list[tuple[int, TakenIn]]) -> Iterator[BadRow]:
    """Yield every row about a role that an earlier row is about."""
    known: set[str] = set()
    for number, one in good:
        slug = one.slug or slug_of(one.card.role)
        if slug in known:
            yield BadRow(number, one.card.role, "role", "role-twice")
        known.add(slug)


def take_in(desk: Desk, table: ContactTable) -> int:
    """Write down what a table changes, all or nothing; returns how many roles.

    Raises:
        InvalidValueError: A row of it cannot be kept; the first is named.
    """
    if table.bad:
        raise InvalidValueError(table.bad[0].field, table.bad[0].rule)
    changed = table.changing
    plans = [
        desk.contacts.planned(one.slug or slug_of(one.card.role), one.card)
        for one in changed
    ]
    if plans:
        desk.session.commit(reduce(lambda whole, more: whole + more, plans))
    return len(changed)


def _cells(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
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
    numbered = enumerate(whole, start=1)
    rows = [(n, row) for n, row in numbered if any(cell.strip() for cell in row)]
    if len(rows) > _MOST_ROWS:
        raise InvalidValueError("file", "too-many")
    if not rows:
        raise InvalidValueError("file", "no-headings")
    return rows[0][1], rows[1:]


def _field(heading: str) -> str:
    """Return which line of a contact a heading means, empty when it means none."""
    wanted = plain(heading).replace("-", " ").replace("_", " ")
    known = {plain(label): name for name, label in LINES.items()}
    known |= {name.replace("_", " "): name for name in LINES}
    return known.get(wanted, "")


def _said(names: list[str], cells: list[str]) -> dict[str, str]:
    return {
        name: cell.strip()
        for name, cell in zip(names, cells, strict=True)
        if name and cell.strip()
    }


def _taken_in(desk: Desk, said: Mapping[str, str]) -> TakenIn:
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
