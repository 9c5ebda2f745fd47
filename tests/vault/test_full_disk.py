"""A full disk and a read-only one, for real where a small disk can be mounted."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from incidentkit.errors import (
    DiskFullError,
    ReadOnlyError,
)
from incidentkit.vault.backup import make_backup
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.folder import RESERVE_BYTES
from incidentkit.vault.kinds import SubjectId
from incidentkit.vault.verify import verify_journal
from tests.vault.test_failed_writes import fingerprint
from tests.vault.world import (
    THING,
    Machine,
    Thing,
    new_subject,
    noted,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")


@pytest.fixture
def asha(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "base", "Asha")
    machine.found()
    yield machine
    machine.close()


Mount = Callable[[int], Path]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Mount]:
    """Mount a small disk of its own; needs the right to mount."""
    mounted: list[Path] = []

    def mount(size: int) -> Path:
        point = tmp_path / f"disk{len(mounted)}"
        point.mkdir()
        options = f"size={size},mode=0700"
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(point)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("nobody may mount a disk here")
        mounted.append(point)
        return point

    yield mount
    for point in mounted:
        subprocess.run(["umount", "-l", str(point)], check=True)


def fill(disk: Path) -> None:
    """Leave no byte of room."""
    with (disk / "ballast").open("ab", buffering=0) as ballast:
        for size in (1 << 16, 4096, 1):
            try:
                while True:
                    ballast.write(bytes(size))
            except OSError:
                continue


def until_full(
    machine: Machine, subject: SubjectId, lines: list[str], size: int
) -> DiskFullError:
    """Write lines until the disk is full, noting each that was answered for."""
    for number in range(2000):
        line = f"{len(lines)} {number} {'x' * size}"
        try:
            machine.here.commit(noted(subject, line))
        except DiskFullError as refusal:
            return refusal
        lines.append(line)
    pytest.fail("the disk never became full")


def test_a_full_disk_gives_up_its_reserve_so_that_the_log_goes_on(
    small_disk: Mount,
) -> None:
    disk = small_disk(16 << 20)
    machine = Machine(disk / "base", "Asha")
    machine.found()
    subject = new_subject()
    machine.here.commit(noted(subject, "before"))
    assert machine.places.reserve.stat().st_size == RESERVE_BYTES
    fill(disk)
    lines = ["before"]
    assert until_full(machine, subject, lines, 3000).reserve_released
    assert machine.here.state(THING, subject) == Thing(tuple(lines))

    for number in range(20):
        machine.here.commit(noted(subject, f"on {number}"))
        lines.append(f"on {number}")
    machine.reopen()
    assert machine.here.state(THING, subject) == Thing(tuple(lines))
    assert verify_journal(machine.here.kit.store).intact

    assert not until_full(machine, subject, lines, 20_000).reserve_released
    machine.reopen()
    assert machine.here.state(THING, subject) == Thing(tuple(lines))

    (disk / "ballast").unlink()
    machine.reopen().commit(noted(subject, "room again"))
    assert machine.places.reserve.stat().st_size == RESERVE_BYTES
    machine.close()


@pytest.mark.parametrize("kibibytes", [64, 128, 256, 320, 512])
def test_whatever_does_not_fit_leaves_nothing_half_done(
    small_disk: Mount, kibibytes: int
) -> None:
    disk = small_disk(kibibytes << 10)
    machine = Machine(disk / "base", "Asha")
    try:
        machine.found()
    except DiskFullError:
        machine.close()
        if not machine.places.database.exists():
            assert not list((disk / "base").rglob("*.db"))
            return
        machine.open()
    evidence = EvidenceFolder(machine.places)
    with pytest.raises(DiskFullError):
        seal_until_full(machine)
    assert not list(machine.places.evidence.glob(".part*"))
    for file in evidence.files():
        assert evidence.path(file).stat().st_size > 30_000
    with pytest.raises(DiskFullError):
        make_backup(machine.here.kit.store, machine.places, machine.clock)
    assert list(machine.places.backups.glob("kit*")) == []
    assert verify_journal(machine.here.kit.store).intact
    machine.close()


def seal_until_full(machine: Machine) -> None:
    for _ in range(1000):
        EvidenceFolder(machine.places).seal(io.BytesIO(bytes(40_000)))


def test_sqlite_running_out_of_pages_is_a_full_disk_and_releases_the_reserve(
    asha: Machine,
) -> None:
    """The same as on a full disk, where nobody may mount one."""
    subject = new_subject()
    asha.here.commit(noted(subject, "before"))
    connection = asha.here.kit.store._database.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    assert until_full(asha, subject, [], 9000).reserve_released
    assert not asha.places.reserve.exists()
    before = fingerprint(asha)
    connection.execute(f"PRAGMA max_page_count={pages + 500}")
    assert fingerprint(asha) == before
    asha.here.commit(noted(subject, "after"))
    asha.reopen()
    assert asha.places.reserve.exists()


def test_a_read_only_disk_says_so_and_loses_nothing(small_disk: Mount) -> None:
    disk = small_disk(16 << 20)
    machine = Machine(disk / "base", "Asha")
    machine.found()
    subject = new_subject()
    machine.here.commit(noted(subject, "before"))
    machine.close()
    remount(disk, "ro")
    with pytest.raises(ReadOnlyError):
        machine.open()
    remount(disk, "rw")
    assert machine.open().state(THING, subject) == Thing(("before",))
    machine.close()


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs users")
def test_a_folder_without_the_right_to_write_says_so(asha: Machine) -> None:
    asha.close()
    asha.places.kit.chmod(0o500)
    try:
        if os.geteuid() == 0:  # root may write anywhere: ask as somebody else
            assert as_nobody(asha, "ReadOnlyError")
            return
        with pytest.raises(ReadOnlyError):
            asha.open()
    finally:
        asha.places.kit.chmod(0o700)


AS_NOBODY = """
import os, sys
from pathlib import Path
from tests.vault.world import Machine
machine = Machine(Path(sys.argv[1]), "Asha")
os.chdir(sys.argv[1]); os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    Machine(Path("."), "Asha").open()
except Exception as error:
    print(type(error).__name__)
"""


def as_nobody(machine: Machine, expected: str) -> bool:
    for path in [machine.base, *machine.base.rglob("*")]:
        os.chown(path, 65534, 65534)
    shown = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(machine.base)],
        capture_output=True,
        text=True,
        check=False,
    )
    for path in [machine.base, *machine.base.rglob("*")]:
        os.chown(path, 0, 0)
    assert shown.stdout.strip() == expected, shown.stderr
    return True
