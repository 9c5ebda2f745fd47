"""Rows that belong to this machine: instances, states, indexes, and the courier's marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from incidentkit.vault.entry import Entry
from incidentkit.vault.kinds import ChainId, ScopeId, SeatId
from incidentkit.vault.rows import ENTRY_COLUMNS, Rows, blob, whole

_TOUCHING = f"""SELECT {ENTRY_COLUMNS} FROM touch t JOIN entry e USING(digest)
WHERE t.seat=? AND t.tag=?"""  # noqa: S608
_UNREAD = f"""SELECT {ENTRY_COLUMNS} FROM unread u JOIN entry e USING(digest)
WHERE u.seat=? AND u.reason=?"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Instance:
    """A chain that began on some machine and database file."""

    chain: ChainId
    seat: SeatId
    binding: bytes


class MachineRows(Rows):
    """What `rebuild` makes again, and what only this database file knows.

    Every writing method is called inside `transaction`.
    """

    def instances(self) -> tuple[Instance, ...]:
        """Return the chains that were begun in this database."""
        rows = self._rows("SELECT chain, seat, binding FROM instance")
        return tuple(
            Instance(ChainId(blob(c)), SeatId(blob(s)), blob(b)) for c, s, b in rows
        )

    def put_instance(self, instance: Instance) -> None:
        """Record a chain begun here."""
        values = (instance.chain, instance.seat, instance.binding)
        self._sql.execute("INSERT OR REPLACE INTO instance VALUES(?,?,?)", values)

    def pages(self, seat: bytes) -> list[tuple[int, bytes]]:
        """Return a seat's sealed state pages, in order."""
        sql = "SELECT number, sealed FROM page WHERE seat=? ORDER BY number"
        return [
            (whole(number), blob(sealed)) for number, sealed in self._rows(sql, seat)
        ]

    def put_page(self, seat: bytes, number: int, sealed: bytes) -> None:
        """Replace one page."""
        self._sql.execute(
            "INSERT OR REPLACE INTO page VALUES(?,?,?)", (seat, number, sealed)
        )

    def cache(self, seat: bytes) -> bytes | None:
        """Return what a seat's state cache says of itself."""
        found = self._one("SELECT body FROM cache WHERE seat=?", seat)
        return None if found is None else blob(found)

    def put_cache(self, seat: bytes, body: bytes) -> None:
        """Replace what a seat's state cache says of itself."""
        self._sql.execute("INSERT OR REPLACE INTO cache VALUES(?,?)", (seat, body))

    def clear_cache(self, seat: bytes) -> None:
        """Drop everything that `rebuild` makes again."""
        for table in ("page", "cache", "touch", "unread"):
            self._sql.execute(f"DELETE FROM {table} WHERE seat=?", (seat,))  # noqa: S608

    def clear_other_caches(self, seat: bytes) -> None:
        """Have the other seats of this machine rebuild when they are next opened."""
        for table in ("page", "cache", "touch", "unread"):
            self._sql.execute(f"DELETE FROM {table} WHERE seat<>?", (seat,))  # noqa: S608

    def put_touch(self, seat: bytes, tag: bytes, digest: bytes) -> None:
        """Record that an entry is about a subject, known by its tag."""
        self._sql.execute(
            "INSERT OR IGNORE INTO touch VALUES(?,?,?)", (seat, tag, digest)
        )

    def drop_touch(self, seat: bytes, tag: bytes, digest: bytes) -> None:
        """Forget that an entry is about a subject: what it said is gone."""
        sql = "DELETE FROM touch WHERE seat=? AND tag=? AND digest=?"
        self._sql.execute(sql, (seat, tag, digest))

    def touching(self, seat: bytes, tag: bytes) -> Iterator[Entry]:
        """Yield the entries about a subject."""
        return self._entries(_TOUCHING, seat, tag)

    def put_unread(self, seat: bytes, entry: Entry, reason: str) -> None:
        """Record an entry that had no effect for this seat, and why."""
        values = (seat, entry.digest, entry.core.scope, reason)
        self._sql.execute("INSERT OR REPLACE INTO unread VALUES(?,?,?,?)", values)

    def drop_unread(self, seat: bytes, digest: bytes) -> None:
        """Forget that an entry had no effect."""
        self._sql.execute(
            "DELETE FROM unread WHERE seat=? AND digest=?", (seat, digest)
        )

    def unread(
        self, seat: bytes, reason: str, scope: bytes | None = None
    ) -> Iterator[Entry]:
        """Yield the entries without effect for one reason."""
        if scope is None:
            return self._entries(_UNREAD, seat, reason)
        return self._entries(_UNREAD + " AND u.scope=?", seat, reason, scope)

    def unread_scopes(self, seat: bytes) -> frozenset[ScopeId]:
        """Return the scopes that hold entries this seat cannot open yet."""
        sql = "SELECT DISTINCT scope FROM unread WHERE seat=? AND reason='sealed'"
        return frozenset(ScopeId(blob(s)) for (s,) in self._rows(sql, seat))

    def index_rows(self, seat: bytes) -> frozenset[tuple[object, ...]]:
        """Return what a seat keeps beside its states, to compare with a rebuild's."""
        touched = self._rows("SELECT tag, digest FROM touch WHERE seat=?", seat)
        sql = "SELECT digest, scope, reason FROM unread WHERE seat=?"
        return frozenset((*touched, *self._rows(sql, seat)))

    def count_unread(self, seat: bytes) -> int:
        """Return how many entries had no effect for this seat."""
        return int(self._one("SELECT count(*) FROM unread WHERE seat=?", seat) or 0)

    def courier_seen(self) -> frozenset[str]:
        """Return the names of the courier's files already taken in or written."""
        return frozenset(str(n) for (n,) in self._rows("SELECT name FROM courier"))

    def forget_courier(self, sort: str) -> None:
        """Have the courier read all files of a sort again."""
        self._sql.execute("DELETE FROM courier WHERE name GLOB ?", (f"{sort}-*",))

    def put_courier_seen(self, names: Iterable[str], at_ms: int) -> None:
        """Record courier files as dealt with."""
        rows = [(name, at_ms) for name in names]
        self._sql.executemany("INSERT OR IGNORE INTO courier VALUES(?,?)", rows)
