"""Kits for the tests of the command line."""

import functools
import os
from pathlib import Path

import pytest

from incidentkit.incidents import recorder
from incidentkit.playbooks import library
from incidentkit.playbooks.read import read_playbook
from tests.cli.office import Officer


@pytest.fixture
def asha(tmp_path: Path) -> Officer:
    """A comms lead with a kit that has an account of each sort."""
    lead = Officer(tmp_path / "asha")
    lead.found()
    lead.add_x()
    lead.add_page()
    return lead


@pytest.fixture(autouse=True)
def playbooks_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each playbook once for all commands: in life each is a process."""
    monkeypatch.setattr(recorder, "read_playbook", _read_once)
    monkeypatch.setattr(library, "load_library", _load_once)


_read_once = functools.cache(read_playbook)
_load_once = functools.cache(library.load_library)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out waiting for the disk: what a crash leaves is tested elsewhere."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
