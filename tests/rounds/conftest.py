"""Two machines of one kit with accounts, and rounds on both."""

import pytest

from incidentkit.accounts.kinds import KINDS as ACCOUNT_KINDS
from incidentkit.rounds.round import KINDS as ROUND_KINDS
from incidentkit.vault.kinds import Catalogue
from tests.vault.two_machines import lead, officer, shared

__all__ = ["lead", "officer", "shared"]

CATALOGUE = Catalogue((*ACCOUNT_KINDS, *ROUND_KINDS))


@pytest.fixture
def catalogue():
    return CATALOGUE
