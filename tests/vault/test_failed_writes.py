"""A write that fails: nothing of it is kept, on disk or in memory."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import (
    DiskFullError,
    IncidentKitError,
    ReadOnlyError,
    UnsafeFolderError,
    WriteFailedError,
)
from incidentkit.vault.anchor import AnchorFile
from incidentkit.vault.change import OpenScope, Write, write
from incidentkit.vault.entry import Entry
from incidentkit.vault.folder import storage_error, write_whole
from incidentkit.vault.kit import open_kit
from incidentkit.vault.recheck import recheck
from incidentkit.vault.verify import verify_journal
from tests.vault.world import (
    NOTED,
    PASSPHRASE,
    THING,
    Machine,
    Noted,
    Thing,
    new_subject,
    noted,
)

SUBJECT = new_subject()


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "base", "Asha")
    machine.found()
    yield machine
    machine.close()


def fingerprint(machine: Machine) -> tuple[object, ...]:
    """Everything that a failed write must leave as it was, in memory and on disk."""
    session = machine.here
    return (
        session.ledger.cache.digest(),
        session.kit.store.count_entries(),
        session.kit.store.heads(),
        session.members(),
        session.writer,
        recheck(session),
    )


def fail_with(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("injected")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "method", ["add_entry", "put_payload", "put_cache", "put_page"]
)
@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (fail_with(sqlite3.SQLITE_FULL), DiskFullError),
        (fail_with(sqlite3.SQLITE_READONLY), ReadOnlyError),
        (RuntimeError("a bug"), RuntimeError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
def test_memory_never_runs_ahead_of_the_disk(
    asha: Machine,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    error: BaseException,
    expected: type[BaseException],
) -> None:
    subject, scope = new_subject(), asha.here.new_scope()
    asha.here.commit(noted(subject, "before"))
    before = fingerprint(asha)
    change = write(
        OpenScope(scope, leads=True),
        Write(subject, NOTED, Noted("hidden"), scope),
        Write(subject, NOTED, Noted("after")),
    )

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(asha.here.kit.store, method, fail)
    with pytest.raises(expected):
        asha.here.commit(change)
    monkeypatch.undo()
    assert fingerprint(asha) == before
    assert asha.here.state(THING, subject) == Thing(("before",))
    assert asha.here.state(THING, subject, scope) is None

    asha.here.commit(change)
    asha.here.commit(noted(subject, "on"))
    after = fingerprint(asha)
    assert asha.here.state(THING, subject) == Thing(("before", "after", "on"))
    asha.reopen()
    assert fingerprint(asha) == after
    assert verify_journal(asha.here.kit.store).intact


def test_after_a_disk_fault_nothing_more_is_written_until_the_kit_is_opened_again(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = new_subject()
    asha.here.commit(noted(subject, "before"))

    def fail(*_: object) -> None:
        raise fail_with(sqlite3.SQLITE_IOERR)

    monkeypatch.setattr(asha.here.kit.store, "add_entry", fail)
    with pytest.raises(WriteFailedError):
        asha.here.commit(noted(subject, "lost"))
    monkeypatch.undo()
    with pytest.raises(WriteFailedError) as refusal:
        asha.here.commit(noted(subject, "refused"))
    assert refusal.value.reason == "reopen"
    assert asha.here.state(THING, subject) == Thing(("before",))
    asha.reopen().commit(noted(subject, "again"))
    assert asha.here.state(THING, subject) == Thing(("before", "again"))


def overtaken(machine: Machine) -> tuple[list[Entry], dict[bytes, bytes]]:
    """Put an older copy in place; return what others have seen of it since."""
    known = {entry.digest for entry in machine.here.kit.store.all_entries()}
    machine.close()
    copy = machine.places.database.read_bytes()
    machine.open().commit(noted(SUBJECT, "told to others"))
    store = machine.here.kit.store
    later = [entry for entry in store.all_entries() if entry.digest not in known]
    payloads = dict(store.payload_rows())
    machine.close()
    machine.places.database.write_bytes(copy)
    AnchorFile.of(machine.places, later[0].core.kit).forget()
    machine.open()
    return later, payloads


@pytest.mark.parametrize("method", ["put_cache", "put_touch", "put_page"])
def test_a_failed_arrival_leaves_memory_as_it_was(
    asha: Machine, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    later, payloads = overtaken(asha)
    before = fingerprint(asha)

    def fail(*_: object) -> None:
        raise fail_with(sqlite3.SQLITE_FULL)

    monkeypatch.setattr(asha.here.kit.store, method, fail)
    with pytest.raises(DiskFullError):
        asha.here.receive(later, payloads)
    monkeypatch.undo()
    assert fingerprint(asha) == before
    asha.here.receive(later, payloads)
    assert asha.here.state(THING, SUBJECT) == Thing(("told to others",))


def test_a_chain_given_up_whose_successor_could_not_begin_is_not_gone_on_with(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, payloads = overtaken(asha)
    old = asha.here.writer

    def fail(*_: object) -> None:
        raise fail_with(sqlite3.SQLITE_FULL)

    monkeypatch.setattr(asha.here.kit.store, "put_instance", fail)
    with pytest.raises(DiskFullError):
        asha.here.receive(later, payloads)
    monkeypatch.undo()
    asha.here.commit(noted(SUBJECT, "on"))
    assert asha.here.writer != old
    assert asha.here.state(THING, SUBJECT) == Thing(("told to others", "on"))
    report = verify_journal(asha.here.kit.store)
    assert report.intact, report.found
    assert recheck(asha.here) == ()


def test_a_new_chain_that_could_not_be_begun_is_begun_at_the_next_write(
    asha: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asha.close()
    asha.locked = open_kit(asha.around)
    asha.locked.accept_older()

    def fail(*_: object) -> None:
        raise fail_with(sqlite3.SQLITE_FULL)

    monkeypatch.setattr(asha.locked.store, "put_instance", fail)
    with pytest.raises(DiskFullError):
        asha.locked.unlock("Asha", PASSPHRASE)
    monkeypatch.undo()
    session = asha.session = asha.locked.unlock("Asha", PASSPHRASE)
    session.commit(noted(new_subject(), "x"))
    assert len(session.kit.store.chains()) == 2
    assert verify_journal(session.kit.store).intact


def test_a_transaction_that_fails_leaves_no_trace_and_no_lock(asha: Machine) -> None:
    store = asha.here.kit.store

    def half() -> None:
        with store.transaction():
            store.set_meta("half", b"done")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert not store.has_meta("half")
    with store.transaction():
        store.set_meta("whole", b"done")
    assert store.meta("whole") == b"done"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (28, DiskFullError),
        (122, DiskFullError),
        (30, ReadOnlyError),
        (13, ReadOnlyError),
        (1, ReadOnlyError),
        (5, WriteFailedError),
        (40, UnsafeFolderError),
    ],
)
def test_each_failure_of_the_system_has_an_error_of_its_own(
    number: int, expected: type[IncidentKitError]
) -> None:
    assert type(storage_error(OSError(number, "x"), Path("x"))) is expected


def test_a_file_that_cannot_be_written_whole_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    write_whole(target, b"old")

    def fail(handle: int) -> None:
        raise OSError(5, "no sync")

    monkeypatch.setattr("incidentkit.vault.folder.os.fsync", fail)
    with pytest.raises(WriteFailedError):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
