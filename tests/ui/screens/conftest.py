"""The style sheet for the files that measure what stands on a screen."""

import pytest
from PySide6.QtWidgets import QApplication

from incidentkit.ui.design.theme import Theme
from incidentkit.ui.design.tokens import Look
from tests.long_form import LONG
from tests.ui.conftest import dress, undress

MEASURING = {"test_evidence_seen", "test_incident_opening"}


@pytest.fixture
def clothes(request: pytest.FixtureRequest, qapp: QApplication) -> None:
    """Dress a screen of which something is measured, and in the long form every one."""
    if LONG or request.path.stem in MEASURING:
        dress(qapp, Theme(Look.LIGHT))
    else:
        undress(qapp)
