"""A kit without a window, for the tests of effects."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incidentkit.desk.services import Desk
from tests.desk.test_home import Studio
from tests.read_once import no_waiting_for_the_disk, playbooks_read_once

__all__ = ["no_waiting_for_the_disk", "playbooks_read_once"]


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path)
    yield made
    made.locked.close()


@pytest.fixture
def desk(studio: Studio) -> Desk:
    return studio._desk
