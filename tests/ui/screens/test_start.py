"""Starting a response with two answers, as keys and as clicks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from incidentkit.ui.screens.start.view import StartView
from incidentkit.ui.screens.start.view_model import NO_ACCOUNT, StartViewModel
from tests.ui.studio import Studio, many_accounts, one_incident, one_page, one_x


class Scene:
    """The screen over an open kit, and the responses it started."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.started: list[bytes] = []
        self.model = StartViewModel(studio.kit)
        self.model.started.connect(self.started.append)
        self.view = StartView(self.model)
        studio.qtbot.addWidget(self.view)
        self.view.show()
        self.view.arrive()
        studio.settle()

    def response(self):
        incident = self.started[-1]
        return self.studio.ask(lambda desk: desk.incidents.run(incident))


@pytest.fixture
def scene(studio: Studio) -> Scene:
    return Scene(studio.prepare(one_x, one_page))


def test_two_answers_by_keyboard_alone_start_a_response(scene: Scene) -> None:
    keys = scene.studio.qtbot
    keys.keyClicks(scene.view.finder, "ashcombedc")
    keys.keyClick(scene.view.finder, Qt.Key.Key_Return)
    keys.keyClick(scene.view.answers, Qt.Key.Key_1)
    scene.studio.settle()
    run = scene.response()
    assert run.incident.title == "Somebody else may be using x/AshcombeDC"
    assert run.progress.answers == {"can-you-get-in": "Yes"}
    assert run.walk.open[1].step.title == "Stay logged in and keep that screen open"


def test_an_account_is_chosen_from_the_list_with_arrows(scene: Scene) -> None:
    keys = scene.studio.qtbot
    keys.keyClick(scene.view.finder, Qt.Key.Key_Down)
    keys.keyClick(scene.view.list, Qt.Key.Key_Return)
    assert scene.model.state.account is not None
    assert scene.view.chosen.text() == "facebook/Ashcombe"


def test_nobody_has_to_know_which_account_it_is(scene: Scene) -> None:
    scene.view.not_listed.click()
    scene.view.answers.buttons[3].click()
    scene.studio.settle()
    run = scene.response()
    assert run.incident.account == b""
    assert run.progress.answers == {"can-you-get-in": "Don't know yet"}


def test_the_first_answer_can_be_taken_back(scene: Scene) -> None:
    scene.model.choose(NO_ACCOUNT)
    scene.view.again.click()
    assert scene.view.which.isVisibleTo(scene.view)
    assert not scene.view.second.isVisibleTo(scene.view)


def test_an_answer_pressed_twice_starts_one_response(scene: Scene) -> None:
    scene.model.choose(NO_ACCOUNT)
    scene.model.answer("Yes")
    scene.model.answer("Yes")
    scene.studio.settle()
    assert len(scene.started) == 1


def test_a_response_under_way_is_offered_first(studio: Studio) -> None:
    scene = Scene(studio.prepare(one_x, one_incident))
    (under_way,) = scene.model.state.under_way
    scene.view.under_way_box.findChild(QPushButton).click()
    assert scene.started == [under_way.subject]


def test_typing_narrows_fifty_accounts(studio: Studio) -> None:
    scene = Scene(studio.prepare(many_accounts))
    assert scene.view.list.count() == 50
    studio.qtbot.keyClicks(scene.view.finder, "service07")
    assert scene.view.list.count() == 1
    assert scene.view.list.item(0).text() == "x/AshcombeService07"
    studio.qtbot.keyClick(scene.view.finder, Qt.Key.Key_Escape)
    assert scene.view.list.count() == 50
