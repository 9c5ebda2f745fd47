"""A kit with one officer in it."""

from collections.abc import Iterator

import pytest

from tests.incidents.office import Office, found


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    here = found(tmp_path / "lead")
    yield here
    here.machine.close()
