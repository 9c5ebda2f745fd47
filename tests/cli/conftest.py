"""Kits for the tests of the command line."""

import functools
import gettext
from pathlib import Path

import pytest

from tests.cli.office import Officer
from tests.read_once import no_waiting_for_the_disk, playbooks_read_once

__all__ = ["no_waiting_for_the_disk", "playbooks_read_once"]


@pytest.fixture(autouse=True)
def translations_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for argparse's words in other languages once: in life each is a process."""
    monkeypatch.setattr(gettext, "find", _find_once)


_find_once = functools.cache(gettext.find)


@pytest.fixture
def asha(tmp_path: Path) -> Officer:
    """A comms lead with a kit that has an account of each sort."""
    lead = Officer(tmp_path / "asha")
    lead.found()
    lead.add_x()
    lead.add_page()
    return lead
