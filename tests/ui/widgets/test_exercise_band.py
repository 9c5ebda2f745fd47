"""What marks an exercise: words that can be read in any colours."""

from pytestqt.qtbot import QtBot

from incidentkit.ui.widgets.exercise_band import ExerciseBand
from incidentkit.words.window import exercise as words


def test_the_band_is_there_in_an_exercise_only(qtbot: QtBot) -> None:
    band = ExerciseBand()
    qtbot.addWidget(band)
    assert band.isHidden()
    band.draw("The prize that nobody won")
    assert not band.isHidden()
    assert band.scenario.text() == words.scenario("The prize that nobody won")
    assert band.accessibleName() == words.EXERCISE
    band.draw("")
    assert band.isHidden()
