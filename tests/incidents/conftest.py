"""A kit with one officer in it."""

from collections.abc import Iterator

import pytest

from tests.incidents.office import Office, found
from tests.incidents.team import Team, gathered


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    here = found(tmp_path / "lead")
    yield here
    here.machine.close()


@pytest.fixture
def team(tmp_path) -> Iterator[Team]:
    yield from gathered(tmp_path)
