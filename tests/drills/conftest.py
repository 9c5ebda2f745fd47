"""A kit in which drills are gone through."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.incidents import recorder
from incidentkit.playbooks.library import Library, shipped_library
from incidentkit.playbooks.model import Playbook
from incidentkit.playbooks.read import read_playbook
from tests.drills.rehearsing import Rehearsing
from tests.read_once import no_waiting_for_the_disk

__all__ = ["no_waiting_for_the_disk"]


@pytest.fixture(scope="session")
def library() -> Library:
    return shipped_library()


@pytest.fixture(scope="session")
def read_before() -> dict[object, Playbook]:
    return {}


@pytest.fixture
def rehearsing(
    tmp_path: Path,
    library: Library,
    read_before: dict[object, Playbook],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Rehearsing]:
    """Give a kit; a playbook that was read once for a test is not read again."""

    def read_once(text, file, parts=(), others=()):
        key = (text, file, tuple(parts), tuple(others))
        if key not in read_before:
            read_before[key] = read_playbook(text, file, parts, others)
        return read_before[key]

    monkeypatch.setattr(recorder, "read_playbook", read_once)
    made = Rehearsing(tmp_path / "kit", library)
    yield made
    made.machine.close()
