"""A lead's and an officer's machine of one kit, which exchange through a folder.

Whoever takes these fixtures gives a `catalogue` with the kinds that are written.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.vault.kinds import Catalogue
from tests.vault.world import Machine, join


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def lead(tmp_path: Path, catalogue: Catalogue) -> Iterator[Machine]:
    machine = Machine(tmp_path / "lead", "Asha Lead", catalogue=catalogue)
    machine.found()
    yield machine
    machine.close()


@pytest.fixture
def officer(
    tmp_path: Path, catalogue: Catalogue, lead: Machine, shared: Path
) -> Iterator[Machine]:
    machine = Machine(tmp_path / "officer", "Owen Officer", catalogue=catalogue)
    join(machine, lead, shared)
    yield machine
    machine.close()
