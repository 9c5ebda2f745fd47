"""Rows as they lie on disk, and what the two halves of the store share."""

from collections.abc import Iterator
from typing import Any

import msgspec

from incidentkit.errors import KitDamagedError
from incidentkit.vault.database import Database
from incidentkit.vault.entry import Entry, stored_entry

# Of the table `entry`, called `e`.
ENTRY_COLUMNS = "e.data, e.signature, e.chain, e.number, e.cls"


class Rows:
    """Reads rows and believes nothing about what is in them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.connection

    def _entries(self, sql: str, *values: object) -> Iterator[Entry]:
        """Yield the entries of a query for `ENTRY_COLUMNS`, each where it claims to be.

        Raises:
            KitDamagedError: A row is no entry, or another entry's.
        """
        for data, signature, *place in self._rows(sql, *values):
            entry = _entry(blob(data), blob(signature))
            if place != [entry.core.chain, entry.core.number, entry.core.cls]:
                raise KitDamagedError(f"kit.db entry {entry.place}")
            yield entry

    def _one(self, sql: str, *values: object) -> Any:  # noqa: ANN401
        rows = self._rows(sql, *values)
        return rows[0][0] if rows else None

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.rows(sql, values)


def _entry(data: bytes, signature: bytes) -> Entry:
    try:
        return stored_entry(data, signature)
    except (msgspec.MsgspecError, ValueError, RecursionError) as cause:
        raise KitDamagedError("kit.db entry") from cause


def blob(value: object) -> bytes:
    """Return a cell that must hold bytes; a broken file can hold anything."""
    if not isinstance(value, bytes):
        raise KitDamagedError("kit.db cell")
    return value


def whole(value: object) -> int:
    """Return a cell that must hold a whole number."""
    if not isinstance(value, int):
        raise KitDamagedError("kit.db cell")
    return value
