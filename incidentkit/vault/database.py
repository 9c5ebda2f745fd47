"""SQLite, made durable and strict, with every setting read back.

Which settings, and what was lost without them, is in FORMAT.md, section 8.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from incidentkit.errors import (
    DiskFullError,
    IncidentKitError,
    KitDamagedError,
    KitInUseError,
    KitNewerError,
    ReadOnlyError,
    WriteFailedError,
)
from incidentkit.vault.folder import (
    Places,
    check_plain,
    release_reserve,
    storage_errors,
)

APPLICATION_ID = 0x696B6974  # "ikit"
VERSION = 1

SCHEMA = """
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE slot(id BLOB PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE entry(
  digest BLOB PRIMARY KEY, chain BLOB NOT NULL, number INTEGER NOT NULL,
  cls INTEGER NOT NULL, data BLOB NOT NULL, signature BLOB NOT NULL) STRICT;
CREATE INDEX entry_place ON entry(chain, number);
CREATE INDEX entry_authority ON entry(cls) WHERE cls <> 0;
CREATE TABLE fork(chain BLOB PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE payload(digest BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT;
CREATE TABLE disposed(digest BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE instance(chain BLOB PRIMARY KEY, seat BLOB NOT NULL, binding BLOB NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE page(seat BLOB NOT NULL, number INTEGER NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY(seat, number)) STRICT, WITHOUT ROWID;
CREATE TABLE cache(seat BLOB PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE touch(seat BLOB NOT NULL, tag BLOB NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY(seat, tag, digest)) STRICT, WITHOUT ROWID;
CREATE TABLE unread(seat BLOB NOT NULL, digest BLOB NOT NULL, scope BLOB NOT NULL,
  reason TEXT NOT NULL, PRIMARY KEY(seat, digest)) STRICT, WITHOUT ROWID;
CREATE TABLE courier(name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
"""

# `synchronous` comes before `journal_mode`, so that no commit is ever made
# under a weaker setting.
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("synchronous", "EXTRA", 3),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("mmap_size", "0", 0),
)


# The text of SQLite's own errors can quote what is broken, and is then no text.
_FAILURES = (sqlite3.Error, UnicodeError)


class Database:
    """One open kit database. Every statement that changes it is in a transaction."""

    def __init__(self, connection: sqlite3.Connection, places: Places) -> None:
        self.connection = connection
        self._places = places
        self._broken = False

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit what is done inside, or leave no trace of it.

        A failed write is final for this opening: what the disk holds after a
        failed sync is not known, so nothing more is written.

        Raises:
            DiskFullError, ReadOnlyError, WriteFailedError: Nothing was kept.
        """
        if self._broken:
            raise WriteFailedError("reopen")
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except _FAILURES as cause:
            self._undo()
            raise self._failure(cause) from cause
        except BaseException:
            self._undo()
            raise

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return what a query finds.

        Raises:
            KitDamagedError: The file is broken where it was read.
        """
        try:
            return self.connection.execute(sql, values).fetchall()
        except _FAILURES as cause:
            raise database_error(cause, self._places) from cause

    def close(self) -> None:
        """Close; with one file at rest, nothing is left beside it."""
        self.connection.close()

    def _undo(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def _failure(self, cause: Exception) -> IncidentKitError:
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            return DiskFullError(reserve_released=release_reserve(self._places))
        if code == sqlite3.SQLITE_READONLY:
            return ReadOnlyError(str(self._places.kit))
        self._broken = code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT)
        return database_error(cause, self._places)


def create_database(places: Places) -> Database:
    """Make an empty database, in memory of nothing before it."""
    # Made by hand first, because SQLite would leave its mode to the umask.
    with storage_errors(places.database):
        os.close(os.open(places.database, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    database = Database(_connect(places.database), places)
    with _closing_on_failure(database.connection), database_errors(places):
        database.connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.connection.execute(f"PRAGMA user_version={VERSION}")
        _apply_settings(database.connection)
        with database.transaction() as tx:
            for statement in SCHEMA.split(";"):
                if statement.strip():
                    tx.execute(statement)
    return database


def open_database(places: Places, *, read_only: bool = False) -> Database:
    """Open an existing database.

    Raises:
        KitNewerError: A later version of the app made it.
        KitDamagedError: It is no kit, or its tables are not ours.
        KitInUseError: Another program has it open.
        UnsafeFolderError: It is a link, or others may write to it.
    """
    check_plain(places.database)
    return open_file(places.database, places, read_only=read_only)


def open_file(path: Path, places: Places, *, read_only: bool = False) -> Database:
    """Open a database that lies elsewhere, as strictly as the kit's own."""
    with database_errors(places):
        connection = _connect(path, read_only=read_only)
        with _closing_on_failure(connection):
            _check_identity(connection)
            _apply_settings(connection, read_only=read_only)
            _check_schema(connection)
    return Database(connection, places)


def drop_journal(database: Path) -> None:
    """Remove the rollback journal of a database that is being replaced.

    Left there, it would be played back into the file that takes its place.
    """
    with storage_errors(database):
        journal_of(database).unlink(missing_ok=True)


def journal_of(database: Path) -> Path:
    """Return where SQLite keeps what it needs to undo an unfinished change."""
    return database.with_name(f"{database.name}-journal")


@contextlib.contextmanager
def _closing_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


@contextlib.contextmanager
def database_errors(places: Places) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except _FAILURES as cause:
        raise database_error(cause, places) from cause


def database_error(cause: Exception, places: Places) -> IncidentKitError:
    """Return our error for one of SQLite's."""
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return KitInUseError("", 0, 0)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT):
        return KitDamagedError("kit.db")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return ReadOnlyError(str(places.kit))
    if code == sqlite3.SQLITE_FULL:
        return DiskFullError(reserve_released=False)
    if isinstance(cause, sqlite3.OperationalError) and code == sqlite3.SQLITE_IOERR:
        return WriteFailedError("disk")
    return KitDamagedError("kit.db")


def _connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0)
    # The schema is ours and small; a hostile file must not make SQLite work hard.
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 64 << 20)
    return connection


def _apply_settings(connection: sqlite3.Connection, *, read_only: bool = False) -> None:
    for name, value, expected in _SETTINGS:
        if read_only and name in ("journal_mode", "locking_mode"):
            continue
        connection.execute(f"PRAGMA {name}={value}").fetchall()
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is None or row[0] != expected:
            raise KitDamagedError(f"setting {name}")


def _check_identity(connection: sqlite3.Connection) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise KitDamagedError("kit.db")
    if found > VERSION:
        raise KitNewerError(found, VERSION)
    if found < 1:
        raise KitDamagedError("kit.db")


def _check_schema(connection: sqlite3.Connection) -> None:
    """Refuse tables, views and triggers that are not exactly ours."""
    fresh = sqlite3.connect(":memory:")
    try:
        fresh.executescript(SCHEMA)
        if _schema_of(fresh) != _schema_of(connection):
            raise KitDamagedError("kit.db tables")
    finally:
        fresh.close()


def _schema_of(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    return {(kind, name, " ".join(str(sql).split())) for kind, name, sql in rows}
