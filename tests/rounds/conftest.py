"""Two machines of one kit with accounts, and rounds on both."""

import pytest

from incidentkit.accounts.kinds import KINDS as ACCOUNT_KINDS
from incidentkit.rounds.round import KINDS as ROUND_KINDS
from incidentkit.vault.kinds import Catalogue
from tests.vault.world import Machine, join

CATALOGUE = Catalogue((*ACCOUNT_KINDS, *ROUND_KINDS))


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def lead(tmp_path):
    machine = Machine(tmp_path / "lead", "Asha Lead", catalogue=CATALOGUE)
    machine.found()
    yield machine
    machine.close()


@pytest.fixture
def officer(tmp_path, lead, shared):
    machine = Machine(tmp_path / "officer", "Owen Officer", catalogue=CATALOGUE)
    join(machine, lead, shared)
    yield machine
    machine.close()
