"""An exercise in the whole window: from the front door, marked everywhere, and back."""

import pytest
from PySide6.QtCore import Qt

from incidentkit.accounts.service import AccountsService
from incidentkit.desk.drilling import read_drill, start_drill
from incidentkit.playbooks.model import Verb
from incidentkit.ui.screens.drills.happening import Happening
from incidentkit.ui.shell.step_panels import SecretStep
from incidentkit.words import drills as drill_words
from incidentkit.words.window import drills as words
from tests.ui.pictures.drills import PRIZES
from tests.ui.studio import one_incident, one_x
from tests.ui.whole_window import Scene, kit_with


def opened(scene: Scene, *stories):
    kit_with(scene, *stories)
    program = scene.begin()
    scene.unlock()
    return program


def drilled(desk):
    return start_drill(desk, PRIZES)


def test_the_front_door_leads_to_the_exercises(scene: Scene) -> None:
    program = opened(scene)
    program.screens.rooms.go("start")
    scene.settle()
    program.screens.start.exercise_asked.emit()
    scene.settle()
    assert program.screens.rooms.here == "drills"
    table = program.screens.drills.scenarios.table
    assert program.window.focusWidget() is table


def test_an_exercise_is_marked_in_its_room_and_told_of_in_every_other(
    scene: Scene,
) -> None:
    program = opened(scene, one_x, drilled)
    screens = program.screens
    screens.rooms.go("incidents")
    scene.settle()
    assert screens.incidents.head.exercise.isVisibleTo(program.window)
    assert not screens.elsewhere.isVisibleTo(program.window)
    for room in sorted(screens.rooms.names - {"incidents"}):
        screens.rooms.go(room)
        scene.settle()
        assert screens.elsewhere.isVisibleTo(program.window), room
    assert PRIZES in screens.elsewhere.scenario.text()
    scene.qtbot.keyClick(screens.elsewhere.back, Qt.Key.Key_Return)
    scene.settle()
    assert screens.rooms.here == "incidents"


def test_a_real_response_beside_an_exercise_has_no_mark(scene: Scene) -> None:
    program = opened(scene, one_x, drilled, one_incident)
    screens = program.screens
    rows = screens.incidents_model
    screens.rooms.go("incidents")
    scene.settle()
    real = next(r for r in rows.state.rows if not r.state.exercise)
    screens.open_incident(real.incident)
    scene.settle()
    assert not screens.incidents.head.exercise.isVisibleTo(program.window)
    assert not _card(program).isVisibleTo(program.window)
    screens.rooms.go("accounts")
    assert not screens.elsewhere.isVisibleTo(program.window)


def test_what_happens_stands_beside_the_step_and_leads_to_the_debrief(
    scene: Scene,
) -> None:
    program = opened(scene, drilled)
    screens = program.screens
    screens.rooms.go("incidents")
    scene.settle()
    card = _card(program)
    assert card.isVisibleTo(program.window)
    with scene.qtbot.waitSignal(screens.running_model.happened, timeout=20_000):
        scene.qtbot.keyClick(card.next, Qt.Key.Key_Return)
    scene.settle()
    assert "prize is real" in card.title.text()
    scene.qtbot.keyClick(card.debrief, Qt.Key.Key_Return)
    scene.settle()
    assert screens.rooms.here == "drills"
    assert screens.drills.debrief.mark.isVisibleTo(program.window)
    assert screens.drills.debrief.mark.text() == drill_words.NOT_REAL


def test_the_rotation_step_practises_and_no_account_is_touched(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[str] = []
    for name in ("begin_rotation", "reveal", "confirm_rotation"):
        if hasattr(AccountsService, name):
            monkeypatch.setattr(
                AccountsService, name, lambda *_a, n=name, **_k: touched.append(n)
            )
    program = opened(scene, one_x, _at_the_rotation)
    screens = program.screens
    screens.rooms.go("incidents")
    scene.settle()
    model = screens.incidents_model
    step = next(s for s in model.state.response.steps if "password" in s.slug)
    model.choose_step(step.slug)
    scene.settle()
    panel = screens._secret_step
    assert isinstance(panel, SecretStep)
    assert panel.practice.isVisibleTo(program.window)
    scene.qtbot.keyClicks(panel.practice.typed, panel.practice.secret.text())
    scene.qtbot.keyClick(panel.practice.typed, Qt.Key.Key_Return)
    scene.settle()
    done = next(s for s in model.state.response.steps if s.slug == step.slug)
    assert done.status == "done"
    assert words.PRACTISED in "\n".join(
        line.sentence for line in model.state.response.log
    )
    assert touched == []


def _at_the_rotation(desk) -> None:
    incident = drilled(desk)
    assert read_drill(desk, incident).scenario is not None
    desk.incidents.circumstances.flag(incident, "machine", on=False)
    desk.incidents.answer(incident, "can-you-get-in", "Yes")
    desk.incidents.answer(incident, "how-do-people-get-into-this-account", "Own login")
    run = desk.incidents.run(incident)
    rotate = next(
        p
        for p in run.walk.positions
        if p.step.verb is Verb.ROTATE and p.step.slug == "change-the-accounts-password"
    )
    assert rotate.status == "open", rotate


def _card(program) -> Happening:
    (card,) = program.screens.incidents.findChildren(Happening)
    return card
