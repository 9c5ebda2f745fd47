"""The rooms on who can post lead to each other and to the register."""

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
