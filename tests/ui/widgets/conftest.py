"""The style sheet, for tests that look at the widgets themselves."""

import pytest
from PySide6.QtWidgets import QApplication

from incidentkit.ui.design.theme import Theme
from incidentkit.ui.design.tokens import Look
from tests.ui.conftest import dress


@pytest.fixture(autouse=True)
def clothes(qapp: QApplication) -> None:
    """Dress every widget, whatever was on before."""
    dress(qapp, Theme(Look.LIGHT))
