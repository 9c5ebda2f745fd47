"""The bare floor under a durable change: one commit to SQLite, and nothing else."""

import sqlite3
from collections.abc import Callable
from pathlib import Path


def bare_commit(
    path: Path, size: int
) -> tuple[Callable[[], object], Callable[[], None]]:
    """Return what commits so many bytes durably, as the kit does, and what closes it."""
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in (
        "synchronous=EXTRA",
        "locking_mode=EXCLUSIVE",
        "journal_mode=TRUNCATE",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("CREATE TABLE floor(data BLOB)")
    data = bytes(size)
    return (
        lambda: connection.execute("INSERT INTO floor VALUES(?)", (data,)),
        connection.close,
    )
