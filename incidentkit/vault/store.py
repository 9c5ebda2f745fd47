"""Rows of the kit database as values: facts, ways in, entries and payloads."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from incidentkit.errors import KitDamagedError
from incidentkit.vault.acts import Head
from incidentkit.vault.database import Database
from incidentkit.vault.encoding import encode
from incidentkit.vault.entry import Entry
from incidentkit.vault.kinds import ChainId
from incidentkit.vault.machine_rows import Instance, MachineRows
from incidentkit.vault.rows import ENTRY_COLUMNS, blob, whole
from incidentkit.vault.slots import Slot, read_slot
from incidentkit.vault.watching import Watch, unwatched

__all__ = ["EntryRow", "Instance", "Store"]

_PAGES_AT_A_TIME = 256
_ENTRY = f"SELECT {ENTRY_COLUMNS} FROM entry e "  # noqa: S608


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry's row, unchecked."""

    digest: bytes
    chain: bytes
    number: int
    cls: int
    data: bytes
    signature: bytes


class Store(MachineRows):
    """Reads and writes rows. Decides nothing about what they mean.

    Every writing method is called inside `transaction`.
    """

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.transaction = database.transaction

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    # --- about the kit ---------------------------------------------------

    def meta(self, name: str) -> bytes:
        """Return a fact about the kit.

        Raises:
            KitDamagedError: It is not there.
        """
        found = self._one("SELECT value FROM meta WHERE name=?", name)
        if found is None:
            raise KitDamagedError(f"kit.db meta {name}")
        return blob(found)

    def meta_names(self, prefix: str) -> frozenset[str]:
        """Return what is recorded under names that begin so."""
        rows = self._rows("SELECT name FROM meta")
        return frozenset(str(n) for (n,) in rows if str(n).startswith(prefix))

    def has_meta(self, name: str) -> bool:
        """Whether the fact is recorded."""
        return self._one("SELECT 1 FROM meta WHERE name=?", name) is not None

    def set_meta(self, name: str, value: bytes) -> None:
        """Record a fact about the kit."""
        self._sql.execute("INSERT OR REPLACE INTO meta VALUES(?,?)", (name, value))

    def slots(self) -> tuple[Slot, ...]:
        """Return every way in that can be read.

        One that cannot is passed over: it must not keep anybody else out.

        Raises:
            KitNewerError: A later version of the app made one of them.
        """
        found: list[Slot] = []
        for name, body in self._rows("SELECT id, body FROM slot ORDER BY id"):
            with contextlib.suppress(KitDamagedError):
                slot = read_slot(blob(body))
                if slot.header.slot == name:
                    found.append(slot)
        return tuple(found)

    def put_slot(self, slot: Slot) -> None:
        """Add a way in."""
        self._sql.execute(
            "INSERT INTO slot VALUES(?,?)", (slot.header.slot, encode(slot))
        )

    def drop_slot(self, slot: Slot) -> None:
        """Take a way in away."""
        self._sql.execute("DELETE FROM slot WHERE id=?", (slot.header.slot,))

    # --- the journal -----------------------------------------------------

    def add_entry(self, entry: Entry) -> None:
        """Add an entry that was checked."""
        core = entry.core
        self._sql.execute(
            "INSERT OR IGNORE INTO entry VALUES(?,?,?,?,?,?)",
            (
                entry.digest,
                core.chain,
                core.number,
                core.cls,
                entry.data,
                entry.signature,
            ),
        )

    def entry(self, digest: bytes) -> Entry | None:
        """Return an entry by its digest."""
        found = next(self._entries(_ENTRY + "WHERE digest=?", digest), None)
        if found is not None and found.digest != digest:
            raise KitDamagedError(f"kit.db entry {found.place}")
        return found

    def entries_at(self, chain: bytes, number: int) -> tuple[Entry, ...]:
        """Return what stands at a place: one entry, or the branches of a fork."""
        return tuple(
            self._entries(_ENTRY + "WHERE chain=? AND number=?", chain, number)
        )

    def chain(self, chain: bytes, after: int = 0) -> Iterator[Entry]:
        """Yield a chain in order, branches of a fork side by side."""
        where = "WHERE chain=? AND number>? ORDER BY number, digest"
        return self._entries(_ENTRY + where, chain, after)

    def stretch(self, chain: bytes, first: int, last: int) -> tuple[Entry, ...]:
        """Return a part of a chain in order, branches of a fork side by side."""
        where = "WHERE chain=? AND number BETWEEN ? AND ? ORDER BY number, digest"
        return tuple(self._entries(_ENTRY + where, chain, first, last))

    def chains(self) -> tuple[ChainId, ...]:
        """Return every chain there is."""
        found: list[ChainId] = []
        # One seek a chain: DISTINCT would walk the whole index.
        after = b""
        while (
            chain := self._one("SELECT min(chain) FROM entry WHERE chain>?", after)
        ) is not None:
            after = blob(chain)
            found.append(ChainId(after))
        return tuple(found)

    def authority_entries(self) -> Iterator[Entry]:
        """Yield every entry that is not ordinary."""
        return self._entries(_ENTRY + "WHERE cls<>0")

    def entries_of_class(self, cls: int) -> Iterator[Entry]:
        """Yield every entry of one class other than ordinary."""
        return self._entries(_ENTRY + "WHERE cls<>0 AND cls=?", cls)

    def all_entries(self) -> Iterator[Entry]:
        """Yield the whole journal, chain by chain."""
        return self._entries(_ENTRY + "ORDER BY chain, number, digest")

    def entry_rows(self) -> Iterator[EntryRow]:
        """Yield every entry as it lies on disk, for a reader that believes nothing."""
        # Not by an index: a broken one would hide rows from the reader.
        sql = "SELECT digest, chain, number, cls, data, signature FROM entry"
        rows = self._rows(sql + " NOT INDEXED")
        for digest, chain, number, cls, data, signature in sorted(rows, key=_place):
            yield EntryRow(
                blob(digest),
                blob(chain),
                whole(number),
                whole(cls),
                blob(data),
                blob(signature),
            )

    def payload_rows(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield every sealed payload under the digest it is stored as."""
        for digest, sealed in self._rows("SELECT digest, sealed FROM payload"):
            yield blob(digest), blob(sealed)

    def payload_names(self) -> frozenset[bytes]:
        """Return the digests of the sealed payloads that are here."""
        return frozenset(blob(d) for (d,) in self._rows("SELECT digest FROM payload"))

    def integrity(self) -> bool:
        """Whether SQLite finds its own file sound."""
        try:
            return bool(self._one("PRAGMA integrity_check") == "ok")
        except KitDamagedError:
            return False

    def count_entries(self) -> int:
        """Return how many entries there are."""
        return int(self._one("SELECT count(*) FROM entry") or 0)

    def heads(self) -> dict[ChainId, Head]:
        """Return the last entry of every chain; of a fork, the lowest digest."""
        return {chain: self._head(chain) for chain in self.chains()}

    def forks(self) -> dict[ChainId, int]:
        """Return the chains known to be forked, and the first place where they are."""
        rows = self._rows("SELECT chain, number FROM fork")
        return {ChainId(blob(chain)): whole(number) for chain, number in rows}

    def put_fork(self, chain: bytes, number: int) -> None:
        """Record that a chain holds two entries at a place."""
        self._sql.execute(
            "INSERT INTO fork VALUES(?,?) ON CONFLICT(chain) DO UPDATE"
            " SET number=min(number, excluded.number)",
            (chain, number),
        )

    # --- payloads --------------------------------------------------------

    def put_payload(self, digest: bytes, sealed: bytes) -> None:
        """Keep a sealed payload, unless it was disposed of."""
        if not self.is_disposed(digest):
            self._sql.execute(
                "INSERT OR IGNORE INTO payload VALUES(?,?)", (digest, sealed)
            )

    def payload(self, digest: bytes) -> bytes | None:
        """Return a sealed payload, or None when it is not here."""
        found = self._one("SELECT sealed FROM payload WHERE digest=?", digest)
        return None if found is None else blob(found)

    def has_payload(self, digest: bytes) -> bool:
        """Whether the sealed payload is here."""
        return self._one("SELECT 1 FROM payload WHERE digest=?", digest) is not None

    def dispose(self, digest: bytes) -> None:
        """Delete a payload for good and refuse it from now on."""
        self._sql.execute("INSERT OR IGNORE INTO disposed VALUES(?)", (digest,))
        self._sql.execute("DELETE FROM payload WHERE digest=?", (digest,))

    def forget_disposal(self, digest: bytes) -> None:
        """Take a payload in again if somebody still has it: its disposal is held."""
        self._sql.execute("DELETE FROM disposed WHERE digest=?", (digest,))

    def is_disposed(self, digest: bytes) -> bool:
        """Whether the payload was disposed of."""
        return self._one("SELECT 1 FROM disposed WHERE digest=?", digest) is not None

    def disposals(self) -> frozenset[bytes]:
        """Return the digests of every payload disposed of."""
        return frozenset(blob(d) for (d,) in self._rows("SELECT digest FROM disposed"))

    # --- inside ----------------------------------------------------------

    def _head(self, chain: bytes) -> Head:
        sql = "SELECT number, digest FROM entry WHERE chain=?"
        rows = self._rows(sql + " ORDER BY number DESC, digest LIMIT 1", chain)
        if not rows:
            raise KitDamagedError(f"kit.db chain {chain.hex()[:8]}")
        return Head(chain, whole(rows[0][0]), blob(rows[0][1]))

    def backup_into(self, target: sqlite3.Connection, watch: Watch = unwatched) -> None:
        """Copy the database, some pages at a time, through SQLite's own backup.

        `watch` is told how many pages are copied, and may end it by raising.
        """

        def tell(_status: int, left: int, of: int) -> None:
            watch(of - left, of)

        self._sql.backup(target, pages=_PAGES_AT_A_TIME, progress=tell)


def _place(row: tuple[Any, ...]) -> tuple[bytes, int, bytes]:
    return (blob(row[1]), whole(row[2]), blob(row[0]))
