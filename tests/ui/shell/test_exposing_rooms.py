"""The rooms on who can post lead to each other and to the register."""

from incidentkit.accounts.model import Reason
from incidentkit.ui.kit_access import KitAccess
from incidentkit.ui.shell.exposing_rooms import ExposingRooms
from incidentkit.ui.shell.rooms import Rooms
from tests.ui.pictures.people import colleague
from tests.ui.studio import Studio, one_x


def rooms_of(kit: KitAccess) -> tuple[ExposingRooms, Rooms]:
    made: list[Rooms] = []
    exposing = ExposingRooms(kit, lambda: made[0])
    made.append(Rooms(exposing.rooms))
    return exposing, made[0]


def test_from_health_one_goes_on_and_from_a_row_to_its_account(
    studio: Studio, qtbot
) -> None:
    studio.prepare(one_x, colleague("Ben Carter"))
    exposing, rooms = rooms_of(studio.kit)
    qtbot.addWidget(rooms)
    accounts, people = [], []
    exposing.account_asked.connect(accounts.append)
    exposing.person_asked.connect(people.append)
    rooms.buttons["health"].click()
    studio.settle()
    exposing.health.go_asked.emit("exposure")
    studio.settle()
    assert rooms.here == "exposure"
    exposing.exposure.table.opened.emit(exposing.exposure.model.state.lines[0])
    assert len(accounts) == 1
    exposing.exposure.leaving.click()
    assert rooms.here == "leaving"
    ben = studio.ask(lambda desk: desk.officers.find("Ben").person)
    exposing.open_leaving(ben)
    studio.settle()
    assert exposing.leaving.model.state.leaver.name == "Ben Carter"
    exposing.leaving.remove.click()
    assert people == [ben]


def test_change_it_says_why_so_that_the_change_can_begin_at_once(
    studio: Studio, qtbot
) -> None:
    studio.prepare(one_x)
    exposing, rooms = rooms_of(studio.kit)
    qtbot.addWidget(rooms)
    asked: list[tuple[object, object]] = []
    exposing.change_asked.connect(lambda *what: asked.append(what))
    account = studio.ask(lambda desk: desk.accounts.rows()[0].subject)
    exposing.exposure.rotate_asked.emit(account)
    exposing.leaving.rotate_asked.emit(account)
    exposing.health.rotate_asked.emit(account)
    reasons = [reason for _, reason in asked]
    assert reasons == [Reason.OTHER, Reason.LEAVER, Reason.OTHER]
    assert {found for found, _ in asked} == {account}
