"""A kit in which an incident can happen."""

from collections.abc import Iterator

import pytest

from tests.records.scene import Scene


@pytest.fixture
def scene(tmp_path) -> Iterator[Scene]:
    here = Scene(tmp_path / "kit")
    yield here
    here.close()
