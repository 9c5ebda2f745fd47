"""Kits for the tests of the command line."""

from pathlib import Path

import pytest

from tests.cli.office import Officer
from tests.read_once import no_waiting_for_the_disk, playbooks_read_once

__all__ = ["no_waiting_for_the_disk", "playbooks_read_once"]


@pytest.fixture
def asha(tmp_path: Path) -> Officer:
    """A comms lead with a kit that has an account of each sort."""
    lead = Officer(tmp_path / "asha")
    lead.found()
    lead.add_x()
    lead.add_page()
    return lead
