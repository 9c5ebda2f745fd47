"""Every expected failure of opening and keeping is told where it happens, and loses nothing."""

import pytest

from incidentkit.ui.screens.incident.view import IncidentView
from incidentkit.ui.screens.unlock.view import UnlockView
from incidentkit.words.window import unlock as words
from tests.ui.pictures import failures
from tests.ui.studio import PASSPHRASE, Studio

TOLD = {
    "damaged": "damaged",
    "older": "older",
    "newer": "newer",
    "in-use": "open",
    "no-keyring": "remembers",
}


@pytest.mark.parametrize("name", TOLD)
def test_a_kit_that_does_not_open_says_why_and_what_to_do(
    name: str, studio: Studio
) -> None:
    view = failures.PICTURES[name](studio)
    studio.qtbot.addWidget(view)
    assert isinstance(view, UnlockView)
    view.show()
    said = view.banner
    assert said.isVisibleTo(view)
    whole = f"{said.title.text()} {said.body.text()} {said.advice.text()}".casefold()
    assert TOLD[name] in whole
    assert said.advice.text()
    assert view.passphrase.isEnabled()
    assert view.passphrase.text() == ""
    assert view.focusWidget() is view.passphrase
    assert not studio.kit.is_open


def test_somebody_may_go_on_with_an_older_copy(studio: Studio) -> None:
    view = failures.older(studio)
    studio.qtbot.addWidget(view)
    assert view.unlock.text() == words.USE_OLDER
    view.passphrase.setText(PASSPHRASE)
    view.unlock.click()
    studio.settle()
    assert studio.kit.is_open


@pytest.mark.parametrize("name", ["disk-full", "read-only"])
def test_what_could_not_be_kept_stays_where_it_was_typed(
    name: str, studio: Studio
) -> None:
    view = failures.PICTURES[name](studio)
    studio.qtbot.addWidget(view)
    assert isinstance(view, IncidentView)
    view.show()
    assert view.banner.isVisibleTo(view)
    assert view.banner.advice.text()
    assert view.log.note.text().startswith("A resident rang about the posts.")
