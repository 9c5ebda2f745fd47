"""A list to choose one thing from."""

from pytestqt.qtbot import QtBot

from incidentkit.ui.widgets.chooser import Chooser

TEAM = [("ben", "Ben Carter"), ("carys", "Carys Evans")]


def test_what_is_offered_again_leaves_the_choice_and_tells_nobody(qtbot: QtBot) -> None:
    made = Chooser()
    qtbot.addWidget(made)
    made.offer(TEAM)
    made.setCurrentText("Carys Evans")
    told: list[int] = []
    made.currentIndexChanged.connect(told.append)
    made.offer(TEAM)
    assert (made.currentData(), told) == ("carys", [])
    made.offer([("asha", "Asha Patel"), *TEAM])
    assert made.currentData() == "carys"
    assert told, "it stands elsewhere now"
