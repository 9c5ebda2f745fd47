"""Modes and links: nobody else reads, writes, or leads the kit astray."""

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.errors import (
    UnsafeFolderError,
)
from incidentkit.vault.backup import make_backup
from incidentkit.vault.evidence import EvidenceFolder
from incidentkit.vault.folder import PART
from tests.vault.world import (
    Machine,
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


def check_modes(folder: Path) -> set[str]:
    """Check that nobody else gets at anything here; return the names of the files."""
    for path in [folder, *folder.rglob("*")]:
        expected = 0o700 if path.is_dir() else 0o600
        assert oct(stat.S_IMODE(path.stat().st_mode)) == oct(expected), path
    return {path.name for path in folder.rglob("*") if path.is_file()}


@POSIX
def test_every_file_is_private_from_birth_whatever_the_umask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = tmp_path / "deep" / "base"
    before_renaming: set[str] = set()
    rename = Path.replace

    def watched(self: Path, target: Path) -> Path:
        before_renaming.update(check_modes(tmp_path / "deep"))
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    os.umask(0)  # put back by a fixture
    machine = Machine(base, "Asha")
    machine.found(noted(new_subject(), "x"))
    EvidenceFolder(machine.places).seal(io.BytesIO(b"picture"))
    store = machine.here.kit.store
    make_backup(store, machine.places, machine.clock)
    with store.transaction():
        store.set_meta("unfinished", b"change")
        assert "kit.db-journal" in check_modes(tmp_path / "deep")
    machine.reopen()
    machine.close()
    names = check_modes(tmp_path / "deep")
    assert {"kit.db", "kit.lock", "reserve", "machine"} <= names
    assert any(name.startswith(PART) for name in before_renaming)


@POSIX
@pytest.mark.parametrize("bits", [0o770, 0o707, 0o720])
@pytest.mark.parametrize("which", ["kit", "state"])
def test_a_folder_that_others_may_write_to_is_refused(
    asha: Machine, bits: int, which: str
) -> None:
    asha.close()
    folder: Path = getattr(asha.places, which)
    folder.chmod(bits)
    with pytest.raises(UnsafeFolderError) as refusal:
        asha.open()
    assert refusal.value.path == str(folder)
    folder.chmod(0o755)
    asha.open()


@POSIX
def test_a_kit_file_that_others_may_write_to_is_refused(asha: Machine) -> None:
    asha.close()
    asha.places.database.chmod(0o660)
    with pytest.raises(UnsafeFolderError):
        asha.open()


@POSIX
@pytest.mark.parametrize("which", ["kit", "state", "database", "lock"])
def test_a_link_in_the_place_of_a_folder_or_file_is_refused(
    asha: Machine, which: str
) -> None:
    asha.close()
    path: Path = getattr(asha.places, which)
    away = path.with_name("elsewhere")
    path.rename(away)
    path.symlink_to(away)
    with pytest.raises(UnsafeFolderError):
        asha.open()


@POSIX
def test_no_kit_is_made_in_a_folder_that_others_may_write_to(tmp_path: Path) -> None:
    machine = Machine(tmp_path / "base", "Asha")
    machine.places.kit.mkdir(parents=True)
    machine.places.kit.chmod(0o777)
    with pytest.raises(UnsafeFolderError):
        machine.found()
    assert list(machine.places.kit.iterdir()) == []
