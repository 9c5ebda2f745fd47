"""What tests of other rooms share, so that none pays again for reading the playbooks."""

import functools
import os

import pytest

from incidentkit.incidents import recorder
from incidentkit.playbooks import library, service
from incidentkit.playbooks.copies import Shipped
from incidentkit.playbooks.read import read_playbook


@pytest.fixture(autouse=True)
def playbooks_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each playbook once for all tests: in life each is a process."""
    monkeypatch.setattr(recorder, "read_playbook", _read_once)
    monkeypatch.setattr(library, "load_library", _load_once)
    monkeypatch.setattr(service, "Shipped", _shipped_once)


_read_once = functools.cache(read_playbook)
_load_once = functools.cache(library.load_library)
_shipped_once = functools.cache(Shipped)

# For what is asked while tests are collected, where no fixture is there yet.
library_once = functools.cache(library.shipped_library)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out waiting for the disk: what a crash leaves is tested elsewhere."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
